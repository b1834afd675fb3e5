/*
 * Timing for the benchmarks, in processor time: the best of several rounds, since everything that
 * disturbs a run makes it slower; what is compared with something else takes turns with it. A
 * figure is printed beside its limit; the benchmark ends with 1 where one is over.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Of this process alone: what other processes do in the meantime does not count. */
static inline double bench_cpu_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static inline int bench_order(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Of `count` figures (at most 16), which keep their order. */
static inline double bench_median(const double *figures, size_t count)
{
    double sorted[16];
    memcpy(sorted, figures, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, bench_order);
    return sorted[count / 2];
}

typedef void bench_fn(void *context);

/* Nanoseconds of one call: the best of `rounds` rounds of `calls` calls. */
static inline double bench_best_ns(bench_fn *call, void *context, int rounds, int calls)
{
    double best = 0;
    for (int round = 0; round < rounds; round++) {
        double start = bench_cpu_ns();
        for (int i = 0; i < calls; i++)
            call(context);
        double one = (bench_cpu_ns() - start) / calls;
        if (round == 0 || one < best)
            best = one;
    }
    return best;
}

/* Prints one figure; false where it is over its limit. A limit of 0 is none. */
static inline bool bench_report(const char *what, double figure, const char *unit, double limit)
{
    bool good = limit <= 0 || figure <= limit;
    printf("%-58s %9.2f %-5s", what, figure, unit);
    if (limit > 0)
        printf("  limit %7.2f%s", limit, good ? "" : "  OVER");
    putchar('\n');
    return good;
}

#endif

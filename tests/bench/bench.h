/*
 * Timing for the benchmarks: the best of several rounds, since everything that disturbs a run makes
 * it slower. A figure is printed beside its limit; the benchmark ends with 1 where one is over.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

static inline double bench_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

typedef void bench_fn(void *context);

/* Nanoseconds of one call: the best of `rounds` rounds of `calls` calls. */
static inline double bench_best_ns(bench_fn *call, void *context, int rounds, int calls)
{
    double best = 0;
    for (int round = 0; round < rounds; round++) {
        double start = bench_now_ns();
        for (int i = 0; i < calls; i++)
            call(context);
        double one = (bench_now_ns() - start) / calls;
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

/*
 * Hives: loading one into a store and freeing it, beside a mere walk of it (every name, every
 * value) with libhivex and with libregf, and writing it again.
 *
 *   bench_hive HIVE
 *
 * The three take turns, five rounds; what counts is the processor time of a round, and the median
 * of the ratios, so that other work on the machine meets all of them.
 */
#include "bench.h"

#include "formats/hive_write.h"
#include "formats/load.h"
#include "hive_peers.h"

#include <stdlib.h>

enum { ROUNDS = 5, CALLS = 5 };

static struct store *load(const char *path)
{
    struct load_options options = {0};
    struct load_result result;
    struct store *store = store_new();
    if (!regsim_is_ok(load_file(&result, store, path, &options, NULL)))
        abort();
    load_result_free(&result);
    return store;
}

static void load_and_free(void *path)
{
    store_free(load(path));
}

static void write_loaded(void *store)
{
    struct output output = {.fd = -1};
    struct hive_write_options options = {.minor = 5};
    if (!regsim_is_ok(hive_write(&output, store, store_root(store), &options, NULL)))
        abort();
    buf_free(&output.buf);
}

/* What the walk of a peer saw must be what we loaded. */
static size_t walked;

static void walk_with_hivex(void *path)
{
    walked = hive_walk_hivex(path);
}

static void walk_with_libregf(void *path)
{
    walked = hive_walk_libregf(path);
}

/* One figure a round, in milliseconds. */
static void measure(double *ms, bench_fn *call, void *context, int calls)
{
    double start = bench_cpu_ns();
    for (int i = 0; i < calls; i++)
        call(context);
    *ms = (bench_cpu_ns() - start) / calls / 1e6;
}

static void ratios(double out[ROUNDS], const double a[ROUNDS], const double b[ROUNDS])
{
    for (int i = 0; i < ROUNDS; i++)
        out[i] = a[i] / b[i];
}

static bool missing(const char *peer)
{
    printf("%-58s   MISSING: no figure beside it (ci/deps bench installs it)\n", peer);
    return false;
}

static bool same_values(const char *peer, const struct store *store)
{
    size_t values = 0;
    for (key_id key = store_root(store); key < store_id_limit(store); key++)
        values += store_exists(store, key) ? store_value_count(store, key) : 0;
    if (walked != store_key_count(store) + values)
        printf("%s saw %zu keys and values, we %zu\n", peer, walked,
               store_key_count(store) + values);
    return walked == store_key_count(store) + values;
}

int main(int argc, char **argv)
{
    double ours[ROUNDS], hivex[ROUNDS], libregf[ROUNDS], writing[ROUNDS], ratio[ROUNDS];
    if (argc != 2) {
        puts("SKIPPED: bench_hive HIVE, and there is no hive");
        return 0;
    }
    struct store *store = load(argv[1]);
    bool with_hivex = hive_walk_hivex(argv[1]) > 0, with_libregf = hive_walk_libregf(argv[1]) > 0;
    for (int round = 0; round < ROUNDS; round++) {
        measure(&ours[round], load_and_free, argv[1], CALLS);
        if (with_hivex)
            measure(&hivex[round], walk_with_hivex, argv[1], CALLS);
        measure(&writing[round], write_loaded, store, CALLS);
    }
    bool good =
        bench_report("load a hive into a store, and free it", bench_median(ours, ROUNDS), "ms", 0);
    bench_report("write it", bench_median(writing, ROUNDS), "ms", 0);
    if (with_hivex) {
        good &= same_values("libhivex", store);
        ratios(ratio, ours, hivex);
        bench_report("walk it with libhivex", bench_median(hivex, ROUNDS), "ms", 0);
        good &=
            bench_report("load / walk with libhivex", bench_median(ratio, ROUNDS), "times", 0.75);
    } else {
        good = missing("libhivex");
    }
    for (int round = 0; with_libregf && round < ROUNDS; round++) {
        measure(&ours[round], load_and_free, argv[1], CALLS);
        measure(&libregf[round], walk_with_libregf, argv[1], 1);
    }
    if (with_libregf) {
        good &= same_values("libregf", store);
        ratios(ratio, ours, libregf);
        for (int round = 0; round < ROUNDS; round++)
            ratio[round] *= 15;
        bench_report("walk it with libregf", bench_median(libregf, ROUNDS), "ms", 0);
        good &= bench_report("fifteen loads / one walk with libregf", bench_median(ratio, ROUNDS),
                             "times", 1);
    } else {
        good = missing("libregf");
    }
    store_free(store);
    return good ? 0 : 1;
}

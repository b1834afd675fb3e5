/*
 * Hives: loading the one that REGSIM_BENCH_HIVE names into a store, and writing it again, beside a
 * mere walk of it with libhivex where that is installed (every name, every value).
 */
#include "bench.h"

#include "formats/hive_write.h"
#include "formats/load.h"

#include <stdlib.h>

#ifdef HAVE_HIVEX
#include <hivex.h>

static void walk_node(hive_h *hive, hive_node_h node)
{
    free(hivex_node_name(hive, node));
    hive_value_h *values = hivex_node_values(hive, node);
    for (size_t i = 0; values && values[i]; i++) {
        hive_type type;
        size_t size;
        free(hivex_value_key(hive, values[i]));
        free(hivex_value_value(hive, values[i], &type, &size));
    }
    free(values);
    hive_node_h *children = hivex_node_children(hive, node);
    for (size_t i = 0; children && children[i]; i++)
        walk_node(hive, children[i]);
    free(children);
}

static void walk_with_hivex(void *path)
{
    hive_h *hive = hivex_open(path, 0);
    if (!hive)
        abort();
    walk_node(hive, hivex_root(hive));
    hivex_close(hive);
}
#endif

static struct store *loaded;

static void load_hive(void *path)
{
    struct load_options options = {0};
    struct load_result result;
    loaded = store_new();
    if (!regsim_is_ok(load_file(&result, loaded, path, &options, NULL)))
        abort();
    load_result_free(&result);
}

static void load_and_free(void *path)
{
    load_hive(path);
    store_free(loaded);
}

static void write_loaded(void *store)
{
    struct output output = {.fd = -1};
    struct hive_write_options options = {.minor = 5};
    if (!regsim_is_ok(hive_write(&output, store, store_root(store), &options, NULL)))
        abort();
    buf_free(&output.buf);
}

int main(void)
{
    char *path = getenv("REGSIM_BENCH_HIVE");
    if (!path) {
        puts("skipped: REGSIM_BENCH_HIVE names no hive");
        return 0;
    }
    double load = bench_best_ns(load_and_free, path, 5, 3);
    bench_report("load a hive into a store, and free it", load / 1e6, "ms", 0);
    load_hive(path);
    bench_report("write it", bench_best_ns(write_loaded, loaded, 5, 3) / 1e6, "ms", 0);
    store_free(loaded);
#ifdef HAVE_HIVEX
    double walk = bench_best_ns(walk_with_hivex, path, 5, 3);
    bench_report("walk it with libhivex", walk / 1e6, "ms", 0);
    bench_report("load / walk (goal 0.75)", load / walk, "x", 0);
#endif
    return 0;
}

/*
 * registry/: what a snapshot, edits and a diff of a big registry cost; opening a path; and whether
 * 100,000 siblings, or values, cost per item at most twice what 1,000 do.
 */
#include "bench.h"

#include "base/memory.h"
#include "registry/diff.h"
#include "registry/ops.h"

enum { KEYS = 200000, FANOUT = 20, FEW = 1000, MANY = 100000, SHUFFLE = 7919, NAME_MAX_UNITS = 32 };

struct names {
    struct ustr *items;
    char16_t *units;
};

/* `count` names, the stem and six digits: in order, or in an order that jumps about. */
static struct names make_names(struct ustr stem, unsigned count, unsigned step)
{
    struct names names = {mem_alloc(count * sizeof *names.items),
                          mem_alloc(count * NAME_MAX_UNITS * sizeof *names.units)};
    for (unsigned i = 0; i < count; i++) {
        char16_t *at = names.units + (size_t)i * NAME_MAX_UNITS;
        unsigned number = (unsigned)((unsigned long long)i * step % count);
        for (size_t unit = 0; unit < stem.count; unit++)
            at[unit] = stem.units[unit];
        for (size_t digit = 6; digit--; number /= 10)
            at[stem.count + digit] = (char16_t)(u'0' + number % 10);
        names.items[i] = (struct ustr){at, stem.count + 6};
    }
    return names;
}

static void free_names(struct names *names)
{
    mem_free(names->items);
    mem_free(names->units);
}

/* Siblings. */

enum { ADD, FIND, ENUMERATE, DELETE, ALL, PHASES };

static const char *const phase_names[] = {"add", "find", "enumerate", "delete", "all together"};

static void key_phases(double ns[PHASES], const struct names *names, unsigned count)
{
    struct store *store = store_new();
    key_id root = store_root(store), found = 0;
    double start = bench_cpu_ns();
    for (unsigned i = 0; i < count; i++)
        store_key_add(store, root, names->items[i], 0, 1);
    ns[ADD] = bench_cpu_ns();
    for (unsigned i = 0; i < count; i++)
        found |= store_child_find(store, root, names->items[i]);
    ns[FIND] = bench_cpu_ns();
    for (unsigned i = 0; i < count; i++)
        found |= store_child_at(store, root, i);
    ns[ENUMERATE] = bench_cpu_ns();
    for (unsigned i = 0; i < count && found; i++)
        store_key_remove(store, store_child_find(store, root, names->items[i]));
    ns[DELETE] = bench_cpu_ns();
    ns[ALL] = ns[DELETE] - start;
    for (int phase = DELETE; phase > ADD; phase--)
        ns[phase] -= ns[phase - 1];
    ns[ADD] -= start;
    store_free(store);
}

static void value_phases(double ns[PHASES], const struct names *names, unsigned count)
{
    struct store *store = store_new();
    key_id root = store_root(store);
    const struct value *found = NULL;
    double start = bench_cpu_ns();
    for (unsigned i = 0; i < count; i++)
        store_value_set(store, root, names->items[i], 1, NULL, 0);
    ns[ADD] = bench_cpu_ns();
    for (unsigned i = 0; i < count; i++)
        found = store_value_find(store, root, names->items[i]);
    ns[FIND] = bench_cpu_ns();
    for (unsigned i = 0; i < count; i++)
        found = store_value_at(store, root, i);
    ns[ENUMERATE] = bench_cpu_ns();
    for (unsigned i = 0; i < count && found; i++)
        store_value_remove(store, root, names->items[i]);
    ns[DELETE] = bench_cpu_ns();
    ns[ALL] = ns[DELETE] - start;
    for (int phase = DELETE; phase > ADD; phase--)
        ns[phase] -= ns[phase - 1];
    ns[ADD] -= start;
    store_free(store);
}

typedef void phases_fn(double ns[PHASES], const struct names *names, unsigned count);

static void best_phases(double best[PHASES], phases_fn *run, struct ustr stem, unsigned count,
                        unsigned step, int rounds)
{
    struct names names = make_names(stem, count, step);
    for (int round = 0; round < rounds; round++) {
        double ns[PHASES];
        run(ns, &names, count);
        for (int phase = 0; phase < PHASES; phase++)
            best[phase] =
                round && best[phase] < ns[phase] / count ? best[phase] : ns[phase] / count;
    }
    free_names(&names);
}

static bool compare_sizes(const char *what, phases_fn *run, struct ustr stem, unsigned step,
                          double limit)
{
    double few[PHASES], many[PHASES];
    char line[80];
    best_phases(few, run, stem, FEW, step, 40);
    best_phases(many, run, stem, MANY, step, 4);
    for (int phase = 0; phase < ALL; phase++)
        printf("  %-24s %-13s %6.0f ns of 1,000 %6.0f ns of 100,000\n", what, phase_names[phase],
               few[phase], many[phase]);
    snprintf(line, sizeof line, "%s: 100,000 by 1,000, an item", what);
    return bench_report(line, many[ALL] / few[ALL], "times", limit);
}

/* A big registry. */

/* A tree of about `keys` keys, FANOUT subkeys a key, each with one value. */
static struct store *tree_of(unsigned keys)
{
    struct store *store = store_new();
    struct names names = make_names(USTR(u"Key"), keys, 1);
    for (unsigned made = 0; made < keys; made++) {
        key_id parent = made < FANOUT ? store_root(store) : (key_id)(made / FANOUT + 1);
        key_id key = store_key_add(store, parent, names.items[made], 0, 1);
        store_value_set(store, key, USTR(u"Library"), 1, "smsperf", 8);
    }
    free_names(&names);
    return store;
}

static bool measure_snapshot(void)
{
    double best_clone = 1e18, best_edit = 1e18, best_diff = 1e18;
    struct store *store = tree_of(KEYS);
    for (int round = 0; round < 200; round++) {
        double start = bench_cpu_ns();
        struct store *clone = store_clone(store);
        double cloned = bench_cpu_ns();
        for (uint32_t i = 0; i < 10; i++)
            store_value_set(clone, 1000 + i * 19000, USTR(u"Library"), 1, &i, 4);
        double edited = bench_cpu_ns();
        struct diff diff;
        diff_stores(&diff, store, store_root(store), clone, store_root(clone), 0);
        double compared = bench_cpu_ns();
        if (diff.count != 10)
            return false;
        diff_free(&diff);
        store_free(clone);
        best_clone = cloned - start < best_clone ? cloned - start : best_clone;
        best_edit = edited - cloned < best_edit ? edited - cloned : best_edit;
        best_diff = compared - edited < best_diff ? compared - edited : best_diff;
    }
    store_free(store);
    bool good = bench_report("snapshot of 200,000 keys", best_clone / 1e3, "us", 100);
    bench_report("ten edits of it", best_edit / 1e3, "us", 0);
    bench_report("the diff of those", best_diff / 1e3, "us", 0);
    return bench_report("ten edits and their diff", (best_edit + best_diff) / 1e3, "us", 50) & good;
}

struct opening {
    struct registry registry;
    struct token token;
    struct reg_caller caller;
    struct reg_key machine;
    struct ustr path;
};

static void open_path(void *context)
{
    struct opening *opening = context;
    struct reg_key key;
    if (reg_open(&key, &opening->registry, &opening->caller, &opening->machine, opening->path, 0,
                 KEY_READ_RIGHTS))
        printf("the path is not there\n");
}

static bool measure_open(void)
{
    struct opening opening = {.token = token_administrator()};
    registry_init(&opening.registry, OS_W2K);
    opening.caller.token = &opening.token;
    opening.machine =
        (struct reg_key){registry_resolve(&opening.registry, USTR(u"MACHINE")), KEY_ALL_RIGHTS, 0};
    struct store *store = opening.registry.store;
    key_id services = store_ensure(store, store_root(store),
                                   USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Services"), 1);
    struct names names = make_names(USTR(u"Service"), 300, 1);
    for (unsigned i = 0; i < 300; i++)
        store_ensure(store, store_key_add(store, services, names.items[i], 0, 1),
                     USTR(u"Performance"), 1);
    free_names(&names);
    registry_link_control_set(&opening.registry, 1, 1);
    opening.path = USTR(u"SYSTEM\\ControlSet001\\Services\\Service000123\\Performance");
    bool good = bench_report("reg_open of a path of five names",
                             bench_best_ns(open_path, &opening, 20, 20000), "ns", 300);
    opening.path = USTR(u"system\\controlset001\\services\\service000123\\performance");
    bench_report("the same in lower case", bench_best_ns(open_path, &opening, 20, 20000), "ns", 0);
    opening.path = USTR(u"SYSTEM\\CurrentControlSet\\Services\\Service000123\\Performance");
    bench_report("the same through the link", bench_best_ns(open_path, &opening, 20, 20000), "ns",
                 0);
    registry_done(&opening.registry);
    return good;
}

/* What a reader of a .reg file of 100 MB asks for. */
static void measure_import(void)
{
    struct names keys = make_names(USTR(u"Key"), 40000, 1);
    struct names values = make_names(USTR(u"Value"), 25, 1);
    double start = bench_cpu_ns();
    struct store *store = store_new();
    for (unsigned i = 0; i < 40000; i++) {
        key_id key = store_key_add(store, store_root(store), keys.items[i], 0, 1);
        for (unsigned at = 0; at < 25; at++)
            store_value_set(store, key, values.items[at], 1, u"a string of some length", 48);
    }
    double imported = bench_cpu_ns();
    store_free(store);
    bench_report("40,000 keys and 1,000,000 values made", (imported - start) / 1e6, "ms", 0);
    bench_report("and freed", (bench_cpu_ns() - imported) / 1e6, "ms", 0);
    free_names(&keys);
    free_names(&values);
}

int main(void)
{
    /* Siblings first: memory that a big tree has freed is handed out in scattered pieces. Out of
     * order, each lookup among 100,000 misses the processor's caches: no limit there. */
    bool good = compare_sizes("keys in order", key_phases, USTR(u"Something"), 1, 2);
    good &= compare_sizes("keys shuffled", key_phases, USTR(u"Something"), SHUFFLE, 0);
    good &= compare_sizes("short keys in order", key_phases, USTR(u""), 1, 2);
    good &= compare_sizes("values in order", value_phases, USTR(u"Value"), 1, 0);
    good &= compare_sizes("values shuffled", value_phases, USTR(u"Value"), SHUFFLE, 0);
    good &= measure_snapshot();
    good &= measure_open();
    measure_import();
    return good ? 0 : 1;
}

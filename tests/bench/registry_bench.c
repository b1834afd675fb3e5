/*
 * registry/: what a snapshot and a diff of a big registry cost, and whether many siblings stay
 * cheap.
 */
#include "bench.h"

#include "registry/store.h"

enum { KEYS = 200000, FANOUT = 20, FEW = 1000, MANY = 100000, SHUFFLE = 7919 };

enum { DIGITS = 6 };

static struct ustr number_name(char16_t space[DIGITS], unsigned number)
{
    for (size_t at = DIGITS; at--; number /= 10)
        space[at] = (char16_t)(u'0' + number % 10);
    return (struct ustr){space, DIGITS};
}

/* A tree of about `keys` keys, FANOUT subkeys a key, each with one value. */
static struct store *tree_of(unsigned keys)
{
    struct store *store = store_new();
    char16_t space[DIGITS];
    for (unsigned made = 0; made < keys; made++) {
        key_id parent = made < FANOUT ? store_root(store) : (key_id)(made / FANOUT + 1);
        key_id key = store_key_add(store, parent, number_name(space, made), 0, 1);
        store_value_set(store, key, USTR(u"Library"), 1, "smsperf", 8);
    }
    return store;
}

static void take_snapshot(void *context)
{
    store_free(store_clone(context));
}

/* Nanoseconds a key of adding `count` siblings, step apart, finding them, and enumerating them. */
static double siblings_ns(unsigned count, unsigned step)
{
    struct store *store = store_new();
    char16_t space[DIGITS];
    double start = bench_now_ns();
    for (unsigned i = 0; i < count; i++)
        store_key_add(store, store_root(store), number_name(space, i * step % count), 0, 1);
    for (unsigned i = 0; i < count; i++)
        store_child_find(store, store_root(store), number_name(space, i * step % count));
    for (unsigned i = 0; i < count; i++)
        store_child_at(store, store_root(store), i);
    double each = (bench_now_ns() - start) / count;
    store_free(store);
    return each;
}

static double best_siblings_ns(unsigned count, unsigned step, int rounds)
{
    double best = siblings_ns(count, step);
    for (int i = 1; i < rounds; i++) {
        double again = siblings_ns(count, step);
        best = again < best ? again : best;
    }
    return best;
}

/* How much dearer a key among many siblings is than one among few. */
static double siblings_ratio(unsigned step)
{
    return best_siblings_ns(MANY, step, 5) / best_siblings_ns(FEW, step, 50);
}

int main(void)
{
    /* Before the big tree, whose freed memory would be handed out in scattered pieces. */
    double in_order = siblings_ratio(1);
    double shuffled = siblings_ratio(SHUFFLE);
    struct store *store = tree_of(KEYS);
    double snapshot = bench_best_ns(take_snapshot, store, 20, 20);
    store_free(store);

    bool good = bench_report("snapshot of 200,000 keys", snapshot / 1e3, "us", 100);
    good &=
        bench_report("a key of 100,000 siblings in order, by one of 1,000", in_order, "times", 2);
    /* Out of order a lookup misses the processor's caches, which no data structure mends: no limit.
     */
    good &=
        bench_report("a key of 100,000 siblings shuffled, by one of 1,000", shuffled, "times", 0);
    return good ? 0 : 1;
}

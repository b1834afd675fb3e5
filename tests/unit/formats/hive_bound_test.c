/*
 * Hostile hives, whose cells are used again and again or hold as little as they can: they are
 * refused, or read in memory and time that grow with the file. Strict and salvaged; each in a
 * process of its own, which says what it took at most.
 */
#include "hive_make.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the README of tests/fuzz states of any file. */
enum { TIMES = 16, FIXED = 16 << 20, SECONDS = 20 };
enum { KEYS = 20000 };

/* The sanitizers take memory of their own. */
#if defined(__SANITIZE_ADDRESS__)
#define MEASURES_MEMORY 0
#elif defined(__has_feature)
#define MEASURES_MEMORY (!__has_feature(address_sanitizer))
#else
#define MEASURES_MEMORY 1
#endif

typedef struct buf make_fn(void);

static const char *name_of(size_t number)
{
    static char name[8];
    snprintf(name, sizeof name, "%05zx", number);
    return name;
}

/* A root with KEYS keys, each changed by `give`. */
static struct buf keys_with(void (*give)(struct hive_bins *bins, uint32_t nk, uint32_t shared),
                            uint32_t (*share)(struct hive_bins *bins), uint32_t minor)
{
    struct hive_bins bins = {0};
    static uint32_t cells[KEYS];
    uint32_t root = raw_nk(&bins, "root", HIVE_NONE), shared = share(&bins);
    for (size_t i = 0; i < KEYS; i++) {
        cells[i] = raw_nk(&bins, name_of(i), root);
        give(&bins, cells[i], shared);
    }
    raw_subkeys(&bins, root, raw_list(&bins, "li", cells, KEYS), KEYS);
    return raw_file(&bins, root, minor);
}

static uint32_t share_keys(struct hive_bins *bins)
{
    static uint32_t cells[KEYS];
    for (size_t i = 0; i < KEYS; i++)
        cells[i] = raw_nk(bins, name_of(i), 32);
    return raw_list(bins, "li", cells, KEYS);
}

static void give_keys(struct hive_bins *bins, uint32_t nk, uint32_t shared)
{
    raw_subkeys(bins, nk, shared, KEYS);
}

static struct buf one_list_of_subkeys_for_many_keys(void)
{
    return keys_with(give_keys, share_keys, 3);
}

static uint32_t share_index(struct hive_bins *bins)
{
    static uint32_t cells[KEYS];
    uint32_t leaf = share_keys(bins);
    for (size_t i = 0; i < KEYS; i++)
        cells[i] = leaf;
    return raw_list(bins, "ri", cells, KEYS);
}

static struct buf one_leaf_many_times_in_an_index(void)
{
    return keys_with(give_keys, share_index, 3);
}

static uint32_t share_values(struct hive_bins *bins)
{
    static uint32_t cells[KEYS];
    for (size_t i = 0; i < KEYS; i++)
        cells[i] = raw_vk(bins, name_of(i), VK_INLINE | 4, 1);
    return raw_cells(bins, cells, KEYS);
}

static void give_values(struct hive_bins *bins, uint32_t nk, uint32_t shared)
{
    raw_values(bins, nk, shared, KEYS);
}

static struct buf one_list_of_values_for_many_keys(void)
{
    return keys_with(give_values, share_values, 3);
}

enum { SHARED_SIZE = 1 << 20 };

static uint32_t share_data(struct hive_bins *bins)
{
    return hive_bins_cell(bins, SHARED_SIZE);
}

static void give_data(struct hive_bins *bins, uint32_t nk, uint32_t shared)
{
    uint32_t vk = raw_vk(bins, "v", SHARED_SIZE, shared);
    raw_values(bins, nk, raw_cells(bins, &vk, 1), 1);
}

static struct buf one_megabyte_for_many_values(void)
{
    return keys_with(give_data, share_data, 3);
}

enum { SEGMENTS = 60000 };

static uint32_t share_big_data(struct hive_bins *bins)
{
    uint32_t segment = hive_bins_cell(bins, HIVE_BIG_DATA), db = hive_bins_cell(bins, 8);
    static uint32_t cells[SEGMENTS];
    for (size_t i = 0; i < SEGMENTS; i++)
        cells[i] = segment;
    uint32_t list = raw_cells(bins, cells, SEGMENTS);
    memcpy(hive_bins_at(bins, db), "db", 2);
    hive_put_u16(hive_bins_at(bins, db) + 2, SEGMENTS);
    raw_put(bins, db, 4, list);
    return db;
}

static void give_big_data(struct hive_bins *bins, uint32_t nk, uint32_t shared)
{
    uint32_t vk = raw_vk(bins, "v", SEGMENTS * (uint32_t)HIVE_BIG_DATA, shared);
    raw_values(bins, nk, raw_cells(bins, &vk, 1), 1);
}

static struct buf one_segment_many_times_in_big_data(void)
{
    return keys_with(give_big_data, share_big_data, 5);
}

static uint32_t share_class(struct hive_bins *bins)
{
    return hive_bins_cell(bins, 0xFFFE);
}

static void give_class(struct hive_bins *bins, uint32_t nk, uint32_t shared)
{
    raw_put(bins, nk, NK_CLASS, shared);
    hive_put_u16(hive_bins_at(bins, nk) + NK_CLASS_SIZE, 0xFFFE);
}

static struct buf one_class_for_many_keys(void)
{
    return keys_with(give_class, share_class, 3);
}

/* ---- small cells: as much as can be said in few bytes ---- */

static uint32_t share_nothing(struct hive_bins *bins)
{
    return hive_bins_cell(bins, 4);
}

static void give_nothing(struct hive_bins *bins, uint32_t nk, uint32_t shared)
{
    (void)bins, (void)nk, (void)shared;
}

static struct buf keys_that_hold_nothing(void)
{
    return keys_with(give_nothing, share_nothing, 3);
}

static void give_small_values(struct hive_bins *bins, uint32_t nk, uint32_t shared)
{
    static const char *const names[] = {"", "a", "b", "c", "d", "e", "f", "g"};
    uint32_t cells[8];
    for (size_t i = 0; i < 8; i++)
        cells[i] = raw_vk(bins, names[i], VK_INLINE, 0);
    raw_values(bins, nk, raw_cells(bins, cells, 8), 8);
    (void)shared;
}

static struct buf values_that_hold_nothing(void)
{
    return keys_with(give_small_values, share_nothing, 3);
}

enum { MANY = 200000 };

static struct buf many_values_of_one_key(void)
{
    struct hive_bins bins = {0};
    static uint32_t cells[MANY];
    uint32_t root = raw_nk(&bins, "root", HIVE_NONE);
    for (size_t i = 0; i < MANY; i++)
        cells[i] = raw_vk(&bins, name_of(i * 7919 % MANY), VK_INLINE, 0);
    raw_values(&bins, root, raw_cells(&bins, cells, MANY), MANY);
    return raw_file(&bins, root, 5);
}

/* ---- the same key again and again ---- */

static struct buf one_key_with_a_long_name_in_a_long_list(void)
{
    struct hive_bins bins = {0};
    static char name[60001];
    static uint32_t cells[0xFFFF], leaves[8];
    memset(name, 'x', 60000);
    uint32_t root = raw_nk(&bins, "root", HIVE_NONE), key = raw_nk(&bins, name, root);
    for (size_t i = 0; i < 0xFFFF; i++)
        cells[i] = key;
    for (size_t i = 0; i < 8; i++)
        leaves[i] = raw_list(&bins, "li", cells, 0xFFFF);
    raw_subkeys(&bins, root, raw_list(&bins, "ri", leaves, 8), 8 * 0xFFFF);
    return raw_file(&bins, root, 3);
}

static struct buf a_key_that_holds_itself(void)
{
    struct hive_bins bins = {0};
    uint32_t root = raw_nk(&bins, "root", HIVE_NONE), key = raw_nk(&bins, "key", root);
    raw_subkeys(&bins, root, raw_list(&bins, "li", &key, 1), 1);
    raw_subkeys(&bins, key, raw_list(&bins, "li", &key, 1), 1);
    return raw_file(&bins, root, 3);
}

/* A bin whose cells are damaged: salvaged, a reference may lead anywhere in it, so its keys
 * overlap, each with a name of all that follows. */
static struct buf overlapping_keys(void)
{
    enum { BLOCK = 1 << 20, STEP = 8 };
    struct hive_bins bins = {0};
    static uint32_t cells[0xF000];
    uint32_t root = raw_nk(&bins, "root", HIVE_NONE), block = hive_bins_cell(&bins, BLOCK);
    uint32_t bin = block - HIVE_BIN_HEADER;
    for (size_t i = 0; i < 0xF000; i++)
        cells[i] = block + 8 + (uint32_t)i * STEP;
    raw_subkeys(&bins, root, raw_list(&bins, "li", cells, 0xF000), 0xF000);
    /* each 8 bytes are a cell's size and "nk" with a compressed name, and all fields are such; the
     * sizes differ, so that names do */
    for (uint32_t at = block; at + 8 < block + BLOCK; at += 8) {
        hive_put_u32(bins.bytes.bytes + at, 0xFFFF8000u + 8 * ((at * 2654435761u >> 20) % 300));
        memcpy(bins.bytes.bytes + at + 4, "nk\x20\x00", 4);
    }
    struct buf file = raw_file(&bins, root, 3);
    hive_put_u32(file.bytes + HIVE_BASE_SIZE + bin + HIVE_BIN_HEADER, 4);
    return file;
}

/* ---- */

static void read_in_child(const struct buf *file, bool salvage)
{
    alarm(SECONDS);
    struct raw_reading reading = raw_read(file, salvage);
    raw_reading_free(&reading);
    _exit(0);
}

/* The most memory that a child took, in bytes; 0: it did not end well. */
static size_t memory_of(const struct buf *file, bool salvage)
{
    struct rusage usage;
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child)
        read_in_child(file, salvage);
    assert_int_equal(wait4(child, &status, 0, &usage), child);
    return WIFEXITED(status) && !WEXITSTATUS(status) ? (size_t)usage.ru_maxrss * 1024 : 0;
}

static void memory_and_time_grow_with_the_file_only(void **state)
{
    static const struct {
        const char *name;
        make_fn *make;
    } shapes[] = {
#define SHAPE(name) {#name, name}
        SHAPE(one_list_of_subkeys_for_many_keys),
        SHAPE(one_leaf_many_times_in_an_index),
        SHAPE(one_list_of_values_for_many_keys),
        SHAPE(one_megabyte_for_many_values),
        SHAPE(one_segment_many_times_in_big_data),
        SHAPE(one_class_for_many_keys),
        SHAPE(keys_that_hold_nothing),
        SHAPE(values_that_hold_nothing),
        SHAPE(many_values_of_one_key),
        SHAPE(one_key_with_a_long_name_in_a_long_list),
        SHAPE(a_key_that_holds_itself),
        SHAPE(overlapping_keys),
    };
    (void)state;
    struct buf none = {0};
    buf_add(&none, "regf", 4);
    size_t before = memory_of(&none, false);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        struct buf file = shapes[i].make();
        for (int salvage = 0; salvage < 2; salvage++) {
            size_t took = memory_of(&file, salvage);
            print_message("%s, %s: %zu bytes, %zu more in memory\n", shapes[i].name,
                          salvage ? "salvaged" : "strict", file.size,
                          took > before ? took - before : 0);
            assert_true(took);
            assert_true(!MEASURES_MEMORY || took < before + TIMES * file.size + FIXED);
        }
        buf_free(&file);
    }
    buf_free(&none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_and_time_grow_with_the_file_only),
    };
    return RUN_TESTS(tests);
}

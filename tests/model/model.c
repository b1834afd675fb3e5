/*
 * Plays the same random operations on registry/ and on the naive registry and compares all that can
 * be seen: codes, keys, values, order, rights, times. A disagreement is printed with its seed and
 * the shortest list of operations that was found to show it.
 *
 *   model [RUNS [OPERATIONS [FIRST_SEED]]]
 */
#include "operation.h"

#include "base/memory.h"
#include "registry/ops.h"

#include <stdlib.h>
#include <string.h>

struct both {
    struct registry real;
    struct naive naive;
    struct token token;
    struct reg_caller caller;
    struct reg_key real_handles[HANDLES];
    struct naive_handle naive_handles[HANDLES];
    const char *wrong; /* what they disagree about; NULL: nothing */
    uint32_t real_code, naive_code;
};

static struct ustr ustr_of(const struct naive_name *name)
{
    return (struct ustr){name->units, name->count};
}

static void disagree(struct both *both, const char *what)
{
    if (!both->wrong)
        both->wrong = what;
}

/* Whether both codes are the same and say that something was found. */
static bool same_success(struct both *both, uint32_t real, uint32_t naive)
{
    both->real_code = real;
    both->naive_code = naive;
    if (real != naive)
        disagree(both, "the codes differ");
    return real == 0 && naive == 0;
}

static void compare_value(struct both *both, const struct value *real,
                          const struct naive_value *naive)
{
    if (!ustr_same(value_name(real), ustr_of(&naive->name)))
        disagree(both, "the names of a value differ");
    if (real->type != naive->type || real->size != naive->size ||
        memcmp(value_data(real), naive->data, real->size) != 0)
        disagree(both, "the content of a value differs");
}

static void compare_key(struct both *both, key_id real, int naive)
{
    const struct store *store = both->real.store;
    const struct naive_key *key = &both->naive.keys[naive];
    uint32_t flags = (key->is_volatile ? KEY_VOLATILE : 0) | (key->is_link ? KEY_LINK : 0);
    if (!store_exists(store, real)) {
        if (key->alive)
            disagree(both, "a key is gone");
        return;
    }
    if (!ustr_same(store_name(store, real), ustr_of(&key->name)))
        disagree(both, "the names of a key differ");
    if (store_flags(store, real) != flags)
        disagree(both, "the flags of a key differ");
    if (store_last_write(store, real) != key->last_write)
        disagree(both, "the last-write times of a key differ");
}

/* Walks both trees by enumeration. */
static void compare_trees(struct both *both, key_id real, int naive)
{
    struct reg_key real_key = {real, KEY_ALL_RIGHTS, 0};
    struct naive_handle naive_key = {naive, KEY_ALL_RIGHTS};
    compare_key(both, real, naive);
    for (uint32_t i = 0; !both->wrong; i++) {
        const struct value *value;
        const struct naive_value *other;
        if (!same_success(both, reg_enum_value(&value, &both->real, &real_key, i),
                          naive_enum_value(&other, &both->naive, naive_key, i)))
            break;
        compare_value(both, value, other);
    }
    for (uint32_t i = 0; !both->wrong; i++) {
        key_id child;
        int other;
        if (!same_success(both, reg_enum_key(&child, &both->real, &real_key, i),
                          naive_enum_key(&other, &both->naive, naive_key, i)))
            break;
        compare_trees(both, child, other);
    }
}

static void keep_handles(struct both *both, uint32_t slot, struct reg_key real,
                         struct naive_handle naive)
{
    if (real.granted != naive.granted)
        disagree(both, "the granted rights differ");
    compare_key(both, real.key, naive.key);
    both->real_handles[slot] = real;
    both->naive_handles[slot] = naive;
}

/* The operations. */

static void play_open(struct both *both, const struct operation *op, struct ustr path)
{
    struct reg_key real;
    struct naive_handle naive = {0};
    bool link = operation_is_link(op);
    uint32_t rights = operation_rights(op);
    if (same_success(both,
                     reg_open(&real, &both->real, &both->caller, &both->real_handles[op->handle],
                              path, link ? REG_OPT_OPEN_LINK : 0, rights),
                     naive_open(&naive, &both->naive, both->naive_handles[op->handle], path.units,
                                path.count, link, rights)))
        keep_handles(both, op->slot, real, naive);
}

static void play_create(struct both *both, const struct operation *op, struct ustr path)
{
    struct reg_key real;
    struct naive_handle naive = {0};
    bool link = operation_is_link(op), passing = operation_is_volatile(op);
    uint32_t rights = operation_rights(op), disposition = 0, other = 0;
    uint32_t options = (link ? REG_OPT_CREATE_LINK : 0) | (passing ? REG_OPT_VOLATILE : 0);
    if (!same_success(both,
                      reg_create(&real, &disposition, &both->real, &both->caller,
                                 &both->real_handles[op->handle], path, USTR(u""), options, rights,
                                 NULL),
                      naive_create(&naive, &other, &both->naive, both->naive_handles[op->handle],
                                   path.units, path.count, passing, link, rights)))
        return;
    if (disposition != other)
        disagree(both, "the dispositions differ");
    keep_handles(both, op->slot, real, naive);
}

static void play_set(struct both *both, const struct operation *op)
{
    struct naive_name name = operation_value_name(op->data);
    uint8_t bytes[16];
    memset(bytes, (int)op->index, sizeof bytes);
    uint32_t type = op->index, size = op->data % sizeof bytes;
    same_success(both,
                 reg_set_value(&both->real, &both->caller, &both->real_handles[op->handle],
                               ustr_of(&name), type, bytes, size),
                 naive_set(&both->naive, both->naive_handles[op->handle], name, type, bytes, size));
}

static void play_link(struct both *both, const struct operation *op)
{
    char16_t target[NAIVE_DATA_MAX];
    uint32_t size = (uint32_t)(operation_target(target, op->data) * sizeof *target);
    struct naive_name name = operation_value_name(100);
    same_success(both,
                 reg_set_value(&both->real, &both->caller, &both->real_handles[op->handle],
                               ustr_of(&name), REG_LINK_TYPE, target, size),
                 naive_set(&both->naive, both->naive_handles[op->handle], name, REG_LINK_TYPE,
                           target, size));
}

static void play_read(struct both *both, const struct operation *op)
{
    const struct reg_key *real = &both->real_handles[op->handle];
    struct naive_handle naive = both->naive_handles[op->handle];
    struct naive_name name = operation_value_name(op->data);
    const struct value *value;
    const struct naive_value *other;
    key_id key;
    int naive_key;
    if (op->kind == OP_ENUM_KEY) {
        if (same_success(both, reg_enum_key(&key, &both->real, real, op->index),
                         naive_enum_key(&naive_key, &both->naive, naive, op->index)))
            compare_key(both, key, naive_key);
        return;
    }
    bool found =
        op->kind == OP_QUERY
            ? same_success(both, reg_query_value(&value, &both->real, real, ustr_of(&name)),
                           naive_query(&other, &both->naive, naive, name))
            : same_success(both, reg_enum_value(&value, &both->real, real, op->index),
                           naive_enum_value(&other, &both->naive, naive, op->index));
    if (found)
        compare_value(both, value, other);
}

static void play_deny(struct both *both, const struct operation *op)
{
    static const uint32_t masks[] = {DELETE_RIGHT, KEY_CREATE_SUB_KEY_RIGHT, KEY_WRITE_RIGHTS, 0,
                                     KEY_CREATE_LINK_RIGHT};
    uint32_t mask = masks[op->data % 5];
    const struct blob *security =
        security_with_deny(security_default(), &both->token.groups[0], mask);
    same_success(both,
                 reg_set_security(&both->real, &both->caller, &both->real_handles[op->handle],
                                  SECURITY_DACL_PART, security),
                 naive_deny(&both->naive, both->naive_handles[op->handle], mask));
    blob_release(security);
}

static void play_fill(struct both *both, const struct operation *op)
{
    bool keys = op->kind == OP_FILL_KEYS;
    for (uint32_t i = 0; i < (keys ? 75 : 30); i++) {
        struct operation one = *op;
        one.names[0] = 900 + (i * 37 + op->data) % 70;
        one.levels = 1;
        one.shape = 39;
        one.data = 500 + (i * 7 + op->data) % 40;
        struct naive_name name = operation_name(one.names[0]);
        if (keys)
            play_create(both, &one, ustr_of(&name));
        else
            play_set(both, &one);
    }
}

static void play(struct both *both, const struct operation *op)
{
    char16_t units[NAIVE_PATH_MAX];
    struct ustr path = {units, operation_path(units, op)};
    const struct reg_key *real = &both->real_handles[op->handle];
    struct naive_handle naive = both->naive_handles[op->handle];
    struct naive_name name = operation_name(op->data), value = operation_value_name(op->data);
    both->caller.now = ++both->naive.now;
    switch (op->kind) {
    case OP_OPEN:
        play_open(both, op, path);
        break;
    case OP_CREATE:
        play_create(both, op, path);
        break;
    case OP_DELETE:
        same_success(both, reg_delete_key(&both->real, &both->caller, real, path, 0),
                     naive_delete(&both->naive, naive, path.units, path.count));
        break;
    case OP_RENAME:
        same_success(both, reg_rename(&both->real, &both->caller, real, path, ustr_of(&name)),
                     naive_rename(&both->naive, naive, path.units, path.count, name));
        break;
    case OP_SET:
        play_set(both, op);
        break;
    case OP_LINK:
        play_link(both, op);
        break;
    case OP_UNSET:
        same_success(both, reg_delete_value(&both->real, &both->caller, real, ustr_of(&value)),
                     naive_unset(&both->naive, naive, value));
        break;
    case OP_DENY:
        play_deny(both, op);
        break;
    case OP_FILL_KEYS:
    case OP_FILL_VALUES:
        play_fill(both, op);
        break;
    default:
        play_read(both, op);
        break;
    }
}

static void begin(struct both *both)
{
    *both = (struct both){.token = token_administrator()};
    registry_init(&both->real, OS_W2K);
    naive_init(&both->naive);
    both->caller.token = &both->token;
    key_id software = registry_resolve(&both->real, USTR(u"MACHINE\\SOFTWARE"));
    for (size_t i = 0; i < HANDLES; i++) {
        both->real_handles[i] = (struct reg_key){software, KEY_ALL_RIGHTS, 0};
        both->naive_handles[i] = (struct naive_handle){3, KEY_ALL_RIGHTS};
    }
    both->real_handles[1].key = registry_resolve(&both->real, USTR(u"MACHINE"));
    both->naive_handles[1].key = 1;
}

/* Plays the list; what they disagree about, or NULL. A snapshot is taken half-way: nothing that
 * comes after may show in it. */
static const char *run(const struct operation *operations, size_t count, size_t *failed_at,
                       uint32_t codes[2])
{
    struct both both;
    begin(&both);
    struct store *snapshot = NULL, *kept = NULL;
    for (size_t i = 0; i < count && !both.wrong; i++) {
        if (i == count / 2)
            snapshot = store_clone(both.real.store);
        play(&both, &operations[i]);
        *failed_at = i;
        if (!both.wrong && (i % 64 == 63 || i + 1 == count))
            compare_trees(&both, store_root(both.real.store), 0);
    }
    if (!both.wrong && snapshot) { /* the same again from the start must give the snapshot */
        struct both again;
        begin(&again);
        for (size_t i = 0; i < count / 2; i++)
            play(&again, &operations[i]);
        kept = again.real.store;
        again.real.store = snapshot;
        compare_trees(&again, store_root(snapshot), 0);
        if (again.wrong)
            both.wrong = "a snapshot shows what came later";
        again.real.store = kept;
        registry_done(&again.real);
        naive_done(&again.naive);
    }
    codes[0] = both.real_code;
    codes[1] = both.naive_code;
    store_free(snapshot);
    registry_done(&both.real);
    naive_done(&both.naive);
    return both.wrong;
}

/* Leaves out ever smaller parts as long as some disagreement stays. */
static size_t shrink(struct operation *operations, size_t count)
{
    struct operation *fewer = mem_alloc(count * sizeof *fewer);
    for (size_t part = count / 2; part; part /= 2) {
        for (size_t from = 0; from + part <= count;) {
            size_t at;
            uint32_t codes[2];
            memcpy(fewer, operations, from * sizeof *fewer);
            memcpy(fewer + from, operations + from + part, (count - from - part) * sizeof *fewer);
            if (run(fewer, count - part, &at, codes)) {
                count -= part;
                memcpy(operations, fewer, count * sizeof *fewer);
            } else {
                from += part;
            }
        }
    }
    mem_free(fewer);
    return count;
}

static void report(uint64_t seed, struct operation *operations, size_t count)
{
    size_t at = 0;
    uint32_t codes[2] = {0};
    count = shrink(operations, count);
    const char *wrong = run(operations, count, &at, codes);
    printf("seed %llu: %s (registry %u, naive %u), at operation %zu of\n", (unsigned long long)seed,
           wrong, codes[0], codes[1], at + 1);
    for (size_t i = 0; i < count; i++)
        operation_print(&operations[i], stdout);
}

int main(int argc, char **argv)
{
    unsigned long runs = argc > 1 ? strtoul(argv[1], NULL, 10) : 300;
    size_t count = argc > 2 ? strtoul(argv[2], NULL, 10) : 200;
    uint64_t first = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    struct operation *operations = mem_alloc(count * sizeof *operations);
    bool agreed = true;
    for (uint64_t seed = first; agreed && seed < first + runs; seed++) {
        struct choice *choice = choice_random(seed);
        size_t at;
        uint32_t codes[2];
        for (size_t i = 0; i < count; i++)
            operations[i] = operation_draw(choice);
        choice_free(choice);
        if (run(operations, count, &at, codes)) {
            report(seed, operations, count);
            agreed = false;
        }
    }
    mem_free(operations);
    if (agreed)
        printf("%lu runs of %zu operations: both registries agree\n", runs, count);
    return agreed ? 0 : 1;
}

#include "win32/classes.h"

/* A key of the view; a side that is not there has no key. */
struct sides {
    struct reg_key user, machine;
    struct ubuf path; /* below Classes */
    key_id machine_root;
};

static bool is_at_or_below(const struct store *store, key_id key, key_id root)
{
    while (key != KEY_NONE && key != root)
        key = store_parent(store, key);
    return key == root;
}

/* The key at the path below `root`, with no more rights than `like` has. */
static void other_side(struct reg_key *out, const struct call *call, const struct key_ref *like,
                       key_id root, struct ustr path)
{
    const struct store *store = like->registry->store;
    key_id key = root == KEY_NONE ? KEY_NONE : store_find(store, root, path);
    uint32_t granted;
    if (key != KEY_NONE &&
        access_check(&granted, access_security(store, key), &call->process->token, MAXIMUM_ALLOWED))
        *out = (struct reg_key){key, granted & like->key.granted, like->key.view};
}

/* False: the key is no key of the view, or there are no classes of the user (rule classes.merged).
 */
static bool find_sides(struct sides *out, struct call *call, const struct key_ref *ref)
{
    struct class_roots roots;
    const struct store *store = ref->registry->store;
    *out = (struct sides){.machine_root = KEY_NONE};
    if (!ref->merged || !store_exists(store, ref->key.key) || !key_class_roots(&roots, call))
        return false;
    bool is_user = is_at_or_below(store, ref->key.key, roots.user);
    if (!is_user && !is_at_or_below(store, ref->key.key, roots.machine))
        return false;
    out->machine_root = roots.machine;
    store_path(store, ref->key.key, is_user ? roots.user : roots.machine, &out->path);
    *(is_user ? &out->user : &out->machine) = ref->key;
    other_side(is_user ? &out->machine : &out->user, call, ref,
               is_user ? roots.machine : roots.user, ubuf_view(&out->path));
    return true;
}

/* The one side that there is, or of two the user's. */
static const struct reg_key *first_side(const struct sides *sides)
{
    return sides->user.key != KEY_NONE ? &sides->user : &sides->machine;
}

static bool has_both(const struct sides *sides)
{
    return sides->user.key != KEY_NONE && sides->machine.key != KEY_NONE;
}

uint32_t key_open(struct reg_key *out, struct call *call, const struct key_ref *base,
                  struct ustr path, uint32_t options, uint32_t desired)
{
    struct reg_caller caller = call_caller(call);
    struct sides sides;
    if (!find_sides(&sides, call, base))
        return reg_open(out, base->registry, &caller, &base->key, path, options, desired);
    uint32_t code =
        reg_open(out, base->registry, &caller, first_side(&sides), path, options, desired);
    if (code == ERROR_FILE_NOT_FOUND && has_both(&sides))
        code = reg_open(out, base->registry, &caller, &sides.machine, path, options, desired);
    ubuf_free(&sides.path);
    return code;
}

/* On the machine's side by the whole path, as the parent may be the user's alone (rule
 * classes.writes). */
static uint32_t create_below_root(struct reg_key *out, uint32_t *disposition, struct call *call,
                                  const struct key_ref *base, struct sides *sides, struct ustr path,
                                  const struct key_creation *how)
{
    struct reg_caller caller = call_caller(call);
    struct reg_key root = {sides->machine_root, base->key.granted, base->key.view};
    if (sides->path.count)
        ubuf_put(&sides->path, u'\\');
    ubuf_add(&sides->path, path);
    return reg_create(out, disposition, base->registry, &caller, &root, ubuf_view(&sides->path),
                      how->class, how->options, how->desired, how->security);
}

uint32_t key_create(struct reg_key *out, uint32_t *disposition, struct call *call,
                    const struct key_ref *base, struct ustr path, const struct key_creation *how)
{
    struct reg_caller caller = call_caller(call);
    struct sides sides;
    if (!find_sides(&sides, call, base))
        return reg_create(out, disposition, base->registry, &caller, &base->key, path, how->class,
                          how->options, how->desired, how->security);
    uint32_t code = ERROR_FILE_NOT_FOUND;
    if (sides.user.key != KEY_NONE)
        code =
            reg_open(out, base->registry, &caller, &sides.user, path, how->options, how->desired);
    if (code == ERROR_SUCCESS && (how->options & REG_OPT_CREATE_LINK))
        code = ERROR_ALREADY_EXISTS; /* rule link.again */
    if (code == ERROR_SUCCESS && disposition)
        *disposition = REG_DISPOSITION_OPENED;
    if (code == ERROR_FILE_NOT_FOUND)
        code = create_below_root(out, disposition, call, base, &sides, path, how);
    ubuf_free(&sides.path);
    return code;
}

uint32_t key_delete(struct call *call, const struct key_ref *base, struct ustr path, uint32_t view)
{
    struct reg_caller caller = call_caller(call);
    struct sides sides;
    if (!find_sides(&sides, call, base))
        return reg_delete_key(base->registry, &caller, &base->key, path, view);
    uint32_t code = reg_delete_key(base->registry, &caller, first_side(&sides), path, view);
    if (code == ERROR_FILE_NOT_FOUND && has_both(&sides))
        code = reg_delete_key(base->registry, &caller, &sides.machine, path, view);
    ubuf_free(&sides.path);
    return code;
}

uint32_t key_query_value(const struct value **out, struct call *call, const struct key_ref *ref,
                         struct ustr name)
{
    struct sides sides;
    if (!find_sides(&sides, call, ref))
        return reg_query_value(out, ref->registry, &ref->key, name);
    uint32_t code = reg_query_value(out, ref->registry, first_side(&sides), name);
    if (code == ERROR_FILE_NOT_FOUND && has_both(&sides))
        code = reg_query_value(out, ref->registry, &sides.machine, name);
    ubuf_free(&sides.path);
    return code;
}

/* The index-th value that only the user's side has. */
static uint32_t enum_user_value(const struct value **out, const struct key_ref *ref,
                                const struct sides *sides, uint32_t index)
{
    const struct store *store = ref->registry->store;
    for (uint32_t i = 0;; i++) {
        uint32_t code = reg_enum_value(out, ref->registry, &sides->user, i);
        if (code != ERROR_SUCCESS)
            return code;
        if (!store_value_find(store, sides->machine.key, value_name(*out)) && index-- == 0)
            return ERROR_SUCCESS;
    }
}

uint32_t key_enum_value(const struct value **out, struct call *call, const struct key_ref *ref,
                        uint32_t index)
{
    struct sides sides;
    bool merged = find_sides(&sides, call, ref);
    ubuf_free(&sides.path);
    if (!merged || !has_both(&sides))
        return reg_enum_value(out, ref->registry, &ref->key, index);
    const struct store *store = ref->registry->store;
    uint32_t count = (uint32_t)store_value_count(store, sides.machine.key);
    if (index >= count)
        return enum_user_value(out, ref, &sides, index - count);
    uint32_t code = reg_enum_value(out, ref->registry, &sides.machine, index);
    if (code != ERROR_SUCCESS)
        return code;
    const struct value *users = store_value_find(store, sides.user.key, value_name(*out));
    if (users)
        *out = users;
    return ERROR_SUCCESS;
}

static uint32_t enum_user_key(key_id *out, const struct key_ref *ref, const struct sides *sides,
                              uint32_t index)
{
    const struct store *store = ref->registry->store;
    for (uint32_t i = 0;; i++) {
        uint32_t code = reg_enum_key(out, ref->registry, &sides->user, i);
        if (code != ERROR_SUCCESS)
            return code;
        if (store_child_find(store, sides->machine.key, store_name(store, *out)) == KEY_NONE &&
            index-- == 0)
            return ERROR_SUCCESS;
    }
}

/* rule classes.enum-rights */
uint32_t key_enum_key(key_id *out, struct call *call, const struct key_ref *ref, uint32_t index)
{
    struct sides sides;
    bool merged = find_sides(&sides, call, ref);
    ubuf_free(&sides.path);
    if (!merged || !has_both(&sides))
        return reg_enum_key(out, ref->registry, &ref->key, index);
    const struct store *store = ref->registry->store;
    uint32_t count = (uint32_t)store_child_count(store, sides.machine.key);
    if (index >= count)
        return enum_user_key(out, ref, &sides, index - count);
    uint32_t code = reg_enum_key(out, ref->registry, &sides.machine, index);
    if (code != ERROR_SUCCESS)
        return code;
    key_id users = store_child_find(store, sides.user.key, store_name(store, *out));
    if (users != KEY_NONE)
        *out = users;
    return ERROR_SUCCESS;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

uint32_t key_query_info(struct reg_key_info *out, struct call *call, const struct key_ref *ref)
{
    struct sides sides;
    struct reg_key_info user;
    const struct value *value;
    key_id child;
    bool merged = find_sides(&sides, call, ref);
    ubuf_free(&sides.path);
    if (!merged || !has_both(&sides))
        return reg_query_info(out, ref->registry, &ref->key);
    uint32_t code = reg_query_info(out, ref->registry, &sides.machine);
    if (code == ERROR_SUCCESS)
        code = reg_query_info(&user, ref->registry, &sides.user);
    if (code != ERROR_SUCCESS)
        return code;
    out->class = user.class;
    out->security_size = user.security_size;
    out->last_write = user.last_write;
    out->max_subkey_units = larger(out->max_subkey_units, user.max_subkey_units);
    out->max_class_units = larger(out->max_class_units, user.max_class_units);
    out->max_value_name_units = larger(out->max_value_name_units, user.max_value_name_units);
    out->max_value_size = larger(out->max_value_size, user.max_value_size);
    for (uint32_t i = 0; enum_user_key(&child, ref, &sides, i) == ERROR_SUCCESS; i++)
        out->subkeys++;
    for (uint32_t i = 0; enum_user_value(&value, ref, &sides, i) == ERROR_SUCCESS; i++)
        out->values++;
    return ERROR_SUCCESS;
}

/* rule classes.writes */
uint32_t key_set_value(struct call *call, const struct key_ref *ref, struct ustr name,
                       uint32_t type, const void *data, uint32_t size)
{
    struct reg_caller caller = call_caller(call);
    struct sides sides;
    const struct reg_key *to = find_sides(&sides, call, ref) ? first_side(&sides) : &ref->key;
    ubuf_free(&sides.path);
    return reg_set_value(ref->registry, &caller, to, name, type, data, size);
}

uint32_t key_delete_value(struct call *call, const struct key_ref *ref, struct ustr name)
{
    struct reg_caller caller = call_caller(call);
    struct sides sides;
    if (!find_sides(&sides, call, ref))
        return reg_delete_value(ref->registry, &caller, &ref->key, name);
    uint32_t code = reg_delete_value(ref->registry, &caller, first_side(&sides), name);
    if (code == ERROR_FILE_NOT_FOUND && has_both(&sides))
        code = reg_delete_value(ref->registry, &caller, &sides.machine, name);
    ubuf_free(&sides.path);
    return code;
}

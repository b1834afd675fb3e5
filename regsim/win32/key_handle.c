#include "win32/key_handle.h"

#include "base/memory.h"
#include "perflib/names.h"
#include "registry/resolve.h"

static const uint32_t first_predefined = 0x80000000u;

/* rule open.low-32-bits */
static uint32_t number_of(HKEY handle)
{
    return (uint32_t)(uintptr_t)handle;
}

bool key_is_predefined(HKEY handle)
{
    uint32_t number = number_of(handle);
    return (number >= first_predefined && number < first_predefined + PREDEFINED_KEYS) ||
           number == number_of(HKEY_PERFORMANCE_TEXT) ||
           number == number_of(HKEY_PERFORMANCE_NLSTEXT);
}

/* rule link.current-config */
void key_predefined_path(struct ubuf *out, const struct process *process, uint32_t number)
{
    static const char16_t *const paths[PREDEFINED_KEYS] = {
        u"MACHINE\\SOFTWARE\\Classes",
        u"USER\\",
        u"MACHINE",
        u"USER",
        NULL,
        u"MACHINE\\SYSTEM\\CurrentControlSet\\Hardware Profiles\\Current",
        NULL};
    ubuf_add(out, USTR(u"\\REGISTRY\\"));
    ubuf_add(out, ustr_z(paths[number]));
    if (number == number_of(HKEY_CURRENT_USER) - first_predefined) {
        char *sid = sid_to_string(&process->token.user);
        for (const char *c = sid; *c; c++)
            ubuf_put(out, (char16_t)(unsigned char)*c);
        mem_free(sid);
    }
}

/* HKEY_CURRENT_USER of a user without a profile of his own is the default one (rule
 * user.default). */
static uint32_t open_predefined(struct reg_key *out, struct call *call, uint32_t number)
{
    struct registry *registry = &call->machine->registry;
    struct reg_caller caller = call_caller(call);
    struct ubuf path = {0};
    key_predefined_path(&path, call->process, number);
    uint32_t code =
        reg_open(out, registry, &caller, NULL, ubuf_view(&path), 0, MAXIMUM_ALLOWED_RIGHT);
    if (code != ERROR_SUCCESS && number == number_of(HKEY_CURRENT_USER) - first_predefined)
        code = reg_open(out, registry, &caller, NULL, USTR(u"\\REGISTRY\\USER\\.DEFAULT"), 0,
                        MAXIMUM_ALLOWED_RIGHT);
    ubuf_free(&path);
    return code;
}

static uint32_t predefined_ref(struct key_ref *out, struct call *call, uint32_t number)
{
    struct predefined *known = &call->run->predefined[number];
    out->predefined = true;
    out->classes_root = number == 0;
    out->merged =
        number == 0 && call->machine->os >= OS_W2K && known->state != PREDEFINED_OVERRIDDEN;
    if (known->state == PREDEFINED_UNKNOWN ||
        (known->state == PREDEFINED_OPEN &&
         !store_exists(call->machine->registry.store, known->key.key))) {
        uint32_t code = open_predefined(&known->key, call, number);
        if (code != ERROR_SUCCESS)
            return code;
        known->machine = call->machine;
        known->state = PREDEFINED_OPEN;
    }
    out->machine = known->machine;
    out->key = known->key;
    return ERROR_SUCCESS;
}

static enum performance_key performance_of(uint32_t number)
{
    return number == number_of(HKEY_PERFORMANCE_DATA)      ? PERFORMANCE_DATA
           : number == number_of(HKEY_PERFORMANCE_TEXT)    ? PERFORMANCE_TEXT
           : number == number_of(HKEY_PERFORMANCE_NLSTEXT) ? PERFORMANCE_NLSTEXT
                                                           : PERFORMANCE_NONE;
}

/* rules open.bogus-handle, info.null-key */
static uint32_t find(struct key_ref *out, struct call *call, HKEY handle)
{
    uint32_t number = number_of(handle);
    struct handle *object;
    *out = (struct key_ref){.machine = call->machine};
    if (number >= first_predefined) {
        out->performance = performance_of(number);
        if (out->performance) {
            out->predefined = true;
            return ERROR_SUCCESS;
        }
        number -= first_predefined;
        /* HKEY_DYN_DATA is Windows 9x's. */
        return number < PREDEFINED_KEYS - 1 ? predefined_ref(out, call, number)
                                            : ERROR_INVALID_HANDLE;
    }
    object = handle_any(call->process, (uintptr_t)handle);
    if (!object || (object->kind != HANDLE_KEY && object->kind != HANDLE_PERFORMANCE))
        return ERROR_INVALID_HANDLE;
    out->machine = object->machine;
    if (object->kind == HANDLE_KEY) {
        out->key = object->u.key;
        out->merged = object->merged;
    }
    if (object->kind == HANDLE_PERFORMANCE) {
        out->performance = PERFORMANCE_DATA;
        out->remote = &object->u.performance;
    }
    return ERROR_SUCCESS;
}

/* Perflib\009 of the own machine, from Windows XP on (rule perf.text-key). */
bool key_is_names(const struct call *call, const struct machine *machine, key_id key)
{
    const struct store *store = machine->registry.store;
    return call->machine->os >= OS_XP && machine == call->machine && store_exists(store, key) &&
           ustr_same(store_name(store, key), USTR(u"009")) &&
           store_parent(store, key) == perflib_key(machine);
}

uint32_t key_ref_any(struct key_ref *out, struct call *call, HKEY handle)
{
    uint32_t code = find(out, call, handle);
    if (code != ERROR_SUCCESS)
        return code;
    out->registry = &out->machine->registry;
    if (out->performance == PERFORMANCE_NONE)
        call_trace_key(call, out->machine, out->key.key);
    return ERROR_SUCCESS;
}

uint32_t key_ref(struct key_ref *out, struct call *call, HKEY handle)
{
    uint32_t code = key_ref_any(out, call, handle);
    return code == ERROR_SUCCESS && !out->performance && !out->predefined &&
                   key_is_names(call, out->machine, out->key.key)
               ? ERROR_INVALID_HANDLE
               : code;
}

uint32_t key_ref_plain(struct key_ref *out, struct call *call, HKEY handle)
{
    uint32_t code = key_ref(out, call, handle);
    return code == ERROR_SUCCESS && out->performance ? ERROR_INVALID_HANDLE : code;
}

uint32_t key_handle_new(HKEY *out, struct call *call, struct machine *machine,
                        const struct reg_key *key)
{
    struct handle *object;
    uint32_t value = handle_new(call->process, HANDLE_KEY, machine, &object);
    if (!value)
        return ERROR_TOO_MANY_OPEN_FILES;
    object->u.key = *key;
    *out = (HKEY)(uintptr_t)value;
    return ERROR_SUCCESS;
}

uint32_t key_handle_below(HKEY *out, struct call *call, const struct key_ref *from,
                          const struct reg_key *key)
{
    if (key_is_names(call, from->machine, key->key)) {
        *out = HKEY_PERFORMANCE_TEXT;
        return ERROR_SUCCESS;
    }
    uint32_t code = key_handle_new(out, call, from->machine, key);
    if (code == ERROR_SUCCESS && from->merged)
        handle_any(call->process, (uintptr_t)*out)->merged = true;
    return code;
}

bool key_class_roots(struct class_roots *out, struct call *call)
{
    struct key_ref machine, user;
    if (call->machine->os < OS_W2K || find(&machine, call, HKEY_CLASSES_ROOT) != ERROR_SUCCESS ||
        find(&user, call, HKEY_CURRENT_USER) != ERROR_SUCCESS || user.machine != call->machine)
        return false;
    out->machine = machine.key.key;
    const struct registry *registry = &call->machine->registry;
    out->user = store_find(registry->store, user.key.key, USTR(u"Software\\Classes"));
    /* rule link.user-classes */
    struct ustr target;
    if (out->user && link_target(&target, registry, out->user))
        out->user = registry_resolve(registry, target);
    return out->user != KEY_NONE;
}

/* rule override.process */
uint32_t key_override(struct call *call, HKEY predefined, const struct key_ref *with)
{
    uint32_t number = number_of(predefined) - first_predefined;
    if (number >= PREDEFINED_KEYS)
        return ERROR_INVALID_HANDLE;
    call->run->predefined[number] =
        with ? (struct predefined){PREDEFINED_OVERRIDDEN, with->machine, with->key}
             : (struct predefined){0};
    return ERROR_SUCCESS;
}

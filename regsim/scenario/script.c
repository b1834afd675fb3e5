#include "scenario/script.h"

#include "base/memory.h"
#include "formats/load.h"
#include "machine/trace.h"
#include "sdk/winerror.h"

regsim_status script_open(struct script **out, const char *path, struct diags *diags)
{
    struct script *script = mem_calloc(1, sizeof *script);
    struct load_options options = {.layout = REGFILE_AS_NT};
    struct load_result result = {0};
    regsim_status status = load_patch(&result, &script->patch, path, &options, diags);
    load_result_free(&result);
    if (!regsim_is_ok(status)) {
        script_close(script);
        script = NULL;
    }
    *out = script;
    return status;
}

void script_close(struct script *script)
{
    if (!script)
        return;
    patch_free(&script->patch);
    mem_free(script);
}

/* One run: the key of the open section is `key`, where `open`. */
struct run {
    struct machine *machine;
    struct token token;
    struct reg_key key;
    bool open;
    struct buf *err;
    uint32_t exit_code;
};

static struct reg_caller caller_of(const struct run *run)
{
    return (struct reg_caller){&run->token, machine_now(run->machine)};
}

static bool succeeded(struct run *run, uint32_t code, const char *what, struct ustr name)
{
    if (code == ERROR_SUCCESS)
        return true;
    char *text = ustr_to_shown(name);
    const char *word = error_name(code);
    buf_printf(run->err, "%s %s: %s (%u)\n", what, text, word ? word : "error", code);
    mem_free(text);
    run->exit_code = 1;
    return false;
}

/* The NT path of a section: \REGISTRY\MACHINE\… */
static bool nt_path(struct ubuf *out, const struct regfile_path *path)
{
    ubuf_add(out, USTR(u"\\REGISTRY\\"));
    if (!registry_path_from_user(out, regfile_root_name(path->root)))
        return false;
    if (path->below.count) {
        ubuf_put(out, u'\\');
        ubuf_add(out, path->below);
    }
    return true;
}

static bool on_key(void *context, const struct regfile_path *path)
{
    struct run *run = context;
    struct reg_caller caller = caller_of(run);
    struct ubuf where = {0};
    uint32_t disposition, code = ERROR_BAD_PATHNAME;
    if (nt_path(&where, path))
        code = reg_create(&run->key, &disposition, &run->machine->registry, &caller, NULL,
                          ubuf_view(&where), (struct ustr){0}, 0, KEY_WRITE_RIGHTS, NULL);
    run->open = succeeded(run, code, "cannot create", ubuf_view(&where));
    ubuf_free(&where);
    return run->open;
}

/* Deletes what is below `key`, depth first, and the key at last; stops at the first refusal. */
static uint32_t delete_tree(struct run *run, const struct reg_key *base, struct ustr path)
{
    struct registry *registry = &run->machine->registry;
    struct reg_caller caller = caller_of(run);
    struct reg_key key;
    uint32_t code = reg_open(&key, registry, &caller, base, path, REG_OPT_OPEN_LINK,
                             KEY_ENUMERATE_SUB_KEYS_RIGHT | DELETE_RIGHT);
    while (code == ERROR_SUCCESS) {
        key_id child;
        code = reg_enum_key(&child, registry, &key, 0);
        if (code == ERROR_SUCCESS) {
            struct ustr name = ustr_dup(store_name(registry->store, child));
            code = delete_tree(run, &key, name);
            ustr_free(name);
        }
    }
    return code == ERROR_NO_MORE_ITEMS
               ? reg_delete_key(registry, &caller, &key, (struct ustr){0}, 0)
               : code;
}

static void on_delete_key(void *context, const struct regfile_path *path)
{
    struct run *run = context;
    struct ubuf where = {0};
    uint32_t code =
        nt_path(&where, path) ? delete_tree(run, NULL, ubuf_view(&where)) : ERROR_BAD_PATHNAME;
    if (code != ERROR_FILE_NOT_FOUND) /* absent is fine (Wine regedit tests) */
        succeeded(run, code, "cannot delete", ubuf_view(&where));
    run->open = false;
    ubuf_free(&where);
}

static void on_value(void *context, struct ustr name, uint32_t type, const void *data,
                     uint32_t size)
{
    struct run *run = context;
    struct reg_caller caller = caller_of(run);
    if (run->open)
        succeeded(
            run, reg_set_value(&run->machine->registry, &caller, &run->key, name, type, data, size),
            "cannot set the value", name);
}

static void on_delete_value(void *context, struct ustr name)
{
    struct run *run = context;
    struct reg_caller caller = caller_of(run);
    if (!run->open)
        return;
    uint32_t code = reg_delete_value(&run->machine->registry, &caller, &run->key, name);
    if (code != ERROR_FILE_NOT_FOUND)
        succeeded(run, code, "cannot delete the value", name);
}

uint32_t script_run(const struct script *script, struct machine *machine, struct buf *err)
{
    struct run run = {.machine = machine, .token = token_administrator(), .err = err};
    struct regfile_sink sink = {&run, on_key, on_delete_key, on_value, on_delete_value};
    patch_replay(&script->patch, &sink);
    return run.exit_code;
}

#include "world.h"

#include "machine/put.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct image *fixer;

void fixer_open(const char *path)
{
    struct diags diags = {0};
    if (!regsim_is_ok(image_open(&fixer, path, &diags))) {
        diags_print(&diags, stderr, false);
        exit(EXIT_FAILURE);
    }
    diags_free(&diags);
}

void fixer_close(void)
{
    image_close(fixer);
}

/* --- worlds --------------------------------------------------------------------------------- */

static struct world of_network(struct network *network)
{
    return (struct world){network, network->machines[0], network->machines[1]};
}

struct world world_new(void)
{
    struct network *network = network_new();
    network_add(network, machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386));
    network_add(network, machine_new(USTR(u"LOGON1"), OS_NT4, PLATFORM_I386));
    return of_network(network);
}

struct world world_clone(const struct world *world)
{
    return of_network(network_clone(world->network));
}

void world_free(struct world *world)
{
    network_free(world->network);
}

void world_settle(struct world *world)
{
    durability_flush_all(world->desk);
    durability_flush_all(world->logon1);
}

/* --- what is there -------------------------------------------------------------------------- */

static struct ustr service_path(struct ubuf *out, struct ustr path)
{
    ubuf_add(out, USTR(SERVICES u"\\"));
    ubuf_add(out, path);
    return ubuf_view(out);
}

key_id service_key(const struct machine *machine, struct ustr path)
{
    struct ubuf full = {0};
    const struct store *store = machine->registry.store;
    key_id key = store_find(store, store_root(store), service_path(&full, path));
    ubuf_free(&full);
    return key;
}

key_id make_key(struct machine *machine, struct ustr path)
{
    struct ubuf full = {0};
    struct store *store = machine->registry.store;
    key_id key =
        store_ensure(store, store_root(store), service_path(&full, path), machine_now(machine));
    durability_changed(machine, key);
    ubuf_free(&full);
    return key;
}

void make_value(struct machine *machine, struct ustr path, struct ustr name, uint32_t type,
                const void *data, uint32_t size)
{
    store_value_set(machine->registry.store, make_key(machine, path), name, type, data, size);
}

void make_string(struct machine *machine, struct ustr path, struct ustr name, struct ustr text)
{
    put_string(machine->registry.store, make_key(machine, path), name, REG_SZ_TYPE, text);
}

void remove_service(struct machine *machine, struct ustr path)
{
    key_id key = service_key(machine, path);
    if (key == KEY_NONE)
        return;
    durability_changed(machine, store_parent(machine->registry.store, key));
    store_tree_remove(machine->registry.store, key);
}

void make_version(struct machine *machine, uint32_t type, struct ustr text)
{
    struct store *store = machine->registry.store;
    key_id key = store_ensure(store, store_root(store),
                              USTR(u"MACHINE\\SOFTWARE\\Microsoft\\SMS\\Setup"), CLOCK_START);
    put_string(store, key, USTR(u"Full Version"), type, text);
    durability_changed(machine, key);
}

void deny(struct machine *machine, struct ustr path, uint32_t rights)
{
    struct store *store = machine->registry.store;
    key_id key = service_key(machine, path);
    struct sid everyone;
    if (key == KEY_NONE || !sid_from_string(&everyone, "WD"))
        return;
    const struct blob *security =
        security_with_deny(access_security(store, key), &everyone, rights);
    store_security_set(store, key, security);
    blob_release(security);
    durability_changed(machine, key);
}

void make_file(struct machine *machine, struct ustr path, struct ustr text)
{
    files_put(machine->files, path, text.units, text.count * sizeof(*text.units), NULL,
              machine_now(machine));
}

/* --- runs ----------------------------------------------------------------------------------- */

struct watch {
    const struct trouble *trouble;
    struct world *world;
    struct ran *ran;
    bool looking; /* for the first deletion after it */
};

static void act(struct watch *watch)
{
    struct world *world = watch->world;
    struct machine *target = watch->trouble->remote ? world->logon1 : world->desk;
    watch->ran->before_act = store_clone(target->registry.store);
    watch->trouble->actor(target, world->desk);
    watch->ran->after_act = store_clone(target->registry.store);
}

static enum call_verdict strike(struct watch *watch, struct process *process, uint32_t *code)
{
    *code = watch->trouble->code;
    switch (watch->trouble->kind) {
    case NO_TROUBLE:
        break;
    case FAILS:
    case FAILS_ALL:
        return CALL_FAILS;
    case LOSES_POWER_LATE:
        network_advance(watch->world->network, LAZY_FLUSH);
        return CALL_LOSES_POWER;
    case DIES:
    case LOSES_POWER:
        return CALL_LOSES_POWER;
    case NO_MEMORY:
        process->heap_bytes = PROCESS_HEAP_MAX;
        break;
    case ACTS:
        act(watch);
        break;
    }
    return CALL_GOES_ON;
}

/* smsperffix says nothing while it has a file open. */
static bool has_file_open(const struct process *process)
{
    for (size_t slot = 1; slot < process->handle_count; slot++)
        if (process->handles[slot].kind == HANDLE_FILE)
            return true;
    return false;
}

/* Notes what the call tells about when the trouble came. */
static void note(struct watch *watch, const struct process *process, const char *api)
{
    struct ran *ran = watch->ran;
    bool registry = strncmp(api, "Reg", 3) == 0;
    if (strcmp(api, "WriteFile") == 0 && !has_file_open(process))
        api = WRITES_OUTPUT;
    MEM_GROW(ran->apis, ran->apis_capacity, ran->calls + 1);
    ran->apis[ran->calls++] = api;
    ran->late = ran->late && !registry;
    if (ran->calls == watch->trouble->at) {
        ran->struck = api;
        ran->late = !registry;
        watch->looking = true;
    }
    if (watch->looking && strcmp(api, "RegOpenKeyExW") == 0)
        ran->opens++;
    if (watch->looking && strcmp(api, "RegDeleteKeyW") == 0) {
        watch->looking = false;
        ran->unseen = ran->opens == 0;
    }
}

static enum call_verdict before_call(void *context, struct process *process, const char *api,
                                     uint32_t *code)
{
    struct watch *watch = context;
    note(watch, process, api);
    if (watch->ran->calls == watch->trouble->at)
        return strike(watch, process, code);
    *code = watch->trouble->code;
    return watch->ran->struck && watch->trouble->kind == FAILS_ALL ? CALL_FAILS : CALL_GOES_ON;
}

static char *text_of(const struct buf *bytes)
{
    return bytes->size ? mem_printf("%.*s", (int)bytes->size, (const char *)bytes->bytes)
                       : mem_strdup("");
}

void world_run(struct ran *out, struct world *world, const char *arguments,
               const struct trouble *trouble)
{
    static const struct trouble none;
    char *line = mem_printf("smsperffix.exe %s", arguments);
    struct ustr units = ustr_from_wtf8(line, strlen(line));
    struct token token = token_administrator();
    struct process *process = process_new(world->desk, &token, units);
    *out = (struct ran){0};
    struct watch watch = {trouble ? trouble : &none, world, out, false};
    struct run_options options = {.before_call = before_call, .before_call_context = &watch};
    win32_run(&out->result, process, fixer, &options);
    out->out = text_of(&process->out);
    out->err = text_of(&process->err);
    process_free(process);
    ustr_free(units);
    mem_free(line);
}

void ran_free(struct ran *ran)
{
    mem_free(ran->apis);
    mem_free(ran->out);
    mem_free(ran->err);
    store_free(ran->before_act);
    store_free(ran->after_act);
}

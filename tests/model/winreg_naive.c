/* The naive registry behind the face of winreg: what each call must answer, by the rules alone. */
#include "winreg_naive.h"

#include <string.h>

enum { EXPECTED_HANDLES = WINREG_HANDLES, SOFTWARE_KEY = 3, MACHINE_KEY = 1 };
enum { QUERY = 1, SET = 2, NOTIFY = 0x10, READ = 0x20019, READ_CONTROL = 0x20000 };
enum { OWNERS_RIGHTS = 0x60000, TIMED_OUT = 258 };

static const struct text paths[] = {WINREG_PATHS(NAIVE_UNITS)};
static const struct text view_paths[] = {WINREG_VIEW_PATHS(NAIVE_UNITS)};
static const struct text values[] = {WINREG_VALUES(NAIVE_UNITS)};
static const struct text new_names[] = {WINREG_NEW_NAMES(NAIVE_UNITS)};
static const uint32_t rights[] = {WINREG_RIGHTS(NAIVE_NUMBER)};
static const uint32_t types[] = {WINREG_TYPES(NAIVE_NUMBER)};
static const uint32_t views[] = {WINREG_VIEWS(NAIVE_NUMBER)};
static const uint32_t changes[] = {WINREG_CHANGES(NAIVE_NUMBER)};
static const struct winreg_dacl dacls[] = {WINREG_DACLS};

struct text call_path(const struct winreg_call *call)
{
    return NAIVE_PICK(paths, call->path);
}

uint32_t call_rights(const struct winreg_call *call)
{
    return NAIVE_PICK(rights, call->type);
}

uint32_t call_type(const struct winreg_call *call)
{
    return NAIVE_PICK(types, call->type);
}

struct naive_name call_value(unsigned number)
{
    const struct text *text = &NAIVE_PICK(values, number);
    struct naive_name name = {.count = text->count};
    memcpy(name.units, text->units, name.count * sizeof *name.units);
    return name;
}

bool is_string(uint32_t type)
{
    return type == TYPE_SZ || type == TYPE_EXPAND_SZ || type == TYPE_MULTI_SZ;
}

void put_name(struct buf *out, const struct naive_name *name)
{
    buf_printf(out, " '");
    for (size_t i = 0; i < name->count; i++)
        buf_printf(out, "%c", (char)name->units[i]);
    buf_printf(out, "'");
}

void put_bytes(struct buf *out, const uint8_t *bytes, size_t size)
{
    buf_printf(out, " ");
    for (size_t i = 0; i < size; i++)
        buf_printf(out, "%02x", bytes[i]);
}

/* sdk-api RegNotifyChangeKeyValue: closing the handle signals, and ends the watch. */
static void end_watch(struct world *world, unsigned slot)
{
    struct naive_watch *watch = &world->naive.watches[slot];
    *watch = (struct naive_watch){.signalled = watch->signalled || watch->armed};
}

uint32_t naive_close(struct world *world, unsigned slot)
{
    if (!slot)
        return CODE_OK;
    if (world->handles[slot].key < 0)
        return CODE_BAD_HANDLE;
    end_watch(world, slot);
    world->handles[slot].key = -1;
    return CODE_OK;
}

void naive_keep(struct world *world, const struct winreg_call *call, struct naive_handle got)
{
    unsigned slot = 1 + call->slot;
    end_watch(world, slot);
    world->handles[slot] = got;
}

static void play_open(struct world *world, const struct winreg_call *call, struct naive_handle from,
                      struct text path)
{
    struct naive_handle got;
    uint32_t code =
        naive_open(&got, &world->naive, from, path.units, path.count, false, call_rights(call));
    buf_printf(world->out, "%u", code);
    if (!code)
        naive_keep(world, call, got);
}

static void play_create(struct world *world, const struct winreg_call *call,
                        struct naive_handle from, struct text path)
{
    struct naive_handle got;
    uint32_t disposition = 0;
    uint32_t code = naive_create(&got, &disposition, &world->naive, from, path.units, path.count,
                                 call->index == WINREG_VOLATILE_INDEX, false, call_rights(call));
    buf_printf(world->out, "%u", code);
    if (code)
        return;
    buf_printf(world->out, " %u", disposition);
    naive_keep(world, call, got);
}

static void play_rename(struct world *world, const struct winreg_call *call)
{
    const struct text path = call_path(call), *text = &NAIVE_PICK(new_names, call->value);
    struct naive_name name = {.count = text->count};
    memcpy(name.units, text->units, text->count * sizeof *name.units);
    buf_printf(
        world->out, "%u",
        naive_rename(&world->naive, world->handles[call->handle], path.units, path.count, name));
}

static void play_info(struct world *world, struct naive_handle handle)
{
    struct naive_info info;
    uint32_t code = naive_info(&info, &world->naive, handle);
    buf_printf(world->out, "%u", code);
    if (!code)
        buf_printf(world->out, " %u %u %u %u %u", info.keys, info.longest_key, info.values,
                   info.longest_value, info.biggest);
}

static void play_copy_out(struct world *world, const struct winreg_call *call)
{
    struct text path = call_path(call);
    buf_printf(world->out, "%u ",
               naive_copy_tree(&world->naive, world->handles[call->handle], path.units, path.count,
                               world->copies));
    naive_put_tree(world, world->copies);
    if (call->kind == CALL_COPY_OUT)
        naive_delete_tree(&world->naive, world->copies, NULL, 0);
}

static void play_copy_back(struct world *world, const struct winreg_call *call)
{
    struct text path = call_path(call);
    buf_printf(world->out, "%u",
               naive_copy_tree(&world->naive, world->copies, path.units,
                               call->path % 2 ? 0 : path.count, world->handles[call->handle]));
}

static void play_round_trip(struct world *world, struct naive_handle handle)
{
    int saved;
    uint32_t code = naive_save(&saved, &world->naive, handle), granted;
    buf_printf(world->out, "%u", code);
    if (code)
        return;
    code = naive_authorize(&granted, &world->naive, saved, READ);
    buf_printf(world->out, " 0 %u ", code);
    if (!code)
        naive_put_tree(world, (struct naive_handle){saved, granted});
    buf_printf(world->out, " 0");
}

static void play_restore(struct world *world, const struct winreg_call *call)
{
    int saved;
    bool has_open = false;
    struct naive_handle to = world->handles[call->other];
    uint32_t code = naive_save(&saved, &world->naive, world->handles[call->handle]);
    buf_printf(world->out, "%u", code);
    if (code)
        return;
    for (unsigned i = 0; i < EXPECTED_HANDLES && to.key >= 0 && call->flags % 2 == 0; i++) {
        int key = world->handles[i].key;
        has_open |=
            key >= 0 && world->naive.keys[key].alive && naive_is_below(&world->naive, key, to.key);
    }
    buf_printf(world->out, " %u", naive_restore(&world->naive, to, saved, has_open));
}

/* Everyone is the caller, too; an owner may always read and change the DACL. Subkeys without
 * anything to inherit get the DACL of the token. */
static uint32_t set_dacl(struct world *world, struct naive_handle handle, unsigned number)
{
    const struct winreg_dacl *dacl = &dacls[number];
    struct naive_security own = {(dacl->allowed & ~dacl->denied) | OWNERS_RIGHTS, (int)number};
    struct naive_security system = {RIGHT_ALL, -1};
    if (dacl->allowed == GRANT_NO_ACL)
        own.allowed = RIGHT_ALL;
    return naive_set_security(&world->naive, handle, own, dacl->inherited ? own : system);
}

static void put_dacl(struct world *world, struct naive_handle handle)
{
    uint32_t code = naive_require(&world->naive, handle, READ_CONTROL);
    buf_printf(world->out, "%u", code);
    if (code)
        return;
    int number = world->naive.keys[handle.key].security.number;
    if (number < 0)
        buf_printf(world->out, " other");
    else if (dacls[number].allowed == GRANT_NO_ACL)
        buf_printf(world->out, " everything");
    if (number >= 0 && dacls[number].denied)
        buf_printf(world->out, " (1 %x)", dacls[number].denied);
    if (number >= 0 && dacls[number].allowed > GRANT_NO_ACL)
        buf_printf(world->out, " (0 %x)", dacls[number].allowed);
}

static void play_guarded(struct world *world, const struct winreg_call *call)
{
    static const struct text name = {7, u"guarded"};
    struct naive *naive = &world->naive;
    struct naive_handle from = world->handles[call->handle], made, opened;
    uint32_t disposition;
    uint32_t code = naive_create(&made, &disposition, naive, from, name.units, name.count, false,
                                 false, RIGHT_ALL);
    buf_printf(world->out, "%u", code);
    if (code)
        return;
    buf_printf(world->out, " %u ", set_dacl(world, made, call->flags % WINREG_DACL_COUNT));
    put_dacl(world, made);
    code = naive_open(&opened, naive, from, name.units, name.count, false, call_rights(call));
    buf_printf(world->out, " %u", code);
    if (!code) {
        const struct naive_value *value;
        buf_printf(world->out, " %u", naive_query(&value, naive, opened, call_value(1)));
        buf_printf(world->out, " %u", naive_set(naive, opened, call_value(3), TYPE_SZ, u"x", 4));
        buf_printf(world->out, " %u", naive_require(naive, opened, NOTIFY));
        naive->watches[0].signalled = false;
    }
    set_dacl(world, made, 0);
    buf_printf(world->out, " %u", naive_delete(naive, from, name.units, name.count));
}

/* The first call's filter stays the handle's (sdk-api RegNotifyChangeKeyValue). */
static void play_notify(struct world *world, const struct winreg_call *call)
{
    struct naive_handle handle = world->handles[call->handle];
    struct naive_watch *watch = &world->naive.watches[call->handle];
    uint32_t filter = NAIVE_PICK(changes, call->flags);
    uint32_t code = handle.key < 0 ? CODE_BAD_HANDLE : CODE_OK;
    if (!code)
        code = naive_require(&world->naive, handle, NOTIFY);
    buf_printf(world->out, "%u", code);
    if (code)
        return;
    if (!watch->filter) {
        watch->filter = filter;
        watch->subtree = call->index % 2;
        watch->key = handle.key;
    }
    watch->armed = true;
}

/* An event that resets itself. */
static void play_signalled(struct world *world, const struct winreg_call *call)
{
    struct naive_watch *watch = &world->naive.watches[call->handle];
    buf_printf(world->out, "%u", watch->signalled ? 0 : TIMED_OUT);
    watch->signalled = false;
}

static void play_view(struct world *world, const struct winreg_call *call)
{
    struct text path = NAIVE_PICK(view_paths, call->path);
    struct naive *naive = &world->naive;
    naive->view32 = NAIVE_PICK(views, call->flags) == 0x200;
    if (call->kind == CALL_VIEW_OPEN)
        play_open(world, call, world->machine, path);
    else if (call->kind == CALL_VIEW_CREATE)
        play_create(world, call, world->machine, path);
    else
        buf_printf(world->out, "%u", naive_delete(naive, world->machine, path.units, path.count));
    naive->view32 = false;
}

static void play_key(struct world *world, const struct winreg_call *call)
{
    struct naive_handle handle = world->handles[call->handle];
    struct text path = call_path(call);
    switch (call->kind) {
    case CALL_OPEN:
    case CALL_OPEN_A:
        play_open(world, call, handle, path);
        break;
    case CALL_CREATE:
    case CALL_CREATE_A:
        play_create(world, call, handle, path);
        break;
    case CALL_DELETE:
    case CALL_DELETE_A:
        buf_printf(world->out, "%u", naive_delete(&world->naive, handle, path.units, path.count));
        break;
    case CALL_DELETE_TREE:
    case CALL_DELETE_TREE_A:
        buf_printf(world->out, "%u",
                   naive_delete_tree(&world->naive, handle, path.units, path.count));
        break;
    case CALL_RENAME:
        play_rename(world, call);
        break;
    case CALL_CLOSE:
        buf_printf(world->out, "%u", naive_close(world, call->handle));
        break;
    case CALL_FLUSH:
        buf_printf(world->out, "%u", naive_require(&world->naive, handle, QUERY));
        break;
    case CALL_INFO:
    case CALL_INFO_A:
        play_info(world, handle);
        break;
    default:
        play_view(world, call);
    }
}

static void play(struct world *world, const struct winreg_call *call)
{
    struct naive_handle handle = world->handles[call->handle];
    world->naive.now++;
    if (naive_play_read(world, call) || naive_play_write(world, call) || naive_play_nt(world, call))
        return;
    switch (call->kind) {
    case CALL_COPY_OUT:
    case CALL_COPY_MERGE:
        play_copy_out(world, call);
        break;
    case CALL_COPY_BACK:
        play_copy_back(world, call);
        break;
    case CALL_ROUND_TRIP:
        play_round_trip(world, handle);
        break;
    case CALL_RESTORE:
        play_restore(world, call);
        break;
    case CALL_GUARDED:
        play_guarded(world, call);
        break;
    case CALL_SET_SECURITY:
        buf_printf(world->out, "%u", set_dacl(world, handle, call->flags % WINREG_DACL_COUNT));
        break;
    case CALL_GET_SECURITY:
        put_dacl(world, handle);
        break;
    case CALL_NOTIFY:
        play_notify(world, call);
        break;
    case CALL_SIGNALLED:
        play_signalled(world, call);
        break;
    default:
        play_key(world, call);
    }
}

static struct naive_handle make(struct world *world, struct naive_handle parent,
                                const char16_t *name)
{
    struct naive_handle made;
    uint32_t disposition;
    size_t units = 0;
    while (name[units])
        units++;
    naive_create(&made, &disposition, &world->naive, parent, name, units, false, false, RIGHT_ALL);
    return made;
}

static void begin(struct world *world, enum naive_fault fault)
{
    struct naive_handle software = {SOFTWARE_KEY, RIGHT_ALL};
    naive_init(&world->naive);
    world->naive.fault = fault;
    world->machine = (struct naive_handle){MACHINE_KEY, RIGHT_ALL};
    struct naive_handle node = make(world, software, u"Wow6432Node");
    world->naive.wow64_node = node.key;
    make(world, node, u"regsim-model");
    world->copies = make(world, software, u"regsim-model-copies");
    struct naive_handle scratch = make(world, make(world, software, u"regsim-model"), u"top");
    for (int slot = 0; slot < WINREG_HANDLES; slot++)
        world->handles[slot] = scratch;
}

void naive_answers(struct buf *out, const struct sequence *sequences, size_t count,
                   enum naive_fault fault)
{
    for (size_t i = 0; i < count; i++) {
        struct world world = {.out = out};
        begin(&world, fault);
        buf_printf(out, "sequence %zu\n", i);
        for (size_t at = 0; at < sequences[i].count; at++) {
            play(&world, &sequences[i].calls[at]);
            buf_printf(out, "\n");
        }
        naive_done(&world.naive);
    }
}

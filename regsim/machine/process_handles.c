/* The handle table of a process; process.h draws a handle's value. */
#include "base/memory.h"
#include "machine/mounts.h"
#include "machine/process_internal.h"

/* 13 bits: the top bit of a 32-bit value marks the predefined keys. */
enum { GENERATIONS = 1 << 13 };

static uint32_t value_of(const struct process *process, uint32_t slot)
{
    return ((uint32_t)process->handles[slot].generation << 16 | slot) << 2;
}

uint32_t handle_value(const struct process *process, size_t slot)
{
    return value_of(process, (uint32_t)slot);
}

uint32_t handle_new(struct process *process, enum handle_kind kind, struct machine *machine,
                    struct handle **out)
{
    uint32_t slot = process->handle_free;
    if (process->handles_open == PROCESS_HANDLES_MAX)
        return 0;
    if (slot) {
        process->handle_free = process->handles[slot].u.number;
    } else {
        slot = (uint32_t)process->handle_count++;
        MEM_GROW(process->handles, process->handle_capacity, process->handle_count);
        process->handles[slot].generation = 0;
    }
    uint16_t generation = process->handles[slot].generation;
    process->handles[slot] = (struct handle){.kind = kind, .generation = generation};
    process->handles[slot].machine = machine;
    process->handles_open++;
    *out = &process->handles[slot];
    return value_of(process, slot);
}

struct handle *handle_any(const struct process *process, uint64_t value)
{
    uint64_t slot = value >> 2 & 0xFFFF;
    if (value & 3 || value > UINT32_MAX || !slot || slot >= process->handle_count ||
        process->handles[slot].kind == HANDLE_FREE || value_of(process, (uint32_t)slot) != value)
        return NULL;
    return &process->handles[slot];
}

struct handle *handle_get(const struct process *process, uint64_t value, enum handle_kind kind)
{
    struct handle *handle = handle_any(process, value);
    return handle && handle->kind == kind ? handle : NULL;
}

struct event *event_new(uint32_t state, struct ustr name)
{
    struct event *event = mem_alloc(sizeof *event);
    *event = (struct event){state, 1, ustr_dup(name)};
    return event;
}

struct event *event_find(const struct machine *machine, struct ustr name)
{
    for (const struct process *process = machine->processes; process; process = process->next) {
        for (size_t slot = 1; slot < process->handle_count; slot++) {
            const struct handle *handle = &process->handles[slot];
            if (handle->kind == HANDLE_EVENT && ustr_same(handle->u.event->name, name))
                return handle->u.event;
        }
    }
    return NULL;
}

void event_release(struct event *event)
{
    if (!event || --event->references)
        return;
    ustr_free(event->name);
    mem_free(event);
}

bool handle_is_shared(const struct handle *handle)
{
    switch (handle->kind) {
    case HANDLE_KEY:
    case HANDLE_FILE:
    case HANDLE_STANDARD:
    case HANDLE_EVENT:
    case HANDLE_TOKEN:
        return true;
    default:
        return false;
    }
}

uint32_t handle_duplicate(struct process *process, uint64_t value)
{
    const struct handle *from = handle_any(process, value);
    struct handle *made;
    if (!from || !handle_is_shared(from))
        return 0;
    size_t slot = (size_t)(from - process->handles);
    uint32_t copy = handle_new(process, from->kind, from->machine, &made);
    if (!copy)
        return 0;
    from = &process->handles[slot]; /* the table may have moved */
    made->u = from->u;
    made->merged = from->merged;
    if (made->kind == HANDLE_EVENT)
        made->u.event->references++;
    if (made->kind == HANDLE_FILE)
        files_share(made->u.file);
    return copy;
}

static void done(struct handle *handle)
{
    switch (handle->kind) {
    case HANDLE_FILE:
        files_close(handle->u.file);
        break;
    case HANDLE_FIND:
        ustr_free(handle->u.find.directory);
        ustr_free(handle->u.find.pattern);
        ustr_free(handle->u.find.after);
        break;
    case HANDLE_MODULE:
        module_done(&handle->u.module);
        break;
    case HANDLE_EVENT_SOURCE:
        ustr_free(handle->u.source);
        break;
    case HANDLE_PERFORMANCE:
        if (handle->u.performance.free)
            handle->u.performance.free(handle->u.performance.session);
        break;
    case HANDLE_EVENT:
        event_release(handle->u.event);
        break;
    case HANDLE_FREE:
    case HANDLE_KEY:
    case HANDLE_STANDARD:
    case HANDLE_TOKEN:
        break;
    }
}

void handle_close_slot(struct process *process, uint32_t slot)
{
    struct handle *handle = &process->handles[slot];
    const struct handle closed = *handle;
    done(handle);
    handle->kind = HANDLE_FREE;
    handle->generation = (uint16_t)((handle->generation + 1) % GENERATIONS);
    handle->u.number = process->handle_free;
    process->handle_free = slot;
    process->handles_open--;
    if (closed.kind == HANDLE_KEY)
        mounts_key_closed(process, closed.machine, closed.u.key.key);
}

bool handle_close(struct process *process, uint64_t value)
{
    const struct handle *handle = handle_any(process, value);
    if (handle)
        handle_close_slot(process, (uint32_t)(handle - process->handles));
    return handle != NULL;
}

static bool is_below(const struct store *store, key_id key, key_id top, bool itself)
{
    if (!store_exists(store, key))
        return false;
    if (!itself)
        key = store_parent(store, key);
    while (key != KEY_NONE && key != top)
        key = store_parent(store, key);
    return key == top;
}

static bool has_key_open(const struct process *process, const struct machine *machine, key_id top,
                         bool itself)
{
    for (size_t slot = 1; slot < process->handle_count; slot++) {
        const struct handle *handle = &process->handles[slot];
        if (handle->kind == HANDLE_KEY && handle->machine == machine &&
            is_below(machine->registry.store, handle->u.key.key, top, itself))
            return true;
    }
    return false;
}

static bool any_has_key_open(const struct process *process, const struct machine *machine,
                             key_id top, bool itself)
{
    while (process && !has_key_open(process, machine, top, itself))
        process = process->next;
    return process != NULL;
}

bool processes_have_key_open(const struct machine *machine, key_id top, bool itself)
{
    const struct network *network = machine->network;
    if (!network)
        return any_has_key_open(machine->processes, machine, top, itself);
    for (size_t i = 0; i < network->count; i++) {
        if (any_has_key_open(network->machines[i]->processes, machine, top, itself))
            return true;
    }
    return false;
}

struct open_keys {
    key_id *keys;
    size_t count, capacity;
};

static void note_open_keys(struct open_keys *out, const struct process *process,
                           const struct machine *machine, key_id top)
{
    for (size_t slot = 1; slot < process->handle_count; slot++) {
        const struct handle *handle = &process->handles[slot];
        key_id key = handle->u.key.key;
        size_t known = 0;
        if (handle->kind != HANDLE_KEY || handle->machine != machine ||
            !is_below(machine->registry.store, key, top, false))
            continue;
        while (known < out->count && out->keys[known] != key)
            known++;
        if (known == out->count) {
            out->count++;
            MEM_GROW(out->keys, out->capacity, out->count);
            out->keys[known] = key;
        }
    }
}

size_t processes_open_keys(const struct machine *machine, key_id top)
{
    const struct network *network = machine->network;
    struct open_keys open = {0};
    for (size_t i = 0; i < (network ? network->count : 1); i++) {
        const struct machine *other = network ? network->machines[i] : machine;
        for (const struct process *process = other->processes; process; process = process->next)
            note_open_keys(&open, process, machine, top);
    }
    mem_free(open.keys);
    return open.count;
}

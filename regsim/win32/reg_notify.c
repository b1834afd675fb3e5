/*
 * RegNotifyChangeKeyValue, NtNotifyChangeKey. A watch belongs to a key handle: armed by the call,
 * fired once by a change that its filter hears, and it ends (and fires) with the handle. The first
 * call's filter stays the handle's.
 *
 * Until XP, once armed, what changes between two calls fires the next one at once (rule
 * notify.missed).
 */
#include "win32/nt.h"
#include "win32/reg.h"

#include "base/memory.h"

struct watch {
    struct machine *machine;
    key_id key;
    uint32_t handle;
    struct event *event; /* NULL: none; it is the watch's, too, whoever closes its handle */
    uint32_t filter;
    bool subtree, armed, missed;
    IO_STATUS_BLOCK *status; /* of the program; NULL: none */
    struct watch *next;
};

/* The machine whose registry tells us of changes, and whom it told before. */
struct watched_registry {
    struct registry *registry;
    struct run *run;
    void (*on_change)(void *context, struct registry *registry, key_id key, uint32_t filter);
    void *context;
    struct watched_registry *next;
};

/* A program's pointer that went wild since is passed over: nobody waits for an answer. */
static void fire(struct watch *watch, int32_t why)
{
    IO_STATUS_BLOCK status = {.Status = why};
    watch->armed = false;
    if (watch->event)
        watch->event->state |= EVENT_SIGNALLED;
    if (watch->status && user_writable(watch->status, sizeof status))
        user_copy_out(watch->status, &status, sizeof status);
}

/* rule notify.filters */
static bool hears(const struct watch *watch, const struct store *store, key_id key, uint32_t filter)
{
    if (!store_exists(store, watch->key))
        return true; /* it is the watched key that went */
    if (!(watch->filter & filter))
        return false;
    for (; key && watch->subtree && key != watch->key; key = store_parent(store, key))
        continue;
    return key == watch->key;
}

/* rule notify.once */
static void on_change(void *context, struct registry *registry, key_id key, uint32_t filter)
{
    struct watched_registry *watched = context;
    if (watched->on_change)
        watched->on_change(watched->context, registry, key, filter);
    for (struct watch *watch = watched->run->watches; watch; watch = watch->next) {
        if (&watch->machine->registry != registry || !hears(watch, registry->store, key, filter))
            continue;
        if (watch->armed)
            fire(watch, NT_NOTIFY_ENUM_DIR);
        else
            watch->missed = true;
    }
}

static void listen(struct run *run, struct registry *registry)
{
    for (struct watched_registry *known = run->watched; known; known = known->next)
        if (known->registry == registry)
            return;
    struct watched_registry *watched = mem_alloc(sizeof *watched);
    *watched = (struct watched_registry){registry, run, registry->on_change,
                                         registry->on_change_context, run->watched};
    run->watched = watched;
    registry->on_change = on_change;
    registry->on_change_context = watched;
}

/* rule notify.closing */
static void close_watches(struct run *run, uint32_t handle)
{
    for (struct watch **link = &run->watches; *link;) {
        struct watch *watch = *link;
        if (watch->handle != handle) {
            link = &watch->next;
            continue;
        }
        if (watch->armed)
            fire(watch, NT_NOTIFY_CLEANUP);
        *link = watch->next;
        event_release(watch->event);
        mem_free(watch);
    }
}

bool handle_end(struct call *call, HANDLE handle)
{
    if (!handle_any(call->process, (uintptr_t)handle))
        return false;
    close_watches(call->run, (uint32_t)(uintptr_t)handle);
    return handle_close(call->process, (uintptr_t)handle);
}

/* rule notify.thread-exit */
void reg_notify_done(struct run *run)
{
    while (run->watches) {
        struct watch *watch = run->watches;
        run->watches = watch->next;
        event_release(watch->event);
        mem_free(watch);
    }
    while (run->watched) {
        struct watched_registry *watched = run->watched;
        run->watched = watched->next;
        watched->registry->on_change = watched->on_change;
        watched->registry->on_change_context = watched->context;
        mem_free(watched);
    }
}

static struct watch *watch_of(struct call *call, const struct key_ref *ref, uint32_t handle)
{
    struct watch *watch = call->run->watches;
    while (watch && watch->handle != handle)
        watch = watch->next;
    if (watch)
        return watch;
    watch = mem_calloc(1, sizeof *watch);
    watch->machine = ref->machine;
    watch->key = ref->key.key;
    watch->handle = handle;
    watch->next = call->run->watches;
    call->run->watches = watch;
    listen(call->run, ref->registry);
    return watch;
}

/* rules notify.unknown, notify.remote */
static uint32_t check(const struct call *call, const struct key_ref *ref, DWORD filter,
                      HANDLE event, BOOL asynchronous)
{
    uint32_t legal = 0xFu | (call->machine->os >= OS_WIN10 ? REG_NOTIFY_THREAD_AGNOSTIC : 0);
    if (ref->machine != call->machine)
        return ERROR_INVALID_HANDLE;
    if (!(filter & 0xF) || (filter & ~legal))
        return ERROR_INVALID_PARAMETER;
    if (asynchronous && !handle_get(call->process, (uintptr_t)event, HANDLE_EVENT))
        return ERROR_INVALID_HANDLE;
    if (!(ref->key.granted & KEY_NOTIFY))
        return ERROR_ACCESS_DENIED; /* the handle is looked at before the key, as everywhere */
    return store_exists(ref->registry->store, ref->key.key) ? ERROR_SUCCESS : ERROR_KEY_DELETED;
}

struct notification {
    uint32_t handle, filter;
    HANDLE event;
    bool subtree, asynchronous;
    IO_STATUS_BLOCK *status; /* of ntdll's call */
};

static uint32_t number_of(HANDLE handle)
{
    return (uint32_t)(uintptr_t)handle;
}

/* One more reference to the event; NULL: there is none. */
static struct event *event_of(struct call *call, HANDLE event)
{
    struct handle *object = handle_get(call->process, (uintptr_t)event, HANDLE_EVENT);
    if (!object)
        return NULL;
    object->u.event->references++;
    return object->u.event;
}

static struct notification asked_for(HANDLE key, HANDLE event, DWORD filter, bool subtree,
                                     bool asynchronous, IO_STATUS_BLOCK *status)
{
    return (struct notification){number_of(key), filter, event, subtree, asynchronous, status};
}

static void watch_arm(struct call *call, const struct key_ref *ref,
                      const struct notification *asked)
{
    struct watch *watch = watch_of(call, ref, asked->handle);
    if (!watch->filter) {
        watch->filter = asked->filter & 0xF;
        watch->subtree = asked->subtree;
    }
    /* rule notify.missed */
    bool now = watch->missed && call->machine->os <= OS_XP;
    watch->missed = false;
    event_release(watch->event);
    watch->event = event_of(call, asked->event);
    watch->status = asked->status;
    watch->armed = !now;
    if (now && asked->asynchronous)
        fire(watch, NT_NOTIFY_ENUM_DIR);
    if (!now && !asked->asynchronous)
        run_leave(RUN_TIMED_OUT, 0); /* nobody else runs: the change would never come */
}

/* rule notify.first-filter */
LSTATUS WINAPI RegNotifyChangeKeyValue(HKEY key, BOOL subtree, DWORD filter, HANDLE event,
                                       BOOL asynchronous)
{
    struct call call = call_begin("RegNotifyChangeKeyValue");
    struct key_ref ref;
    const struct notification asked =
        asked_for(key, event, filter, subtree != 0, asynchronous != 0, NULL);
    uint32_t code = key_ref_plain(&ref, &call, key);
    call_trace_number(&call, filter);
    if (call.failed)
        return call_end(&call, call.failed);
    if (code == ERROR_SUCCESS)
        code = check(&call, &ref, filter, event, asynchronous);
    if (code == ERROR_SUCCESS)
        watch_arm(&call, &ref, &asked);
    return call_end(&call, code);
}

/* The event may be none; an APC comes in an alertable wait, and there is none here, so the routine
 * is not called. The buffer is there for nothing (wdm ZwNotifyChangeKey) (rule nt.notify). */
NTSTATUS NTAPI NtNotifyChangeKey(HANDLE key, HANDLE event, PIO_APC_ROUTINE routine, PVOID context,
                                 PIO_STATUS_BLOCK status, ULONG filter, BOOLEAN subtree, PVOID out,
                                 ULONG room, BOOLEAN asynchronous)
{
    struct call call = call_begin("NtNotifyChangeKey");
    struct key_ref ref;
    const struct notification asked =
        asked_for(key, event, filter, subtree != 0, asynchronous != 0, status);
    int32_t answer = nt_key_ref(&ref, &call, key);
    (void)routine, (void)context, (void)out, (void)room;
    call_trace_number(&call, filter);
    if (answer == NT_SUCCESS_STATUS && (!status || !user_writable(status, sizeof *status)))
        answer = NT_ACCESS_VIOLATION;
    if (answer == NT_SUCCESS_STATUS && event) {
        const struct handle *object = handle_any(call.process, (uintptr_t)event);
        if (!object || object->kind != HANDLE_EVENT)
            answer = object ? NT_OBJECT_TYPE_MISMATCH : NT_INVALID_HANDLE;
    }
    if (answer == NT_SUCCESS_STATUS)
        answer = nt_from_win32(check(&call, &ref, filter, event, false));
    if (answer != NT_SUCCESS_STATUS)
        return nt_done(&call, answer);
    watch_arm(&call, &ref, &asked);
    return nt_done(&call, asynchronous ? NT_PENDING : NT_NOTIFY_ENUM_DIR);
}
NT_ALSO_ZW(NotifyChangeKey)

/* nt_notify.c: NtNotifyChangeKey, and what ends a watch. Sources: wdm ZwNotifyChangeKey; sdk-api
 * RegNotifyChangeKeyValue; Wine test_NtNotifyChangeKey and test_notify (ntdll). */
#include "native.h"

struct io_status {
    union {
        ULONG Status;
        void *Pointer;
    } u;
    ULONG_PTR Information;
};

static const char late_status[] = "writes the status when an APC is delivered";
static HANDLE event;

static ULONG watch(HANDLE key, HANDLE signal, struct io_status *status, ULONG filter, int subtree)
{
    return nt_notify(key, signal, NULL, NULL, status, filter, (BOOLEAN)subtree, NULL, 0, TRUE);
}

static unsigned fired(void)
{
    return WaitForSingleObject(event, 0);
}

/* Armed, the call is pending; a change that the filter hears signals the event once (rule
 * nt.notify). */
static void firing(void)
{
    struct io_status status = {{0x5a5a5a5a}, 0};
    struct nt_string v = name_of("v");
    HANDLE key = NULL, sub = NULL;

    label("fire");
    create_at(scratch, "watched", 0, &key, NULL);
    expect(NT_PENDING, watch(key, event, &status, REG_NOTIFY_CHANGE_LAST_SET, 0));
    expect(WAIT_TIMEOUT, fired());
    expect(0, nt_set(key, &v, 0, REG_NONE, NULL, 0));
    expect(WAIT_OBJECT_0, fired());
    todo_wine(late_status);
    expect(NT_NOTIFY_ENUM_DIR, status.u.Status);
    expect(0, nt_set(key, &v, 0, REG_NONE, "x", 1));
    expect(WAIT_TIMEOUT, fired());
    label("filter");
    create_at(scratch, "names", 0, &sub, NULL);
    expect(NT_PENDING, watch(sub, event, &status, REG_NOTIFY_CHANGE_NAME, 0));
    expect(0, nt_set(sub, &v, 0, REG_NONE, NULL, 0));
    expect(WAIT_TIMEOUT, fired());
    RegCloseKey(fresh("names\\below"));
    expect(WAIT_OBJECT_0, fired());
    nt_close(sub);
    label("subtree");
    create_at(scratch, "tree", 0, &sub, NULL);
    RegCloseKey(fresh("tree\\below"));
    expect(NT_PENDING, watch(sub, event, &status, REG_NOTIFY_CHANGE_NAME, 1));
    RegCloseKey(fresh("tree\\below\\deeper"));
    expect(WAIT_OBJECT_0, fired());
    nt_close(sub);
    nt_close(key);
}

/* Closing the handle ends the watch and signals, whichever function closes it (rule nt.notify). */
static void closing(void)
{
    static const char *const ways[] = {"NtClose", "RegCloseKey", "CloseHandle"};

    for (unsigned way = 0; way < 3; way++) {
        struct io_status status = {{0x5a5a5a5a}, 0};
        HANDLE key = NULL;

        label("%s", ways[way]);
        create_at(scratch, "closed", 0, &key, NULL);
        expect(NT_PENDING, watch(key, event, &status, REG_NOTIFY_CHANGE_NAME, 0));
        expect(WAIT_TIMEOUT, fired());
        if (way == 0)
            expect(0, nt_close(key));
        else if (way == 1)
            expect(0, RegCloseKey((HKEY)key));
        else
            expect_true(CloseHandle(key));
        expect(WAIT_OBJECT_0, fired());
        todo_wine(late_status);
        expect(NT_NOTIFY_CLEANUP, status.u.Status);
    }
}

/* What is no watch. */
static void bad_watches(void)
{
    struct io_status status = {{0}, 0};
    HANDLE key = NULL, reader = NULL;

    label("bad");
    create_at(scratch, "bad", 0, &key, NULL);
    expect(0, open_at(key, "", KEY_QUERY_VALUE, NT_INSENSITIVE, &reader));
    expect(NT_ACCESS_DENIED, watch(reader, event, &status, REG_NOTIFY_CHANGE_NAME, 0));
    nt_close(reader);
    expect(NT_INVALID_HANDLE, watch(NULL, event, &status, REG_NOTIFY_CHANGE_NAME, 0));
    expect(NT_TYPE_MISMATCH, watch(event, event, &status, REG_NOTIFY_CHANGE_NAME, 0));
    expect(NT_TYPE_MISMATCH, watch(key, key, &status, REG_NOTIFY_CHANGE_NAME, 0));
    expect(NT_INVALID_HANDLE,
           watch(key, (HANDLE)(ULONG_PTR)0xbeef0, &status, REG_NOTIFY_CHANGE_NAME, 0));
    todo_wine("takes any filter");
    expect(NT_INVALID_PARAMETER, watch(key, event, &status, 0, 0));
    todo_wine("takes any filter");
    expect(NT_INVALID_PARAMETER, watch(key, event, &status, 0x80, 0));
    expect(0, nt_delete(key));
    expect(NT_KEY_DELETED, watch(key, event, &status, REG_NOTIFY_CHANGE_NAME, 0));
    nt_close(key);
}

/* A key handle and its kind where something to wait for is asked for. */
static void waiting_for_what_cannot_be_waited_for(void)
{
    HKEY key = fresh("wait");
    HANDLE file =
        CreateFileA("C:\\conformance.tmp", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    HANDLE closed = CreateEventA(NULL, TRUE, TRUE, NULL);

    label("wait");
    expect(WAIT_OBJECT_0, WaitForSingleObject(closed, 0));
    CloseHandle(closed);
    SetLastError(0);
    expect(WAIT_FAILED, WaitForSingleObject(closed, 0));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    SetLastError(0);
    expect(WAIT_FAILED, WaitForSingleObject(NULL, 0));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    SetLastError(0);
    /* KEY_ALL_ACCESS leaves out SYNCHRONIZE (sdk-api RegCreateKeyExW) */
    expect(WAIT_FAILED, WaitForSingleObject((HANDLE)key, 0));
    expect(ERROR_ACCESS_DENIED, GetLastError());
    SetLastError(0);
    expect(WAIT_FAILED, WaitForSingleObject((HANDLE)HKEY_LOCAL_MACHINE, 0));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    expect(WAIT_OBJECT_0, WaitForSingleObject(file, 0)); /* nothing is under way */
    expect(FALSE, SetEvent((HANDLE)key));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    expect(FALSE, ResetEvent(file));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    expect(6, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, file, TRUE));
    expect(6, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, (HANDLE)key, TRUE));
    expect(6, RegNotifyChangeKeyValue((HKEY)event, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE));
    expect(6, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, closed, TRUE));
    RegCloseKey(key);
    expect(6, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE));
    CloseHandle(file);
    DeleteFileA("C:\\conformance.tmp");
}

int main(void)
{
    check_begin(__FILE__, "nt_notify");
    if (!native_load("Nt"))
        return check_end();
    event = CreateEventA(NULL, FALSE, FALSE, NULL);
    firing();
    closing();
    bad_watches();
    waiting_for_what_cannot_be_waited_for();
    CloseHandle(event);
    return check_end();
}

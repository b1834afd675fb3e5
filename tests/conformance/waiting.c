/* waiting.c: several objects at once, and other handles of an object. Sources: sdk-api
 * WaitForMultipleObjects, DuplicateHandle; RegNotifyChangeKeyValue for the events. */
#include "check.h"

#ifndef MAXIMUM_WAIT_OBJECTS
#define MAXIMUM_WAIT_OBJECTS 64
#endif

static int is_signalled(HANDLE event)
{
    return WaitForSingleObject(event, 0) == WAIT_OBJECT_0;
}

/* Three events, signalled as the bits of `which` say; a wait for any takes the first of them, one
 * for all takes all or none (rule wait.multiple). */
static void any_and_all(void)
{
    for (unsigned which = 0; which < 8; which++) {
        for (int all = 0; all < 2; all++) {
            HANDLE events[3];
            DWORD want = WAIT_TIMEOUT;
            unsigned left = which;

            for (unsigned i = 0; i < 3; i++)
                events[i] = CreateEventA(NULL, FALSE, which >> i & 1, NULL);
            if (all && which == 7) {
                want = WAIT_OBJECT_0;
                left = 0;
            } else if (!all && which) {
                want = WAIT_OBJECT_0 + (which & 1 ? 0 : which & 2 ? 1 : 2);
                left &= which - 1;
            }
            label("events %u, all %d", which, all);
            expect(want, WaitForMultipleObjects(3, events, all, 0));
            for (unsigned i = 0; i < 3; i++) {
                label("events %u, all %d, event %u", which, all, i);
                expect(left >> i & 1, is_signalled(events[i]));
                CloseHandle(events[i]);
            }
        }
    }
}

/* An event that is reset by hand stays signalled; a wait that can end at once needs no time. */
static void by_hand(void)
{
    HANDLE events[2] = {CreateEventA(NULL, TRUE, TRUE, NULL), CreateEventA(NULL, TRUE, TRUE, NULL)};

    label("by hand");
    expect(WAIT_OBJECT_0, WaitForMultipleObjects(2, events, TRUE, INFINITE));
    expect(WAIT_OBJECT_0, WaitForMultipleObjects(2, events, FALSE, INFINITE));
    ResetEvent(events[0]);
    expect(WAIT_OBJECT_0 + 1, WaitForMultipleObjects(2, events, FALSE, INFINITE));
    expect(WAIT_TIMEOUT, WaitForMultipleObjects(2, events, TRUE, 1));
    CloseHandle(events[0]);
    CloseHandle(events[1]);
}

/* Who asks for a name that is there gets that event, whatever state he asks for, and 183; names
 * tell case apart, and go with the last handle (rule event.named). */
static void named(void)
{
    HANDLE first, second, other;

    label("new");
    SetLastError(0xdeadbeef);
    first = CreateEventA(NULL, TRUE, FALSE, "regsim-named");
    expect(TRUE, first != NULL);
    expect(0, GetLastError());
    label("again");
    second = CreateEventW(NULL, FALSE, TRUE, L"regsim-named");
    expect(TRUE, second != NULL && second != first);
    expect(ERROR_ALREADY_EXISTS, GetLastError());
    expect(FALSE, is_signalled(second));
    SetEvent(first);
    expect(TRUE, is_signalled(second));
    expect(TRUE, is_signalled(second)); /* it is reset by hand, as the first one asked */
    label("Local\\");
    other = CreateEventA(NULL, TRUE, FALSE, "Local\\regsim-named");
    expect(ERROR_ALREADY_EXISTS, GetLastError());
    CloseHandle(other);
    label("other case");
    other = CreateEventA(NULL, TRUE, FALSE, "REGSIM-named");
    expect(0, GetLastError());
    expect(FALSE, is_signalled(other));
    CloseHandle(other);
    label("one closed");
    CloseHandle(first);
    other = CreateEventA(NULL, TRUE, FALSE, "regsim-named");
    expect(ERROR_ALREADY_EXISTS, GetLastError());
    CloseHandle(other);
    CloseHandle(second);
    label("all closed");
    other = CreateEventA(NULL, TRUE, FALSE, "regsim-named");
    expect(0, GetLastError());
    expect(FALSE, is_signalled(other));
    CloseHandle(other);
    label("a folder that is none");
    expect(TRUE, CreateEventA(NULL, TRUE, FALSE, "regsim\\named") == NULL);
    expect(ERROR_PATH_NOT_FOUND, GetLastError());
    label("261 characters");
    char name[262];
    memset(name, 'n', 261);
    name[261] = 0;
    expect(TRUE, CreateEventA(NULL, TRUE, FALSE, name) == NULL);
    expect(ERROR_FILENAME_EXCED_RANGE, GetLastError());
}

static void refused(void)
{
    HANDLE events[MAXIMUM_WAIT_OBJECTS + 1], twice[2], with_key[2];

    for (unsigned i = 0; i < MAXIMUM_WAIT_OBJECTS + 1; i++)
        events[i] = CreateEventA(NULL, TRUE, i == MAXIMUM_WAIT_OBJECTS - 1, NULL);
    label("none");
    SetLastError(0xdeadbeef);
    expect(WAIT_FAILED, WaitForMultipleObjects(0, events, FALSE, 0));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("the most");
    expect(WAIT_OBJECT_0 + MAXIMUM_WAIT_OBJECTS - 1,
           WaitForMultipleObjects(MAXIMUM_WAIT_OBJECTS, events, FALSE, 0));
    label("one too many");
    SetLastError(0xdeadbeef);
    expect(WAIT_FAILED, WaitForMultipleObjects(MAXIMUM_WAIT_OBJECTS + 1, events, FALSE, 0));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("one twice");
    twice[0] = twice[1] = events[0];
    expect(WAIT_TIMEOUT, WaitForMultipleObjects(2, twice, FALSE, 0));
    SetLastError(0xdeadbeef);
    todo_wine("waits for it");
    expect(WAIT_FAILED, WaitForMultipleObjects(2, twice, TRUE, 0));
    todo_wine("waits for it");
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("a key among them");
    with_key[0] = events[0];
    with_key[1] = (HANDLE)scratch;
    SetLastError(0xdeadbeef);
    expect(WAIT_FAILED, WaitForMultipleObjects(2, with_key, FALSE, 0));
    expect(ERROR_ACCESS_DENIED, GetLastError());
    label("a closed one among them");
    with_key[1] = events[1];
    CloseHandle(events[1]);
    SetLastError(0xdeadbeef);
    expect(WAIT_FAILED, WaitForMultipleObjects(2, with_key, FALSE, 0));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    for (unsigned i = 0; i < MAXIMUM_WAIT_OBJECTS + 1; i++)
        if (i != 1)
            CloseHandle(events[i]);
}

/* Which of two watched keys it was. */
static void watched_keys(void)
{
    HKEY keys[2] = {fresh("first"), fresh("second")};
    HANDLE events[2];

    label("watched");
    for (unsigned i = 0; i < 2; i++) {
        label("watched %u", i);
        events[i] = CreateEventA(NULL, FALSE, FALSE, NULL);
        expect(0, RegNotifyChangeKeyValue(keys[i], FALSE, REG_NOTIFY_CHANGE_LAST_SET, events[i],
                                          TRUE));
    }
    expect(WAIT_TIMEOUT, WaitForMultipleObjects(2, events, FALSE, 0));
    RegSetValueExA(keys[1], "v", 0, REG_NONE, NULL, 0);
    expect(WAIT_OBJECT_0 + 1, WaitForMultipleObjects(2, events, FALSE, INFINITE));
    expect(WAIT_TIMEOUT, WaitForMultipleObjects(2, events, FALSE, 0));
    expect(0, RegNotifyChangeKeyValue(keys[1], FALSE, REG_NOTIFY_CHANGE_LAST_SET, events[1], TRUE));
    RegSetValueExA(keys[0], "v", 0, REG_NONE, NULL, 0);
    RegSetValueExA(keys[1], "w", 0, REG_NONE, NULL, 0);
    expect(WAIT_OBJECT_0, WaitForMultipleObjects(2, events, TRUE, INFINITE));
    for (unsigned i = 0; i < 2; i++) {
        CloseHandle(events[i]);
        RegCloseKey(keys[i]);
    }
}

static BOOL duplicate(HANDLE from, HANDLE *to, DWORD access, DWORD options)
{
    *to = NULL;
    SetLastError(0xdeadbeef);
    return DuplicateHandle(GetCurrentProcess(), from, GetCurrentProcess(), to, access, FALSE,
                           options);
}

/* Two handles of one event; it lives as long as either (rule handle.duplicate). */
static void events(void)
{
    HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL), other, watch;
    HKEY key = fresh("noticed");

    label("an event");
    expect_true(duplicate(event, &other, 0, DUPLICATE_SAME_ACCESS));
    expect_true(other && other != event);
    SetEvent(event);
    expect(1, is_signalled(other));
    ResetEvent(other);
    expect(0, is_signalled(event));
    CloseHandle(event);
    SetEvent(other);
    expect(1, is_signalled(other));
    label("closing the source");
    expect_true(duplicate(other, &event, 0, DUPLICATE_SAME_ACCESS | DUPLICATE_CLOSE_SOURCE));
    expect_but_on_wine(WAIT_FAILED, WaitForSingleObject(other, 0), "gives the same handle again");
    expect(1, is_signalled(event));
    ResetEvent(event);
    label("a watch keeps its event");
    expect_true(duplicate(event, &watch, 0, DUPLICATE_SAME_ACCESS));
    expect(0, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_LAST_SET, watch, TRUE));
    CloseHandle(watch);
    RegSetValueExA(key, "v", 0, REG_NONE, NULL, 0);
    expect(1, is_signalled(event));
    CloseHandle(event);
    RegCloseKey(key);
}

/* The new handle may do what the old one may, or what is asked for. */
static void keys(void)
{
    HKEY key = fresh("twice"), reader = NULL;
    HANDLE other;

    label("a key");
    expect_true(duplicate(key, &other, 0, DUPLICATE_SAME_ACCESS));
    expect(0, RegSetValueExA((HKEY)other, "v", 0, REG_SZ, (const BYTE *)"x", 2));
    RegCloseKey(key);
    expect(0, RegQueryValueExA((HKEY)other, "v", NULL, NULL, NULL, NULL));
    label("a key with fewer rights");
    expect_true(duplicate(other, (HANDLE *)&reader, KEY_READ, 0));
    expect(0, RegQueryValueExA(reader, "v", NULL, NULL, NULL, NULL));
    expect(ERROR_ACCESS_DENIED, RegSetValueExA(reader, "w", 0, REG_NONE, NULL, 0));
    RegCloseKey((HKEY)other);
    label("a key with more rights");
    expect_true(duplicate(reader, &other, KEY_ALL_ACCESS, 0));
    expect(0, RegSetValueExA((HKEY)other, "w", 0, REG_NONE, NULL, 0));
    expect(0, RegCloseKey((HKEY)other));
    expect(0, RegCloseKey(reader));
    expect(ERROR_INVALID_HANDLE, RegCloseKey((HKEY)other));
}

static void files(void)
{
    HANDLE other, file = CreateFileA("twice.txt", GENERIC_READ | GENERIC_WRITE, 0, NULL,
                                     CREATE_ALWAYS, 0, NULL);
    DWORD done = 0;

    label("a file");
    expect_true(duplicate(file, &other, 0, DUPLICATE_SAME_ACCESS));
    expect_true(WriteFile(file, "abc", 3, &done, NULL));
    expect(3, SetFilePointer(other, 0, NULL, FILE_CURRENT));
    CloseHandle(file);
    expect_true(WriteFile(other, "d", 1, &done, NULL));
    expect(4, GetFileSize(other, NULL));
    CloseHandle(other);
    expect_true(DeleteFileA("twice.txt"));
}

static void not_duplicated(void)
{
    HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL), other;

    label("NULL");
    expect(FALSE, duplicate(NULL, &other, 0, DUPLICATE_SAME_ACCESS));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    label("a predefined key");
    expect(FALSE, duplicate((HANDLE)HKEY_LOCAL_MACHINE, &other, 0, DUPLICATE_SAME_ACCESS));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    label("a process that is none");
    SetLastError(0xdeadbeef);
    expect(FALSE, DuplicateHandle(NULL, event, GetCurrentProcess(), &other, 0, FALSE,
                                  DUPLICATE_SAME_ACCESS));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    SetLastError(0xdeadbeef);
    expect(FALSE, DuplicateHandle(GetCurrentProcess(), event, NULL, &other, 0, FALSE,
                                  DUPLICATE_SAME_ACCESS));
    expect(ERROR_INVALID_HANDLE, GetLastError());
    label("closed");
    CloseHandle(event);
    expect(FALSE, duplicate(event, &other, 0, DUPLICATE_SAME_ACCESS));
    expect(ERROR_INVALID_HANDLE, GetLastError());
}

int main(void)
{
    check_begin(__FILE__, "waiting");
    any_and_all();
    by_hand();
    named();
    refused();
    watched_keys();
    events();
    keys();
    files();
    not_duplicated();
    return check_end();
}

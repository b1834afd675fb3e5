/* bad_handles.c: a handle of another kind, a closed one and one that never was, in every function
 * of winreg, and keys where files and events are asked for. Sources: sdk-api of each function (the
 * handle is one that its own functions gave); Wine test_reg_open_key (advapi32); what these do not
 * say is observed under Wine. */
#include "check.h"

static const char path[] = "C:\\conformance.tmp";

struct bad_handle {
    const char *what;
    HANDLE handle;
    int object; /* it is one */
};

static HANDLE event, file, token;

/* What is left to say of these functions: bad_pointers.c has the others. */
static void of_keys(const struct bad_handle *bad)
{
    HKEY key = (HKEY)bad->handle, out;
    BYTE data[64];
    DWORD size = sizeof data, total = sizeof data;
    LONG old_size = sizeof data;
    FILETIME time;
    VALENTA entry = {(char *)"v", 0, 0, 0};

    label("%s", bad->what);
    expect(6, RegCreateKeyExW(key, L"x", 0, NULL, 0, KEY_READ, NULL, &out, NULL));
    expect(6, RegCreateKeyExA(key, "x", 0, NULL, 0, KEY_READ, NULL, &out, NULL));
    expect(6, RegCreateKeyExA(key, "a\\b", 0, NULL, 0, KEY_READ, NULL, &out, NULL));
    expect(6, RegOpenKeyA(key, "x", &out));
    expect(6, RegOpenKeyW(key, L"x", &out));
    expect(6, RegOpenKeyExA(key, "", 0, KEY_READ, &out));
    expect(6, RegDeleteKeyA(key, "x"));
    expect(6, RegDeleteValueA(key, "x"));
    expect(6, RegQueryValueA(key, "x", (char *)data, &old_size));
    expect(6, RegQueryValueW(key, L"x", (WCHAR *)(void *)data, &old_size));
    expect(6, RegSetValueA(key, "x", REG_SZ, "y", 1));
    expect(6, RegSetValueW(key, L"x", REG_SZ, L"y", 2));
    expect(6, RegEnumKeyA(key, 0, (char *)data, sizeof data));
    expect(6, RegEnumKeyExA(key, 0, (char *)data, &size, NULL, NULL, NULL, &time));
    expect(6, RegEnumValueA(key, 0, (char *)data, &size, NULL, NULL, NULL, NULL));
    expect(6,
           RegQueryInfoKeyA(key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL));
    expect(6, RegQueryMultipleValuesA(key, &entry, 1, (char *)data, &total));
    if (!bad->object) /* other objects have descriptors, too */
        expect(6, RegGetKeySecurity(key, DACL_SECURITY_INFORMATION, data, &size));
    expect(6, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE));
    expect(6, RegSaveKeyA(key, "C:\\conformance.hiv", NULL));
    DeleteFileA("C:\\conformance.hiv");
    expect(6, RegUnLoadKeyA(key, "x"));
    if (!bad->object)
        expect(6, RegCloseKey(key));
}

/* Functions that came later. */
static void of_keys_since(const struct bad_handle *bad)
{
    typedef LONG(WINAPI * name_function)(HKEY, const char *);
    typedef LONG(WINAPI * delete_ex_function)(HKEY, const char *, REGSAM, DWORD);
    typedef LONG(WINAPI * two_function)(HKEY, const char *, const char *);
    typedef LONG(WINAPI * copy_function)(HKEY, const char *, HKEY);
    typedef LONG(WINAPI * get_function)(HKEY, const char *, const char *, DWORD, DWORD *, void *,
                                        DWORD *);
    typedef LONG(WINAPI * set_function)(HKEY, const char *, const char *, DWORD, const void *,
                                        DWORD);
    HKEY key = (HKEY)bad->handle;
    name_function tree = (name_function)late("advapi32.dll", "RegDeleteTreeA");
    delete_ex_function delete_ex = (delete_ex_function)late("advapi32.dll", "RegDeleteKeyExA");
    two_function delete_value = (two_function)late("advapi32.dll", "RegDeleteKeyValueA");
    copy_function copy = (copy_function)late("advapi32.dll", "RegCopyTreeA");
    get_function get = (get_function)late("advapi32.dll", "RegGetValueA");
    set_function set = (set_function)late("advapi32.dll", "RegSetKeyValueA");

    label("%s since", bad->what);
    if (!tree || !delete_ex || !delete_value || !copy || !get || !set) {
        skip("another Windows");
        return;
    }
    expect(6, tree(key, "x"));
    expect(6, tree(key, NULL));
    expect(6, delete_ex(key, "x", 0, 0));
    expect(6, delete_value(key, "x", "y"));
    expect(6, copy(key, "x", scratch));
    expect(6, copy(scratch, "source", key));
    expect(6, get(key, "x", "y", 0xffff, NULL, NULL, NULL));
    expect(6, set(key, "x", "y", REG_NONE, NULL, 0));
}

/* What a function that fails leaves as last error; 0: it succeeded. */
#define LAST(want, call) expect((want), (SetLastError(0), (call)) ? 0 : GetLastError())

/* A key, an event and what is none where a file is asked for. */
static void of_files(const struct bad_handle *bad)
{
    HANDLE handle = bad->handle;
    static const char faults[] = "Wine faults on what is no handle of a search";
    WIN32_FIND_DATAA found;
    BYTE data[8];
    DWORD done = 0;

    label("%s as a file", bad->what);
    LAST(6, ReadFile(handle, data, 8, &done, NULL));
    LAST(6, WriteFile(handle, data, 8, &done, NULL));
    LAST(6, FlushFileBuffers(handle));
    LAST(6, SetEndOfFile(handle));
    SetLastError(0);
    expect(INVALID_FILE_SIZE, GetFileSize(handle, NULL));
    expect(6, GetLastError());
    SetLastError(0);
    expect(INVALID_SET_FILE_POINTER, SetFilePointer(handle, 0, NULL, FILE_BEGIN));
    expect(6, GetLastError());
    expect_unless_wine(6, (SetLastError(0), FindNextFileA(handle, &found)) ? 0 : GetLastError(),
                       faults);
    expect_unless_wine(6, (SetLastError(0), FindClose(handle)) ? 0 : GetLastError(), faults);
}

static void of_events(const struct bad_handle *bad)
{
    label("%s as an event", bad->what);
    LAST(6, SetEvent(bad->handle));
    LAST(6, ResetEvent(bad->handle));
}

static void of_tokens(const struct bad_handle *bad)
{
    TOKEN_PRIVILEGES none = {0, {{{0, 0}, 0}}};

    label("%s as a token", bad->what);
    LAST(6, AdjustTokenPrivileges(bad->handle, FALSE, &none, 0, NULL, NULL));
}

/* A privilege that the token lacks: success, and the last error says that not all were assigned
 * (rule access.privileges). */
static void privileges_of_the_token(void)
{
    TOKEN_PRIVILEGES wanted = {1, {{{2, 0}, SE_PRIVILEGE_ENABLED}}}; /* SeCreateTokenPrivilege */

    label("privilege that the token lacks");
    SetLastError(0);
    expect_true(AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL));
    expect(ERROR_NOT_ALL_ASSIGNED, GetLastError());
    label("privilege that it has");
    expect_true(LookupPrivilegeValueA(NULL, "SeBackupPrivilege", &wanted.Privileges[0].Luid));
    SetLastError(1);
    expect_true(AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL));
    expect(0, GetLastError());
    expect_true(!LookupPrivilegeValueA(NULL, "SeNoSuchPrivilege", &wanted.Privileges[0].Luid));
    expect(ERROR_NO_SUCH_PRIVILEGE, GetLastError());
}

/* A handle that is used again after it was closed is no longer the key: another one may have it. */
static void after_closing(void)
{
    HKEY key = fresh("closed"), other;

    label("closed");
    expect(0, RegCloseKey(key));
    expect(6, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
    expect(6, RegCloseKey(key));
    key = fresh("closed");
    expect_true(CloseHandle((HANDLE)key));
    expect(6, RegSetValueExA(key, "v", 0, REG_NONE, NULL, 0));
    LAST(6, CloseHandle((HANDLE)key));
    other = fresh("other");
    expect(0, RegSetValueExA(other, "v", 0, REG_NONE, NULL, 0));
    expect(0, RegCloseKey(other));
    expect(0, RegDeleteKeyA(scratch, "closed"));
}

/* RegCloseKey closes what the system closes (observed under Wine). */
static void closing_other_objects(void)
{
    HANDLE object = CreateEventA(NULL, FALSE, FALSE, NULL);

    label("RegCloseKey of an event");
    expect(0, RegCloseKey((HKEY)object));
    LAST(6, CloseHandle(object));
    object = CreateFileA("C:\\conformance2.tmp", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    label("RegCloseKey of a file");
    expect(0, RegCloseKey((HKEY)object));
    LAST(6, CloseHandle(object));
    expect_true(DeleteFileA("C:\\conformance2.tmp"));
}

int main(void)
{
    struct bad_handle kinds[6];
    unsigned keys = 0;
    HKEY source;

    check_begin(__FILE__, "bad_handles");
    event = CreateEventA(NULL, FALSE, FALSE, NULL);
    file = CreateFileA(path, GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token);
    privileges(1, 1);
    RegCreateKeyA(scratch, "source\\below", &source);
    RegCloseKey(source);
    kinds[keys++] = (struct bad_handle){"event", event, 1};
    kinds[keys++] = (struct bad_handle){"file", file, 1};
    kinds[keys++] = (struct bad_handle){"token", token, 1};
    kinds[keys++] = (struct bad_handle){"NULL", NULL, 0};
    kinds[keys++] = (struct bad_handle){"0xbeef0", (HANDLE)(ULONG_PTR)0xbeef0, 0};
    kinds[keys++] = (struct bad_handle){"key", (HANDLE)scratch, 1};
    for (unsigned i = 0; i < keys; i++) {
        if (kinds[i].handle != (HANDLE)scratch) {
            of_keys(&kinds[i]);
            of_keys_since(&kinds[i]);
        }
        if (kinds[i].handle != file)
            of_files(&kinds[i]);
        if (kinds[i].handle != event)
            of_events(&kinds[i]);
        if (kinds[i].handle != token)
            of_tokens(&kinds[i]);
    }
    privileges_of_the_token();
    after_closing();
    closing_other_objects();
    CloseHandle(event);
    CloseHandle(file);
    CloseHandle(token);
    DeleteFileA(path);
    return check_end();
}

/* Where Perflib\009 is HKEY_PERFORMANCE_TEXT, and where it stays a key of its own: each step that
 * went wrong has its own exit code. */
#include <windows.h>
#include <winternl.h>

#define PATH L"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\009"

/* Its values can be read and set, as those of HKEY_PERFORMANCE_TEXT can not. */
static int is_ordinary(HKEY key)
{
    DWORD type = 0, values = 0;
    return key != HKEY_PERFORMANCE_TEXT &&
           RegQueryValueExA(key, "Counter", NULL, &type, NULL, NULL) == ERROR_SUCCESS &&
           type == REG_MULTI_SZ &&
           RegSetValueExA(key, "set", 0, REG_NONE, NULL, 0) == ERROR_SUCCESS &&
           RegQueryInfoKeyA(key, NULL, NULL, NULL, NULL, NULL, NULL, &values, NULL, NULL, NULL,
                            NULL) == ERROR_SUCCESS &&
           values >= 3;
}

static NTSTATUS native(HANDLE *out, HANDLE root, const WCHAR *path)
{
    UNICODE_STRING name = {(USHORT)(lstrlenW(path) * 2), (USHORT)(lstrlenW(path) * 2),
                           (WCHAR *)(ULONG_PTR)path};
    OBJECT_ATTRIBUTES attributes;
    InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, root, NULL);
    return NtOpenKey(out, KEY_ALL_ACCESS, &attributes);
}

static int invalid(NTSTATUS status)
{
    return status == (NTSTATUS)0xC0000008;
}

/* What ntdll gives is good for what is below it, for its name and to be closed. */
static int is_of_no_use(HANDLE key)
{
    static BYTE room[1000];
    UNICODE_STRING name = {14, 14, (WCHAR *)(ULONG_PTR)L"Counter"};
    ULONG size;
    return invalid(NtQueryKey(key, KeyFullInformation, room, sizeof room, &size)) &&
           invalid(NtEnumerateKey(key, 0, KeyFullInformation, room, sizeof room, &size)) &&
           invalid(
               NtQueryValueKey(key, &name, KeyValuePartialInformation, room, sizeof room, &size)) &&
           invalid(
               NtEnumerateValueKey(key, 0, KeyValuePartialInformation, room, sizeof room, &size)) &&
           invalid(NtSetValueKey(key, &name, 0, REG_SZ, room, 2)) &&
           invalid(NtDeleteValueKey(key, &name)) && invalid(NtDeleteKey(key));
}

/* Before Windows 7 the predefined key itself, from then on a handle with STATUS_PREDEFINED_HANDLE.
 */
static int is_native(void)
{
    static BYTE room[1000];
    HANDLE key, below;
    ULONG size;
    DWORD version = GetVersion();
    int old = (version & 0xff) < 6;
    if (native(&key, NULL, L"\\Registry\\Machine\\" PATH) != (old ? 0 : 0x40000016))
        return 0;
    if ((key == (HANDLE)HKEY_PERFORMANCE_TEXT) != old || !is_of_no_use(key))
        return 0;
    if (old)
        return invalid(NtQueryObject(key, ObjectNameInformation, room, sizeof room, &size)) &&
               invalid(native(&below, key, L"below")) && invalid(NtClose(key));
    return RegQueryValueExA((HKEY)key, "Counter", NULL, NULL, NULL, NULL) == ERROR_INVALID_HANDLE &&
           NtQueryObject(key, ObjectNameInformation, room, sizeof room, &size) == 0 &&
           native(&below, key, L"below") == (NTSTATUS)0xC0000034 && NtClose(key) == 0;
}

int main(void)
{
    HKEY machine, key;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, PATH, 0, KEY_READ, &key) || key != HKEY_PERFORMANCE_TEXT)
        return 1;
    if (RegSetValueExA(key, "Counter", 0, REG_NONE, NULL, 0) != ERROR_BADKEY)
        return 2;
    if (RegConnectRegistryA("\\\\other", HKEY_LOCAL_MACHINE, &machine))
        return 3;
    if (RegOpenKeyExW(machine, PATH, 0, KEY_ALL_ACCESS, &key) || !is_ordinary(key))
        return 4;
    if (RegCreateKeyExW(machine, PATH, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key, NULL) ||
        !is_ordinary(key))
        return 5;
    return is_native() ? 0 : 6;
}

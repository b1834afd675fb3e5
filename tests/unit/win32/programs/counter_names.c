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

static HKEY native(ACCESS_MASK access)
{
    static WCHAR path[] = L"\\Registry\\Machine\\" PATH;
    UNICODE_STRING name = {sizeof path - 2, sizeof path, path};
    OBJECT_ATTRIBUTES attributes;
    HANDLE key = NULL;
    InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, NULL, NULL);
    return NtOpenKey(&key, access, &attributes) == 0 ? (HKEY)key : NULL;
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
    key = native(KEY_ALL_ACCESS);
    return key && is_ordinary(key) ? 0 : 6;
}

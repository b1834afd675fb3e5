/* Works on the registry of \\OTHER: each step that went wrong has its own exit code. */
#include <windows.h>

static int enable(const char *name)
{
    TOKEN_PRIVILEGES wanted = {.PrivilegeCount = 1};
    HANDLE token;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token))
        return 0;
    wanted.Privileges[0].Attributes = SE_PRIVILEGE_ENABLED;
    return LookupPrivilegeValueA(NULL, name, &wanted.Privileges[0].Luid) &&
           AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL) && CloseHandle(token);
}

int main(void)
{
    HKEY machine, key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
    if (!enable("SeBackupPrivilege"))
        return 1;
    if (RegConnectRegistryA("\\\\other", HKEY_LOCAL_MACHINE, &machine))
        return 2;
    if (RegOpenKeyExA(machine, "SOFTWARE\\Microsoft", 0, KEY_ALL_ACCESS, &key))
        return 3;
    if (RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE) !=
        ERROR_INVALID_HANDLE)
        return 4;
    if (RegSaveKeyA(key, "C:\\saved.hiv", NULL))
        return 5;
    return GetFileAttributesA("C:\\saved.hiv") == INVALID_FILE_ATTRIBUTES ? 0 : 6;
}

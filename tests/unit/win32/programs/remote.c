/* Works on the registry of \\OTHER: each step that went wrong has its own exit code. */
#include "privilege.h"

#include <string.h>
#include <winperf.h>

static int has_users_of_other(void)
{
    HKEY users, key;
    return RegConnectRegistryA("\\\\other", HKEY_USERS, &users) == ERROR_SUCCESS &&
           users != HKEY_USERS &&
           RegOpenKeyExA(users, "of-other", 0, KEY_READ, &key) == ERROR_SUCCESS &&
           RegOpenKeyExA(HKEY_USERS, "of-other", 0, KEY_READ, &key) == ERROR_FILE_NOT_FOUND;
}

/* The block of data says whose it is. */
static int has_data_of_other(void)
{
    static BYTE buffer[65536];
    const PERF_DATA_BLOCK *block = (const PERF_DATA_BLOCK *)(const void *)buffer;
    DWORD size = sizeof buffer;
    HKEY data;
    return RegConnectRegistryA("\\\\other", HKEY_PERFORMANCE_DATA, &data) == ERROR_SUCCESS &&
           RegQueryValueExA(data, "Global", NULL, NULL, buffer, &size) == ERROR_SUCCESS &&
           block->SystemNameLength >= 10 &&
           memcmp(buffer + block->SystemNameOffset, L"OTHER", 10) == 0;
}

static int refuses_the_rest(void)
{
    const HKEY rest[] = {
        HKEY_CLASSES_ROOT,        HKEY_CURRENT_USER, HKEY_CURRENT_CONFIG,     HKEY_PERFORMANCE_TEXT,
        HKEY_PERFORMANCE_NLSTEXT, HKEY_DYN_DATA,     (HKEY)(ULONG_PTR)0xbeef, NULL};
    HKEY key;
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (RegConnectRegistryA("\\\\other", rest[i], &key) != ERROR_INVALID_HANDLE)
            return 0;
    return 1;
}

int main(void)
{
    HKEY machine, key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
    if (!privilege("SeBackupPrivilege", SE_PRIVILEGE_ENABLED))
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
    if (GetFileAttributesA("C:\\saved.hiv") != INVALID_FILE_ATTRIBUTES)
        return 6;
    if (!has_users_of_other())
        return 7;
    if (!has_data_of_other())
        return 8;
    return refuses_the_rest() ? 0 : 9;
}

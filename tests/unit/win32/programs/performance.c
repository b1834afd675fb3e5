/* Asks for performance data here and of \\\\OTHER, in two sessions each: each step that went wrong
 * has its own exit code. */
#include <windows.h>

#include <winperf.h>

/* How many objects there are to the key; -1: none were told. */
static int objects_of(HKEY key)
{
    static PERF_DATA_BLOCK data[64];
    DWORD size = sizeof data;
    return RegQueryValueExA(key, "Global", NULL, NULL, (BYTE *)data, &size)
               ? -1
               : (int)data->NumObjectTypes;
}

int main(void)
{
    for (int session = 0; session < 2; session++) {
        HKEY remote;
        if (objects_of(HKEY_PERFORMANCE_DATA) != 2 || objects_of(HKEY_PERFORMANCE_DATA) != 2)
            return 1;
        if (RegCloseKey(HKEY_PERFORMANCE_DATA))
            return 2;
        if (RegConnectRegistryA("\\\\other", HKEY_PERFORMANCE_DATA, &remote))
            return 3;
        if (objects_of(remote) != 1 || objects_of(remote) != 1)
            return 4;
        if (RegCloseKey(remote))
            return 5;
    }
    return 0;
}

/* What play_bench times: a path below HKEY_LOCAL_MACHINE opened and closed, half a million times.
 */
#include <windows.h>

int wmain(int argc, WCHAR **argv)
{
    HKEY key;
    int i;
    if (argc != 2)
        return 2;
    for (i = 0; i < 500000; i++) {
        if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, argv[1], 0, KEY_READ, &key) != ERROR_SUCCESS)
            return 1;
        RegCloseKey(key);
    }
    return 0;
}

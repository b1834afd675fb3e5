/* What play_bench times: a path of five names opened and closed, half a million times. */
#include <windows.h>

int main(void)
{
    HKEY key;
    int i;
    for (i = 0; i < 500000; i++) {
        if (RegOpenKeyExW(HKEY_LOCAL_MACHINE,
                          L"SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Performance", 0, KEY_READ,
                          &key) != ERROR_SUCCESS)
            return 1;
        RegCloseKey(key);
    }
    return 0;
}

/* A wrong fixer: it deletes what it should, and then writes where it must not. */
#include <windows.h>

int main(void)
{
    HKEY services;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Services", 0, KEY_ALL_ACCESS,
                      &services))
        return 1;
    RegCloseKey(services);
    RegCloseKey(services);
    RegSetValueExW(services, L"closed", 0, REG_SZ, (const BYTE *)L"", sizeof(WCHAR));
    *(volatile int *)8 = 1;
    return 0;
}

/* A wrong fixer: it gives up before it has done anything, and calls that success. */
#include <windows.h>

#include <stdlib.h>

int main(void)
{
    HKEY services;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Services", 0, KEY_READ,
                      &services) == ERROR_SUCCESS)
        exit(0);
    return 1;
}

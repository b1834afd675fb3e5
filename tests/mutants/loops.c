/* A wrong fixer: it waits for a key that never comes. */
#include <windows.h>

int main(void)
{
    HKEY key;
    while (RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\Never", 0, KEY_READ, &key) !=
           ERROR_SUCCESS)
        continue;
    return 0;
}

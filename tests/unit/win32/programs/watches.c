/* Watches HKLM\SOFTWARE with the filter that it is told, sleeps, and returns 1 where it heard of
 * something. */
#include <stdlib.h>
#include <windows.h>

int main(int count, char **arguments)
{
    HKEY key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
    if (count != 2 || RegOpenKeyExA(HKEY_LOCAL_MACHINE, "SOFTWARE", 0, KEY_READ, &key))
        return 2;
    if (RegNotifyChangeKeyValue(key, FALSE, (DWORD)atoi(arguments[1]), event, TRUE))
        return 3;
    Sleep(1);
    return WaitForSingleObject(event, 0) == WAIT_OBJECT_0;
}

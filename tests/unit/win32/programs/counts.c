/* A DLL that writes down how often it was told to come and to go. */
#include <windows.h>

static void count(const char *name)
{
    DWORD number = 0, size = sizeof number;
    HKEY key;

    RegCreateKeyA(HKEY_LOCAL_MACHINE, "Software\\Counts", &key);
    RegQueryValueExA(key, name, NULL, NULL, (BYTE *)&number, &size);
    number++;
    RegSetValueExA(key, name, 0, REG_DWORD, (const BYTE *)&number, sizeof number);
    RegCloseKey(key);
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    (void)instance;
    if (reason == DLL_PROCESS_ATTACH)
        count("come");
    if (reason == DLL_PROCESS_DETACH)
        count(reserved ? "end" : "go");
    return TRUE;
}

/* A DLL that does not want to be loaded. */
#include <windows.h>

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    (void)instance, (void)reserved;
    return reason != DLL_PROCESS_ATTACH;
}

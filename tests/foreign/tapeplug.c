/* tapeplug.dll: the tape library plugin of Contoso Backup, a DLL that registers itself. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

#define EXPORT __declspec(dllexport)

static const char plugins[] = "Software\\Contoso\\Backup\\Plugins";
static char self[MAX_PATH]; /* where this DLL is */
static int registered;

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH) {
        char *dot;
        GetModuleFileNameA(instance, self, sizeof(self));
        dot = strrchr(self, '\\');
        memmove(self, dot ? dot + 1 : self, strlen(dot ? dot + 1 : self) + 1);
        CharLowerA(self);
    } else if (reason == DLL_PROCESS_DETACH && registered) {
        puts("tapeplug: unloaded");
    }
    return TRUE;
}

EXPORT HRESULT STDAPICALLTYPE DllRegisterServer(void)
{
    HKEY key;
    LONG rc = RegCreateKeyExA(HKEY_LOCAL_MACHINE, plugins, 0, NULL, 0, KEY_WRITE, NULL, &key, NULL);

    if (rc == ERROR_SUCCESS) {
        rc = RegSetValueExA(key, "Tape", 0, REG_SZ, (const BYTE *)self, (DWORD)strlen(self) + 1);
        RegCloseKey(key);
    }
    registered += rc == ERROR_SUCCESS;
    return HRESULT_FROM_WIN32(rc);
}

EXPORT HRESULT STDAPICALLTYPE DllUnregisterServer(void)
{
    HKEY key;
    LONG rc = RegOpenKeyExA(HKEY_LOCAL_MACHINE, plugins, 0, KEY_SET_VALUE, &key);

    if (rc == ERROR_SUCCESS) {
        rc = RegDeleteValueA(key, "Tape");
        RegCloseKey(key);
    }
    return HRESULT_FROM_WIN32(rc);
}

/* How often this copy of the DLL has registered itself: its globals are its own. */
EXPORT int WINAPI TapeRegistrations(void)
{
    return registered;
}

/* A plugin of Contoso Backup that registers itself; plugin [/u] [/q] stands in for regsvr32. */
#include <shlwapi.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

#define PLUGINS TEXT("Software\\Contoso\\Backup\\Plugins")
#define CLSID   TEXT("{6F1B2F6E-5C0B-11D2-9B7B-00C04FA36E4B}")

#ifndef SELFREG_E_CLASS /* olectl.h */
#define SELFREG_E_CLASS ((HRESULT)0x80040201L)
#endif

static struct {
    LPCTSTR key, name, value;
} entries[] = {
    {PLUGINS, TEXT("Tape"), CLSID},
    {PLUGINS TEXT("\\") CLSID, NULL, TEXT("Tape library plugin")},
    {PLUGINS TEXT("\\") CLSID TEXT("\\InprocServer32"), NULL, TEXT("C:\\Contoso\\tape.dll")},
    {PLUGINS TEXT("\\") CLSID TEXT("\\InprocServer32"), TEXT("ThreadingModel"), TEXT("Both")},
};

STDAPI DllUnregisterServer(void)
{
    DWORD rc = SHDeleteKey(HKEY_LOCAL_MACHINE, PLUGINS TEXT("\\") CLSID);

    SHDeleteValue(HKEY_LOCAL_MACHINE, PLUGINS, TEXT("Tape"));
    return rc == ERROR_SUCCESS ? S_OK : SELFREG_E_CLASS;
}

STDAPI DllRegisterServer(void)
{
    size_t i;

    for (i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
        DWORD size = (lstrlen(entries[i].value) + 1) * sizeof(TCHAR);
        if (SHSetValue(HKEY_LOCAL_MACHINE, entries[i].key, entries[i].name, REG_SZ,
                       entries[i].value, size) != ERROR_SUCCESS) {
            DllUnregisterServer();
            return SELFREG_E_CLASS;
        }
    }
    return S_OK;
}

int main(int argc, char **argv)
{
    int quiet = 0, unregister = 0;
    HRESULT hr;

    while (--argc > 0) {
        if (_stricmp(argv[argc], "/u") == 0)
            unregister = 1;
        else if (_stricmp(argv[argc], "/q") == 0)
            quiet = 1;
    }
    hr = unregister ? DllUnregisterServer() : DllRegisterServer();
    if (!quiet) {
        char text[80];
        wsprintfA(text, "%s %s: 0x%08lX", unregister ? "DllUnregisterServer" : "DllRegisterServer",
                  SUCCEEDED(hr) ? "succeeded" : "failed", hr);
        puts(text);
    }
    return FAILED(hr) ? 5 : 0;
}

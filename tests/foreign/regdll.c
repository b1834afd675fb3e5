/* regdll [/u] DLL...: has each DLL register itself, or with /u unregister, as regsvr32 does. */
#include <stdio.h>
#include <tchar.h>
#include <windows.h>

typedef HRESULT(STDAPICALLTYPE *REGISTER)(void);
typedef int(WINAPI *COUNT)(void);

static int run(LPCTSTR name, const char *function)
{
    HMODULE module = LoadLibrary(name);
    REGISTER entry;
    COUNT count;
    HRESULT hr;

    if (module == NULL) {
        _tprintf(TEXT("%s: cannot be loaded, error %lu\n"), name, GetLastError());
        return 3;
    }
    entry = (REGISTER)GetProcAddress(module, function);
    if (entry == NULL) {
        printf("%s: no entry point, error %lu\n", function, GetLastError());
        FreeLibrary(module);
        return 4;
    }
    hr = entry();
    count = (COUNT)GetProcAddress(module, "TapeRegistrations");
    printf("%s: 0x%08lX, %d so far\n", function, (unsigned long)hr, count ? count() : -1);
    FreeLibrary(module);
    return FAILED(hr) ? 5 : 0;
}

int _tmain(int argc, TCHAR **argv)
{
    const char *function = "DllRegisterServer";
    int i, worst = 0;

    for (i = 1; i < argc; i++) {
        int rc;
        if (_tcsicmp(argv[i], TEXT("/u")) == 0) {
            function = "DllUnregisterServer";
            continue;
        }
        rc = run(argv[i], function);
        worst = rc > worst ? rc : worst;
    }
    return worst;
}

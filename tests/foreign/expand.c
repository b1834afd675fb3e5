/* expand NAME...: REG_EXPAND_SZ values and templates with environment variables in them. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

/* Windows is not in the same folder everywhere: shows it as <windows>. */
static void show(const wchar_t *what, const wchar_t *text)
{
    wchar_t folder[MAX_PATH];
    UINT length = GetWindowsDirectoryW(folder, MAX_PATH);

    if (_wcsnicmp(text, folder, length) == 0)
        wprintf(L"%-10s <windows>%s\n", what, text + length);
    else
        wprintf(L"%-10s %s\n", what, text);
}

int wmain(int argc, wchar_t *argv[])
{
    wchar_t raw[200], expanded[200], small[8];
    DWORD size = sizeof raw, type, needed;
    HKEY key;
    int i;

    if (RegOpenKeyW(HKEY_LOCAL_MACHINE, L"Software\\Contoso\\Backup", &key) ||
        RegQueryValueExW(key, L"InstallDir", NULL, &type, (BYTE *)raw, &size))
        return 1;
    RegCloseKey(key);
    needed = ExpandEnvironmentStringsW(raw, expanded, 200);
    wprintf(L"%s (type %u, %u bytes)\n", raw, (unsigned)type, (unsigned)size);
    show(L"installed", expanded);
    wprintf(L"%s\n", needed == wcslen(expanded) + 1 ? L"count ok" : L"count wrong");
    wprintf(L"%s\n", ExpandEnvironmentStringsW(raw, NULL, 0) == needed ? L"same size" : L"other");
    wprintf(L"%s\n", ExpandEnvironmentStringsW(raw, small, 8) > 8 ? L"too small" : L"fits");
    for (i = 1; i < argc; i++) {
        ExpandEnvironmentStringsW(argv[i], expanded, 200);
        show(argv[i], expanded);
    }
    SetLastError(0);
    if (!GetEnvironmentVariableW(L"CONTOSO_HOME", expanded, 200))
        wprintf(L"CONTOSO_HOME: %lu\n", GetLastError());
    wprintf(L"windir %s SystemRoot\n",
            _wgetenv(L"windir") && _wgetenv(L"SYSTEMROOT") &&
                    _wcsicmp(_wgetenv(L"windir"), _wgetenv(L"SYSTEMROOT")) == 0
                ? L"is"
                : L"is not");
    return 0;
}

/* HKEY_CURRENT_USER\Software\Classes is a link to HKEY_USERS\SID_Classes, and HKEY_CLASSES_ROOT
 * sees what is there: each step that went wrong has its own exit code. */
#include <windows.h>

static int holds(HKEY root, const char *path, char want)
{
    HKEY key;
    char got = 0;
    DWORD size = 1;
    if (RegOpenKeyExA(root, path, 0, KEY_READ, &key))
        return 0;
    RegQueryValueExA(key, "v", NULL, NULL, (BYTE *)&got, &size);
    RegCloseKey(key);
    return got == want;
}

int main(int count, char **arguments)
{
    HKEY key;
    char path[200];
    if (count != 2)
        return 1;
    wsprintfA(path, "%s_Classes\\.both", arguments[1]);
    if (!holds(HKEY_USERS, path, 'u') || !holds(HKEY_CURRENT_USER, "Software\\Classes\\.both", 'u'))
        return 2;
    if (!holds(HKEY_CLASSES_ROOT, ".both", 'u'))
        return 3;
    if (RegOpenKeyExA(HKEY_CLASSES_ROOT, ".both", 0, KEY_ALL_ACCESS, &key))
        return 4;
    if (RegSetValueExA(key, "v", 0, REG_BINARY, (const BYTE *)"n", 1))
        return 5;
    RegCloseKey(key);
    if (!holds(HKEY_USERS, path, 'n') ||
        !holds(HKEY_LOCAL_MACHINE, "Software\\Classes\\.both", 'm'))
        return 6;
    if (RegDeleteKeyA(HKEY_CLASSES_ROOT, ".both"))
        return 7;
    return holds(HKEY_CLASSES_ROOT, ".both", 'm') ? 0 : 8;
}

/* errors [/b] CODE... [/t CODE...]: what the registry answers to mistakes, in the system's words
 * (/b: brief, but for those behind /t). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int brief; /* only whether there is a text: it depends on the system */

static void explain(const char *what, DWORD code)
{
    LPSTR text = NULL;
    DWORD n = FormatMessageA(
        FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
        NULL, code, MAKELANGID(LANG_ENGLISH, SUBLANG_ENGLISH_US), (LPSTR)&text, 0, NULL);

    while (n && strchr("\r\n ", text[n - 1]))
        text[--n] = 0;
    printf("%-18s %5lu %s\n", what, code, !n ? "(no text)" : brief ? "(text)" : text);
    LocalFree(text);
}

int main(int argc, char **argv)
{
    HKEY key, child;
    DWORD size = 2;
    char name[2];
    int i;

    brief = argc > 1 && strcmp(argv[1], "/b") == 0;
    for (i = 1 + brief; i < argc; i++) {
        if (strcmp(argv[i], "/t") == 0)
            brief = 0;
        else
            explain(argv[i], strtoul(argv[i], NULL, 0));
    }
    brief = argc > 1 && strcmp(argv[1], "/b") == 0;
    if (RegOpenKeyExA(HKEY_LOCAL_MACHINE, "Software\\Contoso", 0, KEY_READ, &key))
        return 1;
    explain("open missing", RegOpenKeyExA(key, "Nothing", 0, KEY_READ, &child));
    explain("read missing", RegQueryValueExA(key, "Nothing", NULL, NULL, NULL, NULL));
    explain("past the end", RegEnumKeyA(key, 99, name, 2));
    explain("no room", RegEnumKeyExA(key, 0, name, &size, NULL, NULL, NULL, NULL));
    explain("read only", RegSetValueExA(key, "x", 0, REG_SZ, (const BYTE *)"x", 2));
    explain("with children", RegDeleteKeyA(HKEY_LOCAL_MACHINE, "Software\\Contoso"));
    explain("no name", RegDeleteKeyA(key, NULL));
    RegCloseKey(key);
    explain("closed handle", RegCloseKey(key));
    explain("no handle", RegCloseKey(NULL));
    SetLastError(5);
    explain("last error", GetLastError());
    return 0;
}

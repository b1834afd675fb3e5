/* copykey FROM TO: copies a key of HKLM\Software with all below it, values byte by byte. */
#include <stdio.h>
#include <windows.h>

static DWORD keys, values, bytes;

static LONG copy_values(HKEY from, HKEY to)
{
    DWORD i, count, longest, biggest;
    LONG rc = RegQueryInfoKeyA(from, NULL, NULL, NULL, NULL, NULL, NULL, &count, &longest, &biggest,
                               NULL, NULL);
    LPSTR name = (LPSTR)LocalAlloc(LPTR, longest + 1);
    LPBYTE data = (LPBYTE)GlobalAlloc(GPTR, biggest + 1);

    for (i = 0; !rc && i < count; i++) {
        DWORD length = longest + 1, size = biggest, type;
        rc = RegEnumValueA(from, i, name, &length, NULL, &type, data, &size);
        if (!rc)
            rc = RegSetValueExA(to, name, 0, type, data, size);
        values++;
        bytes += size;
    }
    GlobalFree(data);
    LocalFree(name);
    return rc;
}

static LONG copy_key(HKEY from_parent, LPCSTR from_name, HKEY to_parent, LPCSTR to_name)
{
    HKEY from, to;
    DWORD i, disposition;
    char name[256];
    LONG rc = RegOpenKeyExA(from_parent, from_name, 0, KEY_READ, &from);

    if (rc)
        return rc;
    rc = RegCreateKeyExA(to_parent, to_name, 0, NULL, REG_OPTION_NON_VOLATILE, KEY_WRITE, NULL, &to,
                         &disposition);
    if (!rc) {
        keys += disposition == REG_CREATED_NEW_KEY;
        rc = copy_values(from, to);
        for (i = 0; !rc && !RegEnumKeyA(from, i, name, sizeof name); i++)
            rc = copy_key(from, name, to, name);
        RegCloseKey(to);
    }
    RegCloseKey(from);
    return rc;
}

int main(int argc, char **argv)
{
    HKEY software;
    LONG rc = ERROR_BAD_ARGUMENTS;

    if (RegOpenKeyA(HKEY_LOCAL_MACHINE, "Software", &software))
        return 1;
    if (argc == 3)
        rc = copy_key(software, argv[1], software, argv[2]);
    RegCloseKey(software);
    printf("%ld: %lu new keys, %lu values, %lu bytes\n", rc, keys, values, bytes);
    return (int)rc;
}

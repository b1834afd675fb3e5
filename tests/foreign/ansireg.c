/* ansireg {get NAME | set NAME TEXT | del NAME | list}: an old tool, ANSI all through. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define KEY "SOFTWARE\\Contoso\\Backup"

char buf[512];

int get(HKEY k, char *name)
{
    DWORD type, n = sizeof(buf);
    LONG rc = RegQueryValueEx(k, name, 0, &type, (LPBYTE)buf, &n);
    char *p;

    if (rc) {
        printf("%s: error %d\n", name, (int)rc);
        return 1;
    }
    if (type == REG_DWORD)
        printf("%s=%u\n", name, *(unsigned *)buf);
    else if (type == REG_SZ || type == REG_EXPAND_SZ)
        printf("%s='%s' %d bytes\n", name, buf, (int)n);
    else if (type == REG_MULTI_SZ) {
        printf("%s=%d bytes:", name, (int)n);
        for (p = buf; *p; p += strlen(p) + 1)
            printf(" %s", p);
        printf("\n");
    } else
        printf("%s: type %d, %d bytes\n", name, (int)type, (int)n);
    return 0;
}

int list(HKEY k)
{
    DWORD i = 0, n = 64;
    char name[64];

    while (RegEnumValue(k, i++, name, &n, 0, 0, 0, 0) == ERROR_SUCCESS) {
        printf("%c %-10.10s %2d\n", strchr("AEIOU", name[0]) ? '*' : ' ', name, (int)n);
        n = 64;
    }
    return 0;
}

int main(int argc, char *argv[])
{
    HKEY k;
    int rc = 2;

    if (argc < 2)
        goto usage;
    if (RegOpenKeyEx(HKEY_LOCAL_MACHINE, KEY, 0, KEY_ALL_ACCESS, &k) != ERROR_SUCCESS) {
        printf("not installed\n");
        return 9;
    }
    if (!stricmp(argv[1], "list"))
        rc = list(k);
    else if (!stricmp(argv[1], "get") && argc == 3)
        rc = get(k, argv[2]);
    else if (!stricmp(argv[1], "set") && argc == 4) {
        strcpy(buf, argv[3]);
        rc = RegSetValueEx(k, argv[2], 0, REG_SZ, (LPBYTE)buf, (DWORD)strlen(buf) + 1);
        if (!rc)
            rc = get(k, strupr(argv[2]));
    } else if (!stricmp(argv[1], "del") && argc == 3)
        rc = RegDeleteValue(k, argv[2]);
    RegCloseKey(k);
    if (rc != 2)
        return rc;
usage:
    printf("usage: ansireg get|set|del|list\n");
    return 2;
}

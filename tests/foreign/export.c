/* export KEY FILE: writes the strings of a key as an INI file and reads it back to check it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int write_section(FILE *f, HKEY parent, const char *name)
{
    HKEY key;
    char value[128], data[256], child[128];
    DWORD i, nvalue, ndata, type;

    if (RegOpenKeyExA(parent, name, 0, KEY_READ, &key) != ERROR_SUCCESS)
        return -1;
    fprintf(f, "[%s]\n", name);
    for (i = 0;; i++) {
        nvalue = sizeof value;
        ndata = sizeof data;
        if (RegEnumValueA(key, i, value, &nvalue, NULL, &type, (BYTE *)data, &ndata))
            break;
        if (type == REG_SZ)
            fprintf(f, "%s=%s\n", nvalue ? value : "@", data);
        else if (type == REG_DWORD)
            fprintf(f, "%s=#%ld\n", value, *(LONG *)data);
        else
            fprintf(f, "; %s has type %ld\n", value, type);
    }
    for (i = 0; RegEnumKeyA(key, i, child, sizeof child) == ERROR_SUCCESS; i++)
        write_section(f, key, child);
    RegCloseKey(key);
    return 0;
}

int main(int argc, char *argv[])
{
    FILE *f;
    char line[300], binary[40], *equals;
    int lines = 0, sections = 0, entries = 0;
    long size;

    if (argc != 3)
        return fputs("export KEY FILE\n", stdout), 2;
    f = fopen(argv[2], "w");
    if (!f)
        return perror("export"), 4;
    if (write_section(f, HKEY_LOCAL_MACHINE, argv[1]) < 0) {
        fclose(f);
        remove(argv[2]);
        printf("no key %s; file %s\n", argv[1], fopen(argv[2], "r") ? "left" : "removed");
        return 1;
    }
    fclose(f);

    f = fopen(argv[2], "rb");
    fseek(f, 0, SEEK_END);
    size = ftell(f);
    fclose(f);
    f = fopen(argv[2], "r");
    while (fgets(line, sizeof line, f)) {
        lines++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '[')
            sections++;
        else if ((equals = strchr(line, '=')) != NULL) {
            *equals++ = 0;
            entries++;
            printf("%-10s| %s\n", line,
                   *equals == '#' ? _itoa(atoi(equals + 1), binary, 2) : equals);
        } else
            printf("%s\n", line);
    }
    printf("%d lines, %d sections, %d entries, %ld bytes, eof %d\n", lines, sections, entries, size,
           feof(f) != 0);
    fclose(f);
    return remove(argv[2]);
}

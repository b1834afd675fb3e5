/* inisync: writes a settings file with the file API, reads it back, and puts it into the registry.
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

static const char settings[] = "; settings of the test site\r\n"
                               "[Backup]\r\n"
                               "Retries = 12\r\n"
                               "Volume=  operator \r\n"
                               "\r\n"
                               "Broken line\r\n"
                               "Warehouse=D:\\Backup=Store\r\n";

static int write_file(LPCSTR name)
{
    DWORD written = 0;
    HANDLE file =
        CreateFileA(name, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);

    if (file == INVALID_HANDLE_VALUE)
        return (int)GetLastError();
    if (!WriteFile(file, settings, sizeof settings - 1, &written, NULL))
        return -1;
    printf("wrote %lu of %u bytes\n", written, (unsigned)sizeof settings - 1);
    SetFilePointer(file, -7, NULL, FILE_CURRENT);
    WriteFile(file, "Shelf\r\n", 7, &written, NULL);
    FlushFileBuffers(file);
    CloseHandle(file);
    return 0;
}

static char *trim(char *text)
{
    char *end = text + strlen(text);

    while (end > text && strchr(" \t", end[-1]))
        *--end = 0;
    return text + strspn(text, " \t");
}

static int apply(HKEY key, char *text)
{
    char *line, *name, *value;
    int set = 0;

    for (line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n")) {
        if (*line == ';' || *line == '[' || !(value = strchr(line, '='))) {
            printf("skipped '%s'\n", line);
            continue;
        }
        *value++ = 0;
        name = trim(line);
        value = trim(value);
        if (RegSetValueExA(key, name, 0, REG_SZ, (BYTE *)value, lstrlenA(value) + 1) == 0)
            set++;
    }
    return set;
}

int main(void)
{
    char text[512];
    DWORD got;
    HKEY key;
    HANDLE file;
    int rc = write_file("settings.ini");

    if (rc)
        return rc;
    printf("again: %d\n", write_file("settings.ini"));
    file = CreateFileA("SETTINGS.INI", GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 50;
    printf("size %lu\n", GetFileSize(file, NULL));
    if (!ReadFile(file, text, sizeof text - 1, &got, NULL))
        return 51;
    text[got] = 0;
    printf("read %lu", got);
    printf(", then %d", ReadFile(file, text + got, 1, &got, NULL));
    printf(" with %lu\n", got);
    CloseHandle(file);
    if (RegOpenKeyExA(HKEY_LOCAL_MACHINE, "Software\\Contoso\\Backup", 0, KEY_SET_VALUE, &key))
        return 52;
    printf("set %d\n", apply(key, text));
    printf("query with KEY_SET_VALUE: %ld\n", RegQueryValueExA(key, "Volume", 0, 0, 0, 0));
    RegCloseKey(key);
    printf("copy %d\n", CopyFileA("settings.ini", "settings.bak", FALSE));
    printf("move %d\n", MoveFileA("settings.ini", "settings.bak"));
    printf("error %lu\n", GetLastError());
    printf("delete %d %d", DeleteFileA("settings.ini"), DeleteFileA("settings.bak"));
    printf(" %d\n", DeleteFileA("settings.bak"));
    return 0;
}

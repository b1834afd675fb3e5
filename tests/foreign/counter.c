/* counter: counts its own runs in the registry and keeps the last of them in a static buffer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static char history[64];
static DWORD runs, flags = 7;

static void at_end(void)
{
    printf("end of run %lu\n", runs);
}

int main(int argc, char **argv)
{
    HKEY key;
    DWORD size = sizeof runs, disposition, length = sizeof history;

    atexit(at_end);
    if (flags++ != 7)
        abort();
    if (RegCreateKeyExA(HKEY_LOCAL_MACHINE, "Software\\Contoso\\Counter", 0, "Statistics", 0,
                        KEY_READ | KEY_WRITE, NULL, &key, &disposition))
        exit(100);
    printf("%s, flags %lu\n", disposition == REG_CREATED_NEW_KEY ? "first" : "again", flags);
    if (RegQueryValueExA(key, "Count", NULL, NULL, (BYTE *)&runs, &size) == ERROR_FILE_NOT_FOUND)
        printf("no count yet\n");
    RegQueryValueExA(key, "History", NULL, NULL, (BYTE *)history, &length);
    runs++;
    sprintf(history + strlen(history), "%s%lu", *history ? "," : "", runs * runs);
    if (argc > 1)
        strcat(strcat(history, ":"), argv[1]);
    RegSetValueExA(key, "Count", 0, REG_DWORD, (BYTE *)&runs, sizeof runs);
    RegSetValueExA(key, "History", 0, REG_SZ, (BYTE *)history, (DWORD)strlen(history) + 1);
    RegFlushKey(key);
    RegCloseKey(key);
    printf("history %s\n", history);
    exit((int)runs * 10);
}

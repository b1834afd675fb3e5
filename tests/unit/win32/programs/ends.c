/* The many ways in which a program ends; argv[1] names one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static volatile int zero;

static void bye(void)
{
    puts("bye");
}

static int deep(int n)
{
    volatile char room[1024];
    room[0] = (char)n;
    return n < 0 ? room[0] : deep(n + 1) + room[0];
}

static int deep_api(int n)
{
    HKEY key;
    volatile char room[256];
    room[0] = (char)n;
    RegOpenKeyExA(HKEY_LOCAL_MACHINE, "nothing", 0, KEY_READ, &key);
    return deep_api(n + 1) + room[0];
}

static void nested(void)
{
    atexit(bye);
    exit(7);
}

int main(int argc, char **argv)
{
    const char *way = argc > 1 ? argv[1] : "";
    if (strcmp(way, "null") == 0)
        *(volatile int *)NULL = 1;
    if (strcmp(way, "wild-api") == 0)
        RegCloseKey((HKEY)(ULONG_PTR)(RegOpenKeyExA(HKEY_LOCAL_MACHINE, (const char *)16, 0,
                                                    KEY_READ, NULL)));
    if (strcmp(way, "wild-name") == 0) {
        HKEY key;
        RegOpenKeyExA(HKEY_LOCAL_MACHINE, (const char *)16, 0, KEY_READ, &key);
    }
    if (strcmp(way, "wild-data") == 0)
        return RegSetValueExA(HKEY_LOCAL_MACHINE, "x", 0, REG_BINARY, (const BYTE *)16, 4);
    if (strcmp(way, "wild-printf") == 0)
        printf("%s\n", (const char *)16);
    if (strcmp(way, "divide") == 0)
        return 100 / zero;
    if (strcmp(way, "stack") == 0)
        return deep(0);
    if (strcmp(way, "stack-api") == 0)
        return deep_api(0);
    if (strcmp(way, "loop") == 0)
        for (;;)
            zero++;
    if (strcmp(way, "loop-api") == 0)
        for (;;)
            GetFileAttributesA("C:\\nothing");
    if (strcmp(way, "exit") == 0)
        nested();
    if (strcmp(way, "exit-process") == 0)
        ExitProcess(0x12345678);
    if (strcmp(way, "abort") == 0)
        abort();
    if (strcmp(way, "double-free") == 0) {
        char *block = malloc(10);
        free(block);
        free(block);
    }
    if (strcmp(way, "leak") == 0) {
        HKEY key;
        malloc(1000);
        RegOpenKeyExA(HKEY_LOCAL_MACHINE, "SOFTWARE", 0, KEY_READ, &key);
        RegNotifyChangeKeyValue(key, TRUE, REG_NOTIFY_CHANGE_NAME,
                                CreateEventA(NULL, FALSE, FALSE, NULL), TRUE);
        CreateFileA("C:\\leak.txt", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    }
    return 0;
}

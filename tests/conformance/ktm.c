/* ktm.c: Reg*Transacted where there is no transaction. Source: sdk-api RegCreateKeyTransactedW,
 * RegOpenKeyTransactedW, RegDeleteKeyTransactedW: the handle is one that CreateTransaction gave. */
#include "check.h"

typedef LONG(WINAPI *open_function)(HKEY, const void *, DWORD, REGSAM, HKEY *, HANDLE, void *);
typedef LONG(WINAPI *create_function)(HKEY, const void *, DWORD, void *, DWORD, REGSAM,
                                      const SECURITY_ATTRIBUTES *, HKEY *, DWORD *, HANDLE, void *);
typedef LONG(WINAPI *delete_function)(HKEY, const void *, REGSAM, DWORD, HANDLE, void *);

/* Wine 8.0 has RegCreateKeyTransacted alone. */
#define expect_where(function, want, call)                                                         \
    do {                                                                                           \
        if (function)                                                                              \
            expect((want), (call));                                                                \
        else                                                                                       \
            skip("the function is not there");                                                     \
    } while (0)

static const void *text(int w, const char *name)
{
    return w ? (const void *)wide(name) : name;
}

static void (*find(const char *name, int w))(void)
{
    char whole[40];

    snprintf(whole, sizeof whole, "%s%c", name, w ? 'W' : 'A');
    return late("advapi32.dll", whole);
}

static int exists(const char *name)
{
    HKEY key;

    if (RegOpenKeyA(scratch, name, &key) != 0)
        return 0;
    RegCloseKey(key);
    return 1;
}

/* What is no handle of a transaction is 6, and nothing happens (rule ktm.none). */
static void no_transaction(int w)
{
    open_function open_key = (open_function)find("RegOpenKeyTransacted", w);
    create_function create_key = (create_function)find("RegCreateKeyTransacted", w);
    delete_function delete_key = (delete_function)find("RegDeleteKeyTransacted", w);
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
    const struct {
        const char *what;
        HANDLE handle;
    } handles[] = {{"NULL", NULL},
                   {"event", event},
                   {"key", (HANDLE)scratch},
                   {"INVALID_HANDLE_VALUE", INVALID_HANDLE_VALUE},
                   {"0xbeef0", (HANDLE)(ULONG_PTR)0xbeef0}};

    label("since %c", w ? 'W' : 'A');
    expect(check_on("win7 win10"), create_key != NULL);
    todo_wine("lacks it");
    expect(check_on("win7 win10"), open_key != NULL);
    todo_wine("lacks it");
    expect(check_on("win7 win10"), delete_key != NULL);
    if (!create_key)
        return;
    RegCloseKey(fresh("there"));
    for (unsigned i = 0; i < sizeof handles / sizeof *handles; i++) {
        HANDLE with = handles[i].handle;
        HKEY key = NULL;

        label("%c %s", w ? 'W' : 'A', handles[i].what);
        expect_where(open_key, 6,
                     open_key(scratch, text(w, "there"), 0, KEY_READ, &key, with, NULL));
        expect_where(open_key, 6, open_key(NULL, text(w, "there"), 0, KEY_READ, &key, with, NULL));
        todo_wine("RegCreateKeyTransacted is a stub: 120");
        expect(6, create_key(scratch, text(w, "new"), 0, NULL, 0, KEY_READ, NULL, &key, NULL, with,
                             NULL));
        expect(0, exists("new"));
        expect_where(delete_key, 6, delete_key(scratch, text(w, "there"), 0, 0, with, NULL));
        expect(1, exists("there"));
    }
    CloseHandle(event);
}

int main(void)
{
    check_begin(__FILE__, "ktm");
    for (int w = 0; w < 2; w++)
        no_transaction(w);
    return check_end();
}

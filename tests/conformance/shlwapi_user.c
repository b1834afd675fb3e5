/* shlwapi_user.c: settings of the user, or else of the machine. Sources: sdk-api shlwapi
 * SHRegOpenUSKeyW, SHRegQueryUSValueW, SHRegGetUSValueW, SHRegSetUSValueW, SHRegDeleteUSValueW;
 * Wine shreg test (shlwapi). */
#include "check.h"

typedef LONG(WINAPI *open_function)(const char *, REGSAM, void *, void **, BOOL);
typedef LONG(WINAPI *close_function)(void *);
typedef LONG(WINAPI *query_function)(void *, const char *, DWORD *, void *, DWORD *, BOOL, void *,
                                     DWORD);
typedef LONG(WINAPI *get_function)(const char *, const char *, DWORD *, void *, DWORD *, BOOL,
                                   void *, DWORD);
typedef LONG(WINAPI *set_function)(const char *, const char *, DWORD, const void *, DWORD, DWORD);
typedef LONG(WINAPI *delete_function)(void *, const char *, int);

static open_function open_key;
static close_function close_key;
static query_function query;
static get_function get;
static set_function set;
static delete_function delete_value;

static const char path[] = "Software\\regsim-conformance\\shlwapi_user\\settings";

enum { FORCE_USER = 2, MACHINE = 4, FORCE_MACHINE = 8, USER = 1 };

/* The number in one root's key; 0: it is not there. */
static DWORD number_in(HKEY root, const char *name)
{
    DWORD number = 0, size = sizeof number;
    HKEY key;

    if (RegOpenKeyExA(root, path, 0, KEY_READ, &key) != 0)
        return 0;
    if (RegQueryValueExA(key, name, NULL, NULL, (BYTE *)&number, &size) != 0)
        number = 0;
    RegCloseKey(key);
    return number;
}

static void put(HKEY root, const char *name, DWORD number)
{
    HKEY key;

    RegCreateKeyA(root, path, &key);
    RegSetValueExA(key, name, 0, REG_DWORD, (const BYTE *)&number, sizeof number);
    RegCloseKey(key);
}

/* Whose value is told (rule settings.query). */
static void whose(void)
{
    DWORD preset = 5;

    put(HKEY_CURRENT_USER, "both", 1);
    put(HKEY_LOCAL_MACHINE, "both", 2);
    put(HKEY_CURRENT_USER, "users", 1);
    put(HKEY_LOCAL_MACHINE, "machines", 2);
    for (int ignore = 0; ignore < 2; ignore++) {
        static const struct {
            const char *name;
            DWORD number, ignoring;
        } cases[] = {{"both", 1, 2}, {"users", 1, 0}, {"machines", 2, 2}, {"neither", 0, 0}};

        for (unsigned i = 0; i < 4; i++) {
            DWORD number = 0, size = sizeof number, type = 99;
            DWORD want = ignore ? cases[i].ignoring : cases[i].number;

            label("%s, ignore %d", cases[i].name, ignore);
            expect(want ? 0 : ERROR_FILE_NOT_FOUND,
                   get(path, cases[i].name, &type, &number, &size, ignore, NULL, 0));
            if (want) {
                expect(want, number);
                expect(4, size);
                expect(REG_DWORD, type);
            }
            label("%s, ignore %d, or 5", cases[i].name, ignore);
            number = 0;
            size = sizeof number;
            expect(0, get(path, cases[i].name, NULL, &number, &size, ignore, &preset, 4));
            expect(want ? want : 5, number);
        }
    }
    label("no key");
    DWORD number = 0, size = sizeof number;
    expect(ERROR_FILE_NOT_FOUND,
           get("Software\\regsim-conformance\\none", "v", NULL, &number, &size, FALSE, NULL, 0));
    expect(ERROR_FILE_NOT_FOUND, get("Software\\regsim-conformance\\none", "v", NULL, &number,
                                     &size, FALSE, &preset, 4)); /* observed under Wine */
}

/* rule settings.open */
static void opened(void)
{
    DWORD number = 0, size = sizeof number;
    void *key = NULL, *below = NULL;

    label("open");
    expect(0, open_key(path, KEY_READ, NULL, &key, FALSE));
    expect(0, query(key, "both", NULL, &number, &size, FALSE, NULL, 0));
    expect(1, number);
    size = sizeof number;
    expect(0, query(key, "both", NULL, &number, &size, TRUE, NULL, 0));
    expect(2, number);
    expect(0, close_key(key));
    label("open by another");
    expect(0, open_key("Software\\regsim-conformance", KEY_READ, NULL, &key, FALSE));
    expect(0, open_key("shlwapi_user\\settings", KEY_READ, key, &below, FALSE));
    size = sizeof number;
    expect(0, query(below, "users", NULL, &number, &size, FALSE, NULL, 0));
    expect(1, number);
    expect(0, close_key(below));
    expect(0, close_key(key));
    label("open nothing");
    expect(ERROR_FILE_NOT_FOUND,
           open_key("Software\\regsim-conformance\\none", KEY_READ, NULL, &key, FALSE));
    expect_true(key == NULL);
}

/* A side that is forced, or that has no value yet (rule settings.write). */
static void written(void)
{
    static const struct {
        DWORD flags;
        BOOL had;
        DWORD user, machine;
    } cases[] = {{USER, FALSE, 9, 0},
                 {USER, TRUE, 1, 2},
                 {FORCE_USER, TRUE, 9, 2},
                 {MACHINE, FALSE, 0, 9},
                 {MACHINE, TRUE, 1, 2},
                 {FORCE_MACHINE, TRUE, 1, 9},
                 {FORCE_USER | MACHINE, FALSE, 9, 9},
                 {FORCE_USER | MACHINE, TRUE, 9, 2},
                 {FORCE_USER | FORCE_MACHINE, TRUE, 9, 9}};
    static const char forced[] = "wants one of the two forced";
    DWORD nine = 9;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[20];

        snprintf(name, sizeof name, "set%u", i);
        label("flags %u, had %d", (unsigned)cases[i].flags, cases[i].had);
        if (cases[i].had) {
            put(HKEY_CURRENT_USER, name, 1);
            put(HKEY_LOCAL_MACHINE, name, 2);
        }
        if (!(cases[i].flags & (FORCE_USER | FORCE_MACHINE)))
            todo_wine(forced);
        expect(0, set(path, name, REG_DWORD, &nine, sizeof nine, cases[i].flags));
        if (cases[i].flags == USER && !cases[i].had)
            todo_wine(forced);
        expect(cases[i].user, number_in(HKEY_CURRENT_USER, name));
        if (cases[i].flags == MACHINE && !cases[i].had)
            todo_wine(forced);
        expect(cases[i].machine, number_in(HKEY_LOCAL_MACHINE, name));
    }
}

static void deleted(void)
{
    static const struct {
        int which;
        DWORD user, machine;
    } cases[] = {{0, 0, 2}, {1, 0, 2}, {0x10, 1, 0}, {0x11, 0, 0}};

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        void *key = NULL;

        label("delete %d", cases[i].which);
        put(HKEY_CURRENT_USER, "gone", 1);
        put(HKEY_LOCAL_MACHINE, "gone", 2);
        expect(0, open_key(path, KEY_ALL_ACCESS, NULL, &key, FALSE));
        expect(0, delete_value(key, "gone", cases[i].which));
        if (!cases[i].user)
            todo_wine("deletes nothing");
        expect(cases[i].user, number_in(HKEY_CURRENT_USER, "gone"));
        if (!cases[i].machine)
            todo_wine("deletes nothing");
        expect(cases[i].machine, number_in(HKEY_LOCAL_MACHINE, "gone"));
        expect(0, close_key(key));
    }
}

int main(void)
{
    HKEY users = NULL;

    check_begin(__FILE__, "shlwapi_user");
    open_key = (open_function)late("shlwapi.dll", "SHRegOpenUSKeyA");
    close_key = (close_function)late("shlwapi.dll", "SHRegCloseUSKey");
    query = (query_function)late("shlwapi.dll", "SHRegQueryUSValueA");
    get = (get_function)late("shlwapi.dll", "SHRegGetUSValueA");
    set = (set_function)late("shlwapi.dll", "SHRegSetUSValueA");
    delete_value = (delete_function)late("shlwapi.dll", "SHRegDeleteUSValueA");
    label("found");
    expect_true(open_key && close_key && query && get && set && delete_value);
    whose();
    opened();
    written();
    deleted();
    if (RegOpenKeyExA(HKEY_CURRENT_USER, "Software\\regsim-conformance", 0, KEY_ALL_ACCESS,
                      &users) == 0) {
        empty_key(users);
        RegCloseKey(users);
        RegDeleteKeyA(HKEY_CURRENT_USER, "Software\\regsim-conformance");
    }
    return check_end();
}

/* shlwapi_query.c: what shlwapi.dll reads and lists: SHQueryValueEx, SHGetValue and SHRegGetValue
 * at every size, SHEnumKeyEx, SHEnumValue, SHQueryInfoKey, SHCopyKey, SHRegGetPath, SHRegSetPath.
 * Sources: sdk-api shlwapi of these names; Wine shreg tests (shlwapi). */
#include "check.h"

typedef DWORD(WINAPI *query_function)(HKEY, const void *, DWORD *, DWORD *, void *, DWORD *);
typedef DWORD(WINAPI *get_function)(HKEY, const void *, const void *, DWORD *, void *, DWORD *);
typedef DWORD(WINAPI *reg_get_function)(HKEY, const void *, const void *, int, DWORD *, void *,
                                        DWORD *);
typedef DWORD(WINAPI *enum_key_function)(HKEY, DWORD, void *, DWORD *);
typedef DWORD(WINAPI *enum_value_function)(HKEY, DWORD, void *, DWORD *, DWORD *, void *, DWORD *);
typedef DWORD(WINAPI *info_function)(HKEY, DWORD *, DWORD *, DWORD *, DWORD *);
typedef DWORD(WINAPI *copy_function)(HKEY, const void *, HKEY, DWORD);
typedef DWORD(WINAPI *get_path_function)(HKEY, const void *, const void *, void *, DWORD);
typedef DWORD(WINAPI *set_path_function)(HKEY, const void *, const void *, const void *, DWORD);

static BYTE data[2 * MAX_PATH + 16];

static const void *text(int w, const char *name)
{
    return w ? (const void *)wide(name) : name;
}

/* NAMEW or NAMEA, or NULL with a skip. */
static void (*find(const char *name, int w))(void)
{
    char whole[40];
    void (*function)(void);

    snprintf(whole, sizeof whole, "%s%c", name, w ? 'W' : 'A');
    function = late("shlwapi.dll", whole);
    label("%s", whole);
    if (!function)
        skip("this shlwapi.dll has it not yet");
    return function;
}

static HKEY plant(void)
{
    HKEY key = fresh("values");

    RegSetValueExA(key, "binary", 0, REG_BINARY, (const BYTE *)"abcde", 5);
    RegSetValueExA(key, "number", 0, REG_DWORD, (const BYTE *)"\1\2\3\4", 4);
    RegSetValueExA(key, "text", 0, REG_SZ, (const BYTE *)"text", 5);
    RegSetValueExA(key, "empty", 0, REG_SZ, (const BYTE *)"", 1);
    return key;
}

/* Sizes 0, 1, n-1, n and n+1 of each kind of value; SHGetValue and SHQueryValueEx agree
 * (rule shlwapi.query). */
static void sizes(int w)
{
    query_function query = (query_function)find("SHQueryValueEx", w);
    get_function get = (get_function)find("SHGetValue", w);
    const struct {
        const char *name;
        DWORD type, size;
    } values[] = {{"binary", REG_BINARY, 5},
                  {"number", REG_DWORD, 4},
                  {"text", REG_SZ, w ? 10 : 5},
                  {"empty", REG_SZ, w ? 2 : 1}};
    HKEY key;

    if (!query || !get)
        return;
    key = plant();
    for (unsigned i = 0; i < 4; i++) {
        DWORD whole = values[i].size;
        const DWORD rooms[] = {0, 1, whole - 1, whole, whole + 1};

        for (unsigned j = 0; j < 5; j++) {
            DWORD size = rooms[j], type = 0;
            DWORD want = rooms[j] < whole ? ERROR_MORE_DATA : ERROR_SUCCESS;

            label("%c %s %u:%u", w ? 'W' : 'A', values[i].name, j, (unsigned)rooms[j]);
            guard(data);
            expect(want, query(key, text(w, values[i].name), NULL, &type, data, &size));
            expect(whole, size);
            expect(values[i].type, type);
            if (want == ERROR_SUCCESS)
                expect_guard(data, whole);
            size = rooms[j];
            expect(want,
                   get(scratch, text(w, "values"), text(w, values[i].name), &type, data, &size));
            expect(whole, size);
        }
    }
    label("%c no buffer", w ? 'W' : 'A');
    expect(0, query(key, text(w, "binary"), NULL, NULL, NULL, NULL));
    expect(2, query(key, text(w, "absent"), NULL, NULL, NULL, NULL));
    expect(2, query(key, NULL, NULL, NULL, NULL, NULL));
    expect(6, query(NULL, text(w, "binary"), NULL, NULL, NULL, NULL));
    RegCloseKey(key);
}

/* What is stored without a NUL is given with one, which the size counts: sizes 0 to n+1. Wine
 * test_SHQueryValueEx; sdk-api SHQueryValueExW (rule shlwapi.query) */
static void unterminated(int w)
{
    static const char wrong[] = "adds a NUL where it fits, and does not count it";
    query_function query = (query_function)find("SHQueryValueEx", w);
    DWORD unit = w ? 2 : 1, whole = 4 * unit;
    HKEY key = fresh("values");

    if (!query)
        return;
    /* Of six bytes "abc" is stored as it is, because no NUL follows it in memory. */
    RegSetValueExW(key, L"raw", 0, REG_SZ, (const BYTE *)L"abcd", 6);
    for (DWORD room = 0; room <= whole + 1; room++) {
        DWORD size = room, type = 0;

        label("%c unterminated in %u", w ? 'W' : 'A', (unsigned)room);
        guard(data);
        if (room >= 3 * unit && room < whole)
            todo_wine(wrong);
        expect(room < whole ? ERROR_MORE_DATA : 0,
               query(key, text(w, "raw"), NULL, &type, data, &size));
        todo_wine(wrong);
        expect(whole, size);
        expect(REG_SZ, type);
        if (room >= whole)
            expect_bytes(text(w, "abc"), data, whole);
        expect_guard(data, room < whole ? room : whole);
    }
    RegCloseKey(key);
    empty_key(scratch);
}

/* REG_EXPAND_SZ is expanded and is REG_SZ; %NAME% of nothing stays as it is. */
static void expanding(int w)
{
    query_function query = (query_function)find("SHQueryValueEx", w);
    char raw[] = "%SystemDrive%\\x", full[64];
    HKEY key = fresh("values");
    DWORD unit = w ? 2 : 1, size, type = 0, length;

    if (!query)
        return;
    length = ExpandEnvironmentStringsA(raw, full, sizeof full);
    RegSetValueExA(key, "expand", 0, REG_EXPAND_SZ, (const BYTE *)raw, sizeof raw);
    RegSetValueExA(key, "unknown", 0, REG_EXPAND_SZ, (const BYTE *)"%no-such%", 10);
    size = sizeof data;
    expect(0, query(key, text(w, "expand"), NULL, &type, data, &size));
    expect(REG_SZ, type);
    expect_true(memcmp(text(w, full), data, length * unit) == 0);
    size = sizeof data;
    expect(0, query(key, text(w, "unknown"), NULL, &type, data, &size));
    expect(REG_SZ, type);
    expect_bytes(text(w, "%no-such%"), data, 10 * unit);
    expect(10 * unit, size);
    RegCloseKey(key);
    empty_key(scratch);
}

static void filtered(int w)
{
    static const struct {
        const char *name;
        int flags;
        unsigned want;
    } rows[] = {
        {"binary", 0xffff, 0},
        {"binary", 0x8, 0},
        {"binary", 0x2, ERROR_UNSUPPORTED_TYPE},
        {"number", 0x10, 0},
        {"number", 0x18, 0},
        {"binary", 0x18, ERROR_DATATYPE_MISMATCH},
        {"number", 0x40, ERROR_UNSUPPORTED_TYPE},
        {"text", 0x2, 0},
        {"text", 0x8, ERROR_UNSUPPORTED_TYPE},
        {"absent", 0xffff, 2},
    };
    reg_get_function get = (reg_get_function)find("SHRegGetValue", w);
    HKEY key;

    if (!get)
        return;
    key = plant();
    RegCloseKey(key);
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        DWORD size = sizeof data;

        label("SHRegGetValue%c %s %x", w ? 'W' : 'A', rows[i].name, (unsigned)rows[i].flags);
        expect(rows[i].want, get(scratch, text(w, "values"), text(w, rows[i].name), rows[i].flags,
                                 NULL, data, &size));
    }
}

/* The subkeys "a" and "bcd" and the values of plant(), one after the other. */
static void listing(int w)
{
    enum_key_function enum_key = (enum_key_function)find("SHEnumKeyEx", w);
    enum_value_function enum_value = (enum_value_function)find("SHEnumValue", w);
    info_function info = (info_function)find("SHQueryInfoKey", w);
    DWORD unit = w ? 2 : 1, count, numbers[4], type, size;
    HKEY key;

    if (!enum_key || !enum_value || !info)
        return;
    key = plant();
    RegCloseKey(fresh("values\\a"));
    RegCloseKey(fresh("values\\bcd"));
    for (DWORD room = 0; room <= 5; room++) {
        label("SHEnumKeyEx%c in %u", w ? 'W' : 'A', (unsigned)room);
        guard(data);
        count = room;
        expect(room < 4 ? ERROR_MORE_DATA : 0, enum_key(key, 1, data, &count));
        if (room >= 4) {
            expect(3, count);
            expect_bytes(text(w, "bcd"), data, 4 * unit);
            expect_guard(data, 4 * unit);
        }
    }
    for (DWORD room = 0; room <= 8; room++) {
        label("SHEnumValue%c in %u", w ? 'W' : 'A', (unsigned)room);
        guard(data);
        count = room;
        size = 5;
        expect(room < 7 ? ERROR_MORE_DATA : 0,
               enum_value(key, 0, data, &count, &type, data + 100, &size));
        if (room >= 7) {
            expect(6, count);
            expect_bytes(text(w, "binary"), data, 7 * unit);
            expect(5, size);
            expect_bytes("abcde", data + 100, 5);
        }
    }
    label("%c ends", w ? 'W' : 'A');
    count = 100;
    expect(ERROR_NO_MORE_ITEMS, enum_key(key, 2, data, &count));
    count = 100;
    expect(ERROR_NO_MORE_ITEMS, enum_value(key, 4, data, &count, NULL, NULL, NULL));
    expect(6, enum_key(NULL, 0, data, &count));
    expect(6, enum_value(NULL, 0, data, &count, NULL, NULL, NULL));
    label("SHQueryInfoKey%c", w ? 'W' : 'A');
    expect(0, info(key, &numbers[0], &numbers[1], &numbers[2], &numbers[3]));
    expect(2, numbers[0]);
    expect(3, numbers[1]);
    expect(4, numbers[2]);
    expect(6, numbers[3]);
    expect(0, info(key, NULL, NULL, NULL, NULL));
    expect(6, info(NULL, &numbers[0], NULL, NULL, NULL));
    RegCloseKey(key);
    empty_key(scratch);
}

/* Values and subkeys at every depth; what the destination holds stays (rule shlwapi.copy). */
static void copying(int w)
{
    copy_function copy = (copy_function)find("SHCopyKey", w);
    HKEY from, to, key;

    if (!copy)
        return;
    from = plant();
    to = fresh("to");
    RegCloseKey(fresh("values\\a\\b"));
    RegCloseKey(fresh("to\\own"));
    label("SHCopyKey%c", w ? 'W' : 'A');
    expect(0, copy(scratch, text(w, "values"), to, 0));
    expect(0, RegQueryValueExA(to, "binary", NULL, NULL, NULL, NULL));
    expect(0, RegOpenKeyA(to, "a\\b", &key));
    RegCloseKey(key);
    expect(0, RegOpenKeyA(to, "own", &key));
    RegCloseKey(key);
    expect(2, copy(scratch, text(w, "absent"), to, 0));
    expect(0, copy(from, NULL, to, 0));
    RegCloseKey(from);
    RegCloseKey(to);
    empty_key(scratch);
}

/* The security of what is copied stays behind: the copy has what any new key of the destination
 * has. sdk-api SHCopyKeyW (rule shlwapi.copy) */
static void copying_leaves_security(int w)
{
    static SID world = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};
    static BYTE room[100], plain[1000], copied[1000];
    copy_function copy = (copy_function)find("SHCopyKey", w);
    SECURITY_DESCRIPTOR descriptor;
    ACL *acl = (ACL *)(void *)room;
    DWORD size, other;
    HKEY guarded, key, to;

    if (!copy)
        return;
    guarded = fresh("from\\guarded");
    InitializeAcl(acl, sizeof room, ACL_REVISION);
    AddAccessAllowedAce(acl, ACL_REVISION, KEY_ALL_ACCESS, &world);
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(&descriptor, TRUE, acl, FALSE);
    label("SHCopyKey%c, descriptors", w ? 'W' : 'A');
    expect(0, RegSetKeySecurity(guarded, DACL_SECURITY_INFORMATION, &descriptor));
    RegCloseKey(guarded);
    to = fresh("to");
    expect(0, copy(scratch, text(w, "from"), to, 0));
    RegCloseKey(to);
    for (unsigned i = 0; i < 3; i++) {
        static const char *const names[] = {"to\\plain", "to\\guarded", "from\\guarded"};

        label("SHCopyKey%c %s", w ? 'W' : 'A', names[i]);
        key = fresh(names[i]);
        size = other = sizeof copied;
        memset(copied, 0, sizeof copied);
        expect(0, RegGetKeySecurity(key, DACL_SECURITY_INFORMATION, copied, &size));
        if (i == 0)
            memcpy(plain, copied, sizeof plain);
        expect(i < 2, memcmp(plain, copied, sizeof plain) == 0);
        RegCloseKey(key);
    }
    empty_key(scratch);
}

static LONG stored(const char *name, DWORD *type, void *raw, DWORD *size)
{
    HKEY key = fresh("paths");
    LONG code = RegQueryValueExA(key, name, NULL, type, raw, size);

    RegCloseKey(key);
    return code;
}

/* A folder that a variable stands for is stored as %NAME%, in a subkey that must be there (rule
 * shlwapi.paths). */
static void paths(int w)
{
    static const char wrong[] = "stores the path as it is, without its NUL";
    get_path_function get = (get_path_function)find("SHRegGetPath", w);
    set_path_function set = (set_path_function)find("SHRegSetPath", w);
    char root[MAX_PATH], path[MAX_PATH + 4], raw[MAX_PATH];
    DWORD unit = w ? 2 : 1, type = 0, size;

    if (!get || !set)
        return;
    RegCloseKey(fresh("paths"));
    GetEnvironmentVariableA("SystemRoot", root, sizeof root);
    snprintf(path, sizeof path, "%s\\x", root);
    label("SHRegSetPath%c", w ? 'W' : 'A');
    expect(0, set(scratch, text(w, "paths"), text(w, "p"), text(w, path), 0));
    size = sizeof raw;
    expect(0, stored("p", &type, raw, &size));
    todo_wine(wrong);
    expect(REG_EXPAND_SZ, type);
    todo_wine(wrong);
    expect(sizeof "%SystemRoot%\\x", size);
    expect(0, set(scratch, text(w, "paths"), text(w, "q"), text(w, "Q:\\none\\of\\them"), 0));
    size = sizeof raw;
    expect(0, stored("q", &type, raw, &size));
    expect(REG_SZ, type);
    if (w)
        todo_wine(wrong);
    expect(sizeof "Q:\\none\\of\\them", size);
    todo_wine("makes the key");
    expect(2, set(scratch, text(w, "no such key"), text(w, "p"), text(w, path), 0));
    label("SHRegGetPath%c", w ? 'W' : 'A');
    guard(data);
    expect(0, get(scratch, text(w, "paths"), text(w, "p"), data, 0));
    if (w)
        todo_wine("reads what it stored without its NUL");
    expect_true(memcmp(text(w, path), data, (strlen(path) + 1) * unit) == 0);
    expect(2, get(scratch, text(w, "paths"), text(w, "absent"), data, 0));
    expect(2, get(scratch, text(w, "absent"), text(w, "p"), data, 0));
    empty_key(scratch);
}

/* Of two known folders that a path is in, the longest has the word, in any case and only as a whole
 * name; then none, where no folder is left. sdk-api PathUnExpandEnvStringsW (rule shlwapi.paths) */
static void longest_folders(int w)
{
    static const char wrong[] = "stores the path as it is, without its NUL";
    static const struct {
        const char *variable, *more, *want;
    } cases[] = {
        {"SystemRoot", "", "%SystemRoot%"},
        {"SystemRoot", "\\system32\\a.dll", "%SystemRoot%\\system32\\a.dll"},
        {"SystemRoot", "more\\a.dll", NULL}, /* on the drive, in another folder */
        {"SystemDrive", "\\a.dll", "%SystemDrive%\\a.dll"},
        {"SystemDrive", "x\\a.dll", ""}, /* as it is */
    };
    set_path_function set = (set_path_function)find("SHRegSetPath", w);
    char folder[MAX_PATH], path[MAX_PATH + 40], want[MAX_PATH + 60], raw[MAX_PATH];

    if (!set)
        return;
    RegCloseKey(fresh("paths"));
    for (unsigned i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        const char *variable = cases[i / 2].variable, *expected = cases[i / 2].want;
        DWORD size = sizeof raw, type = 0;

        GetEnvironmentVariableA(variable, folder, sizeof folder);
        snprintf(path, sizeof path, "%s%s", folder, cases[i / 2].more);
        for (char *p = path; i % 2 && *p; p++)
            if (*p >= 'A' && *p <= 'Z')
                *p = (char)(*p + 'a' - 'A');
        if (!expected)
            snprintf(want, sizeof want, "%%SystemDrive%%%s", path + 2);
        else
            strcpy(want, *expected ? expected : path);
        label("SHRegSetPath%c %s%s %s", w ? 'W' : 'A', variable, cases[i / 2].more,
              i % 2 ? "lower case" : "as it is");
        expect(0, set(scratch, text(w, "paths"), text(w, "p"), text(w, path), 0));
        memset(raw, 0, sizeof raw);
        expect(0, stored("p", &type, raw, &size));
        if (!expected || *expected)
            todo_wine(wrong);
        expect(expected && !*expected ? REG_SZ : REG_EXPAND_SZ, type);
        if (w || !expected || *expected)
            todo_wine(wrong);
        expect_true(strcmp(want, raw) == 0);
    }
    empty_key(scratch);
}

/* SHRegGetPath reads into MAX_PATH characters, NUL among them, whatever there is behind. sdk-api
 * SHRegGetPathW (rule shlwapi.paths) */
static void path_room(int w)
{
    get_path_function get = (get_path_function)find("SHRegGetPath", w);
    char path[MAX_PATH + 2];
    HKEY key;

    if (!get)
        return;
    key = fresh("paths");
    for (DWORD length = MAX_PATH - 2; length <= MAX_PATH + 1; length++) {
        DWORD unit = w ? 2 : 1;
        int fits = length < MAX_PATH;

        memset(path, 'p', length);
        path[length] = 0;
        label("SHRegGetPath%c %u characters", w ? 'W' : 'A', (unsigned)length);
        expect(0, RegSetValueExA(key, "long", 0, REG_SZ, (const BYTE *)path, length + 1));
        guard(data);
        if (fits && w)
            todo_wine("does not find room for more than half of it");
        expect(fits ? 0 : ERROR_MORE_DATA,
               get(scratch, text(w, "paths"), text(w, "long"), data, 0));
        if (fits && w)
            todo_wine("does not find room for more than half of it");
        if (fits)
            expect_bytes(text(w, path), data, (length + 1) * unit);
        expect_guard(data, (fits ? length + 1 : MAX_PATH) * unit);
    }
    RegCloseKey(key);
    empty_key(scratch);
}

int main(void)
{
    check_begin(__FILE__, "shlwapi_query");
    for (int w = 0; w < 2; w++) {
        sizes(w);
        unterminated(w);
        expanding(w);
        filtered(w);
        listing(w);
        copying(w);
        copying_leaves_security(w);
        paths(w);
        longest_folders(w);
        path_room(w);
    }
    return check_end();
}

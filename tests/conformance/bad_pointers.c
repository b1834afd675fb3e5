/* bad_pointers.c: NULL and wild arguments that get a code, and handles of another kind. Sources:
 * Wine test_reg_query_value, test_enum_value, test_reg_open_key (advapi32); what these do not say
 * is observed under Wine. */
#include "check.h"

static HANDLE event, file;

/* A handle that is no key answers 6 everywhere (rule open.bogus-handle). */
static void wrong_kinds(void)
{
    const struct {
        const char *what;
        HKEY handle;
    } handles[] = {
        {"event", (HKEY)event},
        {"file", (HKEY)file},
        {"INVALID_HANDLE_VALUE", (HKEY)INVALID_HANDLE_VALUE},
        {"-2", (HKEY)(LONG_PTR)-2},
        {"odd number", (HKEY)(ULONG_PTR)0x1233},
        {"HKEY_PERFORMANCE_DATA + 1000", (HKEY)(LONG_PTR)(LONG)0x800003ecu},
    };
    HKEY out;
    DWORD size = 8, count = 16;
    BYTE data[8];
    WCHAR name[16];

    for (unsigned i = 0; i < sizeof handles / sizeof *handles; i++) {
        HKEY key = handles[i].handle;

        label("%s", handles[i].what);
        expect(6, RegOpenKeyExW(key, L"x", 0, KEY_READ, &out));
        expect(6, RegOpenKeyExA(key, "x", 0, KEY_READ, &out));
        expect(6, RegCreateKeyW(key, L"x", &out));
        expect(6, RegCreateKeyA(key, "x", &out));
        expect(6, RegQueryValueExW(key, L"x", NULL, NULL, data, &size));
        expect(6, RegQueryValueExA(key, "x", NULL, NULL, data, &size));
        expect(6, RegSetValueExW(key, L"x", 0, REG_NONE, NULL, 0));
        expect(6, RegSetValueExA(key, "x", 0, REG_NONE, NULL, 0));
        expect(6, RegDeleteValueW(key, L"x"));
        expect(6, RegDeleteKeyW(key, L"x"));
        expect(6, RegEnumKeyW(key, 0, name, 16));
        expect(6, RegEnumKeyExW(key, 0, name, &count, NULL, NULL, NULL, NULL));
        expect(6, RegEnumValueW(key, 0, name, &count, NULL, NULL, NULL, NULL));
        expect(6, RegQueryInfoKeyW(key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                   NULL));
        expect(6, RegFlushKey(key));
    }
}

/* NULL where a result goes. */
static void null_results(int w)
{
    BYTE data[8];
    DWORD size = 8;

    label("%s", w ? "W" : "A");
    RegSetValueExA(scratch, "v", 0, REG_BINARY, (const BYTE *)"abcd", 4);
    expect(87, w ? RegOpenKeyW(scratch, L"x", NULL) : RegOpenKeyA(scratch, "x", NULL));
    expect(87, w ? RegQueryValueExW(scratch, L"v", NULL, NULL, data, NULL)
                 : RegQueryValueExA(scratch, "v", NULL, NULL, data, NULL));
    expect(87, w ? RegEnumValueW(scratch, 0, NULL, &size, NULL, NULL, NULL, NULL)
                 : RegEnumValueA(scratch, 0, NULL, &size, NULL, NULL, NULL, NULL));
    expect(87, w ? RegEnumValueW(scratch, 0, (WCHAR *)data, NULL, NULL, NULL, NULL, NULL)
                 : RegEnumValueA(scratch, 0, (char *)data, NULL, NULL, NULL, NULL, NULL));
    expect(87, w ? RegDeleteKeyW(scratch, NULL) : RegDeleteKeyA(scratch, NULL));
    expect(87, w ? RegSetValueW(scratch, NULL, REG_SZ, NULL, 0)
                 : RegSetValueA(scratch, NULL, REG_SZ, NULL, 0));
    expect(0, w ? RegQueryValueExW(scratch, L"v", NULL, NULL, NULL, NULL)
                : RegQueryValueExA(scratch, "v", NULL, NULL, NULL, NULL));
}

/* Sizes that overflow or are nonsense. */
static void huge_sizes(int w)
{
    BYTE data[8];
    DWORD size = 0x00ffffff, count = 0xffffffff;
    WCHAR name[300];

    label("%s", w ? "W" : "A");
    RegSetValueExA(scratch, "v", 0, REG_BINARY, (const BYTE *)"abcd", 4);
    expect(0, w ? RegQueryValueExW(scratch, L"v", NULL, NULL, data, &size)
                : RegQueryValueExA(scratch, "v", NULL, NULL, data, &size));
    expect(4, size);
    RegCloseKey(fresh("sub"));
    expect(0, w ? RegEnumKeyExW(scratch, 0, name, &count, NULL, NULL, NULL, NULL)
                : RegEnumKeyExA(scratch, 0, (char *)name, &count, NULL, NULL, NULL, NULL));
    expect(3, count);
    size = 0x7fffffff;
    expect(0, w ? RegQueryValueExW(scratch, L"v", NULL, NULL, NULL, &size)
                : RegQueryValueExA(scratch, "v", NULL, NULL, NULL, &size));
    expect(4, size);
}

/* Key handles are handles: CloseHandle on them is observed under Wine to close them. */
static void keys_as_handles(void)
{
    HKEY key = fresh("handle");
    DWORD written = 0;
    BYTE data[8];

    label("key as a file");
    expect_true(!WriteFile((HANDLE)key, data, 1, &written, NULL));
    expect_true(!ReadFile((HANDLE)key, data, 1, &written, NULL));
    expect(0, RegSetValueExA(key, "v", 0, REG_NONE, NULL, 0));
    label("CloseHandle");
    expect_true(CloseHandle((HANDLE)key));
    expect(6, RegSetValueExA(key, "v", 0, REG_NONE, NULL, 0));
    expect(6, RegCloseKey(key));
}

int main(void)
{
    static const char path[] = "C:\\conformance.tmp";

    check_begin(__FILE__, "bad_pointers");
    event = CreateEventA(NULL, FALSE, FALSE, NULL);
    file = CreateFileA(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    wrong_kinds();
    for (int w = 0; w < 2; w++) {
        null_results(w);
        huge_sizes(w);
    }
    keys_as_handles();
    CloseHandle(event);
    CloseHandle(file);
    DeleteFileA(path);
    return check_end();
}

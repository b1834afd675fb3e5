/* rtl_registry.c: ntdll's short ways to keys and values. Sources: wdm RtlWriteRegistryValue,
 * RtlDeleteRegistryValue, RtlCheckRegistryKey, RtlCreateRegistryKey. */
#include "native.h"

static ULONG(NTAPI *check_key)(ULONG, const WCHAR *);
static ULONG(NTAPI *create_key)(ULONG, const WCHAR *);
static ULONG(NTAPI *delete_value)(ULONG, const WCHAR *, const WCHAR *);
static ULONG(NTAPI *write_value)(ULONG, const WCHAR *, const WCHAR *, ULONG, void *, ULONG);

enum { ABSOLUTE_PATH, SERVICES, CONTROL, WINDOWS_NT, DEVICEMAP, USER, HANDLE_PATH = 0x40000000 };

static const char absolute[] = "\\Registry\\Machine\\Software\\regsim-conformance\\rtl_registry";

static WCHAR *path(const char *below)
{
    char text[200];

    snprintf(text, sizeof text, "%s%s", absolute, below);
    return wide(text);
}

/* Each root; what is below it is not there (rule rtl.registry-roots). */
static void roots(void)
{
    label("absolute");
    expect(0, check_key(ABSOLUTE_PATH, path("")));
    expect(NT_NOT_FOUND, check_key(ABSOLUTE_PATH, path("\\none")));
    for (ULONG root = SERVICES; root <= USER; root++) {
        label("root %u", (unsigned)root);
        if (root != DEVICEMAP)
            expect(NT_NOT_FOUND, check_key(root, wide("regsim-conformance-none")));
    }
    label("a handle");
    expect(0, check_key(HANDLE_PATH, (const WCHAR *)scratch));
    label("no root");
    expect(NT_INVALID_PARAMETER, check_key(6, wide("x")));
}

/* The key is made, with one level alone (rule rtl.registry-write). */
static void writing(void)
{
    DWORD value = 7, got = 0, size = sizeof got, type = 0;
    HKEY key = NULL;

    label("create");
    expect(0, create_key(ABSOLUTE_PATH, path("\\made")));
    expect(0, check_key(ABSOLUTE_PATH, path("\\made")));
    expect(0, create_key(ABSOLUTE_PATH, path("\\made")));
    expect(NT_NOT_FOUND, create_key(ABSOLUTE_PATH, path("\\none\\below")));
    label("write");
    expect(0, write_value(ABSOLUTE_PATH, path("\\made"), wide("v"), REG_DWORD, &value, 4));
    expect(0, RegOpenKeyExA(scratch, "made", 0, KEY_READ, &key));
    expect(0, RegQueryValueExA(key, "v", NULL, &type, (BYTE *)&got, &size));
    expect(REG_DWORD, type);
    expect(7, got);
    RegCloseKey(key);
    label("write into a key that is not there");
    todo_wine("makes no key");
    expect(0, write_value(ABSOLUTE_PATH, path("\\fresh"), wide("v"), REG_DWORD, &value, 4));
    todo_wine("makes no key");
    expect(0, check_key(ABSOLUTE_PATH, path("\\fresh")));
    expect(NT_NOT_FOUND,
           write_value(ABSOLUTE_PATH, path("\\none\\below"), wide("v"), REG_DWORD, &value, 4));
    label("write by handle");
    expect(0, write_value(HANDLE_PATH, (const WCHAR *)scratch, wide("w"), REG_SZ, L"x", 4));
    expect(0, RegQueryValueExA(scratch, "w", NULL, NULL, NULL, NULL));
    label("the unnamed value");
    expect(0, write_value(HANDLE_PATH, (const WCHAR *)scratch, NULL, REG_SZ, L"x", 4));
    expect(0, RegQueryValueExA(scratch, NULL, NULL, NULL, NULL, NULL));
}

static void deleting(void)
{
    label("delete");
    expect(0, delete_value(ABSOLUTE_PATH, path("\\made"), wide("v")));
    expect(NT_NOT_FOUND, delete_value(ABSOLUTE_PATH, path("\\made"), wide("v")));
    expect(NT_NOT_FOUND, delete_value(ABSOLUTE_PATH, path("\\none"), wide("v")));
    expect(0, delete_value(HANDLE_PATH, (const WCHAR *)scratch, wide("w")));
    expect(ERROR_FILE_NOT_FOUND, RegQueryValueExA(scratch, "w", NULL, NULL, NULL, NULL));
}

int main(void)
{
    check_begin(__FILE__, "rtl_registry");
    label("found");
    expect_true(native_find("RtlCheckRegistryKey", &check_key) &&
                native_find("RtlCreateRegistryKey", &create_key) &&
                native_find("RtlDeleteRegistryValue", &delete_value) &&
                native_find("RtlWriteRegistryValue", &write_value));
    roots();
    writing();
    deleting();
    return check_end();
}

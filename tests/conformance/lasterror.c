/* lasterror.c: the registry functions return their code and leave GetLastError alone, on success
 * and on failure. Source: Wine test_reg_query_value (advapi32). */
#include "check.h"

#define MARK 0xdeadbeefu

/* Evaluates the call with a marked last error, checks its code and the mark. */
#define keeps(want, call)                                                                          \
    do {                                                                                           \
        LONG keeps_code;                                                                           \
        SetLastError(MARK);                                                                        \
        keeps_code = (call);                                                                       \
        label("%s: code", #call);                                                                  \
        expect((want), keeps_code);                                                                \
        SetLastError(MARK);                                                                        \
        (void)(call);                                                                              \
        {                                                                                          \
            DWORD keeps_error = GetLastError();                                                    \
            label("%s: last error", #call);                                                        \
            expect(MARK, keeps_error);                                                             \
        }                                                                                          \
    } while (0)

static WCHAR wide_name[32];
static char name[32];
static BYTE data[32];
static DWORD count, size, type;
static HKEY key;

static DWORD *fresh_count(void)
{
    count = 32;
    return &count;
}

static DWORD *fresh_size(void)
{
    size = 32;
    return &size;
}

/* rule query.last-error */
static void failures(void)
{
    keeps(2, RegOpenKeyExA(scratch, "absent", 0, KEY_READ, &key));
    keeps(2, RegOpenKeyExW(scratch, L"absent", 0, KEY_READ, &key));
    keeps(2, RegOpenKeyA(scratch, "absent", &key));
    keeps(2, RegOpenKeyW(scratch, L"absent", &key));
    keeps(6, RegOpenKeyA(NULL, "absent", &key));
    keeps(161, RegOpenKeyW(scratch, L"\\absent", &key));
    keeps(87, RegOpenKeyW(scratch, L"absent", NULL));
    keeps(161, RegCreateKeyW(scratch, L"\\absent", &key));
    keeps(6, RegCreateKeyA(NULL, "absent", &key));
    keeps(2, RegDeleteKeyA(scratch, "absent"));
    keeps(2, RegDeleteKeyW(scratch, L"absent"));
    keeps(5, RegDeleteKeyA(scratch, "parent"));
    keeps(5, RegDeleteKeyW(scratch, L"parent"));
    keeps(87, RegDeleteKeyW(scratch, NULL));
    keeps(2, RegDeleteValueA(scratch, "absent"));
    keeps(2, RegDeleteValueW(scratch, L"absent"));
    keeps(2, RegQueryValueExA(scratch, "absent", NULL, &type, data, fresh_size()));
    keeps(2, RegQueryValueExW(scratch, L"absent", NULL, &type, data, fresh_size()));
    keeps(87, RegQueryValueExW(scratch, L"v", NULL, &type, data, NULL));
    keeps(234, RegQueryValueExA(scratch, "big", NULL, &type, data, fresh_size()));
    keeps(234, RegQueryValueExW(scratch, L"big", NULL, &type, data, fresh_size()));
    keeps(259, RegEnumKeyA(scratch, 99, name, 32));
    keeps(259, RegEnumKeyW(scratch, 99, wide_name, 32));
    keeps(234, RegEnumKeyA(scratch, 0, name, 1));
    keeps(234, RegEnumKeyW(scratch, 0, wide_name, 1));
    keeps(259, RegEnumKeyExA(scratch, 99, name, fresh_count(), NULL, NULL, NULL, NULL));
    keeps(259, RegEnumKeyExW(scratch, 99, wide_name, fresh_count(), NULL, NULL, NULL, NULL));
    keeps(259, RegEnumValueA(scratch, 99, name, fresh_count(), NULL, NULL, NULL, NULL));
    keeps(259, RegEnumValueW(scratch, 99, wide_name, fresh_count(), NULL, NULL, NULL, NULL));
    keeps(87, RegEnumValueW(scratch, 0, NULL, NULL, NULL, NULL, NULL, NULL));
    keeps(6, RegSetValueExA(NULL, "v", 0, REG_SZ, data, 1));
    keeps(87, RegSetValueW(scratch, NULL, REG_BINARY, L"x", 2));
    keeps(6, RegCloseKey(NULL));
    keeps(6, RegFlushKey(NULL));
    keeps(6,
          RegQueryInfoKeyW(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL));
}

/* rule query.last-error */
static void successes(void)
{
    keeps(0, RegOpenKeyExA(scratch, "", 0, KEY_READ, &key));
    keeps(0, RegOpenKeyExW(scratch, L"parent", 0, KEY_READ, &key));
    keeps(0, RegCreateKeyA(scratch, "parent", &key));
    keeps(0, RegCreateKeyW(scratch, L"parent", &key));
    keeps(0, RegSetValueExA(scratch, "v", 0, REG_BINARY, data, 4));
    keeps(0, RegSetValueExW(scratch, L"v", 0, REG_BINARY, data, 4));
    keeps(0, RegSetValueA(scratch, NULL, REG_SZ, "x", 1));
    keeps(0, RegSetValueW(scratch, NULL, REG_SZ, L"x", 2));
    keeps(0, RegQueryValueExA(scratch, "v", NULL, &type, data, fresh_size()));
    keeps(0, RegQueryValueExW(scratch, L"v", NULL, &type, data, fresh_size()));
    keeps(0, RegQueryValueExW(scratch, L"v", NULL, NULL, NULL, NULL));
    keeps(0, RegEnumKeyA(scratch, 0, name, 32));
    keeps(0, RegEnumKeyW(scratch, 0, wide_name, 32));
    keeps(0, RegEnumKeyExA(scratch, 0, name, fresh_count(), NULL, NULL, NULL, NULL));
    keeps(0, RegEnumKeyExW(scratch, 0, wide_name, fresh_count(), NULL, NULL, NULL, NULL));
    keeps(0, RegEnumValueA(scratch, 0, name, fresh_count(), NULL, NULL, NULL, NULL));
    keeps(0, RegEnumValueW(scratch, 0, wide_name, fresh_count(), NULL, NULL, NULL, NULL));
    keeps(0, RegQueryInfoKeyA(scratch, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                              NULL));
    keeps(0, RegQueryInfoKeyW(scratch, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                              NULL));
    keeps(0, RegFlushKey(scratch));
    keeps(0, RegCloseKey(HKEY_LOCAL_MACHINE));
}

int main(void)
{
    HKEY parent, child;
    BYTE big[100];

    check_begin(__FILE__, "lasterror");
    parent = fresh("parent");
    RegCreateKeyA(parent, "child", &child);
    RegCloseKey(child);
    RegCloseKey(parent);
    memset(big, 1, sizeof big);
    memset(data, 1, sizeof data);
    RegSetValueExA(scratch, "big", 0, REG_BINARY, big, sizeof big);
    RegSetValueExA(scratch, "v", 0, REG_BINARY, big, 4);
    failures();
    successes();
    return check_end();
}

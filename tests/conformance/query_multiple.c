/* query_multiple.c: RegQueryMultipleValues: one buffer, sizes 0, n-1, n, n+1; W and A. Sources:
 * sdk-api RegQueryMultipleValuesW; where one is silent, observed under Wine. */
#include "check.h"

/* "text" with its NUL and four bytes. */
enum { NEEDED_A = 5 + 4, NEEDED_W = 10 + 4 };

/* rule query.multiple */
static void narrow_ones(HKEY key)
{
    DWORD total;
    BYTE data[32];

    for (DWORD size = 0; size <= NEEDED_A + 1; size++) {
        VALENTA list[2] = {{(char *)"s", 0, 0, 0}, {(char *)"D", 0, 0, 0}};
        DWORD want = size < NEEDED_A ? ERROR_MORE_DATA : 0;
        label("A size %u", (unsigned)size);
        guard(data);
        total = size;
        expect(want, RegQueryMultipleValuesA(key, list, 2, (char *)data, &total));
        expect(NEEDED_A, total);
        expect(5, list[0].ve_valuelen);
        expect(4, list[1].ve_valuelen);
        if (want)
            continue;
        expect(REG_SZ, list[0].ve_type);
        expect(REG_DWORD, list[1].ve_type);
        expect_true(list[0].ve_valueptr == (DWORD_PTR)data);
        expect_bytes("text", data, 5);
        expect_bytes("\1\2\3\4", (BYTE *)list[1].ve_valueptr, 4);
    }
}

/* rule query.multiple */
static void wide_ones(HKEY key)
{
    DWORD total;
    WCHAR data[16];

    for (DWORD size = 0; size <= NEEDED_W + 1; size++) {
        VALENTW list[2] = {{(WCHAR *)u"s", 0, 0, 0}, {(WCHAR *)u"d", 0, 0, 0}};
        DWORD want = size < NEEDED_W ? ERROR_MORE_DATA : 0;
        label("W size %u", (unsigned)size);
        total = size;
        expect(want, RegQueryMultipleValuesW(key, list, 2, data, &total));
        expect(NEEDED_W, total);
        expect(10, list[0].ve_valuelen);
        if (!want)
            expect_bytes(u"text", data, 10);
    }
}

static void codes(HKEY key)
{
    VALENTA list[2] = {{(char *)"s", 0, 0, 0}, {(char *)"absent", 0, 0, 0}};
    DWORD total = 32;
    char data[32];

    label("codes");
    expect(ERROR_FILE_NOT_FOUND, RegQueryMultipleValuesA(key, list, 2, data, &total));
    total = 0;
    expect(ERROR_MORE_DATA, RegQueryMultipleValuesA(key, list, 1, NULL, &total));
    expect(5, total);
    total = 32;
    expect(ERROR_INVALID_HANDLE, RegQueryMultipleValuesA(NULL, list, 1, data, &total));
}

int main(void)
{
    HKEY key;

    check_begin(__FILE__, "query_multiple");
    key = fresh("values");
    RegSetValueExA(key, "s", 0, REG_SZ, (const BYTE *)"text", 5);
    RegSetValueExA(key, "d", 0, REG_DWORD, (const BYTE *)"\1\2\3\4", 4);
    narrow_ones(key);
    wide_ones(key);
    codes(key);
    RegCloseKey(key);
    return check_end();
}

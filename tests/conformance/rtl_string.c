/* rtl_string.c: the counted strings of ntdll. Sources: wdm RtlInitUnicodeString,
 * RtlCopyUnicodeString, RtlAppendUnicodeToString, RtlCompareUnicodeString,
 * RtlUnicodeStringToAnsiString, RtlAnsiStringToUnicodeString; Wine rtlstr tests (ntdll). */
#include "native.h"

struct narrow_string {
    USHORT Length, MaximumLength;
    char *Buffer;
};

#define RTL_FUNCTIONS(X)                                                                           \
    X(void, init, "RtlInitUnicodeString", (struct nt_string *, const WCHAR *))                     \
    X(void, init_narrow, "RtlInitAnsiString", (struct narrow_string *, const char *))              \
    X(BOOLEAN, make, "RtlCreateUnicodeString", (struct nt_string *, const WCHAR *))                \
    X(BOOLEAN, make_of, "RtlCreateUnicodeStringFromAsciiz", (struct nt_string *, const char *))    \
    X(void, release, "RtlFreeUnicodeString", (struct nt_string *))                                 \
    X(void, release_narrow, "RtlFreeAnsiString", (struct narrow_string *))                         \
    X(ULONG, widen, "RtlAnsiStringToUnicodeString",                                                \
      (struct nt_string *, struct narrow_string *, BOOLEAN))                                       \
    X(ULONG, narrow, "RtlUnicodeStringToAnsiString",                                               \
      (struct narrow_string *, struct nt_string *, BOOLEAN))                                       \
    X(void, copy, "RtlCopyUnicodeString", (struct nt_string *, struct nt_string *))                \
    X(ULONG, append, "RtlAppendUnicodeToString", (struct nt_string *, const WCHAR *))              \
    X(ULONG, join, "RtlAppendUnicodeStringToString", (struct nt_string *, struct nt_string *))     \
    X(LONG, compare, "RtlCompareUnicodeString", (struct nt_string *, struct nt_string *, BOOLEAN)) \
    X(BOOLEAN, equal, "RtlEqualUnicodeString", (struct nt_string *, struct nt_string *, BOOLEAN))  \
    X(ULONG, user_path, "RtlFormatCurrentUserKeyPath", (struct nt_string *))                       \
    X(ULONG, open_user, "RtlOpenCurrentUser", (ACCESS_MASK, HANDLE *))                             \
    X(ULONG, to_dos, "RtlNtStatusToDosError", (ULONG))

#define RTL_POINTER(result, name, text, arguments) static result(NTAPI *rtl_##name) arguments;
RTL_FUNCTIONS(RTL_POINTER)

static int find_all(void)
{
    int all = 1;

#define RTL_FIND(result, name, text, arguments)                                                    \
    label("%s", text);                                                                             \
    expect_true(native_find(text, &rtl_##name));                                                   \
    all &= rtl_##name != NULL;
    RTL_FUNCTIONS(RTL_FIND)
    return all;
}

/* 32,766 units is the most: 16 bits of bytes, the NUL included. */
static void initialising(void)
{
    static WCHAR text[33000];
    static const unsigned lengths[] = {0, 1, 32765, 32766, 32767, 32999};
    struct nt_string string;
    struct narrow_string narrow;

    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        unsigned length = lengths[i], kept = length < 32766 ? length : 32766;

        for (unsigned j = 0; j < 33000; j++)
            text[j] = j < length ? L'x' : 0;
        label("init %u", length);
        memset(&string, 0xA5, sizeof string);
        rtl_init(&string, text);
        expect(2 * kept, string.Length);
        expect(2 * kept + 2, string.MaximumLength);
        expect_true(string.Buffer == text);
    }
    label("init NULL");
    rtl_init(&string, NULL);
    expect(0, string.Length);
    expect(0, string.MaximumLength);
    expect_true(string.Buffer == NULL);
    label("init narrow");
    rtl_init_narrow(&narrow, "abc");
    expect(3, narrow.Length);
    expect(4, narrow.MaximumLength);
    rtl_init_narrow(&narrow, NULL);
    expect(0, narrow.MaximumLength);
}

/* What they allocate ends with a NUL, and the string is empty when it is given back. */
static void allocating(void)
{
    struct nt_string string = {0, 0, NULL};
    struct narrow_string narrow = {0, 0, NULL}, source;

    label("allocate");
    expect(1, rtl_make(&string, L"abc"));
    expect(6, string.Length);
    expect(8, string.MaximumLength);
    expect_bytes(L"abc", string.Buffer, 8);
    rtl_release(&string);
    expect_true(string.Buffer == NULL);
    expect(0, string.Length);
    expect(1, rtl_make_of(&string, "abc"));
    expect_bytes(L"abc", string.Buffer, 8);
    expect(0, rtl_narrow(&narrow, &string, TRUE));
    expect(3, narrow.Length);
    expect(4, narrow.MaximumLength);
    expect_bytes("abc", narrow.Buffer, 4);
    rtl_release(&string);
    rtl_init_narrow(&source, narrow.Buffer);
    expect(0, rtl_widen(&string, &source, TRUE));
    expect_bytes(L"abc", string.Buffer, 8);
    rtl_release_narrow(&narrow);
    expect_true(narrow.Buffer == NULL);
    rtl_release(&string);
}

/* At sizes 0, 1, n-1, n, n+1 of what "abc" needs. */
static void converting(void)
{
    static const unsigned rooms[] = {0, 1, 3, 4, 5};
    struct nt_string wide_abc;
    struct narrow_string narrow_abc;

    rtl_init(&wide_abc, L"abc");
    rtl_init_narrow(&narrow_abc, "abc");
    for (unsigned i = 0; i < 5; i++) {
        char narrow_room[16];
        WCHAR wide_room[16];
        struct narrow_string to_narrow = {0, (USHORT)rooms[i], narrow_room};
        struct nt_string to_wide = {0, (USHORT)(2 * rooms[i]), wide_room};

        label("convert in %u", rooms[i]);
        guard(narrow_room);
        expect(rooms[i] < 4 ? NT_BUFFER_OVERFLOW : 0, rtl_narrow(&to_narrow, &wide_abc, FALSE));
        if (rooms[i])
            expect(rooms[i] < 4 ? rooms[i] - 1 : 3, to_narrow.Length);
        expect_guard(narrow_room, rooms[i] < 4 ? rooms[i] : 4);
        guard(wide_room);
        expect(rooms[i] < 4 ? NT_BUFFER_OVERFLOW : 0, rtl_widen(&to_wide, &narrow_abc, FALSE));
        if (rooms[i] >= 4)
            expect(6, to_wide.Length);
        expect_guard(wide_room, rooms[i] < 4 ? 0 : 8);
    }
}

/* Copying cuts off; appending does all or nothing; a NUL is added where there is room. */
static void building(void)
{
    static const unsigned rooms[] = {0, 2, 4, 6, 8};
    struct nt_string abc;

    rtl_init(&abc, L"abc");
    for (unsigned i = 0; i < 5; i++) {
        WCHAR units[16];
        struct nt_string to = {0, (USHORT)rooms[i], units};

        label("copy in %u", rooms[i]);
        guard(units);
        rtl_copy(&to, &abc);
        expect(rooms[i] < 6 ? rooms[i] : 6, to.Length);
        expect_guard(units, rooms[i] < 8 ? rooms[i] : 8);
        label("append in %u", rooms[i]);
        guard(units);
        to.Length = 0;
        expect(rooms[i] < 6 ? NT_BUFFER_TOO_SMALL : 0, rtl_append(&to, L"abc"));
        expect(rooms[i] < 6 ? 0 : 6, to.Length);
        expect_guard(units, rooms[i] < 6 ? 0 : rooms[i] < 8 ? 6 : 8);
        to.Length = 0;
        expect(rooms[i] < 6 ? NT_BUFFER_TOO_SMALL : 0, rtl_join(&to, &abc));
        expect(0, rtl_append(&to, NULL));
        rtl_copy(&to, NULL);
        expect(0, to.Length);
    }
}

static void comparing(void)
{
    struct nt_string first, second;
    static const struct {
        const WCHAR *first, *second;
        int folds, exact;
    } rows[] = {
        {L"abc", L"abc", 0, 0},   {L"abc", L"ABC", 0, 1}, {L"abc", L"abd", -1, -1},
        {L"abc", L"ab", 1, 1},    {L"", L"a", -1, -1},    {L"", L"", 0, 0},
        {L"\xe4", L"\xc4", 0, 1}, {L"\xdf", L"ss", 1, 1},
    };

    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        LONG folded, exact;

        label("compare %u", i);
        rtl_init(&first, rows[i].first);
        rtl_init(&second, rows[i].second);
        folded = rtl_compare(&first, &second, TRUE);
        exact = rtl_compare(&first, &second, FALSE);
        expect((unsigned)rows[i].folds, (unsigned)((folded > 0) - (folded < 0)));
        expect((unsigned)rows[i].exact, (unsigned)((exact > 0) - (exact < 0)));
        expect(rows[i].folds == 0, rtl_equal(&first, &second, TRUE));
        expect(rows[i].exact == 0, rtl_equal(&first, &second, FALSE));
    }
}

static void the_current_user(void)
{
    static const WCHAR start[] = L"\\Registry\\User\\S-1-";
    struct nt_string path = {0, 0, NULL};
    HANDLE key = NULL;

    label("user");
    expect(0, rtl_user_path(&path));
    expect_true(path.Length > sizeof start && path.MaximumLength >= path.Length + 2);
    CharUpperBuffW(path.Buffer, path.Length / 2);
    expect_bytes(L"\\REGISTRY\\USER\\S-1-", path.Buffer, sizeof start - 2);
    rtl_release(&path);
    expect(0, rtl_open_user(KEY_READ, &key));
    expect(0, nt_close(key));
}

static void codes(void)
{
    static const struct {
        ULONG status, code;
    } rows[] = {
        {0, 0},
        {NT_BUFFER_OVERFLOW, ERROR_MORE_DATA},
        {NT_NO_MORE_ENTRIES, ERROR_NO_MORE_ITEMS},
        {NT_INVALID_INFO_CLASS, ERROR_INVALID_PARAMETER},
        {NT_LENGTH_MISMATCH, ERROR_BAD_LENGTH},
        {NT_ACCESS_VIOLATION, ERROR_NOACCESS},
        {NT_INVALID_HANDLE, ERROR_INVALID_HANDLE},
        {NT_INVALID_PARAMETER, ERROR_INVALID_PARAMETER},
        {NT_ACCESS_DENIED, ERROR_ACCESS_DENIED},
        {NT_BUFFER_TOO_SMALL, ERROR_INSUFFICIENT_BUFFER},
        {NT_TYPE_MISMATCH, ERROR_INVALID_HANDLE},
        {NT_NAME_INVALID, ERROR_INVALID_NAME},
        {NT_NOT_FOUND, ERROR_FILE_NOT_FOUND},
        {NT_PATH_NOT_FOUND, ERROR_PATH_NOT_FOUND},
        {NT_OBJECT_PATH_SYNTAX, ERROR_BAD_PATHNAME},
        {NT_SHARING_VIOLATION, ERROR_SHARING_VIOLATION},
        {NT_PRIVILEGE_NOT_HELD, ERROR_PRIVILEGE_NOT_HELD},
        {NT_CANNOT_DELETE, ERROR_ACCESS_DENIED},
        {NT_NOT_REGISTRY_FILE, ERROR_NOT_REGISTRY_FILE},
        {NT_KEY_DELETED, ERROR_KEY_DELETED},
        {NT_CHILD_MUST_BE_VOLATILE, ERROR_CHILD_MUST_BE_VOLATILE},
        {0xC000014C, ERROR_BADDB},
        {0xC000014D, ERROR_REGISTRY_IO_FAILED},
        {0xC000007F, ERROR_DISK_FULL},
        {0xC0000079, ERROR_INVALID_SECURITY_DESCR},
        {0xC00000A2, ERROR_WRITE_PROTECT},
        {0xC000011F, ERROR_TOO_MANY_OPEN_FILES},
        {NT_PENDING, ERROR_IO_PENDING},
    };

    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        label("status %x", (unsigned)rows[i].status);
        expect(rows[i].code, rtl_to_dos(rows[i].status));
    }
}

int main(void)
{
    check_begin(__FILE__, "rtl_string");
    if (!native_load("Nt") || !find_all())
        return check_end();
    initialising();
    allocating();
    converting();
    building();
    comparing();
    the_current_user();
    codes();
    return check_end();
}

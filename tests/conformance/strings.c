/* strings.c: lstr*, wsprintf, code page conversion, environment expansion, messages. Sources:
 * sdk-api winbase lstrcpynA, winuser wsprintfW, stringapiset MultiByteToWideChar and
 * WideCharToMultiByte, processenv ExpandEnvironmentStringsA, winbase FormatMessageA. */
#include "check.h"

static void lstr(void)
{
    char narrow[16];
    WCHAR wide_text[16];

    label("lstr");
    expect(0, lstrlenA(""));
    expect(3, lstrlenA("abc"));
    expect(0, lstrlenA(NULL)); /* the lstr family survives NULL */
    expect(3, lstrlenW(L"abc"));
    expect(0, lstrlenW(NULL));
    guard(narrow);
    expect_true(lstrcpyA(narrow, "abc") == narrow);
    expect_bytes("abc", narrow, 4);
    expect_guard(narrow, 4);
    expect_true(lstrcatA(narrow, "de") == narrow);
    expect_bytes("abcde", narrow, 6);
    guard(wide_text);
    expect_true(lstrcpyW(wide_text, L"abc") == wide_text);
    expect_true(lstrcatW(wide_text, L"de") == wide_text);
    expect_bytes(L"abcde", wide_text, 12);
    expect_guard(wide_text, 12);
    for (int room = 1; room <= 6; room++) {
        unsigned copied = (unsigned)(room - 1 < 4 ? room - 1 : 4);

        label("lstrcpyn %d", room);
        guard(narrow);
        expect_true(lstrcpynA(narrow, "abcd", room) == narrow);
        expect_bytes("abcd", narrow, copied);
        expect(0, narrow[copied]);
        expect_guard(narrow, copied + 1);
        guard(wide_text);
        expect_true(lstrcpynW(wide_text, L"abcd", room) == wide_text);
        expect_bytes(L"abcd", wide_text, copied * 2);
        expect(0, wide_text[copied]);
        expect_guard(wide_text, copied * 2 + 2);
    }
}

static int sign(int number)
{
    return number < 0 ? 1 : number == 0 ? 2 : 3;
}

/* Word sort, case by lstrcmpi. Signs: 1 less, 2 equal, 3 greater. */
static void comparisons(void)
{
    static const struct {
        const char *a, *b;
        int exact, folded;
    } cases[] = {
        {"", "", 2, 2},
        {"a", "a", 2, 2},
        {"a", "b", 1, 1},
        {"b", "a", 3, 3},
        {"abc", "ABC", 1, 2},
        {"ABC", "abc", 3, 2},
        {"a", "B", 1, 1},
        {"A", "b", 1, 1},
        {"a", "aa", 1, 1},
        {"", "a", 1, 1},
        {"1", "a", 1, 1},
        {"_", "a", 1, 1},
        {"SMSPerf", "smsperf", 3, 2},
        {"10", "9", 1, 1},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        label("%s ~ %s", cases[i].a, cases[i].b);
        expect(cases[i].exact, sign(lstrcmpA(cases[i].a, cases[i].b)));
        expect(cases[i].folded, sign(lstrcmpiA(cases[i].a, cases[i].b)));
        expect(cases[i].exact, sign(lstrcmpW(wide(cases[i].a), wide(cases[i].b))));
        expect(cases[i].folded, sign(lstrcmpiW(wide(cases[i].a), wide(cases[i].b))));
    }
}

/* wsprintf: its own small language. sdk-api wsprintfW */
static void formats(void)
{
    char narrow[128];
    WCHAR wide_text[128];

#define FORMAT_A(want, ...)                                                                        \
    do {                                                                                           \
        guard(narrow);                                                                             \
        label("wsprintfA %s, length", want);                                                       \
        expect(sizeof(want) - 1, wsprintfA(narrow, __VA_ARGS__));                                  \
        label("wsprintfA %s", want);                                                               \
        expect_bytes(want, narrow, sizeof(want));                                                  \
    } while (0)
    FORMAT_A("plain", "plain");
    FORMAT_A("-5 5", "%d %u", -5, 5u);
    FORMAT_A("ff FF", "%x %X", 255u, 255u);
    FORMAT_A("0000002a", "%08x", 42u);
    FORMAT_A("   42|42   |", "%5d|%-5d|", 42, 42);
    FORMAT_A("00042", "%05d", 42);
    FORMAT_A("<abc>", "<%s>", "abc");
    FORMAT_A("<ab>", "<%.2s>", "abc");
    FORMAT_A("<  abc>", "<%5s>", "abc");
    FORMAT_A("<abc  >", "<%-5s>", "abc");
    FORMAT_A("c", "%c", 'c');
    FORMAT_A("100%", "100%%");
    FORMAT_A("0x2a", "%#x", 42u);
    FORMAT_A("4294967295", "%lu", 0xfffffffful);
    FORMAT_A("wide", "%S", L"wide");
    FORMAT_A("wide", "%ls", L"wide");
    FORMAT_A("narrow", "%hs", "narrow");
    label("wsprintfW");
    guard(wide_text);
    expect(12, wsprintfW(wide_text, L"%s %d %S", L"wide", 42, "ansi"));
    expect_bytes(L"wide 42 ansi", wide_text, 26);
    expect_guard(wide_text, 26);
    expect(3, wsprintfW(wide_text, L"%hs", "abc"));
    expect_bytes(L"abc", wide_text, 8);
    expect(8, wsprintfW(wide_text, L"%08lX", 0xbeefUL));
    expect_bytes(L"0000BEEF", wide_text, 18);
}

/* Sizes 0, n-1, n, n+1 and both ways of giving the length. */
static void conversion_sizes(void)
{
    WCHAR out[16];
    char narrow[16];

    for (int room = 0; room <= 6; room++) {
        label("room %d", room);
        guard(out);
        SetLastError(0);
        expect(room == 0 || room >= 5 ? 5 : 0,
               MultiByteToWideChar(1252, 0, "ab\xe4\x80", -1, out, room));
        expect(room > 0 && room < 5 ? ERROR_INSUFFICIENT_BUFFER : 0, GetLastError());
        if (room >= 5)
            expect_bytes(L"ab\x00e4\x20ac", out, 10);
        expect_guard(out, room >= 5 ? 10 : room * 2);
        guard(narrow);
        SetLastError(0);
        expect(room == 0 || room >= 5 ? 5 : 0,
               WideCharToMultiByte(1252, 0, L"ab\x00e4\x20ac", -1, narrow, room, NULL, NULL));
        expect(room > 0 && room < 5 ? ERROR_INSUFFICIENT_BUFFER : 0, GetLastError());
        if (room >= 5)
            expect_bytes("ab\xe4\x80", narrow, 5);
        expect_guard(narrow, room >= 5 ? 5 : room);
    }
    label("counted");
    guard(out);
    expect(2, MultiByteToWideChar(1252, 0, "abcd", 2, out, 16)); /* no NUL is added */
    expect_guard(out, 4);
    expect(0, MultiByteToWideChar(1252, 0, "abcd", 0, out, 16));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    expect(0, MultiByteToWideChar(1252, 0, NULL, 3, out, 16));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    expect(0, MultiByteToWideChar(9999, 0, "a", -1, out, 16));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    expect(2, MultiByteToWideChar(CP_ACP, 0, "\xe4", -1, out, 16));
    expect(1252, GetACP());
}

/* UTF-8: sequences, and what is not one. sdk-api MultiByteToWideChar (MB_ERR_INVALID_CHARS) (rule
 * text.code-pages) */
static void utf8(void)
{
    static const struct {
        const char *bytes;
        WCHAR units[6];
        int valid;
    } cases[] = {
        {"a", {'a'}, 1},
        {"\xc3\xa4", {0xe4}, 1},
        {"\xe2\x82\xac", {0x20ac}, 1},
        {"\xf0\x9f\x98\x80", {0xd83d, 0xde00}, 1},
        {"\x80", {0xfffd}, 0},
        {"\xc3", {0xfffd}, 0},
        {"\xc0\x80", {0xfffd, 0xfffd}, 0},
        {"a\xff"
         "b",
         {'a', 0xfffd, 'b'},
         0},
        {"\xf5\x80", {0xfffd, 0xfffd}, 0},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        WCHAR out[8];
        int length = 1;

        while (cases[i].units[length - 1])
            length++;
        label("case %u", i);
        guard(out);
        expect(length, MultiByteToWideChar(CP_UTF8, 0, cases[i].bytes, -1, out, 8));
        expect_bytes(cases[i].units, out, length * 2);
        SetLastError(0);
        expect(cases[i].valid ? length : 0,
               MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, cases[i].bytes, -1, out, 8));
        expect(cases[i].valid ? 0 : ERROR_NO_UNICODE_TRANSLATION, GetLastError());
        if (cases[i].valid) {
            char back[8];

            expect(strlen(cases[i].bytes) + 1,
                   WideCharToMultiByte(CP_UTF8, 0, cases[i].units, -1, back, 8, NULL, NULL));
            expect_bytes(cases[i].bytes, back, strlen(cases[i].bytes) + 1);
        }
    }
}

/* What a code page lacks: the default character, and that it was used. sdk-api WideCharToMultiByte
 * (rule text.code-pages)
 */
static void default_characters(void)
{
    char out[8];
    BOOL used = TRUE;

    label("default");
    expect(2, WideCharToMultiByte(1252, 0, L"\x20ac", -1, out, 8, NULL, &used));
    expect(0, used);
    expect(2, WideCharToMultiByte(1252, 0, L"\x0416", -1, out, 8, NULL, &used));
    expect('?', out[0]);
    expect(1, used);
    expect(2, WideCharToMultiByte(1252, 0, L"\x0416", -1, out, 8, "#", &used));
    expect('#', out[0]);
    expect(1, used);
    expect(2, WideCharToMultiByte(1252, WC_NO_BEST_FIT_CHARS, L"\x0101", -1, out, 8, NULL, &used));
    expect('?', out[0]);
    expect(2, WideCharToMultiByte(1252, 0, L"\x0101", -1, out, 8, NULL, &used));
    expect('a', out[0]);
}

/* The answer counts the NUL; what is not set stays as it is written (rule text.environment). */
static void expansion(void)
{
    char root[100], want[140], out[200];
    WCHAR wide_out[200];
    DWORD length;

    GetEnvironmentVariableA("SystemRoot", root, sizeof root);
    snprintf(want, sizeof want, "<%s>", root);
    length = (DWORD)strlen(want) + 1;
    label("A");
    guard(out);
    expect_true(ExpandEnvironmentStringsA("<%SystemRoot%>", out, 200) == length);
    expect_true(strcmp(out, want) == 0);
    expect_true(ExpandEnvironmentStringsA("<%systemroot%>", out, 200) == length);
    expect(1, ExpandEnvironmentStringsA("", out, 200));
    expect(18, ExpandEnvironmentStringsA("%CONFORMANCE_NOT%", out, 200));
    expect_bytes("%CONFORMANCE_NOT%", out, 18);
    expect(5, ExpandEnvironmentStringsA("50 %", out, 200));
    expect_bytes("50 %", out, 5);
    expect(3, ExpandEnvironmentStringsA("%%", out, 200));
    label("W");
    expect_true(ExpandEnvironmentStringsW(L"<%SystemRoot%>", wide_out, 200) == length);
    expect_bytes(wide(want), wide_out, 2); /* the first unit; the whole by its length */
    expect_true(ExpandEnvironmentStringsW(L"<%SystemRoot%>", NULL, 0) == length);
    expect_true(ExpandEnvironmentStringsW(L"<%SystemRoot%>", wide_out, 3) ==
                length); /* too small: the size */
    expect(18, ExpandEnvironmentStringsW(L"%CONFORMANCE_NOT%", wide_out, 200));
    expect_bytes(L"%CONFORMANCE_NOT%", wide_out, 36);
}

/* Inserts and the limits of FormatMessage; system texts differ by version and are only asked to be
 * there (rule text.messages). */
static void messages(void)
{
    static const DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
    char out[512];
    DWORD_PTR inserts[2];

    label("system");
    expect_true(FormatMessageA(flags, NULL, 2, 0, out, sizeof out, NULL) > 10);
    expect_true(FormatMessageA(flags, NULL, 5, 0, out, sizeof out, NULL) > 10);
    expect(0, FormatMessageA(flags, NULL, 5, 0, out, 3, NULL));
    expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
    expect(0, FormatMessageA(flags, NULL, 0x0fffffff, 0, out, sizeof out, NULL));
    expect(ERROR_MR_MID_NOT_FOUND, GetLastError());
    label("string");
    inserts[0] = (DWORD_PTR) "one";
    inserts[1] = (DWORD_PTR) "two";
    expect(10, FormatMessageA(FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY,
                              "%2, %1 %%", 0, 0, out, sizeof out, (va_list *)(void *)inserts));
    expect_bytes("two, one %", out, 10);
}

int main(void)
{
    check_begin(__FILE__, "strings");
    lstr();
    comparisons();
    formats();
    conversion_sizes();
    utf8();
    default_characters();
    expansion();
    messages();
    return check_end();
}

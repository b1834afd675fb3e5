/* process.c: what a program asks about itself: its module, its user, its temporary folder; local
 * memory and characters. Sources: sdk-api GetModuleFileNameW, GetUserNameW, GetTempPathA,
 * LocalFree, CharUpperW, CharToOemW. */
#include "check.h"

/* Too small a buffer is filled, the answer is its size; until Windows XP there is neither a NUL nor
 * an error then (rule module.file-name; sdk-api GetModuleFileNameW). */
static void cut_names(const char *whole, const WCHAR *wide_whole)
{
    const char *old = "nt4 w2k xp ws2003";
    DWORD length = (DWORD)strlen(whole), sizes[] = {1, 4, length};
    char name[MAX_PATH];
    WCHAR wide_name[MAX_PATH];

    for (unsigned i = 0; i < 3; i++) {
        DWORD size = sizes[i], kept = check_on(old) ? size : size - 1;

        label("cut %u", i);
        guard(name);
        SetLastError(0);
        expect_true(GetModuleFileNameA(NULL, name, size) == size);
        broken("nt4 w2k xp ws2003", 0, "no error");
        expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        expect_true(memcmp(whole, name, kept) == 0);
        todo_wine("leaves the NUL out");
        expect_true(kept == size || name[kept] == 0);
        expect_guard(name, size);
        guard(wide_name);
        SetLastError(0);
        expect_true(GetModuleFileNameW(NULL, wide_name, size) == size);
        broken("nt4 w2k xp ws2003", 0, "no error");
        expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        expect_true(memcmp(wide_whole, wide_name, kept * 2) == 0);
        todo_wine("leaves the NUL out");
        expect_true(kept == size || wide_name[kept] == 0);
        expect_guard(wide_name, size * 2);
    }
    label("cut to nothing");
    guard(name);
    expect(0, GetModuleFileNameA(NULL, name, 0));
    expect_guard(name, 0);
    label("just room");
    guard(name);
    expect_true(GetModuleFileNameA(NULL, name, length + 1) == length);
    expect_true(strcmp(whole, name) == 0);
    expect_guard(name, length + 1);
}

static void module_names(void)
{
    char name[MAX_PATH];
    WCHAR wide_name[MAX_PATH];
    DWORD length = GetModuleFileNameA(NULL, name, MAX_PATH);

    label("whole");
    expect_true(length > 4 && length < MAX_PATH);
    expect(0, lstrcmpiA(name + length - 4, ".exe"));
    expect_true(GetModuleFileNameW(NULL, wide_name, MAX_PATH) == length);
    cut_names(name, wide_name);
}

/* Each line and its arguments, ended by | (rule module.arguments; sdk-api CommandLineToArgvW). */
static void arguments(void)
{
    static const struct {
        const char *line, *arguments;
    } cases[] = {
        {"fix --undo \\\\LOGON1\\x y\\", "fix|--undo|\\\\LOGON1\\x|y\\|"},
        {"\"C:\\My Dir\\fix.exe\" \"a b\"\tc", "C:\\My Dir\\fix.exe|a b|c|"},
        {"f \"a\\\\\" b", "f|a\\|b|"},
        {"f a\\\\\\\"b c", "f|a\\\"b|c|"},
        {"f \"a\\b\\\\c\" d", "f|a\\b\\\\c|d|"},
        {"f a\"b c\"d  e ", "f|ab cd|e|"},
        {"f \"\" x", "f||x|"},
        {"a\"b c", "a\"b|c|"},
        {" f x", "|f|x|"},
    };
    LPWSTR *(WINAPI * split)(LPCWSTR, int *) =
        (LPWSTR * (WINAPI *)(LPCWSTR, int *)) late("shell32.dll", "CommandLineToArgvW");
    char path[MAX_PATH];
    int count = 0;
    LPWSTR *list;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[128] = "";
        size_t used = 0;

        label("line %u", i);
        list = split(wide(cases[i].line), &count);
        for (int n = 0; n < count; n++)
            used += (size_t)snprintf(text + used, sizeof text - used, "%ls|", list[n]);
        expect_bytes(cases[i].arguments, text, strlen(cases[i].arguments) + 1);
        expect_true(list[count] == NULL);
        expect_true(LocalFree(list) == NULL);
    }
    label("empty line");
    GetModuleFileNameA(NULL, path, sizeof path);
    list = split(L"", &count);
    expect(1, count);
    expect(0, lstrcmpiW(wide(path), list[0]));
    LocalFree(list);
}

/* The size counts the NUL, in both directions (rule process.user-name). */
static void user_name(void)
{
    char name[256];
    DWORD size = 0;

    label("no room");
    expect(FALSE, GetUserNameA(name, &size));
    expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
    expect_true(size > 1 && size < 256);
    label("room");
    guard(name);
    expect(TRUE, GetUserNameA(name, &size));
    expect_true(size == strlen(name) + 1);
    expect_guard(name, size);
}

/* A folder that ends in a backslash (rule file.temp-path). */
static void temporary_path(void)
{
    char path[MAX_PATH];
    DWORD length = GetTempPathA(MAX_PATH, path);

    label("path");
    expect_true(length > 3 && length < MAX_PATH);
    expect_true(length == strlen(path));
    expect('\\', path[length - 1]);
    expect_true(GetTempPathW(0, NULL) == length + 1);
}

/* NULL says that it is free, the handle itself that it is not (rule memory.local-free). */
static void local_memory(void)
{
    HLOCAL memory = LocalAlloc(LMEM_ZEROINIT, 16);

    label("LocalFree");
    expect_true(memory != NULL);
    expect_true(LocalFree(memory) == NULL);
    expect_true(LocalFree(NULL) == NULL);
    label("no memory of ours");
    SetLastError(0);
    expect_true(LocalFree(&memory) == &memory);
    expect(ERROR_INVALID_HANDLE, GetLastError());
}

/* A pointer below 64 K is a character; CharToOem answers TRUE and may work in place (rules
 * text.char-upper, text.oem). */
static void characters(void)
{
    char text[8] = "ab\xE4";

    label("one character");
    expect('A', (ULONG_PTR)CharUpperA((LPSTR)(ULONG_PTR)'a'));
    expect(0xC4, (ULONG_PTR)CharUpperW((LPWSTR)(ULONG_PTR)0xE4));
    label("text");
    expect_true(CharUpperA(text) == text);
    expect_bytes("AB\xC4", text, 4);
    label("OEM");
    expect(TRUE, CharToOemA("a\xE4z", text));
    expect_bytes("a\x84z", text, 4);
    label("OEM, in place");
    guard(text);
    strcpy(text, "a\xE4z");
    expect(TRUE, CharToOemA(text, text));
    expect_bytes("a\x84z", text, 4);
    expect_guard(text, 4);
    label("OEM, wide");
    guard(text);
    expect(TRUE, CharToOemW(L"a\xE4z", text));
    expect_bytes("a\x84z", text, 4);
    expect_guard(text, 4);
    label("OEM, nothing alike");
    expect(TRUE, CharToOemW(L"\x2603", text));
    expect_bytes("?", text, 2);
}

int main(void)
{
    check_begin(__FILE__, "process");
    module_names();
    arguments();
    user_name();
    temporary_path();
    local_memory();
    characters();
    return check_end();
}

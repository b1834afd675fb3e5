/* process.c: what a program asks about itself: its module, its user, its temporary folder; local
 * memory and characters. Sources: sdk-api GetModuleFileNameW, GetUserNameW, GetTempPathA,
 * LocalFree, CharUpperW, CharToOemW. */
#include "check.h"

/* The path whole, or what fits of it and the size of the buffer (rule module.file-name). */
static void module_names(void)
{
    char name[MAX_PATH];
    WCHAR wide_name[MAX_PATH];
    DWORD length = GetModuleFileNameA(NULL, name, MAX_PATH);

    label("whole");
    expect_true(length > 4 && length < MAX_PATH);
    expect(0, lstrcmpiA(name + length - 4, ".exe"));
    expect_true(GetModuleFileNameW(NULL, wide_name, MAX_PATH) == length);
    label("cut");
    guard(name);
    expect(4, GetModuleFileNameA(NULL, name, 4));
    expect_guard(name, 4);
    guard(wide_name);
    expect(4, GetModuleFileNameW(NULL, wide_name, 4));
    expect_guard(wide_name, 8);
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

/* NULL says that it is free (rule memory.local-free). */
static void local_memory(void)
{
    HLOCAL memory = LocalAlloc(LMEM_ZEROINIT, 16);

    label("LocalFree");
    expect_true(memory != NULL);
    expect_true(LocalFree(memory) == NULL);
    expect_true(LocalFree(NULL) == NULL);
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
    expect(TRUE, CharToOemA(text, text));
}

int main(void)
{
    check_begin(__FILE__, "process");
    module_names();
    user_name();
    temporary_path();
    local_memory();
    characters();
    return check_end();
}

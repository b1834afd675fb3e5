/* find_file.c: FindFirstFile, FindNextFile, FindClose. Sources: sdk-api FindFirstFileW,
 * FindNextFileW, FindClose; Wine test_FindFirstFileA, test_FindNextFileA (kernel32). */
#include "check.h"

static char directory[MAX_PATH], path[MAX_PATH + 32];

static void make(const char *name, DWORD size)
{
    DWORD written;
    snprintf(path, sizeof path, "%s\\%s", directory, name);
    HANDLE file = CreateFileA(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    WriteFile(file, "0123456789", size, &written, NULL);
    CloseHandle(file);
}

static HANDLE first(const char *pattern, WIN32_FIND_DATAA *data)
{
    snprintf(path, sizeof path, "%s\\%s", directory, pattern);
    SetLastError(0xdeadbeef);
    return FindFirstFileA(path, data);
}

/* How many entries match; the names, put together. */
static unsigned matches(const char *pattern, char *names)
{
    WIN32_FIND_DATAA data;
    HANDLE search = first(pattern, &data);
    unsigned count = 0;

    *names = 0;
    if (search == INVALID_HANDLE_VALUE)
        return 0;
    do {
        strcat(strcat(names, data.cFileName), "|");
        count++;
    } while (FindNextFileA(search, &data));
    expect(ERROR_NO_MORE_FILES, GetLastError());
    expect_true(FindClose(search));
    return count;
}

/* rule file.find */
static void patterns(void)
{
    static const struct {
        const char *pattern, *names;
    } cases[] = {{"*", ".|..|a.txt|b.TXT|c|sub|"},
                 {"*.*", ".|..|a.txt|b.TXT|c|sub|"},
                 {"*.txt", "a.txt|b.TXT|"},
                 {"A.TXT", "a.txt|"},
                 {"*.none", ""},
                 {"sub", "sub|"},
                 {"?.tx*", "a.txt|b.TXT|"}};
    char names[256];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned count = 0;
        for (const char *c = cases[i].names; *c; c++)
            count += *c == '|';
        label("%s", cases[i].pattern);
        expect(count, matches(cases[i].pattern, names));
        expect_true(!strcmp(cases[i].names, names));
    }
}

static void what_is_told(void)
{
    WIN32_FIND_DATAA data;
    WIN32_FIND_DATAW wide;
    WCHAR name[MAX_PATH];
    HANDLE search;

    label("data");
    search = first("a.txt", &data);
    expect_true(search != INVALID_HANDLE_VALUE);
    expect(7, data.nFileSizeLow);
    expect(0, data.nFileSizeHigh);
    expect(0, data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY);
    expect_true(FindClose(search));
    search = first("sub", &data);
    expect(FILE_ATTRIBUTE_DIRECTORY, data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY);
    expect_true(FindClose(search));
    snprintf(path, sizeof path, "%s\\a.txt", directory);
    MultiByteToWideChar(CP_ACP, 0, path, -1, name, MAX_PATH);
    search = FindFirstFileW(name, &wide);
    expect_true(search != INVALID_HANDLE_VALUE);
    expect_bytes(u"a.txt", wide.cFileName, 12);
    expect_true(FindClose(search));
}

/* rule file.find */
static void codes(void)
{
    WIN32_FIND_DATAA data;

    label("codes");
    expect_true(first("none", &data) == INVALID_HANDLE_VALUE);
    expect(ERROR_FILE_NOT_FOUND, GetLastError());
    expect_true(first("none\\*", &data) == INVALID_HANDLE_VALUE);
    expect(ERROR_PATH_NOT_FOUND, GetLastError());
    expect_true(first("", &data) == INVALID_HANDLE_VALUE);
    expect(ERROR_FILE_NOT_FOUND, GetLastError());
    SetLastError(0xdeadbeef);
    expect_true(!FindClose(INVALID_HANDLE_VALUE));
    expect(ERROR_INVALID_HANDLE, GetLastError());
}

int main(void)
{
    static const char *const names[] = {"a.txt", "b.TXT", "c"};

    check_begin(__FILE__, "find_file");
    GetTempPathA(sizeof directory - 20, directory);
    strcat(directory, "regsim-find");
    CreateDirectoryA(directory, NULL);
    make("a.txt", 7);
    make("b.TXT", 0);
    make("c", 1);
    snprintf(path, sizeof path, "%s\\sub", directory);
    CreateDirectoryA(path, NULL);
    patterns();
    what_is_told();
    codes();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s\\%s", directory, names[i]);
        DeleteFileA(path);
    }
    snprintf(path, sizeof path, "%s\\sub", directory);
    RemoveDirectoryA(path);
    RemoveDirectoryA(directory);
    return check_end();
}

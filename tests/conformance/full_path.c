/* full_path.c: GetFullPathName. Source: sdk-api GetFullPathNameW. Wine's current directory is on
 * another drive, so all names here begin with one. */
#include "check.h"

/* rule file.full-path */
static void names(void)
{
    static const struct {
        const char *name, *full, *part;
    } cases[] = {{"C:\\folder\\file.txt", "C:\\folder\\file.txt", "file.txt"},
                 {"C:/folder/file.txt", "C:\\folder\\file.txt", "file.txt"},
                 {"C:\\a\\..\\b", "C:\\b", "b"},
                 {"C:\\a\\.\\b", "C:\\a\\b", "b"},
                 {"C:\\..\\..\\x", "C:\\x", "x"},
                 {"C:\\folder\\", "C:\\folder\\", NULL},
                 {"C:\\", "C:\\", NULL},
                 {"C:\\a\\\\b", "C:\\a\\b", "b"}};

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        DWORD length = (DWORD)strlen(cases[i].full);
        char out[40], *part = out;
        WCHAR wide_out[40], *wide_part = wide_out;

        label("%s", cases[i].name);
        guard(out);
        expect(length, GetFullPathNameA(cases[i].name, sizeof out, out, &part));
        expect(0, strcmp(cases[i].full, out));
        expect_guard(out, length + 1);
        expect(cases[i].part != NULL, part != NULL);
        if (part)
            expect(0, strcmp(cases[i].part, part));
        expect(length, GetFullPathNameW(wide(cases[i].name), 40, wide_out, &wide_part));
        expect(0, lstrcmpW(wide(cases[i].full), wide_out));
        for (int more = -1; more < 3; more++) {
            label("%s, room %+d", cases[i].name, more);
            guard(out);
            expect(more >= 1 ? length : length + 1,
                   GetFullPathNameA(cases[i].name, length + (DWORD)more, out, NULL));
            expect_guard(out, more >= 1 ? length + 1 : 0);
        }
    }
}

int main(void)
{
    char out[40];

    check_begin(__FILE__, "full_path");
    names();
    label("no name");
    SetLastError(0xdeadbeef);
    expect(0, GetFullPathNameA("", sizeof out, out, NULL));
    todo_wine("sets no last error");
    expect(ERROR_INVALID_NAME, GetLastError());
    return check_end();
}

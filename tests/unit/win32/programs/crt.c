/* The C library as Microsoft's has it. Each failed check gives its line as the exit code. */
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <windows.h>

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            return __LINE__;                                                                       \
    } while (0)

static int by_value(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static int formats(void)
{
    char text[200];
    wchar_t wide[200];

    CHECK(sprintf(text, "%lx %ld", 0xffffffffu, -1) == 11 && strcmp(text, "ffffffff -1") == 0);
    CHECK(sprintf(text, "%I64x %lld %I32u", 0x123456789aULL, -5LL, 7) == 15);
    CHECK(strcmp(text, "123456789a -5 7") == 0);
    sprintf(text, "%S|%ls|%hs|%ws|%C", L"a", L"b", "c", L"d", L'e');
    CHECK(strcmp(text, "a|b|c|d|e") == 0);
    swprintf(wide, 200, L"%s|%S|%hs|%ls|%c", L"a", "b", "c", L"d", L'e');
    CHECK(wcscmp(wide, L"a|b|c|d|e") == 0);
    sprintf(text, "%+d % d %#x %#X %05d %-5d| %.3d %.0d", 5, 5, 255, 255, -42, 42, 7, 0);
    CHECK(strcmp(text, "+5  5 0xff 0XFF -0042 42   | 007 ") == 0);
    sprintf(text, "%5s|%-5s|%.2s|%*s|%%", "ab", "ab", "abc", 4, "x");
    CHECK(strcmp(text, "   ab|ab   |ab|   x|%") == 0);
    sprintf(text, "%.2f %g %e", 3.14159, 0.5, 12345.678);
    CHECK(strncmp(text, "3.14 0.5 1.234568e+0", 20) == 0);
    sprintf(text, "%s %d", (char *)NULL, 3);
    CHECK(strcmp(text, "(null) 3") == 0);
    CHECK(snprintf(text, 4, "%s", "abcdef") == 6 && strcmp(text, "abc") == 0);
    CHECK(_snprintf(text, 6, "%s", "abcdef") == 6 && text[5] == 'f'); /* and no NUL */
    CHECK(wsprintfW(wide, L"%s=%08lX", L"v", 0xbeefu) == 10);
    return 0;
}

static int strings(void)
{
    char text[50] = "one,two,,three";
    wchar_t wide[50];

    CHECK(strcmp(strtok(text, ","), "one") == 0 && strcmp(strtok(NULL, ","), "two") == 0);
    CHECK(strcmp(strtok(NULL, ","), "three") == 0 && !strtok(NULL, ","));
    CHECK(_stricmp("HeLLo", "hEllO") == 0 && _strnicmp("abX", "ABy", 2) == 0);
    CHECK(_wcsicmp(L"Abc", L"aBC") == 0 && _wcsicmp(L"ABC", L"abd") < 0);
    CHECK(_wcsnicmp(L"SMSPerfX", L"smsperfY", 7) == 0);
    CHECK(wcsstr(L"one two", L"two") && !wcsstr(L"one", L"two") && wcschr(L"abc", L'c'));
    CHECK(wcslen(wcscat(wcscpy(wide, L"ab"), L"cd")) == 4);
    CHECK(strtol("2147483648", NULL, 10) == 2147483647L && errno == ERANGE);
    CHECK(strtol("-0x10", NULL, 16) == -16 && strtoul("0x1F", NULL, 0) == 31 &&
          LONG_MAX == 2147483647L);
    CHECK(wcstol(L"077", NULL, 8) == 63 && _wtoi(L" -12x") == -12 &&
          _atoi64("99999999999") == 99999999999LL);
    CHECK(strcmp(_itoa(-255, text, 10), "-255") == 0 && strcmp(_ultoa(255, text, 16), "ff") == 0);
    CHECK(isalpha('x') && !isalpha('1') && toupper('q') == 'Q' && towupper(L'\xe4') == L'\xc4');
    CHECK(mbstowcs(wide, "\x80", 50) == 1 && wide[0] == 0x20ac &&
          wcstombs(text, L"\x20ac", 50) == 1);
    return 0;
}

static int rest(void)
{
    int numbers[] = {5, 3, 9, 1, 1, 7}, key = 7;
    char *block = calloc(3, 4);
    time_t start = time(NULL);

    qsort(numbers, 6, sizeof *numbers, by_value);
    CHECK(numbers[0] == 1 && numbers[1] == 1 && numbers[5] == 9);
    CHECK(bsearch(&key, numbers, 6, sizeof *numbers, by_value) == &numbers[4]);
    CHECK(block && block[11] == 0 && (block = realloc(block, 5000)) != NULL);
    free(block);
    free(NULL);
    Sleep(2500);
    CHECK(time(NULL) - start == 2 || time(NULL) - start == 3);
    CHECK(gmtime(&start)->tm_year == 101 && strlen(ctime(&start)) == 25);
    srand(1);
    CHECK(rand() == 41 && rand() == 18467); /* the sequence that everybody knows */
    assert(getenv("SystemRoot") && !getenv("NoSuchVariable"));
    return 0;
}

int main(void)
{
    int line = formats();
    if (!line)
        line = strings();
    return line ? line : rest();
}

/*
 * smsperffix's command line splitter against CommandLineToArgvW, on every line of up to eight units
 * made of a letter, a blank, a quote and a backslash. Run under Wine.
 */
#include <windows.h>

#include <shellapi.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "options.h"

#define MOST_UNITS 8

static const WCHAR alphabet[] = u"a \"\\";

/* Do both see the same arguments after the program's name, "x"? */
static int agree(const WCHAR *line)
{
    int count = 0, at = 1, same = 1;
    WCHAR **expected = CommandLineToArgvW(line, &count), *argument;
    const WCHAR *rest = line + 2;

    while ((argument = options_next(&rest)) != NULL) {
        same &= at < count && wcscmp(argument, expected[at]) == 0;
        at++;
    }
    LocalFree(expected);
    return same && at == count;
}

int main(void)
{
    WCHAR line[2 + MOST_UNITS + 1] = u"x ";
    unsigned differing = 0, lines = 0;

    for (unsigned units = 1; units <= MOST_UNITS; units++)
        for (unsigned number = 0; number < 1u << (2 * units); number++) {
            for (unsigned i = 0; i < units; i++)
                line[2 + i] = alphabet[number >> (2 * i) & 3];
            line[2 + units] = 0;
            lines++;
            if (!agree(line) && ++differing <= 10)
                printf("differs: %ls\n", line);
        }
    printf("%u lines, %u differ\n", lines, differing);
    return differing != 0;
}

/* main, printf, a static that must be fresh in every run. */
#include <stdio.h>
#include <windows.h>

static int runs;

int main(int argc, char **argv)
{
    runs++;
    printf("hello %d %s %ls %I64d %lu %hs|%5d|%-5s|%05x\n", argc, argc > 1 ? argv[1] : "-", L"wide",
           12345678901LL, (DWORD)4000000000u, "narrow", 42, "ab", 0xbeef);
    fprintf(stderr, "run %d\n", runs);
    return runs;
}

/* C:\\My Dir\\blanks.exe: an empty command line is the whole path of the program. */
#include <windows.h>

#include <shellapi.h>

int main(void)
{
    int count = 0;
    WCHAR **list = CommandLineToArgvW(L"", &count);
    if (count != 1)
        return 1;
    return lstrcmpW(list[0], L"C:\\My Dir\\blanks.exe") || list[1] || LocalFree(list) ? 2 : 0;
}

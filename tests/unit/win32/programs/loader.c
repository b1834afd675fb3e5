/* loader DLL FUNCTION: the exit code is GetLastError of what fails first; 0: both are there. */
#include <windows.h>

int main(int argc, char **argv)
{
    HMODULE module = argc == 3 ? LoadLibraryA(argv[1]) : NULL;

    if (!module)
        return (int)GetLastError();
    if (!GetProcAddress(module, argv[2]))
        return (int)GetLastError();
    if (!FreeLibrary(module))
        return 1;
    return GetProcAddress(module, argv[2]) ? 2 : 0;
}

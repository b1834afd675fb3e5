/* twice DLL HOW: loads it twice, frees it once or (how = free) twice, and ends. */
#include <string.h>
#include <windows.h>

int main(int argc, char **argv)
{
    HMODULE module, again;

    if (argc != 3 || GetModuleHandleA(argv[1]))
        return 1;
    module = LoadLibraryA(argv[1]);
    CharUpperA(argv[1]);
    again = LoadLibraryA(argv[1]);
    if (!module || again != module || GetModuleHandleA(argv[1]) != module)
        return 2;
    if (!FreeLibrary(module) || !GetProcAddress(module, "DllMain"))
        return 3;
    if (strcmp(argv[2], "free") == 0 && (!FreeLibrary(module) || GetModuleHandleA(argv[1])))
        return 4;
    if (strcmp(argv[2], "kill") == 0)
        TerminateProcess(GetCurrentProcess(), 0);
    return 0;
}

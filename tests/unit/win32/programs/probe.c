/* Asks for a newer function at run time, as a careful program does. */
#include <windows.h>

typedef LSTATUS(WINAPI *delete_tree_fn)(HKEY, LPCSTR);

int main(void)
{
    HMODULE advapi = GetModuleHandleA("ADVAPI32.DLL");
    delete_tree_fn delete_tree =
        (delete_tree_fn)(void (*)(void))GetProcAddress(advapi, "RegDeleteTreeA");
    if (!delete_tree)
        return GetLastError() == ERROR_PROC_NOT_FOUND ? 1 : 2;
    return delete_tree(HKEY_LOCAL_MACHINE, "SOFTWARE\\Nothing") == ERROR_FILE_NOT_FOUND ? 3 : 4;
}

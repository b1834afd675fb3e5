/* Imports a function that Windows 2000 lacks. */
#include <windows.h>

int main(void)
{
    return RegDeleteTreeA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Nothing");
}

/* A list view. regsim has no common controls. */
#include <windows.h>

#include <commctrl.h>

int main(void)
{
    InitCommonControls();
    return 0;
}

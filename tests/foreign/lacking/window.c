/* A progress window. regsim has no windows. */
#include <windows.h>

int main(void)
{
    HWND window = CreateWindowEx(0, "STATIC", "Working...", WS_OVERLAPPEDWINDOW, 0, 0, 200, 50,
                                 NULL, NULL, NULL, NULL);

    return window == NULL;
}

/* A service that watches a key from a thread. regsim has no threads. */
#include <windows.h>

static DWORD WINAPI watch(LPVOID parameter)
{
    Sleep(1000);
    return parameter != NULL;
}

int main(void)
{
    HANDLE thread = CreateThread(NULL, 0, watch, NULL, 0, NULL);

    return WaitForSingleObject(thread, INFINITE) != WAIT_OBJECT_0;
}

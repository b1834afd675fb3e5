/* Locks. regsim has no threads, so no critical sections. */
#include <windows.h>

static CRITICAL_SECTION lock;

int main(void)
{
    return sizeof(lock) == 0;
}

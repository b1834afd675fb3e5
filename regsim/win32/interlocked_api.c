/* One thread runs, so whatever it does to a number it does at once (sdk-api winnt). */
#include "win32/user.h"

USER_MEMORY LONG WINAPI InterlockedIncrement(LONG volatile *number)
{
    return *number = (LONG)((ULONG)*number + 1);
}

USER_MEMORY LONG WINAPI InterlockedDecrement(LONG volatile *number)
{
    return *number = (LONG)((ULONG)*number - 1);
}

USER_MEMORY LONG WINAPI InterlockedExchange(LONG volatile *number, LONG value)
{
    LONG before = *number;
    *number = value;
    return before;
}

USER_MEMORY LONG WINAPI InterlockedExchangeAdd(LONG volatile *number, LONG value)
{
    LONG before = *number;
    *number = (LONG)((ULONG)before + (ULONG)value);
    return before;
}

USER_MEMORY LONG WINAPI InterlockedCompareExchange(LONG volatile *number, LONG value, LONG expected)
{
    LONG before = *number;
    if (before == expected)
        *number = value;
    return before;
}

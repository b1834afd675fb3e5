/* interlocked.c: numbers changed at once. Source: sdk-api winnt, "Interlocked Variable Access". */
#include "check.h"

static const LONG samples[] = {0, 1, -1, 7, 0x7FFFFFFF, (LONG)0x80000000};

int main(void)
{
    check_begin(__FILE__, "interlocked");
    for (unsigned i = 0; i < sizeof samples / sizeof *samples; i++) {
        volatile LONG number = samples[i];
        ULONG next = (ULONG)samples[i] + 1;

        label("%d", (int)samples[i]);
        expect(next, InterlockedIncrement(&number));
        expect(samples[i], InterlockedDecrement(&number));
        expect(samples[i], InterlockedExchangeAdd(&number, 5));
        expect((ULONG)samples[i] + 5, number);
        expect((ULONG)samples[i] + 5, InterlockedExchange(&number, 3));
        expect(3, number);
        expect(3, InterlockedCompareExchange(&number, 9, 4));
        expect(3, number);
        expect(3, InterlockedCompareExchange(&number, 9, 3));
        expect(9, number);
    }
    return check_end();
}

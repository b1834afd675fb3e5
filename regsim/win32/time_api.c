/* Time: the machine's virtual clock. Local time is UTC (our choice). */
#include "win32/user.h"

enum { DAYS_OF_400_YEARS = 146097 };

static const filetime day = 24 * CLOCK_HOUR;

/* Days since 1601-01-01 to a date of the Gregorian calendar. */
static void date_of(SYSTEMTIME *out, uint32_t days)
{
    /* Counted from 1600-03-01, so that a leap day ends its year. */
    uint32_t shifted = days + 306, era = shifted / DAYS_OF_400_YEARS;
    uint32_t in_era = shifted % DAYS_OF_400_YEARS;
    uint32_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    uint32_t in_year = in_era - (365 * year + year / 4 - year / 100);
    uint32_t month = (5 * in_year + 2) / 153;
    out->wDay = (WORD)(in_year - (153 * month + 2) / 5 + 1);
    out->wMonth = (WORD)(month < 10 ? month + 3 : month - 9);
    out->wYear = (WORD)(1600 + era * 400 + year + (month >= 10));
    out->wDayOfWeek = (WORD)((days + 1) % 7); /* 1601-01-01 was a Monday */
}

static SYSTEMTIME to_system(filetime time)
{
    SYSTEMTIME out;
    filetime rest = time % day;
    date_of(&out, (uint32_t)(time / day));
    out.wHour = (WORD)(rest / CLOCK_HOUR);
    out.wMinute = (WORD)(rest / CLOCK_MINUTE % 60);
    out.wSecond = (WORD)(rest / CLOCK_SECOND % 60);
    out.wMilliseconds = (WORD)(rest / CLOCK_MILLISECOND % 1000);
    return out;
}

static filetime to_filetime(const FILETIME *time)
{
    FILETIME copy;
    user_copy_in(&copy, time, sizeof copy);
    return (filetime)copy.dwHighDateTime << 32 | copy.dwLowDateTime;
}

static void put_filetime(LPFILETIME out, filetime time)
{
    FILETIME copy = {(DWORD)time, (DWORD)(time >> 32)};
    user_copy_out(out, &copy, sizeof copy);
}

VOID WINAPI Sleep(DWORD ms)
{
    struct call call = call_begin("Sleep");
    call_trace_number(&call, ms);
    if (ms == INFINITE)
        run_leave(RUN_TIMED_OUT, 0); /* it would sleep for ever */
    machine_advance(call.machine, ms * CLOCK_MILLISECOND);
    call_end(&call, ERROR_SUCCESS);
}

static filetime now(void)
{
    return machine_now(run_current->process->machine);
}

DWORD WINAPI GetTickCount(void)
{
    return (DWORD)((now() - CLOCK_START) / CLOCK_MILLISECOND +
                   60000); /* up for a minute at the start */
}

VOID WINAPI GetSystemTime(LPSYSTEMTIME time)
{
    SYSTEMTIME out = to_system(now());
    user_copy_out(time, &out, sizeof out);
}

VOID WINAPI GetLocalTime(LPSYSTEMTIME time)
{
    GetSystemTime(time);
}

VOID WINAPI GetSystemTimeAsFileTime(LPFILETIME time)
{
    put_filetime(time, now());
}

BOOL WINAPI FileTimeToSystemTime(const FILETIME *time, LPSYSTEMTIME out)
{
    filetime value = to_filetime(time);
    if (value >> 63) {
        run_current->process->last_error = ERROR_INVALID_PARAMETER;
        return FALSE;
    }
    SYSTEMTIME system = to_system(value);
    user_copy_out(out, &system, sizeof system);
    return TRUE;
}

BOOL WINAPI FileTimeToLocalFileTime(const FILETIME *time, LPFILETIME out)
{
    put_filetime(out, to_filetime(time));
    return TRUE;
}

BOOL WINAPI SystemTimeToFileTime(const SYSTEMTIME *time, LPFILETIME out)
{
    SYSTEMTIME in;
    user_copy_in(&in, time, sizeof in);
    if (in.wYear < 1601 || in.wYear > 30827 || in.wMonth < 1 || in.wMonth > 12 || in.wDay < 1 ||
        in.wDay > 31 || in.wHour > 23 || in.wMinute > 59 || in.wSecond > 59 ||
        in.wMilliseconds > 999) {
        run_current->process->last_error = ERROR_INVALID_PARAMETER;
        return FALSE;
    }
    uint32_t year = in.wYear - (in.wMonth < 3 ? 1u : 0u),
             month = in.wMonth < 3 ? in.wMonth + 9u : in.wMonth - 3u;
    uint32_t days = (year - 1600) * 365 + (year - 1600) / 4 - (year - 1600) / 100 +
                    (year - 1600) / 400 + (153 * month + 2) / 5 + in.wDay - 1 - 306;
    put_filetime(out, days * day + in.wHour * CLOCK_HOUR + in.wMinute * CLOCK_MINUTE +
                          in.wSecond * CLOCK_SECOND + in.wMilliseconds * CLOCK_MILLISECOND);
    return TRUE;
}

LONG WINAPI CompareFileTime(const FILETIME *a, const FILETIME *b)
{
    filetime left = to_filetime(a), right = to_filetime(b);
    return left < right ? -1 : left > right;
}

/* time.h on the machine's virtual clock. Local time is UTC; asctime has Microsoft's fixed form. */
#include "win32/crt.h"

#include <string.h>
#include <time.h>

#define EPOCH UINT64_C(116444736000000000) /* 1970-01-01 as FILETIME */

long crt_time(long *out)
{
    long now = (long)((machine_now(run_current->process->machine) - EPOCH) / CLOCK_SECOND);
    if (out)
        *out = now;
    return now;
}

int crt_clock(void)
{
    return (int)((machine_now(run_current->process->machine) - CLOCK_START) / CLOCK_MILLISECOND);
}

double crt_difftime(long a, long b)
{
    return (double)(a - b);
}

static struct tm to_host(const struct crt_tm *time)
{
    return (struct tm){.tm_sec = time->tm_sec,
                       .tm_min = time->tm_min,
                       .tm_hour = time->tm_hour,
                       .tm_mday = time->tm_mday,
                       .tm_mon = time->tm_mon,
                       .tm_year = time->tm_year,
                       .tm_wday = time->tm_wday,
                       .tm_yday = time->tm_yday,
                       .tm_isdst = 0};
}

static struct crt_tm from_host(const struct tm *time)
{
    return (struct crt_tm){time->tm_sec,  time->tm_min,  time->tm_hour,
                           time->tm_mday, time->tm_mon,  time->tm_year,
                           time->tm_wday, time->tm_yday, 0};
}

struct crt_tm *crt_gmtime(const long *when)
{
    struct crt_tm *out = &crt_state()->tm;
    struct tm host;
    time_t seconds = *when;
    if (!gmtime_r(&seconds, &host))
        return NULL;
    *out = from_host(&host);
    return out;
}

struct crt_tm *crt_localtime(const long *when)
{
    return crt_gmtime(when);
}

long crt_mktime(struct crt_tm *when)
{
    struct tm host = to_host(when);
    long seconds = timegm(&host);
    *when = from_host(&host);
    return seconds;
}

size_t crt_strftime(char *out, size_t size, const char *format, const struct crt_tm *when)
{
    struct tm host = to_host(when);
    char text[512], copy[256] = "";
    size_t length = crt_strlen(format);
    if (length >= sizeof copy)
        return 0;
    memcpy(copy, format, length);
    struct run *run = host_begin();
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    length = strftime(text, sizeof text, copy, &host);
#pragma GCC diagnostic pop
    host_end(run);
    if (length >= size)
        return 0;
    memcpy(out, text, length);
    out[length] = 0;
    return length;
}

char *crt_asctime(const struct crt_tm *when)
{
    char *out = crt_state()->text;
    crt_strftime(out, sizeof crt_state()->text, "%a %b %d %H:%M:%S %Y\n", when);
    return out;
}

char *crt_ctime(const long *when)
{
    return crt_asctime(crt_gmtime(when));
}

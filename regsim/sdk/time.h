/* time.h of regsim's SDK: the machine's virtual clock; local time is UTC. */
#ifndef REGSIM_SDK_TIME_H
#define REGSIM_SDK_TIME_H

#include "regsim_crt.h"

#ifndef REGSIM_INSIDE
typedef long time_t;
typedef int clock_t;
#define CLOCKS_PER_SEC 1000
#define REGSIM_TM_TAG  tm
#else
#define REGSIM_TM_TAG crt_tm
#endif

struct REGSIM_TM_TAG {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};

REGSIM_CRT(long, time, (long *out));
REGSIM_CRT(int, clock, (void));
REGSIM_CRT(double, difftime, (long a, long b));
REGSIM_CRT(REGSIM_TM *, gmtime, (const long *time));
REGSIM_CRT(REGSIM_TM *, localtime, (const long *time));
REGSIM_CRT(long, mktime, (REGSIM_TM * time));
REGSIM_CRT(char *, asctime, (const REGSIM_TM *time));
REGSIM_CRT(char *, ctime, (const long *time));
REGSIM_CRT(size_t, strftime, (char *out, size_t size, const char *format, const REGSIM_TM *time));

#endif

/*
 * winperf.h of regsim's SDK: the layout of performance data (HKEY_PERFORMANCE_DATA) and the entry
 * points of a provider. All structures are packed as on Windows: every PERF_DATA_BLOCK and object
 * is 8-aligned.
 *
 *   PERF_DATA_BLOCK | PERF_OBJECT_TYPE | PERF_COUNTER_DEFINITION … | instances or
 * PERF_COUNTER_BLOCK | …
 */
#ifndef REGSIM_SDK_WINPERF_H
#define REGSIM_SDK_WINPERF_H

#include "winbase.h"

#define PERF_DATA_VERSION         1
#define PERF_DATA_REVISION        1
#define PERF_NO_INSTANCES         (-1)
#define PERF_NO_UNIQUE_ID         (-1)

#define PERF_DETAIL_NOVICE        100
#define PERF_DETAIL_ADVANCED      200
#define PERF_DETAIL_EXPERT        300
#define PERF_DETAIL_WIZARD        400

#define PERF_COUNTER_RAWCOUNT     0x00010000
#define PERF_COUNTER_COUNTER      0x10410400
#define PERF_COUNTER_TIMER        0x20410500
#define PERF_COUNTER_TEXT         0x00000B00
#define PERF_COUNTER_RAWCOUNT_HEX 0x00000000

typedef struct _PERF_DATA_BLOCK {
    WCHAR Signature[4];
    DWORD LittleEndian, Version, Revision, TotalByteLength, HeaderLength, NumObjectTypes;
    LONG DefaultObject;
    SYSTEMTIME SystemTime;
    LARGE_INTEGER PerfTime, PerfFreq, PerfTime100nSec;
    DWORD SystemNameLength, SystemNameOffset;
} PERF_DATA_BLOCK, *PPERF_DATA_BLOCK;

/* Titles are pointers in 32-bit Windows and numbers in 64-bit Windows; here: numbers. */
typedef struct _PERF_OBJECT_TYPE {
    DWORD TotalByteLength, DefinitionLength, HeaderLength, ObjectNameTitleIndex;
    DWORD ObjectNameTitle;
    DWORD ObjectHelpTitleIndex;
    DWORD ObjectHelpTitle;
    DWORD DetailLevel, NumCounters;
    LONG DefaultCounter, NumInstances;
    DWORD CodePage;
    LARGE_INTEGER PerfTime, PerfFreq;
} PERF_OBJECT_TYPE, *PPERF_OBJECT_TYPE;

typedef struct _PERF_COUNTER_DEFINITION {
    DWORD ByteLength, CounterNameTitleIndex;
    DWORD CounterNameTitle;
    DWORD CounterHelpTitleIndex;
    DWORD CounterHelpTitle;
    LONG DefaultScale;
    DWORD DetailLevel, CounterType, CounterSize, CounterOffset;
} PERF_COUNTER_DEFINITION, *PPERF_COUNTER_DEFINITION;

typedef struct _PERF_INSTANCE_DEFINITION {
    DWORD ByteLength, ParentObjectTitleIndex, ParentObjectInstance;
    LONG UniqueID;
    DWORD NameOffset, NameLength;
} PERF_INSTANCE_DEFINITION, *PPERF_INSTANCE_DEFINITION;

typedef struct _PERF_COUNTER_BLOCK {
    DWORD ByteLength;
} PERF_COUNTER_BLOCK, *PPERF_COUNTER_BLOCK;

typedef DWORD(APIENTRY PM_OPEN_PROC)(LPWSTR export_list);
typedef DWORD(APIENTRY PM_COLLECT_PROC)(LPWSTR query, LPVOID *data, LPDWORD size, LPDWORD objects);
typedef DWORD(APIENTRY PM_CLOSE_PROC)(void);

#endif

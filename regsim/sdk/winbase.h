/*
 * winbase.h of regsim's SDK: processes, files, memory, modules, time, environment, tokens.
 */
#ifndef REGSIM_SDK_WINBASE_H
#define REGSIM_SDK_WINBASE_H

#include "winnt.h"

#define INVALID_HANDLE_VALUE           ((HANDLE)(LONG_PTR)-1)
#define INVALID_FILE_SIZE              ((DWORD)0xFFFFFFFF)
#define INVALID_SET_FILE_POINTER       ((DWORD)0xFFFFFFFF)
#define INVALID_FILE_ATTRIBUTES        ((DWORD)0xFFFFFFFF)
#define STD_INPUT_HANDLE               ((DWORD)-10)
#define STD_OUTPUT_HANDLE              ((DWORD)-11)
#define STD_ERROR_HANDLE               ((DWORD)-12)
#define INFINITE                       0xFFFFFFFF
#define MAX_COMPUTERNAME_LENGTH        15
#define UNLEN                          256

#define CREATE_NEW                     1
#define CREATE_ALWAYS                  2
#define OPEN_EXISTING                  3
#define OPEN_ALWAYS                    4
#define TRUNCATE_EXISTING              5
#define FILE_BEGIN                     0
#define FILE_CURRENT                   1
#define FILE_END                       2

#define FILE_FLAG_WRITE_THROUGH        0x80000000
#define FILE_FLAG_OVERLAPPED           0x40000000
#define FILE_FLAG_NO_BUFFERING         0x20000000
#define FILE_FLAG_RANDOM_ACCESS        0x10000000
#define FILE_FLAG_SEQUENTIAL_SCAN      0x08000000
#define FILE_FLAG_DELETE_ON_CLOSE      0x04000000

#define MOVEFILE_REPLACE_EXISTING      0x00000001
#define MOVEFILE_COPY_ALLOWED          0x00000002
#define MOVEFILE_DELAY_UNTIL_REBOOT    0x00000004
#define MOVEFILE_WRITE_THROUGH         0x00000008

#define FILE_TYPE_UNKNOWN              0
#define FILE_TYPE_DISK                 1
#define FILE_TYPE_CHAR                 2
#define FILE_TYPE_PIPE                 3

#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x00000100
#define FORMAT_MESSAGE_IGNORE_INSERTS  0x00000200
#define FORMAT_MESSAGE_FROM_STRING     0x00000400
#define FORMAT_MESSAGE_FROM_HMODULE    0x00000800
#define FORMAT_MESSAGE_FROM_SYSTEM     0x00001000
#define FORMAT_MESSAGE_ARGUMENT_ARRAY  0x00002000
#define FORMAT_MESSAGE_MAX_WIDTH_MASK  0x000000FF

#define HEAP_NO_SERIALIZE              0x00000001
#define HEAP_GENERATE_EXCEPTIONS       0x00000004
#define HEAP_ZERO_MEMORY               0x00000008
#define LMEM_FIXED                     0x0000
#define LMEM_MOVEABLE                  0x0002
#define LMEM_ZEROINIT                  0x0040
#define LPTR                           (LMEM_FIXED | LMEM_ZEROINIT)
#define GMEM_FIXED                     LMEM_FIXED
#define GMEM_MOVEABLE                  LMEM_MOVEABLE
#define GMEM_ZEROINIT                  LMEM_ZEROINIT
#define GPTR                           LPTR

#define DONT_RESOLVE_DLL_REFERENCES    0x00000001
#define LOAD_LIBRARY_AS_DATAFILE       0x00000002
#define LOAD_WITH_ALTERED_SEARCH_PATH  0x00000008

#define WAIT_OBJECT_0                  0x00000000
#define WAIT_ABANDONED                 0x00000080
#define WAIT_FAILED                    0xFFFFFFFF

#ifndef REGSIM_SECURITY_ATTRIBUTES
#define REGSIM_SECURITY_ATTRIBUTES
typedef struct _SECURITY_ATTRIBUTES {
    DWORD nLength;
    LPVOID lpSecurityDescriptor;
    BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;
#endif

typedef struct _OVERLAPPED {
    ULONG_PTR Internal, InternalHigh;
    DWORD Offset, OffsetHigh;
    HANDLE hEvent;
} OVERLAPPED, *LPOVERLAPPED;

typedef struct _SYSTEMTIME {
    WORD wYear, wMonth, wDayOfWeek, wDay, wHour, wMinute, wSecond, wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;

typedef struct _OSVERSIONINFOA {
    DWORD dwOSVersionInfoSize, dwMajorVersion, dwMinorVersion, dwBuildNumber, dwPlatformId;
    CHAR szCSDVersion[128];
} OSVERSIONINFOA, *POSVERSIONINFOA, *LPOSVERSIONINFOA;

typedef struct _OSVERSIONINFOW {
    DWORD dwOSVersionInfoSize, dwMajorVersion, dwMinorVersion, dwBuildNumber, dwPlatformId;
    WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, *LPOSVERSIONINFOW;

typedef struct _WIN32_FIND_DATAA {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime, ftLastAccessTime, ftLastWriteTime;
    DWORD nFileSizeHigh, nFileSizeLow;
    DWORD dwReserved0, dwReserved1;
    CHAR cFileName[MAX_PATH];
    CHAR cAlternateFileName[14];
} WIN32_FIND_DATAA, *LPWIN32_FIND_DATAA;
typedef struct _WIN32_FIND_DATAW {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime, ftLastAccessTime, ftLastWriteTime;
    DWORD nFileSizeHigh, nFileSizeLow;
    DWORD dwReserved0, dwReserved1;
    WCHAR cFileName[MAX_PATH];
    WCHAR cAlternateFileName[14];
} WIN32_FIND_DATAW, *LPWIN32_FIND_DATAW;
#ifdef UNICODE
typedef WIN32_FIND_DATAW WIN32_FIND_DATA, *LPWIN32_FIND_DATA;
#else
typedef WIN32_FIND_DATAA WIN32_FIND_DATA, *LPWIN32_FIND_DATA;
#endif

/* Errors */
DWORD WINAPI GetLastError(void);
VOID WINAPI SetLastError(DWORD code);
UINT WINAPI SetErrorMode(UINT mode);
DWORD WINAPI FormatMessageA(DWORD flags, LPCVOID source, DWORD message, DWORD language,
                            LPSTR buffer, DWORD size, va_list *arguments);
DWORD WINAPI FormatMessageW(DWORD flags, LPCVOID source, DWORD message, DWORD language,
                            LPWSTR buffer, DWORD size, va_list *arguments);
#define SEM_FAILCRITICALERRORS 0x0001
#define SEM_NOGPFAULTERRORBOX  0x0002

/* Files */
HANDLE WINAPI CreateFileA(LPCSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security,
                          DWORD disposition, DWORD attributes, HANDLE template_file);
HANDLE WINAPI CreateFileW(LPCWSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security,
                          DWORD disposition, DWORD attributes, HANDLE template_file);
BOOL WINAPI ReadFile(HANDLE file, LPVOID buffer, DWORD size, LPDWORD done, LPOVERLAPPED overlapped);
BOOL WINAPI WriteFile(HANDLE file, LPCVOID buffer, DWORD size, LPDWORD done,
                      LPOVERLAPPED overlapped);
DWORD WINAPI SetFilePointer(HANDLE file, LONG distance, PLONG distance_high, DWORD method);
BOOL WINAPI SetEndOfFile(HANDLE file);
DWORD WINAPI GetFileSize(HANDLE file, LPDWORD high);
DWORD WINAPI GetFileType(HANDLE file);
BOOL WINAPI FlushFileBuffers(HANDLE file);
BOOL WINAPI CloseHandle(HANDLE object);
#define DUPLICATE_CLOSE_SOURCE 0x00000001
#define DUPLICATE_SAME_ACCESS  0x00000002
BOOL WINAPI DuplicateHandle(HANDLE from_process, HANDLE source, HANDLE to_process, LPHANDLE out,
                            DWORD access, BOOL inherit, DWORD options);
BOOL WINAPI DeleteFileA(LPCSTR name);
BOOL WINAPI DeleteFileW(LPCWSTR name);
BOOL WINAPI MoveFileA(LPCSTR from, LPCSTR to);
BOOL WINAPI MoveFileW(LPCWSTR from, LPCWSTR to);
BOOL WINAPI MoveFileExA(LPCSTR from, LPCSTR to, DWORD flags);
BOOL WINAPI MoveFileExW(LPCWSTR from, LPCWSTR to, DWORD flags);
BOOL WINAPI CopyFileA(LPCSTR from, LPCSTR to, BOOL fail_if_exists);
BOOL WINAPI CopyFileW(LPCWSTR from, LPCWSTR to, BOOL fail_if_exists);
DWORD WINAPI GetFileAttributesA(LPCSTR name);
DWORD WINAPI GetFileAttributesW(LPCWSTR name);
BOOL WINAPI SetFileAttributesA(LPCSTR name, DWORD attributes);
BOOL WINAPI SetFileAttributesW(LPCWSTR name, DWORD attributes);
BOOL WINAPI CreateDirectoryA(LPCSTR name, LPSECURITY_ATTRIBUTES security);
BOOL WINAPI CreateDirectoryW(LPCWSTR name, LPSECURITY_ATTRIBUTES security);
BOOL WINAPI RemoveDirectoryA(LPCSTR name);
BOOL WINAPI RemoveDirectoryW(LPCWSTR name);
DWORD WINAPI GetFullPathNameA(LPCSTR name, DWORD size, LPSTR out, LPSTR *part);
DWORD WINAPI GetFullPathNameW(LPCWSTR name, DWORD size, LPWSTR out, LPWSTR *part);
DWORD WINAPI GetTempPathA(DWORD size, LPSTR out);
DWORD WINAPI GetTempPathW(DWORD size, LPWSTR out);
HANDLE WINAPI GetStdHandle(DWORD which);

/* Processes, environment, identity */
LPSTR WINAPI GetCommandLineA(void);
LPWSTR WINAPI GetCommandLineW(void);
VOID WINAPI ExitProcess(UINT code) DECLSPEC_NORETURN;
BOOL WINAPI TerminateProcess(HANDLE process, UINT code);
HANDLE WINAPI GetCurrentProcess(void);
DWORD WINAPI GetCurrentProcessId(void);
HANDLE WINAPI GetCurrentThread(void);
DWORD WINAPI GetCurrentThreadId(void);
BOOL WINAPI GetComputerNameA(LPSTR buffer, LPDWORD size);
BOOL WINAPI GetComputerNameW(LPWSTR buffer, LPDWORD size);
BOOL WINAPI GetUserNameA(LPSTR buffer, LPDWORD size);
BOOL WINAPI GetUserNameW(LPWSTR buffer, LPDWORD size);
DWORD WINAPI GetVersion(void);
BOOL WINAPI GetVersionExA(LPOSVERSIONINFOA info);
BOOL WINAPI GetVersionExW(LPOSVERSIONINFOW info);
UINT WINAPI GetSystemDirectoryA(LPSTR buffer, UINT size);
UINT WINAPI GetSystemDirectoryW(LPWSTR buffer, UINT size);
UINT WINAPI GetWindowsDirectoryA(LPSTR buffer, UINT size);
UINT WINAPI GetWindowsDirectoryW(LPWSTR buffer, UINT size);
DWORD WINAPI GetEnvironmentVariableA(LPCSTR name, LPSTR buffer, DWORD size);
DWORD WINAPI GetEnvironmentVariableW(LPCWSTR name, LPWSTR buffer, DWORD size);
DWORD WINAPI ExpandEnvironmentStringsA(LPCSTR source, LPSTR buffer, DWORD size);
DWORD WINAPI ExpandEnvironmentStringsW(LPCWSTR source, LPWSTR buffer, DWORD size);

/* Modules */
HMODULE WINAPI GetModuleHandleA(LPCSTR name);
HMODULE WINAPI GetModuleHandleW(LPCWSTR name);
DWORD WINAPI GetModuleFileNameA(HMODULE module, LPSTR buffer, DWORD size);
DWORD WINAPI GetModuleFileNameW(HMODULE module, LPWSTR buffer, DWORD size);
FARPROC WINAPI GetProcAddress(HMODULE module, LPCSTR name);
HMODULE WINAPI LoadLibraryA(LPCSTR name);
HMODULE WINAPI LoadLibraryW(LPCWSTR name);
HMODULE WINAPI LoadLibraryExA(LPCSTR name, HANDLE file, DWORD flags);
HMODULE WINAPI LoadLibraryExW(LPCWSTR name, HANDLE file, DWORD flags);
BOOL WINAPI FreeLibrary(HMODULE module);

/* Memory */
HANDLE WINAPI GetProcessHeap(void);
LPVOID WINAPI HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size);
LPVOID WINAPI HeapReAlloc(HANDLE heap, DWORD flags, LPVOID memory, SIZE_T size);
BOOL WINAPI HeapFree(HANDLE heap, DWORD flags, LPVOID memory);
SIZE_T WINAPI HeapSize(HANDLE heap, DWORD flags, LPCVOID memory);
HLOCAL WINAPI LocalAlloc(UINT flags, SIZE_T size);
HLOCAL WINAPI LocalReAlloc(HLOCAL memory, SIZE_T size, UINT flags);
HLOCAL WINAPI LocalFree(HLOCAL memory);
HGLOBAL WINAPI GlobalAlloc(UINT flags, SIZE_T size);
HGLOBAL WINAPI GlobalReAlloc(HGLOBAL memory, SIZE_T size, UINT flags);
HGLOBAL WINAPI GlobalFree(HGLOBAL memory);
LPVOID WINAPI GlobalLock(HGLOBAL memory);
BOOL WINAPI GlobalUnlock(HGLOBAL memory);

/* Time and waiting: the machine's virtual clock */
VOID WINAPI Sleep(DWORD ms);
DWORD WINAPI GetTickCount(void);
VOID WINAPI GetSystemTime(LPSYSTEMTIME time);
VOID WINAPI GetLocalTime(LPSYSTEMTIME time);
VOID WINAPI GetSystemTimeAsFileTime(LPFILETIME time);
BOOL WINAPI FileTimeToSystemTime(const FILETIME *time, LPSYSTEMTIME out);
BOOL WINAPI SystemTimeToFileTime(const SYSTEMTIME *time, LPFILETIME out);
BOOL WINAPI FileTimeToLocalFileTime(const FILETIME *time, LPFILETIME out);
LONG WINAPI CompareFileTime(const FILETIME *a, const FILETIME *b);
HANDLE WINAPI CreateEventA(LPSECURITY_ATTRIBUTES security, BOOL manual, BOOL initial, LPCSTR name);
HANDLE WINAPI CreateEventW(LPSECURITY_ATTRIBUTES security, BOOL manual, BOOL initial, LPCWSTR name);
BOOL WINAPI SetEvent(HANDLE event);
BOOL WINAPI ResetEvent(HANDLE event);
DWORD WINAPI WaitForSingleObject(HANDLE object, DWORD ms);
#define MAXIMUM_WAIT_OBJECTS 64
DWORD WINAPI WaitForMultipleObjects(DWORD count, const HANDLE *objects, BOOL all, DWORD ms);
LONG WINAPI InterlockedIncrement(LONG volatile *number);
LONG WINAPI InterlockedDecrement(LONG volatile *number);
LONG WINAPI InterlockedExchange(LONG volatile *number, LONG value);
LONG WINAPI InterlockedExchangeAdd(LONG volatile *number, LONG value);
LONG WINAPI InterlockedCompareExchange(LONG volatile *number, LONG value, LONG expected);

/* The Application log */
#define EVENTLOG_SUCCESS          0x0000
#define EVENTLOG_ERROR_TYPE       0x0001
#define EVENTLOG_WARNING_TYPE     0x0002
#define EVENTLOG_INFORMATION_TYPE 0x0004
#define EVENTLOG_AUDIT_SUCCESS    0x0008
#define EVENTLOG_AUDIT_FAILURE    0x0010
HANDLE WINAPI RegisterEventSourceA(LPCSTR server, LPCSTR source);
HANDLE WINAPI RegisterEventSourceW(LPCWSTR server, LPCWSTR source);
BOOL WINAPI DeregisterEventSource(HANDLE source);
BOOL WINAPI ReportEventA(HANDLE source, WORD type, WORD category, DWORD id, PSID user, WORD count,
                         DWORD size, LPCSTR *strings, LPVOID data);
BOOL WINAPI ReportEventW(HANDLE source, WORD type, WORD category, DWORD id, PSID user, WORD count,
                         DWORD size, LPCWSTR *strings, LPVOID data);

/* Strings */
int WINAPI lstrlenA(LPCSTR text);
int WINAPI lstrlenW(LPCWSTR text);
LPSTR WINAPI lstrcpyA(LPSTR to, LPCSTR from);
LPWSTR WINAPI lstrcpyW(LPWSTR to, LPCWSTR from);
LPSTR WINAPI lstrcpynA(LPSTR to, LPCSTR from, int size);
LPWSTR WINAPI lstrcpynW(LPWSTR to, LPCWSTR from, int size);
LPSTR WINAPI lstrcatA(LPSTR to, LPCSTR from);
LPWSTR WINAPI lstrcatW(LPWSTR to, LPCWSTR from);
int WINAPI lstrcmpA(LPCSTR a, LPCSTR b);
int WINAPI lstrcmpW(LPCWSTR a, LPCWSTR b);
int WINAPI lstrcmpiA(LPCSTR a, LPCSTR b);
int WINAPI lstrcmpiW(LPCWSTR a, LPCWSTR b);
VOID WINAPI OutputDebugStringA(LPCSTR text);
VOID WINAPI OutputDebugStringW(LPCWSTR text);

#ifdef UNICODE
typedef OSVERSIONINFOW OSVERSIONINFO, *LPOSVERSIONINFO;
#else
typedef OSVERSIONINFOA OSVERSIONINFO, *LPOSVERSIONINFO;
#endif

HANDLE WINAPI FindFirstFileA(LPCSTR name, LPWIN32_FIND_DATAA data);
HANDLE WINAPI FindFirstFileW(LPCWSTR name, LPWIN32_FIND_DATAW data);
BOOL WINAPI FindNextFileA(HANDLE search, LPWIN32_FIND_DATAA data);
BOOL WINAPI FindNextFileW(HANDLE search, LPWIN32_FIND_DATAW data);
BOOL WINAPI FindClose(HANDLE search);

#define FindFirstFile            REGSIM_T(FindFirstFile)
#define FindNextFile             REGSIM_T(FindNextFile)
#define CopyFile                 REGSIM_T(CopyFile)
#define CreateEvent              REGSIM_T(CreateEvent)
#define CreateFile               REGSIM_T(CreateFile)
#define DeleteFile               REGSIM_T(DeleteFile)
#define ExpandEnvironmentStrings REGSIM_T(ExpandEnvironmentStrings)
#define FormatMessage            REGSIM_T(FormatMessage)
#define GetCommandLine           REGSIM_T(GetCommandLine)
#define GetComputerName          REGSIM_T(GetComputerName)
#define GetEnvironmentVariable   REGSIM_T(GetEnvironmentVariable)
#define GetFileAttributes        REGSIM_T(GetFileAttributes)
#define SetFileAttributes        REGSIM_T(SetFileAttributes)
#define CreateDirectory          REGSIM_T(CreateDirectory)
#define RemoveDirectory          REGSIM_T(RemoveDirectory)
#define GetTempPath              REGSIM_T(GetTempPath)
#define GetFullPathName          REGSIM_T(GetFullPathName)
#define RegisterEventSource      REGSIM_T(RegisterEventSource)
#define ReportEvent              REGSIM_T(ReportEvent)
#define GetModuleFileName        REGSIM_T(GetModuleFileName)
#define GetModuleHandle          REGSIM_T(GetModuleHandle)
#define GetSystemDirectory       REGSIM_T(GetSystemDirectory)
#define GetUserName              REGSIM_T(GetUserName)
#define GetVersionEx             REGSIM_T(GetVersionEx)
#define GetWindowsDirectory      REGSIM_T(GetWindowsDirectory)
#define LoadLibrary              REGSIM_T(LoadLibrary)
#define LoadLibraryEx            REGSIM_T(LoadLibraryEx)
#define MoveFile                 REGSIM_T(MoveFile)
#define MoveFileEx               REGSIM_T(MoveFileEx)
#define OutputDebugString        REGSIM_T(OutputDebugString)
#define lstrcat                  REGSIM_T(lstrcat)
#define lstrcmp                  REGSIM_T(lstrcmp)
#define lstrcmpi                 REGSIM_T(lstrcmpi)
#define lstrcpy                  REGSIM_T(lstrcpy)
#define lstrcpyn                 REGSIM_T(lstrcpyn)
#define lstrlen                  REGSIM_T(lstrlen)

#endif

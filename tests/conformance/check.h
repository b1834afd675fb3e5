/* check.h: the checker of the conformance programs. Each program is one API family in plain Windows
 * C; the same source runs on regsim, under Wine and on Windows, and says what it saw, one line a
 * check:
 *
 *     FILE:LINE[label] TAB observed TAB status TAB note
 *
 * status: ok, FAIL (not the expected answer), todo_wine and todo_regsim (the known difference is
 * still there), broken (this Windows version answers otherwise, as expected), FIXED (a mark that
 * stopped being true), skip. FAIL and FIXED are red. The invariant: an id, FILE:LINE[label], occurs
 * once in a run, so two runs can be compared line by line.
 */
#ifndef CHECK_H
#define CHECK_H

#include <windows.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum check_system { ON_WINDOWS, ON_WINE, ON_REGSIM };

/* The state of one program: the label of the checks that follow, and the mark on the next check. */
static struct {
    const char *file;
    enum check_system system;
    char os[8];
    char label[160];
    const char *todo;
    enum check_system todo_where;
    const char *broken;
    unsigned broken_value;
    unsigned checks, red, todos, skips;
} check;

/* HKEY_LOCAL_MACHINE\Software\regsim-conformance\NAME, empty at the start and gone at the end. */
static HKEY scratch;
static char scratch_path[128];

static inline void check_write(const char *text)
{
    DWORD written;

    WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), text, (DWORD)strlen(text), &written, NULL);
}

/* Reports one check and consumes the mark set for it. */
static inline void check_report(int line, const char *observed, int as_expected, const char *want)
{
    char text[1024];
    const char *status = as_expected ? "ok" : "FAIL";
    const char *reason = "";

    if (check.broken) {
        status = as_expected ? "broken" : "FAIL";
        reason = check.broken;
    } else if (check.todo && check.todo_where == check.system) {
        status = as_expected ? "FIXED" : check.system == ON_WINE ? "todo_wine" : "todo_regsim";
        reason = check.todo;
    } else if (check.todo) {
        reason = check.todo;
    }
    check.checks++;
    check.red += status[0] == 'F'; /* FAIL, FIXED */
    check.todos += status[0] == 't';
    snprintf(text, sizeof text, "%s:%d[%s]\t%s\t%s\t%s%s%s%s\n", check.file, line, check.label,
             observed, status, as_expected ? "" : "want ", as_expected ? "" : want,
             as_expected || !*reason ? "" : ": ", reason);
    check_write(text);
    check.todo = check.broken = NULL;
}

static inline void check_number(int line, unsigned want, unsigned got)
{
    char observed[16], wanted[16];

    if (check.broken)
        want = check.broken_value;
    snprintf(observed, sizeof observed, "%u", got);
    snprintf(wanted, sizeof wanted, "%u", want);
    check_report(line, observed, want == got, wanted);
}

/* Shows bytes as hex; more than 32 of them as their number and an FNV-1a hash. */
static inline void check_hex(char out[80], const void *data, unsigned size)
{
    const unsigned char *bytes = data;
    unsigned hash = 2166136261u;

    out[0] = 0;
    if (size <= 32) {
        for (unsigned i = 0; i < size; i++)
            snprintf(out + 2 * i, 3, "%02x", bytes[i]);
        if (size == 0)
            strcpy(out, "-");
        return;
    }
    for (unsigned i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 16777619u;
    snprintf(out, 80, "%u bytes %08x", size, hash);
}

/* Out of line: inlined into a test, its general size confuses gcc's bounds warnings. */
#ifdef __GNUC__
__attribute__((noinline, unused))
#endif
static void
check_memory(int line, const void *want, const void *got, unsigned size)
{
    char observed[80], wanted[80];

    check_hex(observed, got, size);
    check_hex(wanted, want, size);
    check_report(line, observed, memcmp(want, got, size) == 0, wanted);
}

/* The first byte from `used` on that is no longer the guard pattern; `total` if none was written.
 */
static inline void check_guard(int line, const void *buffer, unsigned used, unsigned total)
{
    const unsigned char *bytes = buffer;
    char observed[32];
    unsigned i = used;

    while (i < total && bytes[i] == 0xA5)
        i++;
    snprintf(observed, sizeof observed, i < total ? "written at %u" : "untouched", i);
    check_report(line, observed, i == total, "untouched");
}

static inline void check_skip(int line, const char *reason)
{
    char text[400];

    snprintf(text, sizeof text, "%s:%d[%s]\t-\tskip\t%s\n", check.file, line, check.label, reason);
    check_write(text);
    check.skips++;
    check.todo = check.broken = NULL;
}

static inline int check_on(const char *systems)
{
    return strstr(systems, check.os) != NULL;
}

static inline void check_break(const char *systems, unsigned value, const char *reason)
{
    if (check_on(systems)) {
        check.broken = reason;
        check.broken_value = value;
    }
}

static inline void check_todo(enum check_system where, const char *reason)
{
    /* Both may be known: the mark that counts is the one for the system we run on. */
    if (!check.todo || where == check.system) {
        check.todo = reason;
        check.todo_where = where;
    }
}

/* A call with a wild pointer: the answer is a code, and a system that faults instead fails this
 * check and goes on. regsim must answer, so there the call is made as it is. */
#ifdef __REGSIM__
#define expect_no_fault(want, call) expect((want), (call))
#else
static void *check_resume[5];
static volatile int check_armed;

static inline LONG CALLBACK check_catch(EXCEPTION_POINTERS *exception)
{
    if (check_armed && exception->ExceptionRecord->ExceptionCode == EXCEPTION_ACCESS_VIOLATION)
        __builtin_longjmp(check_resume, 1);
    return EXCEPTION_CONTINUE_SEARCH;
}

#define expect_no_fault(want, call)                                                                \
    do {                                                                                           \
        check_armed = 1;                                                                           \
        if (__builtin_setjmp(check_resume) == 0)                                                   \
            check_number(__LINE__, (unsigned)(want), (unsigned)(call));                            \
        else                                                                                       \
            check_report(__LINE__, "fault", 0, #want);                                             \
        check_armed = 0;                                                                           \
    } while (0)
#endif

/* The expectation comes first: a result code, a count, a size. */
#define expect(want, got)          check_number(__LINE__, (unsigned)(want), (unsigned)(got))
#define expect_true(condition)     check_number(__LINE__, 1, (condition) ? 1 : 0)
#define expect_bytes(want, got, n) check_memory(__LINE__, (want), (got), (unsigned)(n))
#define expect_guard(buffer, used) check_guard(__LINE__, (buffer), (unsigned)(used), sizeof(buffer))
#define skip(reason)               check_skip(__LINE__, (reason))
/* Where Wine's answer depends on the host it runs on, and so says nothing. */
#define expect_but_on_wine(want, got, reason)                                                      \
    do {                                                                                           \
        unsigned check_got = (unsigned)(got);                                                      \
        if (check.system == ON_WINE)                                                               \
            check_skip(__LINE__, (reason));                                                        \
        else                                                                                       \
            check_number(__LINE__, (unsigned)(want), check_got);                                   \
    } while (0)
/* What ends the process under Wine is not called there. */
#define expect_unless_wine(want, call, reason)                                                     \
    do {                                                                                           \
        if (check.system == ON_WINE)                                                               \
            check_skip(__LINE__, (reason));                                                        \
        else                                                                                       \
            check_number(__LINE__, (unsigned)(want), (unsigned)(call));                            \
    } while (0)
/* Marks for the next check. The reason is part of the output. */
#define todo_wine(reason)   check_todo(ON_WINE, (reason))
#define todo_regsim(reason) check_todo(ON_REGSIM, (reason))
/* On these Windows versions (nt4 w2k xp ws2003 win7 win10) the answer is `value` instead. */
#define broken(systems, value, reason) check_break((systems), (unsigned)(value), (reason))
#define guard(buffer)                  memset((buffer), 0xA5, sizeof(buffer))

/* The input of the checks that follow, until the next label. */
#ifdef __GNUC__
__attribute__((format(printf, 1, 2)))
#endif
static inline void
label(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(check.label, sizeof check.label, format, arguments);
    va_end(arguments);
}

/* ---- what every program needs around its checks ---- */

/* ASCII to UTF-16 in one of a few rotating buffers; NULL stays NULL. */
static inline WCHAR *wide(const char *text)
{
    static WCHAR buffers[4][1100];
    static unsigned next;
    WCHAR *out = buffers[next++ % 4];
    unsigned i = 0;

    if (!text)
        return NULL;
    for (; text[i] && i < 1099; i++)
        out[i] = (unsigned char)text[i];
    out[i] = 0;
    return out;
}

/* Deletes everything below `key`, as an NT 4 program does: always the subkey at index 0. */
static inline void empty_key(HKEY key)
{
    WCHAR name[260];
    HKEY child;

    while (RegEnumKeyW(key, 0, name, 260) == ERROR_SUCCESS) {
        if (RegOpenKeyExW(key, name, 0, KEY_ALL_ACCESS, &child) == ERROR_SUCCESS) {
            empty_key(child);
            RegCloseKey(child);
        }
        if (RegDeleteKeyW(key, name) != ERROR_SUCCESS)
            break;
    }
}

/* A fresh subkey of the scratch key. */
static inline HKEY fresh(const char *name)
{
    HKEY key = NULL;

    if (RegCreateKeyExA(scratch, name, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key, NULL) != 0)
        check_write("fresh: cannot create a scratch key\n");
    return key;
}

/* The code of opening a key to read it: 0, it is there. */
static inline LONG opens(HKEY root, const char *name)
{
    HKEY key;
    LONG code = RegOpenKeyExA(root, name, 0, KEY_READ, &key);

    if (code == ERROR_SUCCESS)
        RegCloseKey(key);
    return code;
}

/* The code of making a key, or of finding it made. */
static inline LONG makes(HKEY root, const char *name)
{
    HKEY key;
    LONG code = RegCreateKeyExA(root, name, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key, NULL);

    if (code == ERROR_SUCCESS)
        RegCloseKey(key);
    return code;
}

static inline int privilege(const char *name, int on)
{
    TOKEN_PRIVILEGES wanted;
    HANDLE token;
    BOOL done = FALSE;

    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token))
        return 0;
    wanted.PrivilegeCount = 1;
    wanted.Privileges[0].Attributes = on ? SE_PRIVILEGE_ENABLED : 0;
    if (LookupPrivilegeValueA(NULL, name, &wanted.Privileges[0].Luid))
        done = AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL) &&
               GetLastError() == ERROR_SUCCESS;
    CloseHandle(token);
    return done;
}

/* The two that saving and loading need. */
static inline void privileges(int backup, int restore)
{
    privilege("SeBackupPrivilege", backup);
    privilege("SeRestorePrivilege", restore);
}

/* A function that older Windows versions lack, or NULL. Cast the result to its type. */
static inline void (*late(const char *dll, const char *name))(void)
{
    HMODULE module = LoadLibraryA(dll);

    return module ? (void (*)(void))GetProcAddress(module, name) : NULL;
}

static inline const char *check_os(void)
{
    DWORD version = GetVersion();
    DWORD major = version & 0xff, minor = version >> 8 & 0xff;

    if (major < 5)
        return "nt4";
    if (major == 5)
        return minor == 0 ? "w2k" : minor == 1 ? "xp" : "ws2003";
    return major == 6 && minor < 2 ? "win7" : "win10";
}

static inline void check_begin(const char *file, const char *name)
{
    const char *base = file;

    for (const char *p = file; *p; p++)
        if (*p == '/' || *p == '\\')
            base = p + 1;
    check.file = base;
#ifdef __REGSIM__
    check.system = ON_REGSIM;
#else
    AddVectoredExceptionHandler(1, check_catch);
    check.system =
        GetProcAddress(GetModuleHandleA("ntdll.dll"), "wine_get_version") ? ON_WINE : ON_WINDOWS;
#endif
    strcpy(check.os, check_os());
    snprintf(scratch_path, sizeof scratch_path, "Software\\regsim-conformance\\%s", name);
    if (RegCreateKeyExA(HKEY_LOCAL_MACHINE, scratch_path, 0, NULL, 0, KEY_ALL_ACCESS, NULL,
                        &scratch, NULL) != 0)
        check_write("check_begin: cannot create the scratch key\n");
    empty_key(scratch);
}

static inline int check_end(void)
{
    char text[120];

    empty_key(scratch);
    RegCloseKey(scratch);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, scratch_path);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE,
                  "Software\\regsim-conformance"); /* the last program succeeds */
    snprintf(text, sizeof text, "# %s: %u checks, %u red, %u todo, %u skipped, os %s\n", check.file,
             check.checks, check.red, check.todos, check.skips, check.os);
    check_write(text);
    return check.red != 0;
}

#endif

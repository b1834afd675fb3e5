/*
 * Every call that smsperffix makes, in turn: it fails, the process ends there, or somebody else
 * acts just before. After each run: nothing but stale keys is touched; success means that none is
 * left; what is gone can be put back; the same command run again finishes the job, and undo then
 * brings back everything. Run in a Wine prefix without stale keys of its own.
 */
#define FAULTS_REAL
#include "faults.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#define SERVICES u"SYSTEM\\CurrentControlSet\\Services\\"
#define STALE_A  u"SMSPerfCountersForA"
#define STALE_B  u"SMSPerfCountersForB"
#define STALE_C  u"SMSPerfCountersForC"
#define BACKUP   u"faults.reg"

enum trouble { NONE, FAILURE, DEATH, ACTOR };

static enum trouble trouble;
static unsigned calls, fatal_call;
static LSTATUS reg_failure;
static const WCHAR *command_line;
static const char *struck; /* the call that it was */
static void (*actor)(void);
static jmp_buf process_end;
static HANDLE open_file; /* smsperffix has one at a time */
static HANDLE sink;
static unsigned checks, failures;

/* TRUE: this call fails. */
static BOOL strike(const char *name)
{
    if (trouble == NONE || (trouble != FAILURE && strcmp(name, "HeapAlloc") == 0) ||
        ++calls != fatal_call)
        return FALSE;
    struck = name;
    if (trouble == DEATH)
        longjmp(process_end, 1000);
    if (trouble == ACTOR)
        actor();
    return trouble == FAILURE;
}

#define DEFINE_FAULTY(result, name, parameters, arguments, failure)                                \
    result WINAPI faulty_##name parameters                                                         \
    {                                                                                              \
        return strike(#name) ? failure : name arguments;                                           \
    }
FAULTY_CALLS(DEFINE_FAULTY)

HANDLE WINAPI faulty_CreateFileW(LPCWSTR path, DWORD access, DWORD share,
                                 LPSECURITY_ATTRIBUTES security, DWORD how, DWORD flags,
                                 HANDLE model)
{
    if (strike("CreateFileW")) {
        SetLastError(ERROR_DISK_FULL);
        return INVALID_HANDLE_VALUE;
    }
    open_file = CreateFileW(path, access, share, security, how, flags, model);
    return open_file;
}

BOOL WINAPI faulty_CloseHandle(HANDLE file)
{
    open_file = INVALID_HANDLE_VALUE;
    return CloseHandle(file);
}

void WINAPI faulty_ExitProcess(UINT code)
{
    longjmp(process_end, (int)code + 1);
}

LPWSTR WINAPI faulty_GetCommandLineW(void)
{
    return (LPWSTR)command_line;
}

HANDLE WINAPI faulty_GetStdHandle(DWORD which)
{
    (void)which;
    return sink;
}

/* The exit code; 999 for a process that ended in the middle. */
static int run(const WCHAR *line, enum trouble kind, unsigned at)
{
    int code;

    trouble = kind;
    calls = 0;
    fatal_call = at;
    struck = NULL;
    open_file = INVALID_HANDLE_VALUE;
    command_line = line;
    code = setjmp(process_end);
    code = code == 0 ? fixer_main() : code - 1;
    trouble = NONE;
    if (open_file != INVALID_HANDLE_VALUE)
        CloseHandle(open_file);
    return code;
}

static HKEY make_key(const WCHAR *name)
{
    WCHAR path[200] = SERVICES;
    HKEY key = NULL;

    RegCreateKeyExW(HKEY_LOCAL_MACHINE, wcscat(path, name), 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key,
                    NULL);
    return key;
}

static void make_value(const WCHAR *key_name, const WCHAR *name, const WCHAR *text)
{
    HKEY key = make_key(key_name);

    RegSetValueExW(key, name, 0, REG_SZ, (const void *)text, (DWORD)(wcslen(text) + 1) * 2);
    RegCloseKey(key);
}

static void remove_tree(const WCHAR *name)
{
    WCHAR path[200] = SERVICES;

    RegDeleteTreeW(HKEY_LOCAL_MACHINE, wcscat(path, name));
}

static BOOL exists(const WCHAR *name)
{
    WCHAR path[200] = SERVICES;
    HKEY key;

    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, wcscat(path, name), 0, KEY_READ, &key) != 0)
        return FALSE;
    RegCloseKey(key);
    return TRUE;
}

static BOOL any_stale(void)
{
    return exists(STALE_A) || exists(STALE_B) || exists(STALE_C);
}

/* Appends all below the key, as text; the caller's `out` is large enough. */
static void dump_key(HKEY parent, const WCHAR *name, WCHAR *out)
{
    WCHAR text[256], data[256];
    HKEY key;

    if (RegOpenKeyExW(parent, name, 0, KEY_READ, &key) != 0)
        return;
    wcscat(wcscat(out, name), u"{");
    for (DWORD i = 0;; i++) {
        DWORD units = 256, size = sizeof(data), type;

        memset(data, 0, sizeof(data));
        if (RegEnumValueW(key, i, text, &units, NULL, &type, (BYTE *)data, &size) != 0)
            break;
        swprintf(out + wcslen(out), 1000, L"%ls:%u:%u=%ls;", text, type, size, data);
    }
    for (DWORD i = 0, units = 256; RegEnumKeyExW(key, i, text, &units, NULL, NULL, NULL, NULL) == 0;
         i++, units = 256)
        dump_key(key, text, out);
    wcscat(out, u"}");
    RegCloseKey(key);
}

/* What no run may change, and the stale trees. */
static WCHAR *dump(WCHAR *out)
{
    static const WCHAR *const names[] = {
        u"SMSPerfCounters", u"SMSPerfCountersFo", u"SMSvcHost", STALE_A, STALE_B, STALE_C};
    HKEY services;

    out[0] = 0;
    RegOpenKeyExW(HKEY_LOCAL_MACHINE, SERVICES, 0, KEY_READ, &services);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        dump_key(services, names[i], out);
    RegCloseKey(services);
    return out;
}

static WCHAR initial[20000], wanted[20000], now[20000];

static void prepare(void)
{
    remove_tree(STALE_A);
    remove_tree(STALE_B);
    remove_tree(STALE_C);
    make_value(u"SMSPerfCounters\\Performance", u"Library", u"smsperf.dll");
    make_value(u"SMSPerfCountersFo", u"", u"one letter short");
    RegCloseKey(make_key(u"SMSvcHost"));
    RegCloseKey(make_key(u"AAA first of all"));
    make_value(STALE_A u"\\Performance", u"Library", u"D:\\SMS\\bin\\i386\\SMSPERF.dll");
    make_value(STALE_A u"\\Performance", u"Open", u"OpenPerfData");
    make_value(STALE_A u"\\Linkage\\Deep", u"", u"x");
    make_value(STALE_B, u"b", u"second");
    DeleteFileW(BACKUP);
    DeleteFileW(u"faults.reg.1.tmp");
    DeleteFileW(u"faults.reg.2.tmp");
    dump(initial);
}

static void check(BOOL good, const char *sentence, const char *what, unsigned at)
{
    checks++;
    if (good)
        return;
    failures++;
    printf("FAILED: %s (%s at call %u, %s)\n", sentence, what, at, struck != NULL ? struck : "-");
    fflush(stdout);
}

static BOOL is_as(const WCHAR *dumped)
{
    return wcscmp(dump(now), dumped) == 0;
}

/* The same command again, and then undo, lead where a run without trouble leads. */
static void check_rerun(const char *what, unsigned at, const WCHAR *expected)
{
    check(run(u"x --fix --backup " BACKUP, NONE, 0) == 0, "a second run succeeds", what, at);
    check(!any_stale(), "a second run leaves nothing stale", what, at);
    check(run(u"x --undo " BACKUP, NONE, 0) == 0, "undo of a second run succeeds", what, at);
    check(is_as(expected), "undo of a second run restores everything", what, at);
}

static void try_fix(enum trouble kind, const char *what)
{
    unsigned at = 0;
    BOOL was_struck;

    do {
        const char *name;
        int code;

        prepare();
        code = run(u"x --fix --backup " BACKUP, kind, ++at);
        was_struck = struck != NULL;
        name = struck != NULL ? struck : "";
        check(code != 0 || !any_stale(), "success means that nothing stale is left", what, at);
        if (kind == FAILURE)
            check(GetFileAttributesW(u"faults.reg.1.tmp") == INVALID_FILE_ATTRIBUTES,
                  "no temporary file is left", what, at);
        if (!is_as(initial)) {
            check(run(u"x --undo " BACKUP, NONE, 0) == 0, "undo succeeds", what, at);
            check(is_as(initial), "undo restores everything", what, at);
        } else if (kind == FAILURE && strcmp(name, "WriteFile") != 0) {
            check(code != 0, "a failure is reported", what, at);
        }
        check_rerun(what, at, initial);
    } while (was_struck);
    printf("%s: %u calls\n", what, at - 1);
}

static void try_undo(enum trouble kind, const char *what)
{
    unsigned at = 0;
    BOOL was_struck;

    do {
        int code;

        prepare();
        run(u"x --fix --backup " BACKUP, NONE, 0);
        code = run(u"x --undo " BACKUP, kind, ++at);
        was_struck = struck != NULL;
        check(code != 0 || is_as(initial), "success means that everything is back", what, at);
        check(run(u"x --undo " BACKUP, NONE, 0) == 0, "a second undo succeeds", what, at);
        check(is_as(initial), "a second undo restores everything", what, at);
    } while (was_struck);
    printf("%s: %u calls\n", what, at - 1);
}

static void delete_b(void)
{
    remove_tree(STALE_B);
}

static void grow_a(void)
{
    make_value(STALE_A u"\\Linkage\\New", u"n", u"new");
}

static void create_c(void)
{
    make_value(STALE_C u"\\Performance", u"c", u"third");
}

static void delete_first(void)
{
    remove_tree(u"AAA first of all");
}

/* Somebody else acts before the call; nothing of what they make is lost. */
static void try_actor(void (*act)(void), const char *what)
{
    unsigned at = 0;
    BOOL was_struck;

    actor = act;
    do {
        int code;

        prepare();
        act();
        dump(wanted);
        prepare();
        code = run(u"x --fix --backup " BACKUP, ACTOR, ++at);
        was_struck = struck != NULL;
        if (strcmp(was_struck ? struck : "WriteFile", "WriteFile") != 0) /* not at the very end */
            check(code != 0 || !any_stale(), "success means that nothing stale is left", what, at);
        if (!was_struck)
            break;
        run(u"x --fix --backup " BACKUP, NONE, 0);
        check(!any_stale(), "a second run leaves nothing stale", what, at);
        run(u"x --undo " BACKUP, NONE, 0);
        check(is_as(wanted) || (act == delete_b && is_as(initial)), "undo restores everything",
              what, at);
    } while (was_struck);
    printf("%s: %u calls\n", what, at - 1);
}

int main(void)
{
    sink = CreateFileW(u"NUL", GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    reg_failure = ERROR_NO_SYSTEM_RESOURCES;
    try_fix(FAILURE, "fix, a call fails");
    try_undo(FAILURE, "undo, a call fails");
    reg_failure = ERROR_ACCESS_DENIED;
    try_fix(FAILURE, "fix, a call is denied");
    try_fix(DEATH, "fix, the process dies");
    try_undo(DEATH, "undo, the process dies");
    try_actor(delete_b, "fix, a stale key vanishes");
    try_actor(grow_a, "fix, a stale tree grows");
    try_actor(create_c, "fix, a stale key appears");
    try_actor(delete_first, "fix, the keys move up");
    prepare();
    delete_b();
    remove_tree(STALE_A);
    printf("%u checks, %u failures\n", checks, failures);
    return failures != 0;
}

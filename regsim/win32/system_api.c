/* Who and where: versions, names, directories, environment. Sources: sdk-api pages of each
 * function. */
#include "win32/security.h"

#include "base/memory.h"

struct version {
    DWORD major, minor, build;
    const char16_t *service_pack;
};

/* Of a fully serviced system; Windows 10 tells programs without a manifest 6.2 (Windows 8). */
static struct version version_of(enum os os)
{
    static const struct version versions[OS_COUNT] = {
        [OS_NT4] = {4, 0, 1381, u"Service Pack 6"},  [OS_W2K] = {5, 0, 2195, u"Service Pack 4"},
        [OS_XP] = {5, 1, 2600, u"Service Pack 3"},   [OS_WS2003] = {5, 2, 3790, u"Service Pack 2"},
        [OS_WIN7] = {6, 1, 7601, u"Service Pack 1"}, [OS_WIN10] = {6, 2, 9200, u""},
    };
    return versions[os];
}

DWORD WINAPI GetVersion(void)
{
    struct version version = version_of(run_current->process->machine->os);
    return version.build << 16 | version.minor << 8 | version.major;
}

BOOL WINAPI GetVersionExW(LPOSVERSIONINFOW info)
{
    struct call call = call_begin_quiet();
    struct version version = version_of(call.machine->os);
    OSVERSIONINFOW out = {sizeof out,    version.major,         version.minor,
                          version.build, VER_PLATFORM_WIN32_NT, {0}};
    if (user_get32(info) < sizeof out)
        return call_end_bool(&call, ERROR_INSUFFICIENT_BUFFER);
    for (size_t i = 0; version.service_pack[i]; i++)
        out.szCSDVersion[i] = version.service_pack[i];
    out.dwOSVersionInfoSize = user_get32(info);
    user_copy_out(info, &out, sizeof out);
    return call_end_bool(&call, ERROR_SUCCESS);
}

BOOL WINAPI GetVersionExA(LPOSVERSIONINFOA info)
{
    struct call call = call_begin_quiet();
    struct version version = version_of(call.machine->os);
    OSVERSIONINFOA out = {sizeof out,    version.major,         version.minor,
                          version.build, VER_PLATFORM_WIN32_NT, {0}};
    if (user_get32(info) < sizeof out)
        return call_end_bool(&call, ERROR_INSUFFICIENT_BUFFER);
    for (size_t i = 0; version.service_pack[i]; i++)
        out.szCSDVersion[i] = (CHAR)version.service_pack[i];
    out.dwOSVersionInfoSize = user_get32(info);
    user_copy_out(info, &out, sizeof out);
    return call_end_bool(&call, ERROR_SUCCESS);
}

static BOOL computer_name(struct call call, void *buffer, LPDWORD size, bool narrow)
{
    uint32_t code = call.failed;
    if (code == ERROR_SUCCESS)
        code = text_out(buffer, size, call.machine->name, narrow, ERROR_BUFFER_OVERFLOW);
    return call_end_bool(&call, code);
}

BOOL WINAPI GetComputerNameW(LPWSTR buffer, LPDWORD size)
{
    return computer_name(call_begin("GetComputerNameW"), buffer, size, false);
}

BOOL WINAPI GetComputerNameA(LPSTR buffer, LPDWORD size)
{
    return computer_name(call_begin("GetComputerNameA"), buffer, size, true);
}

/* One whom the machine does not know is "User" (our choice). */
static struct ustr user_name(const struct call *call)
{
    struct account account;
    return account_by_sid(&account, call->machine, &call->process->token.user) ? account.name
                                                                               : USTR(u"User");
}

/* The size that comes out counts the NUL (sdk-api GetUserNameW; rule process.user-name). */
static BOOL get_user_name(void *buffer, LPDWORD size, bool narrow)
{
    struct call call = call_begin_quiet();
    uint32_t code = text_out(buffer, size, user_name(&call), narrow, ERROR_INSUFFICIENT_BUFFER);
    if (code == ERROR_SUCCESS)
        user_put32(size, user_get32(size) + 1);
    return call_end_bool(&call, code);
}

BOOL WINAPI GetUserNameW(LPWSTR buffer, LPDWORD size)
{
    return get_user_name(buffer, size, false);
}

BOOL WINAPI GetUserNameA(LPSTR buffer, LPDWORD size)
{
    return get_user_name(buffer, size, true);
}

static struct ustr system_directory(const struct call *call)
{
    struct ubuf *path = text_units(SCRATCH_OTHER);
    ubuf_add(path, machine_system_root(call->machine));
    ubuf_add(path, USTR(u"\\System32"));
    return ubuf_view(path);
}

UINT WINAPI GetWindowsDirectoryW(LPWSTR buffer, UINT size)
{
    struct call call = call_begin_quiet();
    DWORD length = text_copy_wide(buffer, size, machine_system_root(call.machine));
    call_end(&call, ERROR_SUCCESS);
    return length;
}

UINT WINAPI GetWindowsDirectoryA(LPSTR buffer, UINT size)
{
    struct call call = call_begin_quiet();
    DWORD length = text_copy_narrow(buffer, size, machine_system_root(call.machine));
    call_end(&call, ERROR_SUCCESS);
    return length;
}

UINT WINAPI GetSystemDirectoryW(LPWSTR buffer, UINT size)
{
    struct call call = call_begin_quiet();
    DWORD length = text_copy_wide(buffer, size, system_directory(&call));
    call_end(&call, ERROR_SUCCESS);
    return length;
}

UINT WINAPI GetSystemDirectoryA(LPSTR buffer, UINT size)
{
    struct call call = call_begin_quiet();
    DWORD length = text_copy_narrow(buffer, size, system_directory(&call));
    call_end(&call, ERROR_SUCCESS);
    return length;
}

static DWORD get_variable(struct call *call, struct ustr name, void *buffer, DWORD size,
                          bool narrow)
{
    struct ustr value;
    call_trace_text(call, name);
    if (!environment_get(&value, &call->process->environment, name)) {
        call_end_bool(call, ERROR_ENVVAR_NOT_FOUND);
        return 0;
    }
    DWORD length =
        narrow ? text_copy_narrow(buffer, size, value) : text_copy_wide(buffer, size, value);
    call_end(call, ERROR_SUCCESS);
    return length;
}

DWORD WINAPI GetEnvironmentVariableW(LPCWSTR name, LPWSTR buffer, DWORD size)
{
    struct call call = call_begin_quiet();
    return get_variable(&call, user_wide(name), buffer, size, false);
}

DWORD WINAPI GetEnvironmentVariableA(LPCSTR name, LPSTR buffer, DWORD size)
{
    struct call call = call_begin_quiet();
    return get_variable(&call, text_narrow(SCRATCH_NAME, name), buffer, size, true);
}

/* Answers the size with the NUL, whether it fitted or not (sdk-api ExpandEnvironmentStringsW; rule
 * text.environment). */
DWORD WINAPI ExpandEnvironmentStringsW(LPCWSTR source, LPWSTR buffer, DWORD size)
{
    struct call call = call_begin_quiet();
    struct ubuf *expanded = text_units(SCRATCH_OTHER);
    environment_expand(expanded, &call.process->environment, user_wide(source));
    text_copy_wide(buffer, size, ubuf_view(expanded));
    call_end(&call, ERROR_SUCCESS);
    return (DWORD)expanded->count + 1;
}

DWORD WINAPI ExpandEnvironmentStringsA(LPCSTR source, LPSTR buffer, DWORD size)
{
    struct call call = call_begin_quiet();
    struct ubuf *expanded = text_units(SCRATCH_OTHER);
    environment_expand(expanded, &call.process->environment, text_narrow(SCRATCH_NAME, source));
    text_copy_narrow(buffer, size, ubuf_view(expanded));
    call_end(&call, ERROR_SUCCESS);
    return (DWORD)expanded->count + 1;
}

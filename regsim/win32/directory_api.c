/* Directories, and the attributes that are set: CreateDirectory, RemoveDirectory,
 * SetFileAttributes, GetTempPath. */
#include "win32/text.h"

enum by_path { BY_PATH_CREATE, BY_PATH_REMOVE, BY_PATH_SET };

static BOOL do_by_path(struct call *call, enum by_path what, struct ustr name, uint32_t attributes)
{
    struct ubuf path = {0};
    struct files *files = call->machine->files;
    call_trace_text(call, name);
    uint32_t code = call->failed;
    if (code == ERROR_SUCCESS)
        code = files_full_path(&path, call->process->cwd, name);
    if (code == ERROR_SUCCESS && what == BY_PATH_CREATE)
        code = files_make_directory(files, ubuf_view(&path), machine_now(call->machine));
    else if (code == ERROR_SUCCESS && what == BY_PATH_REMOVE)
        code = files_remove_directory(files, ubuf_view(&path));
    else if (code == ERROR_SUCCESS)
        code = files_set_attributes(files, ubuf_view(&path), attributes);
    ubuf_free(&path);
    return call_end_bool(call, code);
}

BOOL WINAPI CreateDirectoryW(LPCWSTR name, LPSECURITY_ATTRIBUTES security)
{
    struct call call = call_begin("CreateDirectoryW");
    (void)security;
    return do_by_path(&call, BY_PATH_CREATE, user_wide(name), 0);
}

BOOL WINAPI CreateDirectoryA(LPCSTR name, LPSECURITY_ATTRIBUTES security)
{
    struct call call = call_begin("CreateDirectoryA");
    (void)security;
    return do_by_path(&call, BY_PATH_CREATE, text_narrow(SCRATCH_NAME, name), 0);
}

BOOL WINAPI RemoveDirectoryW(LPCWSTR name)
{
    struct call call = call_begin("RemoveDirectoryW");
    return do_by_path(&call, BY_PATH_REMOVE, user_wide(name), 0);
}

BOOL WINAPI RemoveDirectoryA(LPCSTR name)
{
    struct call call = call_begin("RemoveDirectoryA");
    return do_by_path(&call, BY_PATH_REMOVE, text_narrow(SCRATCH_NAME, name), 0);
}

BOOL WINAPI SetFileAttributesW(LPCWSTR name, DWORD attributes)
{
    struct call call = call_begin("SetFileAttributesW");
    return do_by_path(&call, BY_PATH_SET, user_wide(name), attributes);
}

BOOL WINAPI SetFileAttributesA(LPCSTR name, DWORD attributes)
{
    struct call call = call_begin("SetFileAttributesA");
    return do_by_path(&call, BY_PATH_SET, text_narrow(SCRATCH_NAME, name), attributes);
}

/* TMP, else TEMP, with a backslash (sdk-api GetTempPathA); every simulated machine has both (rule
 * file.temp-path). */
static struct ustr temp_path(struct call *call, struct ubuf *out)
{
    environment_expand(out, &call->process->environment, USTR(u"%TMP%"));
    if (out->count && out->units[out->count - 1] != u'\\')
        ubuf_put(out, u'\\');
    return ubuf_view(out);
}

DWORD WINAPI GetTempPathW(DWORD size, LPWSTR out)
{
    struct call call = call_begin("GetTempPathW");
    struct ubuf path = {0};
    DWORD length = text_copy_wide(out, size, temp_path(&call, &path));
    ubuf_free(&path);
    call_done(&call, ERROR_SUCCESS);
    return length;
}

DWORD WINAPI GetTempPathA(DWORD size, LPSTR out)
{
    struct call call = call_begin("GetTempPathA");
    struct ubuf path = {0};
    DWORD length = text_copy_narrow(out, size, temp_path(&call, &path));
    ubuf_free(&path);
    call_done(&call, ERROR_SUCCESS);
    return length;
}

/* What is done to files by name: delete, move, copy, attributes. */
#include "win32/text.h"

enum by_name { BY_NAME_DELETE, BY_NAME_MOVE, BY_NAME_COPY };

/* `to` and `flags` are those of a move or a copy. */
static BOOL do_by_name(struct call *call, enum by_name what, struct ustr name, struct ustr to,
                       uint32_t flags)
{
    struct ubuf from_path = {0}, to_path = {0};
    struct files *files = call->machine->files;
    call_trace_text(call, name);
    if (what != BY_NAME_DELETE)
        call_trace_text(call, to);
    uint32_t code = call->failed;
    if (code == ERROR_SUCCESS)
        code = files_full_path(&from_path, call->process->cwd, name);
    if (code == ERROR_SUCCESS && what != BY_NAME_DELETE)
        code = files_full_path(&to_path, call->process->cwd, to);
    if (code == ERROR_SUCCESS) {
        if (what == BY_NAME_DELETE)
            code = files_delete(files, ubuf_view(&from_path));
        else if (what == BY_NAME_MOVE)
            code = files_move(files, ubuf_view(&from_path), ubuf_view(&to_path), flags);
        else
            code = files_copy(files, ubuf_view(&from_path), ubuf_view(&to_path), flags != 0,
                              machine_now(call->machine));
    }
    ubuf_free(&from_path);
    ubuf_free(&to_path);
    return call_end_bool(call, code);
}

/* Nothing of this machine moves files at boot (our choice): asking for it is 50
 * ERROR_NOT_SUPPORTED. */
static BOOL move(struct call *call, struct ustr from, struct ustr to, uint32_t flags, bool to_null)
{
    if (to_null || (flags & MOVEFILE_DELAY_UNTIL_REBOOT))
        return call_end_bool(call, ERROR_NOT_SUPPORTED);
    return do_by_name(call, BY_NAME_MOVE, from, to, flags);
}

BOOL WINAPI DeleteFileW(LPCWSTR name)
{
    struct call call = call_begin("DeleteFileW");
    return do_by_name(&call, BY_NAME_DELETE, user_wide(name), (struct ustr){NULL, 0}, 0);
}

BOOL WINAPI DeleteFileA(LPCSTR name)
{
    struct call call = call_begin("DeleteFileA");
    return do_by_name(&call, BY_NAME_DELETE, text_narrow(SCRATCH_NAME, name),
                      (struct ustr){NULL, 0}, 0);
}

BOOL WINAPI MoveFileExW(LPCWSTR from, LPCWSTR to, DWORD flags)
{
    struct call call = call_begin("MoveFileExW");
    return move(&call, user_wide(from), user_wide(to), flags, !to);
}

BOOL WINAPI MoveFileExA(LPCSTR from, LPCSTR to, DWORD flags)
{
    struct call call = call_begin("MoveFileExA");
    struct ustr old_name = text_narrow(SCRATCH_NAME, from),
                new_name = text_narrow(SCRATCH_OTHER, to);
    return move(&call, old_name, new_name, flags, !to);
}

BOOL WINAPI MoveFileW(LPCWSTR from, LPCWSTR to)
{
    struct call call = call_begin("MoveFileW");
    return move(&call, user_wide(from), user_wide(to), MOVEFILE_COPY_ALLOWED, !to);
}

BOOL WINAPI MoveFileA(LPCSTR from, LPCSTR to)
{
    struct call call = call_begin("MoveFileA");
    struct ustr old_name = text_narrow(SCRATCH_NAME, from),
                new_name = text_narrow(SCRATCH_OTHER, to);
    return move(&call, old_name, new_name, MOVEFILE_COPY_ALLOWED, !to);
}

BOOL WINAPI CopyFileW(LPCWSTR from, LPCWSTR to, BOOL fail_if_exists)
{
    struct call call = call_begin("CopyFileW");
    return do_by_name(&call, BY_NAME_COPY, user_wide(from), user_wide(to), fail_if_exists != 0);
}

BOOL WINAPI CopyFileA(LPCSTR from, LPCSTR to, BOOL fail_if_exists)
{
    struct call call = call_begin("CopyFileA");
    struct ustr old_name = text_narrow(SCRATCH_NAME, from),
                new_name = text_narrow(SCRATCH_OTHER, to);
    return do_by_name(&call, BY_NAME_COPY, old_name, new_name, fail_if_exists != 0);
}

static DWORD attributes(struct call *call, struct ustr name)
{
    struct ubuf path = {0};
    uint32_t answer = INVALID_FILE_ATTRIBUTES;
    call_trace_text(call, name);
    uint32_t code = call->failed;
    if (code == ERROR_SUCCESS)
        code = files_full_path(&path, call->process->cwd, name);
    if (code == ERROR_SUCCESS)
        code = files_attributes(&answer, call->machine->files, ubuf_view(&path));
    ubuf_free(&path);
    return call_end_bool(call, code) ? answer : INVALID_FILE_ATTRIBUTES;
}

DWORD WINAPI GetFileAttributesW(LPCWSTR name)
{
    struct call call = call_begin("GetFileAttributesW");
    return attributes(&call, user_wide(name));
}

DWORD WINAPI GetFileAttributesA(LPCSTR name)
{
    struct call call = call_begin("GetFileAttributesA");
    return attributes(&call, text_narrow(SCRATCH_NAME, name));
}

/* The full path, of which nothing needs to be there; where its last name begins (rule
 * file.full-path). */
static DWORD full_path_name(struct call *call, struct ustr name, DWORD size, void *out, void *part,
                            bool narrow)
{
    struct ubuf path = {0};
    call_trace_text(call, name);
    uint32_t code =
        name.count ? files_full_path(&path, call->process->cwd, name) : ERROR_INVALID_NAME;
    struct ubuf *kept = text_units(SCRATCH_LIST);
    ubuf_add(kept, ubuf_view(&path));
    ubuf_free(&path);
    char16_t last = name.count ? name.units[name.count - 1] : 0;
    if ((last == u'\\' || last == u'/') && kept->count && kept->units[kept->count - 1] != u'\\')
        ubuf_put(kept, u'\\'); /* a folder's stays */
    if (code != ERROR_SUCCESS) {
        call_end_bool(call, code);
        return 0;
    }
    struct ustr full = ubuf_view(kept);
    size_t start = full.count;
    while (start && full.units[start - 1] != u'\\')
        start--;
    DWORD length = narrow ? text_copy_narrow(out, size, full) : text_copy_wide(out, size, full);
    if (length < size && part) {
        size_t before = narrow ? text_ansi(SCRATCH_DATA, ustr_slice(full, 0, start))->size
                               : start * sizeof(WCHAR);
        user_put_pointer(part, start < full.count ? (char *)out + before : NULL);
    }
    call_end(call, ERROR_SUCCESS);
    return length;
}

DWORD WINAPI GetFullPathNameW(LPCWSTR name, DWORD size, LPWSTR out, LPWSTR *part)
{
    struct call call = call_begin_quiet();
    return full_path_name(&call, user_wide(name), size, out, part, false);
}

DWORD WINAPI GetFullPathNameA(LPCSTR name, DWORD size, LPSTR out, LPSTR *part)
{
    struct call call = call_begin_quiet();
    return full_path_name(&call, text_narrow(SCRATCH_NAME, name), size, out, part, true);
}

/*
 * FindFirstFile and its kind. A search keeps the name it gave last, so changes in between do no
 * harm; `.` and `..` come first, where the directory is not a drive's root and all is asked for.
 */
#include "win32/text.h"

#include "base/memory.h"

#include <string.h>

static const struct ustr dot = {u".", 1}, dots = {u"..", 2};

/* The directory and the pattern of `name`; 2 for no pattern, as in C:\dir\ (sdk-api FindFirstFileW:
 * no trailing backslash; rule file.find). */
static uint32_t split(struct find *out, const struct call *call, struct ustr name)
{
    size_t at = name.count;
    while (at && name.units[at - 1] != u'\\' && name.units[at - 1] != u'/' &&
           name.units[at - 1] != u':')
        at--;
    struct ustr above = ustr_slice(name, 0, at), pattern = ustr_slice(name, at, name.count);
    struct ubuf directory = {0};
    if (!name.count)
        return ERROR_PATH_NOT_FOUND;
    if (!pattern.count)
        return ERROR_FILE_NOT_FOUND;
    uint32_t code =
        files_full_path(&directory, call->process->cwd, above.count ? above : USTR(u"."));
    uint32_t attributes;
    if (code == ERROR_SUCCESS && (files_attributes(&attributes, call->machine->files,
                                                   ubuf_view(&directory)) != ERROR_SUCCESS ||
                                  !(attributes & FILE_DIRECTORY)))
        code = ERROR_PATH_NOT_FOUND;
    if (code == ERROR_SUCCESS)
        *out = (struct find){ustr_dup(ubuf_view(&directory)), ustr_dup(pattern), {NULL, 0}};
    ubuf_free(&directory);
    return code;
}

static bool wants_dots(const struct find *find)
{
    return find->directory.count > 3 &&
           (ustr_same(find->pattern, USTR(u"*")) || ustr_same(find->pattern, USTR(u"*.*")));
}

/* The next entry; false: no more. */
static bool next(struct file_info *out, struct find *find, const struct files *files)
{
    bool at_dot = ustr_same(find->after, dot), at_dots = ustr_same(find->after, dots);
    struct ustr after = at_dot || at_dots ? (struct ustr){NULL, 0} : find->after;
    if (wants_dots(find) && (!find->after.count || at_dot)) {
        if (!files_info(out, files, find->directory))
            return false;
        out->name = find->after.count ? dots : dot;
    } else if (!files_list(out, files, find->directory, find->pattern, after)) {
        return false;
    }
    ustr_free(find->after);
    find->after = ustr_dup(out->name);
    return true;
}

static FILETIME to_filetime(filetime time)
{
    return (FILETIME){(DWORD)time, (DWORD)(time >> 32)};
}

/* WIN32_FIND_DATAA and W begin alike; names are cut at MAX_PATH. */
static void put_found(void *out, const struct file_info *info, bool narrow)
{
    WIN32_FIND_DATAW wide = {.dwFileAttributes = info->attributes,
                             .ftCreationTime = to_filetime(info->created),
                             .ftLastAccessTime = to_filetime(info->written),
                             .ftLastWriteTime = to_filetime(info->written),
                             .nFileSizeHigh = (DWORD)(info->size >> 32),
                             .nFileSizeLow = (DWORD)info->size};
    if (!narrow) {
        size_t count = info->name.count < MAX_PATH ? info->name.count : MAX_PATH - 1;
        memcpy(wide.cFileName, info->name.units, count * sizeof(WCHAR));
        user_copy_out(out, &wide, sizeof wide);
        return;
    }
    WIN32_FIND_DATAA ansi = {.dwFileAttributes = 0};
    memcpy(&ansi, &wide, offsetof(WIN32_FIND_DATAW, cFileName));
    const struct buf *name = text_ansi(SCRATCH_OTHER, info->name);
    memcpy(ansi.cFileName, name->bytes, name->size < MAX_PATH ? name->size : MAX_PATH - 1);
    user_copy_out(out, &ansi, sizeof ansi);
}

static void find_free(struct find *find)
{
    ustr_free(find->directory);
    ustr_free(find->pattern);
    ustr_free(find->after);
}

static HANDLE find_first(struct call *call, struct ustr name, void *out, bool narrow)
{
    struct find find = {0};
    struct file_info info;
    struct handle *object;
    uint32_t value = 0, code = call->failed;
    call_trace_text(call, name);
    if (code == ERROR_SUCCESS)
        code = split(&find, call, name);
    if (code == ERROR_SUCCESS && !next(&info, &find, call->machine->files))
        code = ERROR_FILE_NOT_FOUND;
    if (code == ERROR_SUCCESS) {
        value = handle_new(call->process, HANDLE_FIND, call->machine, &object);
        if (!value)
            code = ERROR_TOO_MANY_OPEN_FILES;
    }
    if (code == ERROR_SUCCESS) {
        object->u.find = find;
        put_found(out, &info, narrow);
    } else {
        find_free(&find);
    }
    return call_end_bool(call, code) ? (HANDLE)(uintptr_t)value : INVALID_HANDLE_VALUE;
}

HANDLE WINAPI FindFirstFileW(LPCWSTR name, LPWIN32_FIND_DATAW data)
{
    struct call call = call_begin("FindFirstFileW");
    return find_first(&call, user_wide(name), data, false);
}

HANDLE WINAPI FindFirstFileA(LPCSTR name, LPWIN32_FIND_DATAA data)
{
    struct call call = call_begin("FindFirstFileA");
    return find_first(&call, text_narrow(SCRATCH_NAME, name), data, true);
}

static BOOL find_next(struct call *call, HANDLE search, void *out, bool narrow)
{
    struct handle *object = handle_get(call->process, (uintptr_t)search, HANDLE_FIND);
    struct file_info info;
    uint32_t code = call->failed ? call->failed : object ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS && !next(&info, &object->u.find, call->machine->files))
        code = ERROR_NO_MORE_FILES;
    if (code == ERROR_SUCCESS)
        put_found(out, &info, narrow);
    return call_end_bool(call, code);
}

BOOL WINAPI FindNextFileW(HANDLE search, LPWIN32_FIND_DATAW data)
{
    struct call call = call_begin("FindNextFileW");
    return find_next(&call, search, data, false);
}

BOOL WINAPI FindNextFileA(HANDLE search, LPWIN32_FIND_DATAA data)
{
    struct call call = call_begin("FindNextFileA");
    return find_next(&call, search, data, true);
}

BOOL WINAPI FindClose(HANDLE search)
{
    struct call call = call_begin("FindClose");
    bool found = handle_get(call.process, (uintptr_t)search, HANDLE_FIND) != NULL;
    if (found)
        handle_close(call.process, (uintptr_t)search);
    return call_end_bool(&call, found ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
}

/* CreateFile and its kind on the simulated files. Names with \\COMPUTER\ are not served (53). */
#include "win32/reg.h"
#include "win32/text.h"

#include "base/memory.h"

/* The full path of a name, in the run's scratch memory; or the code that its form answers. */
static uint32_t full_path(struct ubuf *out, const struct call *call, struct ustr name)
{
    return files_full_path(out, call->process->cwd, name);
}

struct opening {
    DWORD access, share, disposition, attributes;
};

static uint32_t open_file(HANDLE *out, struct call *call, struct ustr name,
                          const struct opening *how)
{
    struct ubuf path = {0};
    struct file_open *file = NULL;
    bool existed = false;
    uint32_t access = 0;
    if (how->access & (GENERIC_READ | GENERIC_ALL | FILE_READ_DATA))
        access |= FILE_CAN_READ;
    if (how->access & (GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA))
        access |= FILE_CAN_WRITE;
    else if (how->access & FILE_APPEND_DATA)
        access |= FILE_CAN_WRITE | FILE_APPENDS;
    if (how->access & (DELETE | GENERIC_ALL))
        access |= FILE_CAN_DELETE;
    uint32_t code = how->disposition < CREATE_NEW || how->disposition > TRUNCATE_EXISTING
                        ? ERROR_INVALID_PARAMETER
                        : full_path(&path, call, name);
    if (code == ERROR_SUCCESS)
        code = files_open(&file, &existed, call->machine->files, ubuf_view(&path), access,
                          how->share & 7, how->disposition, how->attributes & 0x7FFF,
                          machine_now(call->machine));
    ubuf_free(&path);
    if (code != ERROR_SUCCESS)
        return code;
    struct handle *object;
    uint32_t value = handle_new(call->process, HANDLE_FILE, call->machine, &object);
    if (!value) {
        files_close(file);
        return ERROR_TOO_MANY_OPEN_FILES;
    }
    object->u.file = file;
    *out = (HANDLE)(uintptr_t)value;
    /* sdk-api CreateFileW: these two leave 183 where the file was there, and else 0 (rule
     * file.create) */
    if (how->disposition == CREATE_ALWAYS || how->disposition == OPEN_ALWAYS)
        call->process->last_error = existed ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS;
    return ERROR_SUCCESS;
}

static HANDLE create_file(struct call *call, struct ustr name, const struct opening *how)
{
    HANDLE file = INVALID_HANDLE_VALUE;
    call_trace_text(call, name);
    uint32_t code = call->failed ? call->failed : open_file(&file, call, name, how);
    call_end_bool(call, code);
    return file;
}

HANDLE WINAPI CreateFileW(LPCWSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security,
                          DWORD disposition, DWORD attributes, HANDLE template_file)
{
    struct call call = call_begin("CreateFileW");
    struct opening how = {access, share, disposition, attributes};
    (void)security, (void)template_file;
    return create_file(&call, user_wide(name), &how);
}

HANDLE WINAPI CreateFileA(LPCSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security,
                          DWORD disposition, DWORD attributes, HANDLE template_file)
{
    struct call call = call_begin("CreateFileA");
    struct opening how = {access, share, disposition, attributes};
    (void)security, (void)template_file;
    return create_file(&call, text_narrow(SCRATCH_NAME, name), &how);
}

/* A file or a standard handle; the pseudo-handles of standard streams are entries of the table. */
static struct handle *file_handle(const struct call *call, HANDLE file)
{
    struct handle *object = handle_any(call->process, (uintptr_t)file);
    return object && (object->kind == HANDLE_FILE || object->kind == HANDLE_STANDARD) ? object
                                                                                      : NULL;
}

static uint32_t read_input(struct call *call, void *buffer, DWORD size, uint32_t *got)
{
    struct process *process = call->process;
    size_t rest = process->input_size - process->input_at;
    *got = rest < size ? (uint32_t)rest : size;
    user_copy_out(buffer, process->input + process->input_at, *got);
    process->input_at += *got;
    return ERROR_SUCCESS;
}

static uint32_t read_file(struct call *call, const struct handle *object, void *buffer, DWORD size,
                          uint32_t *got)
{
    if (!user_writable(buffer, size))
        return ERROR_NOACCESS;
    if (object->kind == HANDLE_STANDARD)
        return object->u.number == 0 ? read_input(call, buffer, size, got) : ERROR_ACCESS_DENIED;
    return file_read(object->u.file, buffer, size, got);
}

BOOL WINAPI ReadFile(HANDLE file, LPVOID buffer, DWORD size, LPDWORD done, LPOVERLAPPED overlapped)
{
    struct call call = call_begin("ReadFile");
    const struct handle *object = file_handle(&call, file);
    uint32_t got = 0, code = object ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
    call_trace_number(&call, size);
    user_put32(done, 0);
    if (call.failed)
        code = call.failed;
    else if (overlapped || !done)
        code = ERROR_INVALID_PARAMETER; /* nothing asynchronous here */
    if (code == ERROR_SUCCESS)
        code = read_file(&call, object, buffer, size, &got);
    user_put32(done, got);
    return call_end_bool(&call, code);
}

/* The program's bytes, copied piece by piece: 998 where they are not there. */
static uint32_t write_file(struct call *call, const struct handle *object, const char *data,
                           DWORD size, uint32_t *written)
{
    struct buf *bytes = text_bytes(SCRATCH_DATA);
    bytes->bytes = mem_grow(bytes->bytes, &bytes->capacity, size + 1u, 1);
    if (!user_readable(bytes->bytes, data, size))
        return ERROR_NOACCESS;
    if (object->kind == HANDLE_FILE)
        return file_write(object->u.file, bytes->bytes, size, written, machine_now(call->machine));
    if (object->u.number == 0)
        return ERROR_ACCESS_DENIED;
    buf_add(object->u.number == 2 ? &call->process->err : &call->process->out, bytes->bytes, size);
    *written = size;
    return ERROR_SUCCESS;
}

BOOL WINAPI WriteFile(HANDLE file, LPCVOID buffer, DWORD size, LPDWORD done,
                      LPOVERLAPPED overlapped)
{
    struct call call = call_begin("WriteFile");
    const struct handle *object = file_handle(&call, file);
    uint32_t written = 0, code = object ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
    call_trace_number(&call, size);
    user_put32(done, 0);
    if (call.failed)
        code = call.failed;
    else if (overlapped)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = write_file(&call, object, buffer, size, &written);
    user_put32(done, written);
    return call_end_bool(&call, code);
}

/* SetFilePointer's answer; its error is the code, and a position of 0xFFFFFFFF leaves 0 as last
 * error. */
DWORD WINAPI SetFilePointer(HANDLE file, LONG distance, PLONG distance_high, DWORD method)
{
    struct call call = call_begin("SetFilePointer");
    const struct handle *object = handle_get(call.process, (uintptr_t)file, HANDLE_FILE);
    uint64_t position = 0;
    int64_t by = distance;
    if (distance_high)
        by = (int64_t)((uint64_t)user_get32(distance_high) << 32 | (uint32_t)distance);
    uint32_t code =
        object ? file_seek(object->u.file, by, method, &position) : ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS && !distance_high && position > 0xFFFFFFFE)
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS) {
        if ((uint32_t)position == INVALID_SET_FILE_POINTER)
            call.process->last_error = ERROR_SUCCESS;
        user_put32(distance_high, (uint32_t)(position >> 32));
    }
    return call_end_bool(&call, code) ? (DWORD)position : INVALID_SET_FILE_POINTER;
}

BOOL WINAPI SetEndOfFile(HANDLE file)
{
    struct call call = call_begin("SetEndOfFile");
    const struct handle *object = handle_get(call.process, (uintptr_t)file, HANDLE_FILE);
    uint32_t code = call.failed ? call.failed
                    : object    ? file_set_end(object->u.file, machine_now(call.machine))
                                : ERROR_INVALID_HANDLE;
    return call_end_bool(&call, code);
}

DWORD WINAPI GetFileSize(HANDLE file, LPDWORD high)
{
    struct call call = call_begin("GetFileSize");
    const struct handle *object = handle_get(call.process, (uintptr_t)file, HANDLE_FILE);
    uint64_t size = object ? file_size(object->u.file) : 0;
    if (object)
        user_put32(high, (uint32_t)(size >> 32));
    return call_end_bool(&call, object ? ERROR_SUCCESS : ERROR_INVALID_HANDLE) ? (DWORD)size
                                                                               : INVALID_FILE_SIZE;
}

DWORD WINAPI GetFileType(HANDLE file)
{
    struct call call = call_begin_quiet();
    const struct handle *object = file_handle(&call, file);
    return call_end_bool(&call, object ? ERROR_SUCCESS : ERROR_INVALID_HANDLE) ? FILE_TYPE_DISK
                                                                               : FILE_TYPE_UNKNOWN;
}

BOOL WINAPI FlushFileBuffers(HANDLE file)
{
    struct call call = call_begin("FlushFileBuffers");
    const struct handle *object = file_handle(&call, file);
    uint32_t code = call.failed ? call.failed : object ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
    if (code == ERROR_SUCCESS && object->kind == HANDLE_FILE)
        code = file_flush(object->u.file);
    return call_end_bool(&call, code);
}

HANDLE WINAPI GetStdHandle(DWORD which)
{
    struct call call = call_begin_quiet();
    uint32_t number = STD_INPUT_HANDLE - which, value = 0;
    struct handle *object;
    if (number > 2) {
        call_end_bool(&call, ERROR_INVALID_HANDLE);
        return INVALID_HANDLE_VALUE;
    }
    /* one entry for each stream, made when first asked for */
    value = call.run->standard[number];
    if (!value || !handle_get(call.process, value, HANDLE_STANDARD)) {
        value = handle_new(call.process, HANDLE_STANDARD, call.machine, &object);
        if (value)
            object->u.number = number;
        call.run->standard[number] = value;
    }
    call_end_bool(&call, value ? ERROR_SUCCESS : ERROR_TOO_MANY_OPEN_FILES);
    return value ? (HANDLE)(uintptr_t)value : INVALID_HANDLE_VALUE;
}

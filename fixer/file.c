/* Whole files through CreateFileW, in pieces: some redirectors of NT 4 refuse large transfers. */
#include "file.h"

static DWORD read_all(HANDLE file, struct buf *out)
{
    DWORD size;

    do {
        buf_reserve(out, out->used + FILE_PIECE);
        if (!ReadFile(file, out->at + out->used, FILE_PIECE, &size, NULL))
            return GetLastError();
        out->used += size;
    } while (size != 0);
    return ERROR_SUCCESS;
}

DWORD file_read(struct buf *out, const WCHAR *path)
{
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    DWORD error;

    if (file == INVALID_HANDLE_VALUE)
        return GetLastError();
    error = read_all(file, out);
    CloseHandle(file);
    return error;
}

/* A piece that was written only in part is found when the file is read back. */
static DWORD write_all(HANDLE file, const struct buf *bytes)
{
    DWORD written;

    for (SIZE_T at = 0; at < bytes->used; at += FILE_PIECE) {
        SIZE_T left = bytes->used - at;

        if (!WriteFile(file, bytes->at + at, (DWORD)(left < FILE_PIECE ? left : FILE_PIECE),
                       &written, NULL))
            return GetLastError();
    }
    return FlushFileBuffers(file) ? ERROR_SUCCESS : GetLastError();
}

DWORD file_create(const WCHAR *path, const struct buf *bytes)
{
    HANDLE file =
        CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
    DWORD error;

    if (file == INVALID_HANDLE_VALUE)
        return GetLastError();
    error = write_all(file, bytes);
    CloseHandle(file);
    if (error != ERROR_SUCCESS)
        DeleteFileW(path);
    return error;
}

/*
 * Streams: the captured output, standard input, and simulated files through CreateFile and its kind
 * (so each read and write is a yield point). Unbuffered; text streams write LF as CR LF and read CR
 * LF as LF.
 */
#include "win32/crt.h"

#include "base/memory.h"

enum { PIECE = 512 };

/* Output bytes are copied before anything of the host is touched: a wild pointer is the program's.
 */
static void deliver(struct crt_file *stream, const char *bytes, size_t size)
{
    DWORD written;
    if (stream->standard < 0) {
        if (!WriteFile(stream->handle, bytes, (DWORD)size, &written, NULL))
            stream->error = true;
        return;
    }
    struct run *run = host_begin();
    buf_add(stream->standard == 2 ? &run->process->err : &run->process->out, bytes, size);
    host_end(run);
}

USER_MEMORY void crt_write(struct crt_file *stream, const char *bytes, size_t size)
{
    char piece[PIECE];
    size_t pending = 0;
    if (!stream->write) {
        stream->error = true;
        return;
    }
    for (size_t i = 0; i < size; i++) {
        if (pending + 2 > PIECE) {
            deliver(stream, piece, pending);
            pending = 0;
        }
        if (bytes[i] == '\n' && stream->text)
            piece[pending++] = '\r';
        piece[pending++] = bytes[i];
    }
    if (pending)
        deliver(stream, piece, pending);
}

struct crt_file *crt_regsim_std_stream(int number)
{
    return &crt_state()->standard[number];
}

/* r, w, a with + and b or t; false: no mode. */
static bool read_mode(struct crt_file *file, DWORD *access, DWORD *disposition, const char *mode)
{
    bool update = false;
    file->text = true;
    for (const char *flag = mode + 1; *mode && *flag; flag++) {
        update |= *flag == '+';
        if (*flag == 'b')
            file->text = false;
    }
    switch (mode[0]) {
    case 'r':
        *disposition = OPEN_EXISTING;
        break;
    case 'w':
        *disposition = CREATE_ALWAYS;
        break;
    case 'a':
        *disposition = OPEN_ALWAYS;
        break;
    default:
        return false;
    }
    file->read = mode[0] == 'r' || update;
    file->write = mode[0] != 'r' || update;
    *access = (file->read ? GENERIC_READ : 0) | (file->write ? GENERIC_WRITE : 0);
    return true;
}

static struct crt_file *adopt(const struct crt_file *opened, bool append)
{
    struct crt *crt = crt_state();
    if (opened->handle == INVALID_HANDLE_VALUE) {
        crt->error = crt_errno_of(GetLastError());
        return NULL;
    }
    struct run *run = host_begin();
    struct crt_file *file = mem_dup(opened, sizeof *opened);
    file->next = crt->files;
    crt->files = file;
    host_end(run);
    if (append)
        SetFilePointer(file->handle, 0, NULL, FILE_END);
    return file;
}

struct crt_file *crt_fopen(const char *name, const char *mode)
{
    struct crt_file file = {.standard = -1, .pushed = -1};
    DWORD access, disposition;
    if (!read_mode(&file, &access, &disposition, mode)) {
        crt_state()->error = 22;
        return NULL;
    }
    file.handle = CreateFileA(name, access, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, disposition,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    return adopt(&file, mode[0] == 'a');
}

struct crt_file *crt__wfopen(const regsim_wchar *name, const regsim_wchar *mode)
{
    struct crt_file file = {.standard = -1, .pushed = -1};
    DWORD access, disposition;
    char narrow[8] = "";
    for (int i = 0; i < 7 && mode[i]; i++)
        narrow[i] = (char)mode[i];
    if (!read_mode(&file, &access, &disposition, narrow)) {
        crt_state()->error = 22;
        return NULL;
    }
    file.handle = CreateFileW(name, access, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, disposition,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    return adopt(&file, narrow[0] == 'a');
}

int crt_fclose(struct crt_file *stream)
{
    if (stream->standard >= 0)
        return 0;
    bool good = CloseHandle(stream->handle);
    struct run *run = host_begin();
    struct crt_file **link = &crt_state()->files;
    while (*link && *link != stream)
        link = &(*link)->next;
    if (*link) {
        *link = stream->next;
        mem_free(stream);
    }
    host_end(run);
    return good ? 0 : -1;
}

int crt_fflush(struct crt_file *stream)
{
    return stream && stream->error ? -1 : 0;
}

static int next_byte(struct crt_file *stream)
{
    unsigned char byte;
    DWORD got = 0;
    HANDLE handle = stream->standard == 0 ? GetStdHandle(STD_INPUT_HANDLE) : stream->handle;
    if (!stream->read || !ReadFile(handle, &byte, 1, &got, NULL)) {
        stream->error = true;
        return -1;
    }
    stream->eof |= got == 0;
    return got ? byte : -1;
}

int crt_fgetc(struct crt_file *stream)
{
    int byte = stream->pushed;
    stream->pushed = -1;
    if (byte >= 0)
        return byte;
    byte = next_byte(stream);
    if (byte == '\r' && stream->text) {
        int next = next_byte(stream);
        if (next == '\n')
            return next;
        stream->pushed = next;
    }
    return byte;
}

int crt_getc(struct crt_file *stream)
{
    return crt_fgetc(stream);
}

int crt_getchar(void)
{
    return crt_fgetc(&crt_state()->standard[0]);
}

int crt_ungetc(int c, struct crt_file *stream)
{
    stream->pushed = c;
    stream->eof = false;
    return c;
}

char *crt_fgets(char *out, int size, struct crt_file *stream)
{
    int count = 0, byte = 0;
    while (count + 1 < size && byte != '\n' && (byte = crt_fgetc(stream)) >= 0)
        out[count++] = (char)byte;
    if (count == 0)
        return NULL;
    out[count] = 0;
    return out;
}

/* A text stream holds the ANSI code page, a byte a character; a binary one holds units. */
regsim_wchar crt_fgetwc(struct crt_file *stream)
{
    int pushed = stream->pushed; /* a unit, by who read one too many */
    if (pushed >= 0) {
        stream->pushed = -1;
        return (regsim_wchar)pushed;
    }
    int low = crt_fgetc(stream), high = low < 0 || stream->text ? 0 : crt_fgetc(stream);
    regsim_wchar unit = 0;
    char byte = (char)low;
    if (low < 0 || high < 0)
        return CRT_WEOF;
    if (!stream->text)
        return (regsim_wchar)(low | high << 8);
    return MultiByteToWideChar(CP_ACP, 0, &byte, 1, &unit, 1) ? unit : (regsim_wchar)low;
}

regsim_wchar *crt_fgetws(regsim_wchar *out, int size, struct crt_file *stream)
{
    int count = 0;
    regsim_wchar unit = 0;
    while (count + 1 < size && unit != '\n' && (unit = crt_fgetwc(stream)) != CRT_WEOF)
        out[count++] = unit;
    if (count == 0)
        return NULL;
    out[count] = 0;
    return out;
}

size_t crt_fread(void *out, size_t size, size_t count, struct crt_file *stream)
{
    size_t total = size * count, done = 0;
    int byte;
    if (!stream->text && stream->pushed < 0 && stream->standard < 0) {
        DWORD got = 0;
        if (!ReadFile(stream->handle, out, (DWORD)total, &got, NULL))
            stream->error = true;
        stream->eof |= got < total;
        return size ? got / size : 0;
    }
    while (done < total && (byte = crt_fgetc(stream)) >= 0)
        ((char *)out)[done++] = (char)byte;
    return size ? done / size : 0;
}

size_t crt_fwrite(const void *data, size_t size, size_t count, struct crt_file *stream)
{
    crt_write(stream, data, size * count);
    return stream->error ? 0 : count;
}

int crt_fseek(struct crt_file *stream, long offset, int from)
{
    LONG high = offset < 0 ? -1 : 0;
    stream->pushed = -1;
    stream->eof = false;
    if (stream->standard >= 0)
        return -1;
    return SetFilePointer(stream->handle, (LONG)offset, &high, (DWORD)from) ==
                   INVALID_SET_FILE_POINTER
               ? -1
               : 0;
}

long crt_ftell(struct crt_file *stream)
{
    return stream->standard >= 0 ? -1 : (long)SetFilePointer(stream->handle, 0, NULL, FILE_CURRENT);
}

void crt_rewind(struct crt_file *stream)
{
    crt_fseek(stream, 0, 0);
    stream->error = false;
}

int crt_feof(struct crt_file *stream)
{
    return stream->eof;
}

int crt_ferror(struct crt_file *stream)
{
    return stream->error;
}

void crt_clearerr(struct crt_file *stream)
{
    stream->eof = stream->error = false;
}

int crt_setvbuf(struct crt_file *stream, char *buffer, int mode, size_t size)
{
    (void)stream, (void)buffer, (void)mode, (void)size;
    return 0;
}

void crt_setbuf(struct crt_file *stream, char *buffer)
{
    (void)stream, (void)buffer;
}

/* The printf family: sinks for the engine of crt_format.c. */
#include "win32/crt_format.h"

#include <limits.h>

enum { WSPRINTF_MAX = 1024 };

static int to_stream(struct crt_file *stream, bool wide, const void *format, va_list arguments)
{
    struct format_sink sink = {.wide = wide, .stream = stream};
    va_list copy;
    va_copy(copy, arguments);
    int count = format_run(&sink, format, &copy);
    va_end(copy);
    return stream->error ? -1 : count;
}

/* Into room for `size` units. C99's snprintf ends with NUL and answers what was needed; Microsoft's
 * _snprintf ends with NUL only where there is room, and answers -1 where it does not fit. */
enum manner { MANNER_C99, MANNER_MICROSOFT };

USER_MEMORY static int to_room(void *out, size_t size, bool wide, enum manner manner,
                               const void *format, va_list arguments)
{
    struct format_sink sink = {.wide = wide, .out = out, .room = size};
    va_list copy;
    va_copy(copy, arguments);
    int count = format_run(&sink, format, &copy);
    va_end(copy);
    size_t end = sink.count < size ? sink.count : size;
    if (end == size && size > 0 && manner == MANNER_C99)
        end = size - 1;
    if (end < size) {
        if (wide)
            ((regsim_wchar *)out)[end] = 0;
        else
            ((char *)out)[end] = 0;
    }
    return manner == MANNER_MICROSOFT && sink.count > size ? -1 : count;
}

static struct crt_file *standard_output(void)
{
    return &crt_state()->standard[1];
}

int crt_printf(const char *format, ...)
{
    CRT_VARIADIC(to_stream(standard_output(), false, format, arguments));
}

int crt_fprintf(struct crt_file *stream, const char *format, ...)
{
    CRT_VARIADIC(to_stream(stream, false, format, arguments));
}

int crt_sprintf(char *out, const char *format, ...)
{
    CRT_VARIADIC(to_room(out, INT_MAX, false, MANNER_C99, format, arguments));
}

int crt_snprintf(char *out, size_t size, const char *format, ...)
{
    CRT_VARIADIC(to_room(out, size, false, MANNER_C99, format, arguments));
}

int crt__snprintf(char *out, size_t size, const char *format, ...)
{
    CRT_VARIADIC(to_room(out, size, false, MANNER_MICROSOFT, format, arguments));
}

int crt_wprintf(const regsim_wchar *format, ...)
{
    CRT_VARIADIC(to_stream(standard_output(), true, format, arguments));
}

int crt_fwprintf(struct crt_file *stream, const regsim_wchar *format, ...)
{
    CRT_VARIADIC(to_stream(stream, true, format, arguments));
}

int crt_swprintf(regsim_wchar *out, size_t size, const regsim_wchar *format, ...)
{
    CRT_VARIADIC(to_room(out, size, true, MANNER_MICROSOFT, format, arguments));
}

int crt__swprintf(regsim_wchar *out, const regsim_wchar *format, ...)
{
    CRT_VARIADIC(to_room(out, INT_MAX, true, MANNER_C99, format, arguments));
}

int crt__snwprintf(regsim_wchar *out, size_t size, const regsim_wchar *format, ...)
{
    CRT_VARIADIC(to_room(out, size, true, MANNER_MICROSOFT, format, arguments));
}

int crt_vprintf(const char *format, va_list arguments)
{
    return to_stream(standard_output(), false, format, arguments);
}

int crt_vfprintf(struct crt_file *stream, const char *format, va_list arguments)
{
    return to_stream(stream, false, format, arguments);
}

int crt_vsprintf(char *out, const char *format, va_list arguments)
{
    return to_room(out, INT_MAX, false, MANNER_C99, format, arguments);
}

int crt_vsnprintf(char *out, size_t size, const char *format, va_list arguments)
{
    return to_room(out, size, false, MANNER_C99, format, arguments);
}

int crt__vsnprintf(char *out, size_t size, const char *format, va_list arguments)
{
    return to_room(out, size, false, MANNER_MICROSOFT, format, arguments);
}

int crt_vwprintf(const regsim_wchar *format, va_list arguments)
{
    return to_stream(standard_output(), true, format, arguments);
}

int crt_vfwprintf(struct crt_file *stream, const regsim_wchar *format, va_list arguments)
{
    return to_stream(stream, true, format, arguments);
}

int crt__vsnwprintf(regsim_wchar *out, size_t size, const regsim_wchar *format, va_list arguments)
{
    return to_room(out, size, true, MANNER_MICROSOFT, format, arguments);
}

/* user32's writes at most 1,024 units, NUL included (sdk-api wsprintfA). */
int WINAPI wvsprintfA(LPSTR out, LPCSTR format, va_list arguments)
{
    int count = to_room(out, WSPRINTF_MAX, false, MANNER_C99, format, arguments);
    return count < WSPRINTF_MAX ? count : WSPRINTF_MAX - 1;
}

int WINAPIV wsprintfA(LPSTR out, LPCSTR format, ...)
{
    CRT_VARIADIC(wvsprintfA(out, format, arguments));
}

/* user32's writes at most 1,024 units, NUL included (sdk-api wsprintfW). */
int WINAPI wvsprintfW(LPWSTR out, LPCWSTR format, va_list arguments)
{
    int count = to_room(out, WSPRINTF_MAX, true, MANNER_C99, format, arguments);
    return count < WSPRINTF_MAX ? count : WSPRINTF_MAX - 1;
}

int WINAPIV wsprintfW(LPWSTR out, LPCWSTR format, ...)
{
    CRT_VARIADIC(wvsprintfW(out, format, arguments));
}

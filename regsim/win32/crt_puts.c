/* Characters and strings to streams; files by name. */
#include "win32/crt.h"

#include "win32/nls.h"

static struct crt_file *standard_output(void)
{
    return &crt_state()->standard[1];
}

int crt_fputc(int c, struct crt_file *stream)
{
    char byte = (char)c;
    crt_write(stream, &byte, 1);
    return stream->error ? -1 : (unsigned char)c;
}

int crt_putc(int c, struct crt_file *stream)
{
    return crt_fputc(c, stream);
}

int crt_putchar(int c)
{
    return crt_fputc(c, standard_output());
}

int crt_fputs(const char *text, struct crt_file *stream)
{
    crt_write(stream, text, crt_strlen(text));
    return stream->error ? -1 : 0;
}

int crt_puts(const char *text)
{
    crt_fputs(text, standard_output());
    return crt_putchar('\n');
}

int crt_fputwc(regsim_wchar c, struct crt_file *stream)
{
    char byte = (char)unit_to_ansi(c);
    crt_write(stream, &byte, 1);
    return stream->error ? 0xFFFF : c;
}

int crt_putwchar(regsim_wchar c)
{
    return crt_fputwc(c, standard_output());
}

int crt_fputws(const regsim_wchar *text, struct crt_file *stream)
{
    for (size_t i = 0; text[i]; i++)
        crt_fputwc(text[i], stream);
    return stream->error ? -1 : 0;
}

int crt__putws(const regsim_wchar *text)
{
    crt_fputws(text, standard_output());
    return crt_putchar('\n');
}

int crt_remove(const char *name)
{
    if (DeleteFileA(name))
        return 0;
    crt_state()->error = crt_errno_of(GetLastError());
    return -1;
}

int crt_rename(const char *from, const char *to)
{
    if (MoveFileA(from, to))
        return 0;
    crt_state()->error = crt_errno_of(GetLastError());
    return -1;
}

char *crt_strerror(int code)
{
    static const struct {
        int code;
        const char *text;
    } texts[] = {
        {0, "No error"},          {2, "No such file or directory"}, {9, "Bad file descriptor"},
        {12, "Not enough space"}, {13, "Permission denied"},        {17, "File exists"},
        {22, "Invalid argument"}, {24, "Too many open files"},      {28, "No space left on device"},
        {34, "Result too large"},
    };
    const char *text = "Unknown error";
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].code == code)
            text = texts[i].text;
    return crt_strcpy(crt_state()->text, text);
}

void crt_perror(const char *text)
{
    struct crt_file *stream = &crt_state()->standard[2];
    if (text && *text)
        crt_fprintf(stream, "%s: ", text);
    crt_fprintf(stream, "%s\n", crt_strerror(crt_state()->error));
}

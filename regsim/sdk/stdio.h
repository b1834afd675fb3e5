/*
 * stdio.h of regsim's SDK. Formats are those of Microsoft's C library: %ls, %S and %hs, %I64d, and
 * l is 32 bits wide. Streams are simulated files and the captured output.
 */
#ifndef REGSIM_SDK_STDIO_H
#define REGSIM_SDK_STDIO_H

#include "regsim_crt.h"

#ifndef REGSIM_INSIDE
typedef struct crt_file FILE;
#define stdin    regsim_std_stream(0)
#define stdout   regsim_std_stream(1)
#define stderr   regsim_std_stream(2)
#define EOF      (-1)
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define BUFSIZ   512
#define _IOFBF   0x0000
#define _IOLBF   0x0040
#define _IONBF   0x0004
#endif

REGSIM_CRT(REGSIM_FILE *, regsim_std_stream, (int number));

REGSIM_CRT(int, printf, (const char *format, ...));
REGSIM_CRT(int, fprintf, (REGSIM_FILE * stream, const char *format, ...));
REGSIM_CRT(int, sprintf, (char *out, const char *format, ...));
REGSIM_CRT(int, snprintf, (char *out, size_t size, const char *format, ...));
REGSIM_CRT(int, _snprintf, (char *out, size_t size, const char *format, ...));
REGSIM_CRT(int, sscanf, (const char *text, const char *format, ...));
REGSIM_CRT(int, swscanf, (const regsim_wchar *text, const regsim_wchar *format, ...));
REGSIM_CRT(int, fscanf, (REGSIM_FILE * stream, const char *format, ...));
REGSIM_CRT(int, fwscanf, (REGSIM_FILE * stream, const regsim_wchar *format, ...));
REGSIM_CRT(int, scanf, (const char *format, ...));
REGSIM_CRT(int, wscanf, (const regsim_wchar *format, ...));
REGSIM_CRT(int, vprintf, (const char *format, va_list arguments));
REGSIM_CRT(int, vfprintf, (REGSIM_FILE * stream, const char *format, va_list arguments));
REGSIM_CRT(int, vsprintf, (char *out, const char *format, va_list arguments));
REGSIM_CRT(int, vsnprintf, (char *out, size_t size, const char *format, va_list arguments));
REGSIM_CRT(int, _vsnprintf, (char *out, size_t size, const char *format, va_list arguments));
REGSIM_CRT(int, wprintf, (const regsim_wchar *format, ...));
REGSIM_CRT(int, fwprintf, (REGSIM_FILE * stream, const regsim_wchar *format, ...));
REGSIM_CRT(int, swprintf, (regsim_wchar * out, size_t size, const regsim_wchar *format, ...));
REGSIM_CRT(int, _swprintf, (regsim_wchar * out, const regsim_wchar *format, ...));
REGSIM_CRT(int, _snwprintf, (regsim_wchar * out, size_t size, const regsim_wchar *format, ...));
REGSIM_CRT(int, vwprintf, (const regsim_wchar *format, va_list arguments));
REGSIM_CRT(int, vfwprintf, (REGSIM_FILE * stream, const regsim_wchar *format, va_list arguments));
REGSIM_CRT(int, _vsnwprintf,
           (regsim_wchar * out, size_t size, const regsim_wchar *format, va_list arguments));

REGSIM_CRT(REGSIM_FILE *, fopen, (const char *name, const char *mode));
REGSIM_CRT(REGSIM_FILE *, _wfopen, (const regsim_wchar *name, const regsim_wchar *mode));
REGSIM_CRT(int, fclose, (REGSIM_FILE * stream));
REGSIM_CRT(int, fflush, (REGSIM_FILE * stream));
REGSIM_CRT(size_t, fread, (void *out, size_t size, size_t count, REGSIM_FILE *stream));
REGSIM_CRT(size_t, fwrite, (const void *data, size_t size, size_t count, REGSIM_FILE *stream));
REGSIM_CRT(int, fseek, (REGSIM_FILE * stream, long offset, int from));
REGSIM_CRT(long, ftell, (REGSIM_FILE * stream));
REGSIM_CRT(void, rewind, (REGSIM_FILE * stream));
REGSIM_CRT(int, feof, (REGSIM_FILE * stream));
REGSIM_CRT(int, ferror, (REGSIM_FILE * stream));
REGSIM_CRT(void, clearerr, (REGSIM_FILE * stream));
REGSIM_CRT(int, fgetc, (REGSIM_FILE * stream));
REGSIM_CRT(int, getc, (REGSIM_FILE * stream));
REGSIM_CRT(int, getchar, (void));
REGSIM_CRT(int, ungetc, (int c, REGSIM_FILE *stream));
REGSIM_CRT(char *, fgets, (char *out, int size, REGSIM_FILE *stream));
REGSIM_CRT(regsim_wchar, fgetwc, (REGSIM_FILE * stream));
REGSIM_CRT(regsim_wchar *, fgetws, (regsim_wchar * out, int size, REGSIM_FILE *stream));
REGSIM_CRT(int, fputc, (int c, REGSIM_FILE *stream));
REGSIM_CRT(int, putc, (int c, REGSIM_FILE *stream));
REGSIM_CRT(int, putchar, (int c));
REGSIM_CRT(int, fputs, (const char *text, REGSIM_FILE *stream));
REGSIM_CRT(int, puts, (const char *text));
REGSIM_CRT(int, fputws, (const regsim_wchar *text, REGSIM_FILE *stream));
REGSIM_CRT(int, _putws, (const regsim_wchar *text));
REGSIM_CRT(int, fputwc, (regsim_wchar c, REGSIM_FILE *stream));
REGSIM_CRT(int, putwchar, (regsim_wchar c));
REGSIM_CRT(int, setvbuf, (REGSIM_FILE * stream, char *buffer, int mode, size_t size));
REGSIM_CRT(void, setbuf, (REGSIM_FILE * stream, char *buffer));
REGSIM_CRT(int, remove, (const char *name));
REGSIM_CRT(int, rename, (const char *from, const char *to));
REGSIM_CRT(void, perror, (const char *text));

#endif

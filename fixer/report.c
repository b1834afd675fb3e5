/*
 * Output in the console's code page through WriteFile, so that a redirected report is text too.
 * That a line cannot be written changes nothing about the work: the exit code still tells the
 * outcome.
 */
#include "report.h"

#include <stdarg.h>
#include <string.h>

#include "text.h"

void report_line(DWORD handle, ...)
{
    struct buf line = {0}, bytes = {0};
    const WCHAR *part;
    va_list parts;
    DWORD written;
    int units, size;

    va_start(parts, handle);
    while ((part = va_arg(parts, const WCHAR *)) != NULL)
        text_add(&line, part);
    va_end(parts);
    units = (int)(line.used / sizeof(WCHAR)) + 2;
    text_add(&line, u"\r\n");
    for (int i = 0; i < units - 2; i++) /* a key's name may hold anything but a backslash */
        if (((WCHAR *)(void *)line.at)[i] < u' ')
            memcpy(line.at + (SIZE_T)i * sizeof(WCHAR), u"?", sizeof(WCHAR));
    buf_reserve(&bytes, (SIZE_T)units * 4);
    size = WideCharToMultiByte(GetConsoleOutputCP(), 0, (const void *)line.at, units,
                               (void *)bytes.at, units * 4, NULL, NULL);
    WriteFile(GetStdHandle(handle), bytes.at, (DWORD)size, &written, NULL);
}

static const WCHAR *refusal_text(DWORD code)
{
    switch (code) {
    case REFUSED_LINK:
        return u"it holds a symbolic link, which a backup cannot keep";
    case REFUSED_NUL:
        return u"it holds a name with a NUL, which Windows programs cannot open";
    case REFUSED_TEXT:
        return u"it holds a name with a line break, which a backup cannot keep";
    case REFUSED_CHANGED:
        return u"it changed after the backup was made";
    case REFUSED_READ_BACK:
        return u"what was read back is not what was written";
    default:
        return NULL;
    }
}

const WCHAR *error_text(DWORD code)
{
    struct buf out = {0};
    WCHAR text[512];
    DWORD units;

    text_add(&out, u": ");
    if (refusal_text(code) != NULL) {
        text_add(&out, refusal_text(code));
    } else {
        units = FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL,
                               code, 0, text, sizeof(text) / sizeof(text[0]), NULL);
        while (units != 0 && text[units - 1] <= u' ')
            units--;
        text_add_units(&out, text, units);
        text_add(&out, u" (");
        text_add_decimal(&out, code);
        text_add(&out, u")");
    }
    text_add_unit(&out, 0);
    return (const void *)out.at;
}

const WCHAR *decimal(SIZE_T number)
{
    struct buf out = {0};

    text_add_decimal(&out, number);
    text_add_unit(&out, 0);
    return (const void *)out.at;
}

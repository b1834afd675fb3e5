/* GetLastError, SetLastError, FormatMessage. Sources: sdk-api FormatMessageW, "System Error Codes".
 */
#include "win32/messages.h"
#include "win32/text.h"

#include "base/memory.h"
#include "win32/nls.h"

#include <stdio.h>

DWORD WINAPI GetLastError(void)
{
    return run_current->process->last_error;
}

VOID WINAPI SetLastError(DWORD code)
{
    run_current->process->last_error = code;
}

UINT WINAPI SetErrorMode(UINT mode)
{
    (void)mode;
    return 0;
}

enum { INSERTS_MAX = 99, MESSAGE_MAX = 32768 };

/* The program's arguments, taken one after the other as %1, %2 … first ask for them. */
struct inserts {
    bool ignore, array, narrow;
    va_list *list;
    uintptr_t taken[INSERTS_MAX];
    unsigned count;
};

static uintptr_t insert_at(struct inserts *inserts, unsigned number)
{
    while (inserts->count < number && inserts->count < INSERTS_MAX) {
        uintptr_t next;
        if (inserts->array)
            user_copy_in(&next, (const uintptr_t *)(void *)inserts->list + inserts->count,
                         sizeof next);
        else
            next = va_arg(*inserts->list, uintptr_t);
        inserts->taken[inserts->count++] = next;
    }
    return inserts->taken[number - 1];
}

static void add_number(struct ubuf *out, const char *format, uint32_t value)
{
    char text[24];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    int length = snprintf(text, sizeof text, format, value);
#pragma GCC diagnostic pop
    for (int i = 0; i < length; i++)
        ubuf_put(out, (char16_t)text[i]);
}

/* %n, %n!s!, %n!S!, %n!d!, %n!u!, %n!x!, %n!X!, with a width: the kinds that programs use. */
static void add_insert(struct ubuf *out, struct inserts *inserts, unsigned number,
                       struct ustr format)
{
    uintptr_t value = insert_at(inserts, number);
    char16_t kind = format.count ? format.units[format.count - 1] : u's';
    char print[16] = "%";
    size_t at = 1;
    for (size_t i = 0; i + 1 < format.count && at < 12; i++)
        if (format.units[i] < 0x80 && format.units[i] != u'l')
            print[at++] = (char)format.units[i];
    print[at] = (char)kind;
    if (kind == u'd' || kind == u'u' || kind == u'x' || kind == u'X' || kind == u'i')
        add_number(out, print, (uint32_t)value);
    else if ((kind == u'S') == inserts->narrow)
        ubuf_add(out, value ? user_wide((const WCHAR *)value) : USTR(u"(null)"));
    else
        ubuf_add(out, value ? text_narrow(SCRATCH_OTHER, (const char *)value) : USTR(u"(null)"));
}

/* What stands for `%…` at *at, which is behind the percent sign. False: %0, the message ends. */
static bool add_escape(struct ubuf *out, struct inserts *inserts, struct ustr text, size_t *at)
{
    char16_t c = *at < text.count ? text.units[(*at)++] : u'%';
    if (c == u'0')
        return false;
    if (c >= u'1' && c <= u'9') {
        unsigned number = c - u'0';
        if (*at < text.count && text.units[*at] >= u'0' && text.units[*at] <= u'9')
            number = number * 10 + (text.units[(*at)++] - u'0');
        struct ustr format = {NULL, 0};
        if (*at < text.count && text.units[*at] == u'!') {
            size_t end = ustr_find(text, u'!', *at + 1);
            if (end != SIZE_MAX) {
                format = ustr_slice(text, *at + 1, end);
                *at = end + 1;
            }
        }
        add_insert(out, inserts, number, format);
    } else if (c == u'n') {
        ubuf_add(out, USTR(u"\r\n"));
    } else if (c == u'r') {
        ubuf_put(out, u'\r');
    } else if (c == u't') {
        ubuf_put(out, u'\t');
    } else {
        ubuf_put(out, c);
    }
    return true;
}

static void expand(struct ubuf *out, struct inserts *inserts, struct ustr text)
{
    if (inserts->ignore) {
        ubuf_add(out, text);
        return;
    }
    for (size_t at = 0; at < text.count;) {
        char16_t c = text.units[at++];
        if (c != u'%')
            ubuf_put(out, c);
        else if (!add_escape(out, inserts, text, &at))
            return;
    }
}

static bool system_text(struct ubuf *out, uint32_t code)
{
    for (size_t i = 0; i < system_message_count; i++) {
        if (system_messages[i].code == code) {
            ubuf_add_wtf8(out, system_messages[i].text, __builtin_strlen(system_messages[i].text));
            ubuf_add(out, USTR(u"\r\n"));
            return true;
        }
    }
    return false;
}

struct request {
    DWORD flags, message, language, size;
    struct ustr source;
    void *buffer;
    va_list *arguments;
    bool narrow;
};

/* FORMAT_MESSAGE_MAX_WIDTH_MASK: line breaks of the text become blanks. */
static void join_lines(struct ubuf *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->count; i++) {
        if (text->units[i] == u'\r')
            continue;
        text->units[kept++] = text->units[i] == u'\n' ? u' ' : text->units[i];
    }
    text->count = kept;
}

/* The message, into the buffer or into one from LocalAlloc. The number of characters, or 0 with
 * *code. */
static DWORD hand_out(uint32_t *code, const struct request *request, struct ustr text)
{
    DWORD size = (DWORD)text.count + 1, length;
    void *buffer = request->buffer;
    size_t unit = request->narrow ? 1 : sizeof(WCHAR);
    if (request->flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) {
        size = size > request->size ? size : request->size;
        buffer = process_alloc(run_current->process, size * unit, true);
        if (!buffer) {
            *code = ERROR_NOT_ENOUGH_MEMORY;
            return 0;
        }
        user_put_pointer(request->buffer, buffer);
    } else if (!buffer || request->size < size) {
        *code = ERROR_INSUFFICIENT_BUFFER;
        return 0;
    }
    length =
        request->narrow ? text_copy_narrow(buffer, size, text) : text_copy_wide(buffer, size, text);
    return length;
}

/* rule text.messages */
static DWORD format_message(struct call *call, const struct request *request)
{
    struct inserts inserts = {.ignore = request->flags & FORMAT_MESSAGE_IGNORE_INSERTS,
                              .array = request->flags & FORMAT_MESSAGE_ARGUMENT_ARRAY,
                              .narrow = request->narrow,
                              .list = request->arguments};
    uint32_t code = ERROR_SUCCESS;
    struct ubuf *text = text_units(SCRATCH_DATA);
    call_trace_number(call, request->message);
    inserts.ignore |= !request->arguments;
    if (request->flags & FORMAT_MESSAGE_FROM_STRING) {
        expand(text, &inserts, request->source);
    } else if (request->flags & FORMAT_MESSAGE_FROM_SYSTEM) {
        struct ubuf source = {0};
        WORD language = (WORD)request->language;
        if (language && language != MAKELANGID(LANG_ENGLISH, SUBLANG_ENGLISH_US) &&
            PRIMARYLANGID(language) != LANG_NEUTRAL)
            code = ERROR_RESOURCE_LANG_NOT_FOUND;
        else if (!system_text(&source, request->message))
            code = ERROR_MR_MID_NOT_FOUND;
        else if (inserts.ignore)
            ubuf_add(text, ubuf_view(&source));
        else
            expand(text, &inserts, ubuf_view(&source));
        ubuf_free(&source);
    } else {
        code = request->flags & FORMAT_MESSAGE_FROM_HMODULE ? ERROR_RESOURCE_DATA_NOT_FOUND
                                                            : ERROR_INVALID_PARAMETER;
    }
    if ((request->flags & FORMAT_MESSAGE_MAX_WIDTH_MASK) == FORMAT_MESSAGE_MAX_WIDTH_MASK)
        join_lines(text);
    if (code == ERROR_SUCCESS && text->count > MESSAGE_MAX)
        code = ERROR_MORE_DATA;
    struct ustr copy = ubuf_view(text);
    DWORD length = code == ERROR_SUCCESS ? hand_out(&code, request, copy) : 0;
    call_end_bool(call, code);
    return length;
}

DWORD WINAPI FormatMessageW(DWORD flags, LPCVOID source, DWORD message, DWORD language,
                            LPWSTR buffer, DWORD size, va_list *arguments)
{
    struct call call = call_begin_quiet();
    struct request request = {flags, message, language, size, {NULL, 0}, buffer, arguments, false};
    if (flags & FORMAT_MESSAGE_FROM_STRING)
        request.source = user_wide(source);
    return format_message(&call, &request);
}

DWORD WINAPI FormatMessageA(DWORD flags, LPCVOID source, DWORD message, DWORD language,
                            LPSTR buffer, DWORD size, va_list *arguments)
{
    struct call call = call_begin_quiet();
    struct request request = {flags, message, language, size, {NULL, 0}, buffer, arguments, true};
    if (flags & FORMAT_MESSAGE_FROM_STRING)
        request.source = text_narrow(SCRATCH_NAME, source);
    return format_message(&call, &request);
}

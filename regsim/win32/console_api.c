/* The console that is none: standard handles are captured files (sdk/wincon.h). */
#include "win32/text.h"

#include "base/memory.h"
#include "win32/nls.h"

/* The console's output code page is a setting of the user; ours is UTF-8 (our choice), so that a
 * program which asks for it shows every name. */
UINT WINAPI GetConsoleOutputCP(void)
{
    return NLS_UTF8;
}

UINT WINAPI GetConsoleCP(void)
{
    return NLS_UTF8;
}

BOOL WINAPI GetConsoleMode(HANDLE console, LPDWORD mode)
{
    struct call call = call_begin_quiet();
    (void)console, (void)mode;
    return call_end_bool(&call, ERROR_INVALID_HANDLE);
}

BOOL WINAPI SetConsoleCtrlHandler(PHANDLER_ROUTINE handler, BOOL add)
{
    (void)handler, (void)add;
    return TRUE;
}

/* Writes what WriteConsole shows, in the console's code page. */
static BOOL write_text(struct call *call, HANDLE console, struct ustr text, LPDWORD done,
                       DWORD count)
{
    const struct handle *object = handle_get(call->process, (uintptr_t)console, HANDLE_STANDARD);
    call_trace_number(call, count);
    if (call->failed)
        return call_end_bool(call, call->failed);
    if (!object || object->u.number == 0)
        return call_end_bool(call, ERROR_INVALID_HANDLE);
    nls_encode(object->u.number == 2 ? &call->process->err : &call->process->out, NLS_UTF8, text,
               NLS_BEST_FIT, '?');
    user_put32(done, count);
    return call_end_bool(call, ERROR_SUCCESS);
}

BOOL WINAPI WriteConsoleW(HANDLE console, const VOID *text, DWORD count, LPDWORD done,
                          LPVOID reserved)
{
    struct call call = call_begin("WriteConsoleW");
    (void)reserved;
    return write_text(&call, console, text_unaligned(SCRATCH_NAME, text, count), done, count);
}

BOOL WINAPI WriteConsoleA(HANDLE console, const VOID *text, DWORD count, LPDWORD done,
                          LPVOID reserved)
{
    struct call call = call_begin("WriteConsoleA");
    (void)reserved;
    return write_text(&call, console, text_narrow_n(SCRATCH_NAME, text, count), done, count);
}

/* A box that nobody sees: its text goes to the captured output, and the answer is the friendly
 * button. */
static int message_box(struct call *call, struct ustr caption, struct ustr text, UINT type)
{
    struct buf *out = &call->process->out;
    nls_encode(out, NLS_UTF8, caption, NLS_BEST_FIT, '?');
    buf_text(out, caption.count ? ": " : "");
    nls_encode(out, NLS_UTF8, text, NLS_BEST_FIT, '?');
    buf_text(out, "\r\n");
    call_end(call, ERROR_SUCCESS);
    return (type & 0xF) == MB_YESNO ? IDYES : IDOK;
}

int WINAPI MessageBoxW(HWND owner, LPCWSTR text, LPCWSTR caption, UINT type)
{
    struct call call = call_begin("MessageBoxW");
    (void)owner;
    return message_box(&call, user_wide(caption), user_wide(text), type);
}

int WINAPI MessageBoxA(HWND owner, LPCSTR text, LPCSTR caption, UINT type)
{
    struct call call = call_begin("MessageBoxA");
    struct ustr title = text_narrow(SCRATCH_OTHER, caption);
    (void)owner;
    return message_box(&call, title, text_narrow(SCRATCH_NAME, text), type);
}

VOID WINAPI OutputDebugStringA(LPCSTR text)
{
    (void)text; /* no debugger listens */
}

VOID WINAPI OutputDebugStringW(LPCWSTR text)
{
    (void)text;
}

/* MultiByteToWideChar, WideCharToMultiByte and the questions about code pages and languages. */
#include "win32/text.h"

#include "win32/nls.h"

UINT WINAPI GetACP(void)
{
    return NLS_ANSI;
}

UINT WINAPI GetOEMCP(void)
{
    return NLS_OEM;
}

BOOL WINAPI IsValidCodePage(UINT code_page)
{
    return code_page > 3 && nls_page(code_page) != 0;
}

static const LANGID english = 0x0409;

LCID WINAPI GetSystemDefaultLCID(void)
{
    return english;
}

LCID WINAPI GetUserDefaultLCID(void)
{
    return english;
}

LANGID WINAPI GetSystemDefaultLangID(void)
{
    return english;
}

LANGID WINAPI GetUserDefaultLangID(void)
{
    return english;
}

/* 0 and 122 where it does not fit; a size of 0 asks for the size. */
static int hand_out(struct call *call, void *out, int out_size, const void *text, size_t count,
                    size_t unit)
{
    uint32_t code = ERROR_SUCCESS;
    if (out_size > 0 && (size_t)out_size < count)
        code = ERROR_INSUFFICIENT_BUFFER;
    else if (out_size > 0)
        user_copy_out(out, text, count * unit);
    return call_end_bool(call, code) ? (int)count : 0;
}

/* rule text.code-pages */
int WINAPI MultiByteToWideChar(UINT code_page, DWORD flags, LPCSTR text, int size, LPWSTR out,
                               int out_size)
{
    struct call call = call_begin_quiet();
    uint32_t number = nls_page(code_page);
    if (!number || !text || size == 0 || out_size < 0 || (out_size && !out)) {
        call_end_bool(&call, ERROR_INVALID_PARAMETER);
        return 0;
    }
    size_t length = size < 0 ? user_narrow(text) + 1 : (size_t)size;
    struct buf *bytes = text_bytes(SCRATCH_NAME);
    struct ubuf *units = text_units(SCRATCH_NAME);
    text_bytes_in(bytes, text, length);
    bool good = nls_decode(units, number, (const char *)bytes->bytes, length);
    if (!good && (flags & MB_ERR_INVALID_CHARS)) {
        call_end_bool(&call, ERROR_NO_UNICODE_TRANSLATION);
        return 0;
    }
    return hand_out(&call, out, out_size, units->units, units->count, sizeof(WCHAR));
}

/* rule text.code-pages */
int WINAPI WideCharToMultiByte(UINT code_page, DWORD flags, LPCWSTR text, int size, LPSTR out,
                               int out_size, LPCSTR default_char, LPBOOL used_default)
{
    struct call call = call_begin_quiet();
    uint32_t number = nls_page(code_page);
    char replacement = '?';
    enum nls_fit fit = flags & WC_NO_BEST_FIT_CHARS ? NLS_EXACT : NLS_BEST_FIT;
    if (!number || !text || size == 0 || out_size < 0 || (out_size && !out) ||
        (number == NLS_UTF8 && (default_char || used_default))) {
        call_end_bool(&call, ERROR_INVALID_PARAMETER);
        return 0;
    }
    if (default_char)
        user_copy_in(&replacement, default_char, 1);
    size_t count = size < 0 ? user_wide_n(text, SIZE_MAX).count + 1 : (size_t)size;
    struct ustr units = text_unaligned(SCRATCH_NAME, text, count);
    struct buf *bytes = text_bytes(SCRATCH_NAME);
    bool good = nls_encode(bytes, number, units, fit, replacement);
    user_put32(used_default, !good);
    return hand_out(&call, out, out_size, bytes->bytes, bytes->size, 1);
}

/* To the OEM code page, in place or not; the answer is always TRUE (sdk-api CharToOemW; rule
 * text.oem). */
BOOL WINAPI CharToOemW(LPCWSTR text, LPSTR out)
{
    return WideCharToMultiByte(CP_OEMCP, 0, text, -1, out, 0x7FFFFFFF, NULL, NULL) != 0;
}

BOOL WINAPI CharToOemA(LPCSTR text, LPSTR out)
{
    struct call call = call_begin_quiet();
    struct ustr units = text_narrow(SCRATCH_NAME, text);
    struct buf *bytes = text_bytes(SCRATCH_DATA);
    nls_encode(bytes, NLS_OEM, units, NLS_BEST_FIT, '?');
    user_copy_out(out, bytes->bytes, bytes->size);
    user_zero(out + bytes->size, 1);
    call_end(&call, ERROR_SUCCESS);
    return TRUE;
}

/*
 * ntdll's counted strings (wdm RtlInitUnicodeString and its kind), and the path of the current
 * user's key. They run in the program: a wild pointer is its fault, not an answer. What they
 * allocate is the process's heap, and RtlFreeUnicodeString gives it back.
 */
#include "win32/nls.h"
#include "win32/nt.h"

#include "base/memory.h"

enum { STRING_BYTES_MAX = 0xFFFE, NT_NO_MEMORY = (int32_t)0xC0000017 };

static UNICODE_STRING string_in(const UNICODE_STRING *text)
{
    UNICODE_STRING copy = {0, 0, NULL};
    if (text)
        user_copy_in(&copy, text, sizeof copy);
    return copy;
}

static struct ustr units_of(enum scratch_slot slot, const UNICODE_STRING *text)
{
    UNICODE_STRING copy = string_in(text);
    return text_unaligned(slot, copy.Buffer, copy.Length / sizeof(WCHAR));
}

static STRING narrow_in(const STRING *text)
{
    STRING copy;
    user_copy_in(&copy, text, sizeof copy);
    return copy;
}

VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING out, PCWSTR text)
{
    struct run *run = host_begin();
    struct ustr units = user_wide_n(text, STRING_BYTES_MAX / 2 - 1);
    UNICODE_STRING made = {(USHORT)(units.count * 2), (USHORT)(units.count * 2 + 2), (PWSTR)text};
    if (!text)
        made.MaximumLength = 0;
    user_copy_out(out, &made, sizeof made);
    host_end(run);
}

VOID NTAPI RtlInitAnsiString(PANSI_STRING out, PCSTR text)
{
    struct run *run = host_begin();
    size_t size = user_narrow(text);
    if (size > STRING_BYTES_MAX)
        size = STRING_BYTES_MAX;
    STRING made = {(USHORT)size, (USHORT)(text ? size + 1 : 0), (PCHAR)text};
    user_copy_out(out, &made, sizeof made);
    host_end(run);
}

/* The text with a NUL behind it, in the string's own buffer or in a new one. */
static int32_t wide_out(UNICODE_STRING *out, struct ustr text, bool allocate)
{
    UNICODE_STRING made = string_in(out);
    size_t bytes = text.count * sizeof(WCHAR), whole = bytes + sizeof(WCHAR);
    if (whole > STRING_BYTES_MAX)
        return (int32_t)0xC00000F0; /* STATUS_INVALID_PARAMETER_2 */
    if (allocate) {
        made.Buffer = process_alloc(run_current->process, whole, false);
        made.MaximumLength = (USHORT)whole;
        if (!made.Buffer)
            return NT_NO_MEMORY;
    } else if (made.MaximumLength < whole) {
        return NT_BUFFER_OVERFLOW;
    }
    made.Length = (USHORT)bytes;
    user_copy_out(made.Buffer, text.units, bytes);
    user_zero((char *)made.Buffer + bytes, sizeof(WCHAR));
    user_copy_out(out, &made, sizeof made);
    return NT_SUCCESS_STATUS;
}

BOOLEAN NTAPI RtlCreateUnicodeString(PUNICODE_STRING out, PCWSTR text)
{
    struct run *run = host_begin();
    int32_t status =
        text ? wide_out(out, text_unaligned(SCRATCH_NAME, text, user_wide(text).count), true)
             : NT_INVALID_PARAMETER;
    host_end(run);
    return status == NT_SUCCESS_STATUS;
}

BOOLEAN NTAPI RtlCreateUnicodeStringFromAsciiz(PUNICODE_STRING out, PCSTR text)
{
    struct run *run = host_begin();
    int32_t status =
        text ? wide_out(out, text_narrow(SCRATCH_NAME, text), true) : NT_INVALID_PARAMETER;
    host_end(run);
    return status == NT_SUCCESS_STATUS;
}

VOID NTAPI RtlFreeUnicodeString(PUNICODE_STRING text)
{
    struct run *run = host_begin();
    UNICODE_STRING copy = string_in(text);
    if (copy.Buffer) {
        process_release(run->process, copy.Buffer);
        user_zero(text, sizeof *text);
    }
    host_end(run);
}

VOID NTAPI RtlFreeAnsiString(PANSI_STRING text)
{
    struct run *run = host_begin();
    STRING copy = narrow_in(text);
    if (copy.Buffer) {
        process_release(run->process, copy.Buffer);
        user_zero(text, sizeof *text);
    }
    host_end(run);
}

NTSTATUS NTAPI RtlAnsiStringToUnicodeString(PUNICODE_STRING out, PCANSI_STRING text,
                                            BOOLEAN allocate)
{
    struct run *run = host_begin();
    STRING copy = narrow_in(text);
    int32_t status =
        wide_out(out, text_narrow_n(SCRATCH_NAME, copy.Buffer, copy.Length), allocate != 0);
    host_end(run);
    return status;
}

/* What does not fit is STATUS_BUFFER_OVERFLOW (wdm RtlUnicodeStringToAnsiString); that it is then
 * cut off is observed under Wine. */
NTSTATUS NTAPI RtlUnicodeStringToAnsiString(PANSI_STRING out, PCUNICODE_STRING text,
                                            BOOLEAN allocate)
{
    struct run *run = host_begin();
    struct buf *bytes = text_ansi(SCRATCH_DATA, units_of(SCRATCH_NAME, text));
    STRING made = narrow_in(out);
    size_t whole = bytes->size + 1;
    int32_t status = NT_SUCCESS_STATUS;
    if (allocate) {
        made.Buffer = process_alloc(run->process, whole, false);
        made.MaximumLength = (USHORT)whole;
        status = made.Buffer ? NT_SUCCESS_STATUS : NT_NO_MEMORY;
    } else if (made.MaximumLength < whole) {
        status = NT_BUFFER_OVERFLOW;
        whole = made.MaximumLength;
    }
    if (status != NT_NO_MEMORY && whole) {
        made.Length = (USHORT)(whole - 1);
        user_copy_out(made.Buffer, bytes->bytes, whole - 1);
        user_zero(made.Buffer + whole - 1, 1);
        user_copy_out(out, &made, sizeof made);
    }
    host_end(run);
    return status;
}

/* Cut off where it does not fit; a NUL behind it where there is room (wdm RtlCopyUnicodeString). */
VOID NTAPI RtlCopyUnicodeString(PUNICODE_STRING out, PCUNICODE_STRING text)
{
    struct run *run = host_begin();
    UNICODE_STRING made = string_in(out);
    struct ustr units = units_of(SCRATCH_NAME, text);
    size_t bytes = units.count * sizeof(WCHAR);
    if (bytes > made.MaximumLength)
        bytes = made.MaximumLength;
    made.Length = (USHORT)bytes;
    user_copy_out(made.Buffer, units.units, bytes);
    if (text && bytes + sizeof(WCHAR) <= made.MaximumLength)
        user_zero((char *)made.Buffer + bytes, sizeof(WCHAR));
    user_copy_out(out, &made, sizeof made);
    host_end(run);
}

/* All of it or nothing: STATUS_BUFFER_TOO_SMALL (wdm RtlAppendUnicodeToString). */
static int32_t append(UNICODE_STRING *out, struct ustr units)
{
    UNICODE_STRING made = string_in(out);
    size_t bytes = units.count * sizeof(WCHAR);
    if (made.Length + bytes > made.MaximumLength)
        return NT_BUFFER_TOO_SMALL;
    user_copy_out((char *)made.Buffer + made.Length, units.units, bytes);
    made.Length = (USHORT)(made.Length + bytes);
    if (made.Length + sizeof(WCHAR) <= made.MaximumLength)
        user_zero((char *)made.Buffer + made.Length, sizeof(WCHAR));
    user_copy_out(out, &made, sizeof made);
    return NT_SUCCESS_STATUS;
}

NTSTATUS NTAPI RtlAppendUnicodeToString(PUNICODE_STRING out, PCWSTR text)
{
    struct run *run = host_begin();
    int32_t status = NT_SUCCESS_STATUS;
    if (text)
        status = append(out, text_unaligned(SCRATCH_NAME, text, user_wide(text).count));
    host_end(run);
    return status;
}

NTSTATUS NTAPI RtlAppendUnicodeStringToString(PUNICODE_STRING out, PCUNICODE_STRING text)
{
    struct run *run = host_begin();
    struct ustr units = units_of(SCRATCH_NAME, text);
    int32_t status = units.count ? append(out, units) : NT_SUCCESS_STATUS;
    host_end(run);
    return status;
}

/* The difference of the first units that differ, else of the lengths. */
LONG NTAPI RtlCompareUnicodeString(PCUNICODE_STRING a, PCUNICODE_STRING b, BOOLEAN nocase)
{
    struct run *run = host_begin();
    struct ustr first = units_of(SCRATCH_NAME, a), second = units_of(SCRATCH_OTHER, b);
    LONG difference = 0;
    for (size_t i = 0; difference == 0 && i < first.count && i < second.count; i++) {
        char16_t x = first.units[i], y = second.units[i];
        difference = nocase ? ustr_upcase(x) - ustr_upcase(y) : x - y;
    }
    host_end(run);
    return difference ? difference : (LONG)first.count - (LONG)second.count;
}

BOOLEAN NTAPI RtlEqualUnicodeString(PCUNICODE_STRING a, PCUNICODE_STRING b, BOOLEAN nocase)
{
    return RtlCompareUnicodeString(a, b, nocase) == 0;
}

WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR unit)
{
    return ustr_upcase(unit);
}

/* \REGISTRY\USER\S-1-5-…, of the process's token. */
NTSTATUS NTAPI RtlFormatCurrentUserKeyPath(PUNICODE_STRING out)
{
    struct run *run = host_begin();
    struct ubuf *path = text_units(SCRATCH_NAME);
    key_predefined_path(path, run->process, 1);
    int32_t status = wide_out(out, ubuf_view(path), true);
    host_end(run);
    return status;
}

NTSTATUS NTAPI RtlOpenCurrentUser(ACCESS_MASK desired, PHANDLE key)
{
    struct call call = call_begin("RtlOpenCurrentUser");
    HKEY opened = NULL;
    uint32_t code = call.failed ? call.failed : (uint32_t)RegOpenCurrentUser(desired, &opened);
    user_put_pointer(key, opened);
    return nt_end(&call, code);
}

ULONG NTAPI RtlNtStatusToDosError(NTSTATUS status)
{
    return nt_to_win32(status);
}

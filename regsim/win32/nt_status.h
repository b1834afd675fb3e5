/* NTSTATUS and the Win32 codes: what registry/ answers is translated here, for ntdll's functions.
 */
#ifndef REGSIM_WIN32_NT_STATUS_H
#define REGSIM_WIN32_NT_STATUS_H

#include <stdint.h>

enum {
    NT_SUCCESS_STATUS = 0,
    NT_PENDING = 0x00000103,
    NT_NOTIFY_CLEANUP = 0x0000010B,
    NT_NOTIFY_ENUM_DIR = 0x0000010C,
    NT_PREDEFINED_HANDLE = 0x40000016,
    NT_NO_MORE_ENTRIES = (int32_t)0x8000001A,
    NT_BUFFER_OVERFLOW = (int32_t)0x80000005,
    NT_INVALID_INFO_CLASS = (int32_t)0xC0000003,
    NT_INFO_LENGTH_MISMATCH = (int32_t)0xC0000004,
    NT_ACCESS_VIOLATION = (int32_t)0xC0000005,
    NT_INVALID_HANDLE = (int32_t)0xC0000008,
    NT_INVALID_PARAMETER = (int32_t)0xC000000D,
    NT_ACCESS_DENIED = (int32_t)0xC0000022,
    NT_BUFFER_TOO_SMALL = (int32_t)0xC0000023,
    NT_OBJECT_TYPE_MISMATCH = (int32_t)0xC0000024,
    NT_OBJECT_NAME_INVALID = (int32_t)0xC0000033,
    NT_NAME_NOT_FOUND = (int32_t)0xC0000034,
    NT_OBJECT_PATH_NOT_FOUND = (int32_t)0xC000003A,
    NT_OBJECT_PATH_SYNTAX_BAD = (int32_t)0xC000003B,
    NT_CANNOT_DELETE = (int32_t)0xC0000121,
    NT_KEY_DELETED = (int32_t)0xC000017C,
};

int32_t nt_from_win32(uint32_t code);
uint32_t nt_to_win32(int32_t status); /* RtlNtStatusToDosError; 317 for what is not known */

#endif

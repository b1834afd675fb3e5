#include "win32/nt_status.h"

#include "sdk/winerror.h"

#include <stddef.h>

/* [MS-ERREF] 2.3.1 and what RtlNtStatusToDosError makes of them. The first row of a code is the one
 * that registry/ means by it (rule nt.status). */
static const struct {
    uint32_t status, code;
} pairs[] = {
    {0x00000000, ERROR_SUCCESS},
    {0xC0000034, ERROR_FILE_NOT_FOUND},
    {0xC0000022, ERROR_ACCESS_DENIED},
    {0xC000009A, ERROR_NO_SYSTEM_RESOURCES}, /* STATUS_INSUFFICIENT_RESOURCES */
    {0xC0000121, ERROR_ACCESS_DENIED},       /* STATUS_CANNOT_DELETE */
    {0xC0000008, ERROR_INVALID_HANDLE},
    {0xC0000024, ERROR_INVALID_HANDLE}, /* STATUS_OBJECT_TYPE_MISMATCH */
    {0xC000000D, ERROR_INVALID_PARAMETER},
    {0xC0000023, ERROR_INSUFFICIENT_BUFFER},
    {0x80000005, ERROR_MORE_DATA},
    {0x8000001A, ERROR_NO_MORE_ITEMS},
    {0xC000003B, ERROR_BAD_PATHNAME}, /* STATUS_OBJECT_PATH_SYNTAX_BAD */
    {0xC0000035, ERROR_ALREADY_EXISTS},
    {0xC000017C, ERROR_KEY_DELETED},
    {0xC0000181, ERROR_CHILD_MUST_BE_VOLATILE},
    {0xC0000106, ERROR_FILENAME_EXCED_RANGE}, /* STATUS_NAME_TOO_LONG */
    {0xC0000061, ERROR_PRIVILEGE_NOT_HELD},
    {0xC0000005, ERROR_NOACCESS},
    {0x00000103, ERROR_IO_PENDING},
    {0x0000010C, ERROR_NOTIFY_ENUM_DIR},
    {0xC0000003, ERROR_INVALID_PARAMETER}, /* STATUS_INVALID_INFO_CLASS */
    {0xC0000004, ERROR_BAD_LENGTH},        /* STATUS_INFO_LENGTH_MISMATCH */
    {0xC0000017, ERROR_NOT_ENOUGH_MEMORY},
    {0xC0000033, ERROR_INVALID_NAME}, /* STATUS_OBJECT_NAME_INVALID */
    {0xC000003A, ERROR_PATH_NOT_FOUND},
    {0xC0000043, ERROR_SHARING_VIOLATION},
    {0xC000005A, ERROR_INVALID_OWNER},
    {0xC0000079, ERROR_INVALID_SECURITY_DESCR},
    {0xC000007F, ERROR_DISK_FULL},
    {0xC00000A2, ERROR_WRITE_PROTECT},
    {0xC000011F, ERROR_TOO_MANY_OPEN_FILES},
    {0xC000014C, ERROR_BADDB}, /* STATUS_REGISTRY_CORRUPT */
    {0xC000014D, ERROR_REGISTRY_IO_FAILED},
    {0xC000015C, ERROR_NOT_REGISTRY_FILE},
};

int32_t nt_from_win32(uint32_t code)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].code == code)
            return (int32_t)pairs[i].status;
    return (int32_t)0xC0000001; /* STATUS_UNSUCCESSFUL */
}

uint32_t nt_to_win32(int32_t status)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].status == (uint32_t)status)
            return pairs[i].code;
    return ERROR_MR_MID_NOT_FOUND;
}

/* Privileges of the program that includes this. */
#ifndef TESTS_UNIT_WIN32_PROGRAMS_PRIVILEGE_H
#define TESTS_UNIT_WIN32_PROGRAMS_PRIVILEGE_H

#include <windows.h>

/* With SE_PRIVILEGE_ENABLED it is on, with 0 off; whether that was done. */
static int privilege(const char *name, DWORD attributes)
{
    TOKEN_PRIVILEGES wanted = {.PrivilegeCount = 1};
    HANDLE token;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token))
        return 0;
    wanted.Privileges[0].Attributes = attributes;
    return LookupPrivilegeValueA(NULL, name, &wanted.Privileges[0].Luid) &&
           AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL) && CloseHandle(token);
}

#endif

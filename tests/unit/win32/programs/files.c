/* Files by Win32 and by stdio, errors as last error, FormatMessage. */
#include <stdio.h>
#include <string.h>
#include <tchar.h>
#include <windows.h>

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            return __LINE__;                                                                       \
    } while (0)

int _tmain(void)
{
    DWORD done;
    char text[200], *allocated;
    HANDLE file = CreateFile(_T("C:\\a.txt"), GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);

    CHECK(file != INVALID_HANDLE_VALUE);
    CHECK(WriteFile(file, "one\r\ntwo\r\n", 10, &done, NULL) && done == 10);
    CHECK(FlushFileBuffers(file) && GetFileSize(file, NULL) == 10);
    CHECK(CloseHandle(file) && !CloseHandle(file) && GetLastError() == ERROR_INVALID_HANDLE);
    CHECK(!WriteFile(file, "x", 1, &done, NULL) && GetLastError() == ERROR_INVALID_HANDLE);
    CHECK(CreateFile(_T("C:\\a.txt"), GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL) ==
          INVALID_HANDLE_VALUE);
    CHECK(GetLastError() == ERROR_FILE_EXISTS);
    CHECK(GetFileAttributes(_T("c:\\A.TXT")) != INVALID_FILE_ATTRIBUTES);

    FILE *stream = fopen("C:\\a.txt", "r");
    CHECK(stream && fgets(text, sizeof text, stream) && strcmp(text, "one\n") == 0);
    CHECK(fgets(text, sizeof text, stream) && strcmp(text, "two\n") == 0);
    CHECK(!fgets(text, sizeof text, stream) && feof(stream));
    fclose(stream);
    CHECK(!fopen("C:\\none.txt", "r"));
    CHECK(MoveFileEx(_T("C:\\a.txt"), _T("C:\\b.txt"), MOVEFILE_WRITE_THROUGH));
    CHECK(DeleteFile(_T("C:\\b.txt")) && !DeleteFile(_T("C:\\b.txt")));
    CHECK(GetLastError() == ERROR_FILE_NOT_FOUND);
    CHECK(FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL,
                         ERROR_ACCESS_DENIED, 0, text, sizeof text, NULL) == 19);
    CHECK(strcmp(text, "Access is denied.\r\n") == 0);
    CHECK(FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_ALLOCATE_BUFFER, NULL, 2, 0,
                         (LPSTR)&allocated, 0, NULL) > 10);
    LocalFree(allocated);
    CHECK(wsprintfA(text, "%s-%d-%lx", "a", -5, 255) == 7 && strcmp(text, "a--5-ff") == 0);
    CHECK(ExpandEnvironmentStringsA("%SystemRoot%\\x", text, sizeof text) == 11);
    CHECK(_snprintf(text, 3, "%s", "long") == -1 && _stricmp("ABC", "abc") == 0);
    return 0;
}

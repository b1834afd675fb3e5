/* What files.c and directories.c share: paths, files to start with, and error codes of calls. */
#ifndef PATHS_H
#define PATHS_H

#include "check.h"

/* A path in the root of drive C, in one of a few rotating buffers. */
static inline const char *in(const char *name)
{
    static char buffers[4][MAX_PATH];
    static unsigned next;
    char *out = buffers[next++ % 4];

    snprintf(out, sizeof buffers[0], "C:\\conformance-%s", name);
    return out;
}

static inline HANDLE create(int w, const char *path, DWORD access, DWORD share, DWORD how)
{
    return w ? CreateFileW(wide(path), access, share, NULL, how, FILE_ATTRIBUTE_NORMAL, NULL)
             : CreateFileA(path, access, share, NULL, how, FILE_ATTRIBUTE_NORMAL, NULL);
}

static inline void make(const char *path, const char *text)
{
    HANDLE file = create(0, path, GENERIC_WRITE, 0, CREATE_ALWAYS);
    DWORD written;

    WriteFile(file, text, (DWORD)strlen(text), &written, NULL);
    CloseHandle(file);
}

/* GetLastError after a call that answers FALSE; 0 after one that answers TRUE. */
static inline DWORD after(BOOL done)
{
    return done ? 0 : GetLastError();
}

#endif

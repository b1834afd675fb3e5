/*
 * Memory from the process heap. The program runs once and briefly: only blocks that grow are given
 * back, the rest lives until the process ends. Memory is asked for before the first key is deleted
 * or, tree by tree, before the first key of that tree: running out never leaves half a tree.
 */
#include "memory.h"

#include <string.h>

#include "exits.h"

static void *allocate(SIZE_T size)
{
    static const char message[] = "smsperffix: out of memory\r\n";
    void *block = HeapAlloc(GetProcessHeap(), 0, size);
    DWORD written;

    if (block == NULL) {
        WriteFile(GetStdHandle(STD_ERROR_HANDLE), message, sizeof(message) - 1, &written, NULL);
        ExitProcess(EXIT_MEMORY);
    }
    return block;
}

void *memory_zeroed(SIZE_T size)
{
    return memset(allocate(size), 0, size);
}

void buf_reserve(struct buf *buf, SIZE_T room)
{
    struct buf grown = {NULL, buf->used, buf->room * 2 + 64};

    if (room <= buf->room)
        return;
    if (grown.room < room)
        grown.room = room;
    grown.at = allocate(grown.room);
    if (buf->at != NULL) {
        memcpy(grown.at, buf->at, buf->used);
        HeapFree(GetProcessHeap(), 0, buf->at);
    }
    *buf = grown;
}

void buf_add(struct buf *buf, const void *bytes, SIZE_T size)
{
    buf_reserve(buf, buf->used + size + 1); /* even nothing makes `at` a block */
    memcpy(buf->at + buf->used, bytes, size);
    buf->used += size;
}

BOOL buf_equal(const struct buf *a, const struct buf *b)
{
    return a->used == b->used && (a->used == 0 || memcmp(a->at, b->at, a->used) == 0);
}

/* The process heap as a list of blocks, so that the end of a test is the end of the process. */
#include "windows_double.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

unsigned double_heap_blocks = UINT32_MAX;
jmp_buf double_exit;
char double_written[256];

struct block {
    struct block *next, *previous;
};
static struct block blocks = {&blocks, &blocks};

HANDLE WINAPI GetProcessHeap(void)
{
    return &blocks;
}

LPVOID WINAPI HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size)
{
    struct block *block;

    if (heap != &blocks || flags != 0 || double_heap_blocks == 0)
        return NULL;
    double_heap_blocks--;
    block = malloc(sizeof(*block) + size);
    *block = (struct block){blocks.next, &blocks};
    blocks.next->previous = block;
    blocks.next = block;
    return block + 1;
}

BOOL WINAPI HeapFree(HANDLE heap, DWORD flags, LPVOID memory)
{
    struct block *block = (struct block *)memory - 1;

    (void)heap;
    (void)flags;
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): the analyzer loses that the list has moved on */
    block->next->previous = block->previous;
    block->previous->next = block->next;
    free(block);
    return TRUE;
}

int double_free_all(void **state)
{
    (void)state;
    while (blocks.next != &blocks)
        HeapFree(&blocks, 0, blocks.next + 1);
    return 0;
}

HANDLE WINAPI GetStdHandle(DWORD which)
{
    return which == STD_ERROR_HANDLE ? &blocks : NULL;
}

BOOL WINAPI WriteFile(HANDLE file, LPCVOID bytes, DWORD size, LPDWORD written,
                      LPOVERLAPPED overlapped)
{
    (void)overlapped;
    if (file != &blocks || size >= sizeof(double_written))
        return FALSE;
    memcpy(double_written, bytes, size);
    double_written[size] = 0;
    *written = size;
    return TRUE;
}

VOID WINAPI ExitProcess(UINT code)
{
    longjmp(double_exit, (int)code + 1);
}

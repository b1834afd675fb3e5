/* HeapAlloc, LocalAlloc, GlobalAlloc: the process's one heap. Movable memory does not move here. */
#include "win32/call.h"

static const uintptr_t process_heap = 0x00140000;

HANDLE WINAPI GetProcessHeap(void)
{
    return (HANDLE)process_heap;
}

static void *allocate(size_t size, bool zero)
{
    struct run *run = host_begin();
    void *memory = process_alloc(run->process, size, zero);
    if (!memory)
        run->process->last_error = ERROR_NOT_ENOUGH_MEMORY;
    host_end(run);
    return memory;
}

static void *reallocate(void *memory, size_t size, bool zero)
{
    struct run *run = host_begin();
    void *moved = process_realloc(run->process, memory, size, zero);
    if (!moved)
        run->process->last_error = ERROR_NOT_ENOUGH_MEMORY;
    host_end(run);
    return moved;
}

/* A pointer that is no block: Windows notices, or is damaged; here it is always noticed. */
static bool release(void *memory)
{
    struct run *run = host_begin();
    bool known = process_release(run->process, memory);
    host_end(run);
    return known;
}

LPVOID WINAPI HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size)
{
    (void)heap;
    return allocate(size, flags & HEAP_ZERO_MEMORY);
}

LPVOID WINAPI HeapReAlloc(HANDLE heap, DWORD flags, LPVOID memory, SIZE_T size)
{
    (void)heap;
    return memory ? reallocate(memory, size, flags & HEAP_ZERO_MEMORY) : NULL;
}

BOOL WINAPI HeapFree(HANDLE heap, DWORD flags, LPVOID memory)
{
    (void)heap, (void)flags;
    if (memory && !release(memory))
        run_fault(0xC0000374u); /* STATUS_HEAP_CORRUPTION */
    return TRUE;
}

SIZE_T WINAPI HeapSize(HANDLE heap, DWORD flags, LPCVOID memory)
{
    (void)heap, (void)flags;
    return process_block_size(run_current->process, memory);
}

HLOCAL WINAPI LocalAlloc(UINT flags, SIZE_T size)
{
    return allocate(size, flags & LMEM_ZEROINIT);
}

HLOCAL WINAPI LocalReAlloc(HLOCAL memory, SIZE_T size, UINT flags)
{
    return reallocate(memory, size, flags & LMEM_ZEROINIT);
}

/* NULL on success, the handle itself on failure (sdk-api LocalFree; rule memory.local-free). */
HLOCAL WINAPI LocalFree(HLOCAL memory)
{
    if (!memory || release(memory))
        return NULL;
    run_current->process->last_error = ERROR_INVALID_HANDLE;
    return memory;
}

HGLOBAL WINAPI GlobalAlloc(UINT flags, SIZE_T size)
{
    return allocate(size, flags & GMEM_ZEROINIT);
}

HGLOBAL WINAPI GlobalReAlloc(HGLOBAL memory, SIZE_T size, UINT flags)
{
    return reallocate(memory, size, flags & GMEM_ZEROINIT);
}

HGLOBAL WINAPI GlobalFree(HGLOBAL memory)
{
    return LocalFree(memory);
}

LPVOID WINAPI GlobalLock(HGLOBAL memory)
{
    return memory;
}

BOOL WINAPI GlobalUnlock(HGLOBAL memory)
{
    (void)memory;
    run_current->process->last_error = ERROR_SUCCESS;
    return FALSE;
}

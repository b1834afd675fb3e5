/* The few Windows functions that the pure part of smsperffix reaches, on the host. */
#ifndef TESTS_UNIT_FIXER_WINDOWS_DOUBLE_H
#define TESTS_UNIT_FIXER_WINDOWS_DOUBLE_H

#include <setjmp.h>

#include <windows.h>

/* How many more blocks the heap has; then it is empty. */
extern unsigned double_heap_blocks;

/* Where ExitProcess goes, with the exit code + 1. */
extern jmp_buf double_exit;

/* What was written last. */
extern char double_written[256];

/* cmocka's teardown: smsperffix leaves its memory to the end of the process, and so do we. */
int double_free_all(void **state);

#endif

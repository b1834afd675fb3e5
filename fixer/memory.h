/* Memory from the process heap. Running out ends the process, so nobody else checks for it. */
#ifndef SMSPERFFIX_MEMORY_H
#define SMSPERFFIX_MEMORY_H

#include <windows.h>

/* Bytes that grow. All zero is the empty buffer. `at` is aligned for any type. */
struct buf {
    BYTE *at;
    SIZE_T used, room;
};

void *memory_zeroed(SIZE_T size);
void buf_reserve(struct buf *buf, SIZE_T room);
void buf_add(struct buf *buf, const void *bytes, SIZE_T size);
BOOL buf_equal(const struct buf *a, const struct buf *b);

#endif

/* A blob: an immutable, reference-counted run of bytes, in one allocation (registry/store.h). */
#include "registry/blob.h"

#include "base/memory.h"

#include <string.h>

const struct blob *blob_new(const void *bytes, size_t size)
{
    struct blob *blob = mem_alloc(sizeof *blob + size);
    *blob = (struct blob){1, size, (uint8_t *)(blob + 1)};
    if (size)
        memcpy(blob + 1, bytes, size);
    return blob;
}

const struct blob *blob_retain(const struct blob *blob)
{
    if (blob->references != BLOB_CONSTANT)
        ((struct blob *)(uintptr_t)blob)->references++;
    return blob;
}

void blob_release(const struct blob *blob)
{
    struct blob *mine = (struct blob *)(uintptr_t)blob;
    if (mine && mine->references != BLOB_CONSTANT && --mine->references == 0)
        mem_free(mine);
}

const uint8_t *blob_bytes(const struct blob *blob)
{
    return blob->bytes;
}

size_t blob_size(const struct blob *blob)
{
    return blob->size;
}

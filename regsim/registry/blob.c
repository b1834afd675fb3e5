/* A blob: an immutable, reference-counted run of bytes, in one allocation (registry/store.h). */
#include "registry/store.h"

#include "base/memory.h"

#include <string.h>

struct blob {
    size_t references, size;
    uint8_t bytes[];
};

const struct blob *blob_new(const void *bytes, size_t size)
{
    struct blob *blob = mem_alloc(sizeof *blob + size);
    blob->references = 1;
    blob->size = size;
    if (size)
        memcpy(blob->bytes, bytes, size);
    return blob;
}

const struct blob *blob_retain(const struct blob *blob)
{
    ((struct blob *)(uintptr_t)blob)->references++;
    return blob;
}

void blob_release(const struct blob *blob)
{
    struct blob *mine = (struct blob *)(uintptr_t)blob;
    if (mine && --mine->references == 0)
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

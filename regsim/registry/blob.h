/* What a blob is made of, for the ones that are constants of the program (registry/store.h). */
#ifndef REGSIM_REGISTRY_BLOB_H
#define REGSIM_REGISTRY_BLOB_H

#include "registry/store.h"

#define BLOB_CONSTANT SIZE_MAX /* references of a blob that is never freed and never counted */

struct blob {
    size_t references, size;
    const uint8_t *bytes; /* behind the struct, but for constants */
};

#endif

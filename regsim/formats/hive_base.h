/* Internal to the hive reader: a base block for a hive that is salvaged and has lost its own. */
#ifndef REGSIM_FORMATS_HIVE_BASE_H
#define REGSIM_FORMATS_HIVE_BASE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether hive bins stand where a hive has them, whatever is before. */
bool hive_bins_follow(const uint8_t *bytes, size_t size);
/* A copy of the file, with the signature of a hive; the caller frees it. */
uint8_t *hive_put_signature(const uint8_t *bytes, size_t size);
/* Writes a base block for the bins that follow, and says what is assumed. */
void hive_rebuild_base(uint8_t *bytes, size_t size, const char *file, struct diags *diags);

#endif

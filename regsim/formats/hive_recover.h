/*
 * Recovery of a dirty hive from its logs, as Windows does it when it loads the hive.
 *
 *   old (up to Windows 8.0)   base block | "DIRT" | a bit for each 512-byte page | the pages
 *   new (from Windows 8.1)    base block | entries "HvLE", each with its pages and two hashes
 */
#ifndef REGSIM_FORMATS_HIVE_RECOVER_H
#define REGSIM_FORMATS_HIVE_RECOVER_H

#include "formats/hive.h"

/* Makes the image of a dirty hive whole. *image is a copy that the caller frees, or NULL where no
 * log could be used. What a log lacks is told by warnings. */
void hive_recover(uint8_t **image, size_t *size, const struct hive_source *source,
                  struct diags *diags);

/* Marvin32 with the seed of the logs, low and high half. */
uint64_t hive_marvin32(const uint8_t *bytes, size_t size);

#endif

/*
 * .reg text from .reg text, one operation at a time: a sink that writes each as it comes, and keeps
 * no more of the file than the value that it writes (and what regfile_order.h keeps).
 *
 *   as a registry   what regfile_write_store would write of the store that the file makes, to the
 *                   byte, with the same losses; `ordered` is false where this cannot be done, and
 *                   then nothing that was written counts
 *   as a patch      the operations in their order, deletions included
 */
#ifndef REGSIM_FORMATS_REGFILE_STREAM_H
#define REGSIM_FORMATS_REGFILE_STREAM_H

#include "formats/regfile_order.h"
#include "formats/regfile_text.h"

struct regfile_stream {
    struct regfile_text text;
    struct regfile_order order;
    bool as_patch;
    bool ordered;     /* as a registry: so far it is written as one is exported */
    size_t deletions; /* found so far, also where nothing is written any more */
    bool open;        /* a section stands in the text */
    bool there;       /* … and it is that of the key that is open */
    struct ubuf gone; /* as a registry: the last key that was lost, with all below it */
};

REGSIM_CHECKED regsim_status regfile_stream_begin(struct regfile_stream *stream, struct output *out,
                                                  const struct regfile_write_options *options,
                                                  bool as_patch, struct diags *diags);
struct regfile_sink regfile_stream_sink(struct regfile_stream *stream);
/* Frees the stream, but for `ordered` and `deletions`. */
REGSIM_CHECKED regsim_status regfile_stream_end(struct regfile_stream *stream);

#endif

/*
 * A scenario that stands for itself: the text of one cell of a file, with another `given`. The
 * words of its matrix become variables of `let`; comments go.
 */
#ifndef REGSIM_CUSTOMER_INLINE_TEXT_H
#define REGSIM_CUSTOMER_INLINE_TEXT_H

#include "base/buf.h"
#include "base/diag.h"
#include "scenario/model.h"

/* `given`: the lines below that word, as given_text.h writes them. */
regsim_status inline_text(struct buf *out, const struct scenario *scenario, const struct buf *given,
                          struct diags *diags) REGSIM_CHECKED;

#endif

/*
 * The stale-key verdict of an export, as text: which keys the article is about, which version of
 * SMS is there, which events a monitor causes. Two exports of the same verdict are the same case.
 */
#ifndef REGSIM_CUSTOMER_STALE_H
#define REGSIM_CUSTOMER_STALE_H

#include "base/buf.h"
#include "base/os.h"
#include "registry/store.h"

/* A file of the export: `place` is where the root of `store` belongs, a hive's; empty where the
 * predefined keys stand below it. */
struct stale_part {
    const struct store *store;
    struct ustr place;
};

/* Of all parts, put together. */
void stale_verdict(struct buf *out, const struct stale_part *parts, size_t count, enum os os);

#endif

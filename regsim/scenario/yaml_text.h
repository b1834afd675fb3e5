/*
 * Texts as scenarios hold them, for scenarios that regsim writes: in single quotes, `$` doubled,
 * and every unit that a line of YAML cannot hold as \u{…}. What is written reads back equal.
 */
#ifndef REGSIM_SCENARIO_YAML_TEXT_H
#define REGSIM_SCENARIO_YAML_TEXT_H

#include "base/buf.h"
#include "registry/value.h"

void yaml_quote(struct buf *out, struct ustr text);
void yaml_quote_z(struct buf *out, const char *text); /* WTF-8 */

/* A value's data: 'text' or 7 where that says all, else a map {type: …, hex: …}. */
void yaml_value(struct buf *out, const struct value *value);

#endif

/*
 * Texts as scenarios hold them, for scenarios that regsim writes: in single quotes, `$` doubled,
 * and every unit that a line of YAML cannot hold as \u{…}. What is written reads back equal.
 */
#ifndef REGSIM_CUSTOMER_YAML_TEXT_H
#define REGSIM_CUSTOMER_YAML_TEXT_H

#include "base/buf.h"
#include "registry/value.h"
#include "scenario/yaml.h"

void yaml_quote(struct buf *out, struct ustr text);
void yaml_quote_z(struct buf *out, const char *text); /* WTF-8 */

/* A value's data: 'text', [a, list] or 7 where that says all, else a map, {expand_sz: …}, {binary:
 * …}, {type: …, hex: …}. */
void yaml_value(struct buf *out, const struct value *value);

/* A tree of nodes, behind its key or dash and before the end of the line, as block style; texts
 * keep what they mean, plain or quoted, variables included. What is below starts at column
 * `indent`. */
void yaml_put_node(struct buf *out, const struct node *node, size_t indent);

#endif

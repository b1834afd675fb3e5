/*
 * A YAML file as a tree of nodes, each with its place. libyaml reads; here its document becomes our
 * own tree: aliases are copied in (bounded, so that a bomb is an error), keys are texts, tags and
 * merge keys are refused, a byte order mark is skipped. Duplicate keys are kept: who compares them
 * knows the rules of their map.
 */
#ifndef REGSIM_SCENARIO_YAML_H
#define REGSIM_SCENARIO_YAML_H

#include "base/arena.h"
#include "base/diag.h"

enum {
    YAML_SIZE_MAX = 4 * 1024 * 1024, /* bytes of one file */
    YAML_DEPTH_MAX = 64,             /* levels of nesting */
    YAML_NODES_MAX = 500000,         /* texts, lists and maps as written */
    YAML_ANCHORS_MAX = 1000,
    YAML_ALIASED_MAX = 10000, /* nodes that aliases may add to those written */
};

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };
enum node_style { STYLE_PLAIN, STYLE_SINGLE_QUOTED, STYLE_DOUBLE_QUOTED, STYLE_BLOCK };

struct yaml_file;

struct node {
    const struct yaml_file *file;
    size_t line, column; /* 1-based; columns in characters */
    enum node_kind kind;
    enum node_style style; /* of a scalar */
    const char *text;      /* of a scalar: UTF-8, NUL-terminated, may hold NUL as well */
    size_t length;
    const struct node **keys;  /* of a map: scalars */
    const struct node **items; /* of a list; of a map: the values */
    size_t count;
};

struct yaml_file {
    const char *path;
    const char *text;
    size_t size;
    const struct node *root;
};

/* Reads the file into the arena. */
regsim_status yaml_read(struct yaml_file **out, struct arena *arena, const char *path,
                        struct diags *diags) REGSIM_CHECKED;
/* The same of text that is there already; `path` is for diagnostics. */
regsim_status yaml_parse(struct yaml_file **out, struct arena *arena, const char *path,
                         const char *text, size_t size, struct diags *diags) REGSIM_CHECKED;

/* Adds an error at a place of the file, with its line. NULL: the list is full. */
struct diag *yaml_complain(struct diags *diags, const struct yaml_file *file,
                           enum diag_severity severity, size_t line, size_t column,
                           const char *text);

bool node_is(const struct node *node, const char *text); /* a scalar with this text */
/* Nothing was written (`key:`), or ~ or null, plain. */
bool node_is_null(const struct node *node);

#endif

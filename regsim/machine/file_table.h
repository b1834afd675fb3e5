/*
 * Internal to the files of machine/: nodes, bytes, drives, open files, and the sorted table.
 *
 *   file_data: refs — nodes (as bytes or as durable bytes), in any clone
 *   file_node: refs — tables, and the open files of one table
 */
#ifndef REGSIM_MACHINE_FILE_TABLE_H
#define REGSIM_MACHINE_FILE_TABLE_H

#include "machine/files.h"

struct file_data {
    uint32_t references;
    size_t size, capacity;
    uint8_t *bytes;
};

struct file_node {
    uint32_t references;
    struct ustr path; /* owned */
    uint32_t attributes;
    filetime created, written;
    struct file_data *data;    /* NULL for a directory */
    struct file_data *durable; /* NULL: a power cut leaves nothing */
    struct module_info *module;
    bool delete_pending; /* goes with its last open file */
};

struct file_open {
    struct files *files;
    struct file_node *node;
    uint32_t access, share;
    uint64_t position;
    size_t shared; /* by how many handles more than one */
    struct file_open *next;
};

struct drive {
    bool present, read_only;
    uint64_t capacity;
};

enum { DRIVES = 26 };

struct files {
    struct drive drives[DRIVES]; /* A: … Z: */
    struct file_node **nodes;    /* sorted by upcased path */
    size_t count, capacity;
    struct file_open *opens;
};

struct file_data *data_new(const void *bytes, size_t size);
struct file_data *data_retain(struct file_data *data); /* NULL is fine */
void data_release(struct file_data *data);             /* NULL is fine */

struct file_node *node_new(struct ustr path, uint32_t attributes, struct file_data *data,
                           filetime now); /* takes the data over */
void node_release(struct file_node *node);

/* Index of the node at `path`, or of the first one behind it. */
size_t table_place(const struct files *files, struct ustr path);
struct file_node *table_find(const struct files *files, struct ustr path); /* NULL: not there */
void table_insert(struct files *files, struct file_node *node); /* takes the reference over */
void table_remove(struct files *files, struct file_node *node);
/* The node, made this table's own before a write; open files follow. */
struct file_node *table_own(struct files *files, struct file_node *node);
/* The bytes of an owned node, made its own before a write. */
struct file_data *node_own_data(struct file_node *node);

size_t opens_of(const struct files *files, const struct file_node *node);

struct drive *drive_of(struct files *files, struct ustr path); /* NULL: no such drive */
uint64_t drive_used(const struct files *files, char16_t letter);
/* 112 when the drive of `path` cannot take `more` bytes. */
uint32_t drive_takes(const struct files *files, struct ustr path, uint64_t more);

struct ustr path_parent(struct ustr path); /* of X:\a\b: X:\a; of X:\a: X:\; of X:\: empty */
struct ustr path_name(struct ustr path);
bool path_is_below(struct ustr path, struct ustr directory); /* at any depth */
/* What is wrong with the way to `path`, whose node is not there: 2, or 3. */
uint32_t path_missing(const struct files *files, struct ustr path);
void node_info(struct file_info *out, const struct file_node *node);

#endif

/*
 * Hives as files of a simulated machine: what RegSaveKey writes and RegLoadKey reads. Answers are
 * Win32 codes. Paths are full ones (files_full_path).
 */
#ifndef REGSIM_MACHINE_HIVE_FILE_H
#define REGSIM_MACHINE_HIVE_FILE_H

#include "machine/machine.h"

enum { HIVE_MINOR_STANDARD = 3, HIVE_MINOR_LATEST = 5 };

/* A hive of its own, read from a file. */
struct hive_content {
    struct store *store;   /* the hive's root key is the store's root */
    struct ustr root_name; /* owned */
    uint32_t minor;        /* HIVE_MINOR_… */
};

/* Whether the file can be made anew, or read, as hive_file_save and hive_file_read would find: 0,
 * 2, 3, 32, 183 … */
uint32_t hive_file_may_make(const struct machine *machine, struct ustr path);
uint32_t hive_file_may_read(const struct machine *machine, struct ustr path);
/* Makes a new, durable file of the tree at `key`, volatile keys left out. 183: it is there; what
 * CreateFile and WriteFile answer; 1016: no hive can hold the tree. */
uint32_t hive_file_save(const struct machine *machine, key_id key, struct ustr root_name,
                        uint32_t minor, struct ustr path);
/* The same into a file that is open, from its start on (wdm ZwSaveKey). */
uint32_t hive_file_write(const struct machine *machine, key_id key, struct ustr root_name,
                         uint32_t minor, struct file_open *file);
/* Writes the file anew, in whatever state it is: as the system writes a hive that it has open. */
void hive_file_rewrite(const struct machine *machine, key_id key, struct ustr root_name,
                       uint32_t minor, struct ustr path);
/* 2, 3: not there; 1017: no hive; 1009: a damaged one, which its log beside it (PATH.LOG, .LOG1,
 * .LOG2) does not mend. */
uint32_t hive_file_read(struct hive_content *out, const struct machine *machine, struct ustr path);
/* As hive_file_read, from a file that is open; logs are not looked for. */
uint32_t hive_file_read_open(struct hive_content *out, const struct file_open *file);
/* Makes the key what the hive's root is: subkeys, values, class, security; it keeps its name. */
void hive_content_put(struct store *store, key_id key, const struct store *hive);
void hive_content_free(struct hive_content *content);

#endif

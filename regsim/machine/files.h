/*
 * The simulated files of one machine: drives with a capacity, directories, files with bytes and
 * module info. Answers are Win32 codes: 0, 2 FILE_NOT_FOUND, 3 PATH_NOT_FOUND, 5 ACCESS_DENIED,
 * 19 WRITE_PROTECT, 32 SHARING_VIOLATION, 80 FILE_EXISTS, 87, 112 DISK_FULL, 123 INVALID_NAME,
 * 145 DIR_NOT_EMPTY, 183 ALREADY_EXISTS …
 *
 *   files ──► nodes, sorted by upcased full path ──► {path, attributes, times, bytes, durable
 * bytes, (a directory is a node too)             module}
 *
 * Nodes and bytes are reference-counted: files_clone copies pointers, a write makes its node and
 * bytes unique. Main invariant: the parent directory of every node is a node, up to the drive.
 *
 * `bytes` is what a reader sees, `durable` what a power cut leaves: FlushFileBuffers makes the one
 * the other. Names are durable at once (our choice, as of a journalled file system): a deleted file
 * stays deleted, a renamed one keeps its new name; but a file never flushed is gone after the cut.
 *
 * Paths here are full: X:\dir\name (files_full_path makes them so). Names compare nocase.
 */
#ifndef REGSIM_MACHINE_FILES_H
#define REGSIM_MACHINE_FILES_H

#include "machine/clock.h"
#include "machine/module_info.h"

struct files;

enum file_attribute {
    FILE_READ_ONLY = 0x1,
    FILE_HIDDEN = 0x2,
    FILE_SYSTEM = 0x4,
    FILE_DIRECTORY = 0x10,
    FILE_ARCHIVE = 0x20,
    FILE_NORMAL = 0x80,
};

enum file_access { FILE_CAN_READ = 1, FILE_CAN_WRITE = 2, FILE_CAN_DELETE = 4, FILE_APPENDS = 8 };
enum file_share { FILE_LETS_READ = 1, FILE_LETS_WRITE = 2, FILE_LETS_DELETE = 4 };
enum file_disposition { /* the numbers of CreateFile */
                        FILE_CREATE_NEW = 1,
                        FILE_CREATE_ALWAYS = 2,
                        FILE_OPEN_EXISTING = 3,
                        FILE_OPEN_ALWAYS = 4,
                        FILE_TRUNCATE_EXISTING = 5,
};
enum file_move { FILE_MOVE_REPLACE = 1, FILE_MOVE_COPY_ALLOWED = 2, FILE_MOVE_WRITE_THROUGH = 8 };

enum { FILE_PATH_MAX = 32767, FILE_SIZE_MAX = 256 * 1024 * 1024 };

/* What there is to know about a file; lends until the next change to the files. */
struct file_info {
    struct ustr path, name; /* full path; its last component */
    uint32_t attributes;
    filetime created, written;
    const uint8_t *bytes;
    uint64_t size;
    bool durable; /* what it holds now is what a power cut would leave */
    struct module_info *module;
};

struct files *files_new(void); /* one drive, C:, of FILES_DRIVE_BYTES */
struct files *
files_clone(const struct files *files); /* open files are not cloned: nobody has them open there */
void files_free(struct files *files);   /* NULL is fine; every open file must have been closed */

#define FILES_DRIVE_BYTES UINT64_C(4294967296)
/* Adds the drive or changes it; `letter` in any case. */
void files_set_drive(struct files *files, char16_t letter, uint64_t capacity, bool read_only);
void files_remove_drive(struct files *files, char16_t letter); /* with its files */
bool files_has_drive(const struct files *files, char16_t letter);
/* Makes the drive have exactly this many bytes free. False: no such drive. */
bool files_set_free(struct files *files, char16_t letter, uint64_t bytes);
bool files_drive_space(const struct files *files, char16_t letter, uint64_t *capacity,
                       uint64_t *free_bytes);

/* Appends the full path of `path` as seen from the current directory `cwd`: `/` is `\`, `.` and
 * `..` are resolved, C:name and \name too, trailing blanks and dots of a component go, a
 * \\?\ prefix goes. Returns 0, or 123 INVALID_NAME (characters < > " | ? * or control), 53
 * BAD_NETPATH for
 * \\COMPUTER\… (win32/ takes those first), 3 for an empty path, 206 for one that is too long. */
uint32_t files_full_path(struct ubuf *out, struct ustr cwd, struct ustr path);

/* --- what programs do ----------------------------------------------------------------------- */

struct file_open; /* an open file; each who has it closes it */

/* *existed (may be NULL): the file was there before, for the ERROR_ALREADY_EXISTS that
 * CREATE_ALWAYS and OPEN_ALWAYS leave as last error. */
uint32_t files_open(struct file_open **out, bool *existed, struct files *files, struct ustr path,
                    uint32_t access, uint32_t share, uint32_t disposition, uint32_t attributes,
                    filetime now);
void files_close(struct file_open *open); /* NULL is fine */
void files_share(struct file_open *open); /* one more who has it, and closes it */
uint32_t file_read(struct file_open *open, void *out, uint32_t size, uint32_t *got);
/* A write that does not fit on the drive writes nothing (our choice) and answers 112. */
uint32_t file_write(struct file_open *open, const void *bytes, uint32_t size, uint32_t *written,
                    filetime now);
uint32_t file_flush(struct file_open *open);
uint32_t file_seek(struct file_open *open, int64_t distance, uint32_t method, uint64_t *position);
uint32_t file_set_end(struct file_open *open, filetime now);
uint64_t file_size(const struct file_open *open);
void file_open_info(struct file_info *out, const struct file_open *open);

uint32_t files_delete(struct files *files, struct ustr path);
uint32_t files_move(struct files *files, struct ustr from, struct ustr to, uint32_t flags);
uint32_t files_copy(struct files *files, struct ustr from, struct ustr to, bool fail_if_exists,
                    filetime now);
uint32_t files_attributes(uint32_t *out, const struct files *files, struct ustr path);
uint32_t files_set_attributes(struct files *files, struct ustr path, uint32_t attributes);
uint32_t files_make_directory(struct files *files, struct ustr path, filetime now);
uint32_t files_remove_directory(struct files *files, struct ustr path);

/* The next entry of the directory `directory` (full path) after the name `after` (empty: the first)
 * whose name matches `pattern` (`*` and `?`), in order of upcased name; false: no more. A caller
 * keeps the name it got as its place, so changes in between do no harm. */
bool files_list(struct file_info *out, const struct files *files, struct ustr directory,
                struct ustr pattern, struct ustr after);

/* --- what the player does: no sharing, no attributes, no disk full -------------------------- */

bool files_info(struct file_info *out, const struct files *files, struct ustr path);
/* Creates or replaces, with the directories and the drive above it, durable. */
void files_put(struct files *files, struct ustr path, const void *bytes, size_t size,
               struct module_info *module, filetime now);
void files_put_directory(struct files *files, struct ustr path, filetime now);
bool files_erase(struct files *files, struct ustr path); /* a directory goes with all in it */
/* The i-th node, directories included, in order of upcased full path. */
size_t files_count(const struct files *files);
void files_at(struct file_info *out, const struct files *files, size_t index);

void files_make_durable(struct files *files); /* all of them, as a clean shutdown does */
void files_power_cut(struct files *files);    /* each file is what was durable */

#endif

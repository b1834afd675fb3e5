/*
 * lodctr and unlodctr: counter names in and out of Perflib (rule perflib.lodctr). What they write:
 *
 *   Perflib            Last Counter, Last Help
 *   Perflib\LANG       Counter, Help
 *   Services\DRIVER\Performance
 *                      First Counter, Last Counter, First Help, Last Help, Object List
 *
 * The texts come from a prepared struct or from an .ini file and its symbol file. Library, Open,
 * Collect, Close and the key itself are the installer's, before lodctr and after unlodctr.
 */
#ifndef REGSIM_PERFLIB_LODCTR_H
#define REGSIM_PERFLIB_LODCTR_H

#include "base/diag.h"
#include "machine/machine.h"

struct lodctr_text {
    uint32_t offset;      /* of the symbol: 0, 2, 4 … */
    struct ustr language; /* 009 */
    struct ustr name, help;
    bool has_name, has_help;
};

struct lodctr_file { /* owns its strings; free with lodctr_done */
    struct ustr driver, symbol_file;
    bool trusted;
    bool has_objects;
    uint32_t *objects; /* offsets, from [objects] */
    size_t object_count, object_capacity;
    struct ustr *languages; /* of [languages] */
    size_t language_count, language_capacity;
    struct lodctr_text *texts;
    size_t text_count, text_capacity;
};

/* Reads the .ini text; `symbols` is the text of its symbolfile (#define NAME NUMBER). Wrong lines
 * are diagnostics with file and line. With symbols NULL only [info] is read. */
regsim_status lodctr_parse(struct lodctr_file *out, struct diags *diags, const char *name,
                           const char *ini, const char *symbols) REGSIM_CHECKED;
/* The same from the files of a machine: the .ini file at `path` (full), its symbol file beside it.
 * Text is UTF-8, or UTF-16LE with a byte order mark. */
regsim_status lodctr_read(struct lodctr_file *out, struct diags *diags,
                          const struct machine *machine, struct ustr path) REGSIM_CHECKED;
void lodctr_add_language(struct lodctr_file *file, struct ustr language);
void lodctr_add_object(struct lodctr_file *file, uint32_t offset);
void lodctr_add_text(struct lodctr_file *file, uint32_t offset, struct ustr language,
                     struct ustr name, struct ustr help);
void lodctr_done(struct lodctr_file *file);

/* The code that the tool ends with: 0; 2 FILE_NOT_FOUND: no Services\DRIVER\Performance, nothing is
 * written (LoadPerf 3003 and 3009, KB 325727); 183 ALREADY_EXISTS: they are installed (Q226512);
 * 13 INVALID_DATA: Perflib's tables are damaged or do not match Last Counter and Last Help
 * (LoadPerf 3000, 3001, 3002; the code is our choice) (rule perflib.lodctr-twice). */
uint32_t lodctr_load(struct machine *machine, const struct lodctr_file *file);
/* 0, or 2: the counters "have not been installed yet" (Q190445); the code is our choice (rule
 * perflib.unlodctr). */
uint32_t lodctr_unload(struct machine *machine, struct ustr driver);

#endif

/*
 * What a file is when it is loaded as a DLL: for which processor, what it exports, and how it
 * behaves when the loader or perflib calls it. Immutable once shared, reference-counted: it hangs
 * on a file and goes with it through copies and clones. A file without module_info is no image:
 * loading it answers ERROR_BAD_EXE_FORMAT (193).
 */
#ifndef REGSIM_MACHINE_MODULE_INFO_H
#define REGSIM_MACHINE_MODULE_INFO_H

#include "base/ustr.h"

enum platform { PLATFORM_I386, PLATFORM_ALPHA, PLATFORM_X64 };
enum { PLATFORM_COUNT = PLATFORM_X64 + 1 };

const char *platform_name(enum platform platform); /* i386, alpha, x64 */
bool platform_from_name(enum platform *out, const char *name);

enum module_act {
    MODULE_WORKS,
    MODULE_FAILS,  /* returns `code`, a Win32 error */
    MODULE_HANGS,  /* takes `delay_ms` of virtual time, then works */
    MODULE_FAULTS, /* raises the exception `code`, 0xC0000005 by default */
    /* of collect only: */
    MODULE_OVERRUNS,       /* returns `code` bytes more than there was room for */
    MODULE_MISALIGNS,      /* its data are not a multiple of 8 bytes */
    MODULE_WRONG_LENGTH,   /* the object's length does not match what was returned */
    MODULE_WRONG_POINTER,  /* the pointer moved by another number than the returned length */
    MODULE_WRONG_INSTANCE, /* instance lengths do not add up */
    MODULE_WRONG_HEADER,   /* definition lengths do not add up */
};

struct module_behaviour { /* zero-initialised works */
    enum module_act act;
    uint32_t code;
    uint32_t delay_ms;
};

struct module_info {
    uint32_t references;
    enum platform arch;
    struct ustr *exports; /* names, compared by case as GetProcAddress does */
    size_t export_count, export_capacity;
    struct ustr *imports; /* DLLs that it needs; a missing one is ERROR_MOD_NOT_FOUND (126) */
    size_t import_count, import_capacity;
    struct module_behaviour load; /* DllMain: fails with 1114, or `code` */
    struct module_behaviour open, collect, close;
    char *code; /* the shared object on the host whose functions these are; NULL: none run */
    uint32_t instances; /* of the object that collect returns; 0: an object without instances */
};

struct module_info *module_info_new(enum platform arch); /* one reference, to be filled in */
void module_info_export(struct module_info *info, struct ustr name);
void module_info_import(struct module_info *info, struct ustr name);
bool module_info_exports(const struct module_info *info, struct ustr name);
struct module_info *module_info_retain(struct module_info *info); /* NULL is fine */
void module_info_release(struct module_info *info);               /* NULL is fine */

/* Reads what scenarios write after `open:`, `collect:`, `close:`, `load:`: works, fails CODE, hangs
 * MS ms, faults, faults 0xCODE, overruns BYTES, misaligns, wrong-length, wrong-pointer,
 * wrong-instance, wrong-header. False: the text is none of these. */
bool module_behaviour_parse(struct module_behaviour *out, const char *text);
char *module_behaviour_text(const struct module_behaviour *behaviour); /* the reverse; owned */

#endif

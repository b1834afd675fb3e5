/*
 * A scenario as data: what the loader (load.h) makes of one cell of one YAML file, and what the
 * player (play.h) plays. Variables are substituted, the matrix is expanded, installs are bound to
 * their parameters; nothing here needs YAML. Everything lives in the arena of its scenario.
 *
 * Registry paths are user paths without the computer (HKLM\SYSTEM\…), as written; `machine` names
 * the computer of a path that began with \\COMPUTER, NULL otherwise. Texts are WTF-8, names are
 * ustr.
 */
#ifndef REGSIM_SCENARIO_MODEL_H
#define REGSIM_SCENARIO_MODEL_H

#include "base/arena.h"
#include "base/os.h"
#include "base/ustr.h"
#include "machine/event_log.h"
#include "machine/module_info.h"

#include <stdbool.h>

/* Where a thing was written. */
struct place {
    const char *file;
    size_t line, column; /* 1-based */
};

struct value_spec {
    struct place place;
    struct ustr name; /* empty: the default value */
    uint32_t type;
    const uint8_t *data;
    uint32_t size;
};

/* A key and values of it: what `given.registry`, `adds`, `added` and `changed` list. */
struct key_spec {
    struct place place;
    const char *machine;
    struct ustr path;
    struct value_spec *values;
    size_t value_count;
};

/* A key, or some values of it: what `removed`, `ignoring`, `removes` list. */
struct path_spec {
    struct place place;
    const char *machine;
    struct ustr path;
    struct ustr *values; /* with value_count 0: the key and all below it */
    size_t value_count;
};

enum file_state { FILE_PRESENT, FILE_ABSENT };

struct file_spec {
    struct place place;
    const char *machine;
    struct ustr path; /* C:\… */
    enum file_state state;
    bool is_directory, read_only;
    const uint8_t *bytes; /* content */
    size_t size;
    /* Of a module; without `arch` in the file, `is_module` is false. */
    bool is_module;
    enum platform arch;
    struct ustr *exports;
    size_t export_count;
    struct module_behaviour load, open, collect, close;
    /* Of an expectation: a text that the content (UTF-8, or UTF-16 with a BOM) must hold. */
    const char *contains;
};

/* Access: one line of `acl`. Either a whole descriptor, or one denial added to what there is. */
struct acl_spec {
    struct place place;
    struct ustr path;
    const char *sddl;     /* NULL: a denial */
    const char *deny_who; /* a SID or an SDDL alias; WD (everyone) by default */
    uint32_t deny_mask;   /* access rights */
};

struct link_spec {
    struct place place;
    struct ustr path, target; /* both user paths */
};

struct class_spec {
    struct place place;
    struct ustr path, class_name;
};

struct drive_spec {
    struct place place;
    char letter;
    uint64_t capacity_bytes, free_bytes;
};

/* A change of a machine's state, in the vocabulary of `given`; applied in the order of the fields.
 */
struct change {
    struct place place;
    const char *label;         /* "given", "sms-2.0-rtm (site-server)" */
    struct path_spec *removes; /* keys or values */
    size_t remove_count;
    struct key_spec *keys; /* created where missing; values set */
    size_t key_count;
    struct ustr *volatile_keys; /* of `keys`: those made volatile */
    size_t volatile_count;
    struct link_spec *links;
    size_t link_count;
    struct class_spec *classes;
    size_t class_count;
    struct acl_spec *acl;
    size_t acl_count;
    struct file_spec *files; /* FILE_ABSENT: removed */
    size_t file_count;
    struct drive_spec *drives;
    size_t drive_count;
    struct path_spec *leaves_behind; /* keys that are stale from now on, if they exist */
    size_t leave_count;
};

struct base_spec {
    struct place place;
    const char *file;            /* a .reg file, a hive, or a YAML of bases/, as it can be opened */
    const struct change *change; /* of a YAML base: what it says; NULL for an export or a hive */
};

struct machine_spec {
    struct place place;
    const char *name; /* as COMPUTER in paths; "PC" for the only machine of a scenario */
    enum os os;
    enum platform platform;
    bool skips_identical_writes;
    uint32_t codepage; /* of 8-bit .reg files; 0: not stated */
    struct base_spec *bases;
    size_t base_count;
    struct change *setup; /* installs, then `given`'s own sections, in order */
    size_t setup_count;
};

/* A text expectation. All that are given must hold. */
struct text_match {
    struct place place;
    const char *equals; /* NULL: not asked */
    const char **contains;
    size_t contain_count;
    const char **lacks;
    size_t lack_count;
};

struct event_match {
    struct place place;
    uint32_t id;         /* the low 16 bits, as the Event Viewer shows it */
    const char *source;  /* NULL: any */
    const char *machine; /* NULL: any */
    bool has_type;
    enum event_type type; /* error, warning, information */
    struct text_match text;
    uint32_t times;      /* how many such events stand here, one after the other; 1 by default */
    const uint8_t *data; /* NULL: any */
    size_t data_size;
};

enum exit_expected { EXIT_ANY, EXIT_SUCCESS_EXPECTED, EXIT_FAILURE_EXPECTED, EXIT_CODE };

struct expectation {
    struct place place;
    enum exit_expected exit;
    struct place exit_place;
    uint32_t exit_code;
    struct text_match *out, *err; /* NULL: not asked */
    bool has_registry;            /* removed, added or changed stands: closed world */
    struct place removed_place, added_place, changed_place;
    struct path_spec *removed;
    size_t removed_count;
    struct key_spec *added;
    size_t added_count;
    struct key_spec *changed;
    size_t changed_count;
    struct path_spec *ignoring;
    size_t ignoring_count;
    bool compare_last_writes;
    bool has_events;
    struct place events_place;
    struct event_match *events; /* in order; has_events with count 0 is `none` */
    size_t event_count;
    struct file_spec *files;
    size_t file_count;
};

enum step_kind {
    STEP_DETECT, /* the intents of the fixer under test */
    STEP_FIX,
    STEP_UNDO,
    STEP_RUN, /* run: smsperffix ARGS */
    STEP_MONITOR,
    STEP_INSTALL, /* changes, bound */
    STEP_UNINSTALL,
    STEP_LODCTR,
    STEP_UNLODCTR,
    STEP_SET_VALUE, /* to STEP_DELETE_FILE: as `changes` */
    STEP_DELETE_VALUE,
    STEP_CREATE_KEY,
    STEP_DELETE_KEY,
    STEP_CREATE_FILE,
    STEP_DELETE_FILE,
    STEP_ADVANCE,
    STEP_REBOOT,
    STEP_POWER_CUT,
    STEP_IMPORT,
};

struct step {
    struct place place;
    enum step_kind kind;
    const char *word;           /* as written: "fix", "monitor" */
    const char *source;         /* NULL: the scenario's */
    const char *at;             /* NULL: the scenario's first machine */
    struct expectation *expect; /* NULL: none */
    /* STEP_RUN: the command line after the program's name. STEP_LODCTR: the .ini file's path on the
     * machine. STEP_UNLODCTR: the driver (service) name. STEP_IMPORT: the host file. */
    const char *text;
    /* STEP_MONITOR */
    const char *monitor;                 /* perfmon, or the agent's name */
    uint64_t every_ms, for_ms, after_ms; /* every_ms 0: one session */
    /* STEP_ADVANCE */
    uint64_t advance_ms;
    /* STEP_REBOOT */
    bool last_known_good;
    /* STEP_INSTALL … STEP_DELETE_FILE */
    struct change *changes;
    size_t change_count;
};

struct property_use {
    struct place place;
    size_t id; /* index into property.h's table */
};

struct scenario {
    struct arena arena;
    struct place place;
    const char *path;  /* of the file, as it was found */
    const char *id;    /* the path below the catalogue's root without .yaml: sp2/site-server */
    const char *cell;  /* "drive: D", or "" */
    size_t cell_index; /* among all combinations of its matrix */
    const char *name, *source;
    const char **tags;
    size_t tag_count;
    struct machine_spec *machines;
    size_t machine_count; /* at least 1 */
    struct step *steps;   /* of `when` */
    size_t step_count;
    struct expectation *then; /* NULL: none */
    struct property_use *finally;
    size_t finally_count;
    bool names_smsperffix; /* a `run: smsperffix …` step stands in it */
    bool needs_detect, needs_fix, needs_undo;
};

#endif

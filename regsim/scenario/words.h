/*
 * The words of the scenario language: one table that drives the decoder (which words may stand
 * where, and what kind of thing follows), the JSON Schema and `regsim explain`. A word that is not
 * here does not exist.
 *
 * A shape is a map with fixed words; a word may stand in several shapes. A type is what follows the
 * word's colon.
 */
#ifndef REGSIM_SCENARIO_WORDS_H
#define REGSIM_SCENARIO_WORDS_H

#include "scenario/yaml.h"

enum shape {
    IN_SCENARIO,
    IN_GIVEN, /* given, and each of its machines */
    IN_BASE,
    IN_INSTALL,
    IN_PARAM,
    IN_PART,
    IN_ADDS,
    IN_REMOVES,
    IN_STEP,
    IN_MONITOR,
    IN_REBOOT,
    IN_EXPECT,
    IN_EVENT,
    IN_MATCH,
    IN_VALUE,
    IN_FILE,
    IN_SERVICE,
    IN_DENIAL,
    IN_DRIVE,
    SHAPE_COUNT
};

enum word_type {
    TYPE_TEXT,
    TYPE_CHOICE, /* one of word.choices */
    TYPE_NUMBER,
    TYPE_BOOLEAN,
    TYPE_DURATION,
    TYPE_SIZE,
    TYPE_BYTES,
    TYPE_SCALAR,
    TYPE_TEXTS,
    TYPE_SOME_TEXTS,
    TYPE_KEYS,
    TYPE_VARIABLES,
    TYPE_MATRIX,
    TYPE_WHERE,
    TYPE_GIVEN,
    TYPE_MACHINES,
    TYPE_USES,
    TYPE_USE,
    TYPE_REGISTRY,
    TYPE_PATHS,
    TYPE_FILES,
    TYPE_SERVICES,
    TYPE_ACL,
    TYPE_TEXT_MAP,
    TYPE_DRIVES,
    TYPE_STEPS,
    TYPE_EXPECT,
    TYPE_EXIT,
    TYPE_MATCH,
    TYPE_BEHAVIOUR, /* of a function of a module */
    TYPE_EVENTS,
    TYPE_PROPERTIES,
    TYPE_PARAMS,
    TYPE_PARTS,
    TYPE_ADDS,
    TYPE_REMOVES,
    TYPE_MONITOR,
    TYPE_REBOOT,
    TYPE_NOTHING,
    TYPE_NOT_YET,
    TYPE_COUNT
};

enum word_id {
    WORD_NAME,
    WORD_SOURCE,
    WORD_TAGS,
    WORD_LET,
    WORD_MATRIX,
    WORD_GIVEN,
    WORD_WHEN,
    WORD_THEN,
    WORD_FINALLY,
    WORD_MEANWHILE,
    WORD_EXPLORE,
    WORD_ALWAYS,
    WORD_SOMETIMES,
    WORD_OS,
    WORD_PLATFORM,
    WORD_IDENTICAL_WRITES,
    WORD_BASE,
    WORD_CODEPAGE,
    WORD_SETUP,
    WORD_MACHINES,
    WORD_EVENT_LOG,
    WORD_REGISTRY,
    WORD_FILES,
    WORD_SERVICES,
    WORD_ACL,
    WORD_LINKS,
    WORD_VOLATILE,
    WORD_CLASSES,
    WORD_DRIVES,
    WORD_LEAVES_BEHIND,
    WORD_PARAMS,
    WORD_PARTS,
    WORD_UNINSTALL_PARTS,
    WORD_ONE_OF,
    WORD_DEFAULT,
    WORD_MEANING,
    WORD_WHERE,
    WORD_ADDS,
    WORD_CHANGES,
    WORD_REMOVES,
    WORD_REMOVED_KEYS,
    WORD_REMOVED_FILES,
    WORD_DETECT,
    WORD_FIX,
    WORD_UNDO,
    WORD_RUN,
    WORD_MONITOR,
    WORD_INSTALL,
    WORD_UNINSTALL,
    WORD_LODCTR,
    WORD_UNLODCTR,
    WORD_SET_VALUE,
    WORD_DELETE_VALUE,
    WORD_CREATE_KEY,
    WORD_DELETE_KEY,
    WORD_CREATE_FILE,
    WORD_DELETE_FILE,
    WORD_ADVANCE,
    WORD_REBOOT,
    WORD_POWER_CUT,
    WORD_IMPORT,
    WORD_AT,
    WORD_EXPECT,
    WORD_AGENT,
    WORD_EVERY,
    WORD_FOR,
    WORD_AFTER,
    WORD_LAST_KNOWN_GOOD,
    WORD_EXIT,
    WORD_STDOUT,
    WORD_STDERR,
    WORD_REMOVED,
    WORD_ADDED,
    WORD_CHANGED,
    WORD_EVENTS,
    WORD_FILES_THEN,
    WORD_IGNORING,
    WORD_LAST_WRITE_TIMES,
    WORD_EVENT_ID,
    WORD_EVENT_SOURCE,
    WORD_EVENT_AT,
    WORD_EVENT_TYPE,
    WORD_EVENT_TEXT,
    WORD_TIMES,
    WORD_DATA,
    WORD_EQUALS,
    WORD_CONTAINS,
    WORD_LACKS,
    WORD_SZ,
    WORD_EXPAND_SZ,
    WORD_MULTI_SZ,
    WORD_DWORD,
    WORD_QWORD,
    WORD_BINARY,
    WORD_NONE,
    WORD_TYPE,
    WORD_HEX,
    WORD_ARCH,
    WORD_EXPORTS,
    WORD_LOAD,
    WORD_OPEN,
    WORD_COLLECT,
    WORD_CLOSE,
    WORD_TEXT,
    WORD_FILE_HEX,
    WORD_FILE_CONTAINS,
    WORD_DIRECTORY,
    WORD_READ_ONLY,
    WORD_IMAGE,
    WORD_START,
    WORD_SERVICE_TYPE,
    WORD_DISPLAY,
    WORD_ACCOUNT,
    WORD_DENY,
    WORD_TO,
    WORD_CAPACITY,
    WORD_FREE,
    WORD_COUNT
};

struct word {
    const char *name;
    uint32_t shapes; /* a set of 1u << enum shape */
    enum word_type type;
    const char *help;           /* one sentence, without a full stop */
    const char *example;        /* YAML */
    const char *const *choices; /* of TYPE_CHOICE, ended by NULL */
    uint32_t needed;            /* the shapes in which it must stand */
};

struct word_type_info {
    const char *name;   /* "a list of paths" */
    uint32_t kinds;     /* a set of 1u << enum node_kind */
    const char *schema; /* a fragment of JSON Schema */
};

extern const struct word words[WORD_COUNT];
extern const struct word_type_info word_types[TYPE_COUNT];
extern const char *const shape_names[SHAPE_COUNT]; /* "given", "step": definitions of the schema */

static inline bool word_is_in(enum word_id id, enum shape shape)
{
    return (words[id].shapes >> shape & 1) != 0;
}

static inline bool word_is_needed(enum word_id id, enum shape shape)
{
    return (words[id].needed >> shape & 1) != 0;
}

/* WORD_COUNT: the shape has no such word. */
enum word_id word_find(enum shape shape, const char *name);
/* The nearest word of the shape; NULL: none is near. */
const char *word_nearest(enum shape shape, const char *name);

#endif

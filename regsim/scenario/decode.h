/*
 * Internal to the loader: what its files share. A loader reads files; a decoder makes one cell of
 * one scenario out of nodes. Decoding goes on after a mistake, so that a reader sees all of them;
 * `errors` says whether the result may be used. Decoders return what they could make.
 */
#ifndef REGSIM_SCENARIO_DECODE_H
#define REGSIM_SCENARIO_DECODE_H

#include "scenario/load.h"
#include "scenario/words.h"

enum {
    VARIABLES_MAX = 128,
    INSTALL_CHECKS_MAX = 256,
    EXPANSION_MAX = 64 * 1024,       /* bytes of one text with variables */
    EXPANDED_MAX = 64 * 1024 * 1024, /* bytes of all such texts of one file */
};

/* What was said already. A pass is one cell of a matrix or one use of an install: another pass over
 * the same place is silent, and so is the same text within a pass. */
struct complaint {
    const struct yaml_file *file;
    size_t line, column, pass;
    const char *format, *text;
};

struct cached_file {
    const char *path;
    struct yaml_file *file; /* NULL: it could not be read, which was said */
};

struct checked_export {
    const char *path;
    uint32_t codepage;
    bool imported, good;
};

struct loader {
    struct arena arena; /* files and nodes */
    struct diags *diags;
    bool lint;
    struct complaint *complaints;
    size_t complaint_count, complaint_capacity;
    struct cached_file *files; /* installs and bases, read once */
    size_t file_count, file_capacity;
    struct checked_export *exports;
    size_t export_count, export_capacity;
    size_t passes;
    size_t not_yet; /* errors that are "not supported yet" */
    size_t errors;  /* all of them, also those that were said before */
    bool host_failed;
};

struct text {
    const char *bytes; /* NUL-terminated, may hold NUL as well */
    size_t length;
    bool plain; /* it counts as unquoted: a number is a number */
};

struct variable {
    const char *name;
    struct text text;
    const struct node *node; /* where it was written; NULL: the loader's own */
    bool used;
};

struct variables {
    struct variable items[VARIABLES_MAX];
    size_t count;
};

struct decoder {
    struct loader *loader;
    struct arena *arena;          /* the scenario's */
    const struct yaml_file *file; /* the scenario's: files are found beside it */
    const char *catalogue;        /* the folder that holds installs/; NULL: none */
    struct variables *variables;
    struct scenario *scenario;
    struct machine_spec *machine;   /* whose state is being decoded; NULL: none */
    const struct yaml_file *placed; /* the file of the last place, and its name in the arena */
    const char *placed_path;
    size_t pass;
    size_t expanded; /* bytes of texts with variables, of all cells */
    size_t errors;
};

/* --- complaints (complain.c) ---------------------------------------------------------------- */

/* Adds an error; the caller may hint. NULL where it was said before: hints take NULL. */
struct diag *bad(struct decoder *decoder, const struct node *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A warning, in lint only. */
void doubtful(struct decoder *decoder, const struct node *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void not_yet(struct decoder *decoder, const struct node *at, const char *what);
void hint_near(struct diag *diag, const char *near); /* did you mean; near may be NULL */
struct place place_of(struct decoder *decoder, const struct node *node);

/* --- variables.c ---------------------------------------------------------------------------- */

/* The text of a scalar with variables replaced. False: an error was said. */
bool expand(struct decoder *decoder, const struct node *node, struct text *out);
struct variable *variable_find(struct variables *variables, const char *name);
/* Defines it; a second definition is an error. */
void variable_define(struct decoder *decoder, const struct node *name, const struct node *value);
void variable_set(struct decoder *decoder, const char *name, struct text text,
                  const struct node *at);
void decode_let(struct decoder *decoder, const struct node *let);
void warn_of_unused(struct decoder *decoder);

/* --- scalars (decode_scalar.c) -------------------------------------------------------------- */

enum plain_kind { PLAIN_TEXT, PLAIN_INTEGER, PLAIN_AMBIGUOUS };
/* What a reader of YAML might take the unquoted text for. */
enum plain_kind plain_kind_of(const char *text, size_t length);
bool parse_number(uint64_t *out,
                  const char *text); /* decimal or 0x, whole; false: none, or > 64 bits */

/* A text without NUL; NULL: an error was said. */
const char *decode_text(struct decoder *decoder, const struct node *node);
/* A text as written, numbers included. */
const char *decode_scalar(struct decoder *decoder, const struct node *node);
/* A name or string: \u{D800} is one unit. False: an error was said. */
bool decode_units(struct decoder *decoder, const struct node *node, struct ustr *out);
bool units_of(struct decoder *decoder, const struct node *node, struct text text, struct ustr *out);
bool decode_number(struct decoder *decoder, const struct node *node, uint64_t max, uint64_t *out);
bool decode_boolean(struct decoder *decoder, const struct node *node);
bool decode_duration(struct decoder *decoder, const struct node *node, uint64_t *out_ms);
bool decode_size(struct decoder *decoder, const struct node *node, uint64_t *out);
bool decode_bytes(struct decoder *decoder, const struct node *node, const uint8_t **out,
                  size_t *out_size);
/* The index among the word's choices; -1: an error was said. */
int decode_choice(struct decoder *decoder, const struct node *node, enum word_id word);

/* --- maps and lists (decode_map.c) ---------------------------------------------------------- */

/* Unknown words, duplicates, wrong kinds, words that are not supported yet. False: not a map. */
bool check_map(struct decoder *decoder, const struct node *map, enum shape shape,
               const char *subject);
/* The value of the word; NULL where it does not stand (or is of the wrong kind, which check_map
 * said). */
const struct node *map_get(const struct node *map, enum word_id word);
const struct node *map_key(const struct node *map, enum word_id word); /* the word itself */
/* The items of a list; a scalar or a map counts as a list of one. `node` must outlive *out. */
size_t items_of(const struct node *const *node, const struct node *const **out);
/* NULL or a node of the kind asked for; another is an error. */
bool expect_kind(struct decoder *decoder, const struct node *node, uint32_t kinds,
                 const char *subject, const char *wanted);
/* Names that are equal after NT upcase are an error at the later one. */
void check_duplicates(struct decoder *decoder, const struct ustr *names,
                      const struct node *const *nodes, size_t count, const char *what);
const char **decode_texts(struct decoder *decoder, const struct node *node, size_t *count);

/* --- paths (decode_path.c) ------------------------------------------------------------------ */

struct key_path {
    const char *machine; /* of \\COMPUTER\…; NULL: none */
    struct ustr path;
};
bool decode_key_path(struct decoder *decoder, const struct node *node, struct key_path *out);
/* A path of this machine: \\COMPUTER\ is an error. */
bool decode_local_path(struct decoder *decoder, const struct node *node, struct ustr *out);
/* The path with its root in short, for comparison. */
struct ustr canonical_path(struct decoder *decoder, struct key_path path);
bool decode_file_path(struct decoder *decoder, const struct node *node, struct key_path *out);
struct path_spec *decode_paths(struct decoder *decoder, const struct node *node, size_t *count);
/* A path on the host, beside the scenario. */
const char *decode_host_path(struct decoder *decoder, const struct node *node);
bool host_file_is_there(struct decoder *decoder, const struct node *node, const char *name);
const char *machine_named(struct decoder *decoder, const struct node *at, const char *name);

/* --- values, files, state ------------------------------------------------------------------- */

struct key_spec *decode_registry(struct decoder *decoder, const struct node *map, size_t *count);
/* `expected`: in then/expect, where `contains` may stand and content is not made. */
struct file_spec *decode_files(struct decoder *decoder, const struct node *map, bool expected,
                               size_t *count);
/* The state words of `given`, a base or `adds` into the change, after what is there. */
void decode_state(struct decoder *decoder, const struct node *map, struct change *change);
void decode_leaves_behind(struct decoder *decoder, const struct node *node, struct change *change);
void change_add_keys(struct decoder *decoder, struct change *change, const struct key_spec *keys,
                     size_t count);
void change_add_files(struct decoder *decoder, struct change *change, const struct file_spec *files,
                      size_t count);

/* --- machines, installs, steps, expectations ------------------------------------------------ */

/* `given` may be NULL: one machine, PC, with defaults. */
void decode_given(struct decoder *decoder, const struct node *given);
/* The bases of the machine. */
void decode_bases(struct decoder *decoder, const struct node *given);
/* The state of a file of bases/, with its own variables. */
void decode_base(struct decoder *decoder, const struct yaml_file *file, struct change *out);
/* The changes of installs (each a name, or {name: {parameters}}), appended. */
void decode_uses(struct decoder *decoder, const struct node *uses, bool uninstall,
                 struct change **changes, size_t *count);
/* What a use says about a parameter. */
struct binding {
    const char *name;
    struct text text;
    const struct node *at; /* NULL: the loader's own */
};

/* One use of a file of installs/. */
struct use {
    const struct yaml_file *file;
    const struct node *at; /* the name of the install, where it is used */
    const struct binding *bindings;
    size_t count;
    bool uninstall;
};

/* The changes of a file, as this use binds it, appended. */
void bind_use(struct decoder *decoder, const struct use *use, struct change **changes,
              size_t *count);
struct step *decode_steps(struct decoder *decoder, const struct node *when, size_t *count);
struct expectation *decode_expectation(struct decoder *decoder, const struct node *node);
bool expectation_can_fail(const struct expectation *expectation);
/* The rules that need the whole scenario (rules.c). */
void check_scenario(struct decoder *decoder, const struct node *root);
void check_header(struct decoder *decoder, const struct node *root);

/* --- the catalogue (catalogue.c) ------------------------------------------------------------ */

/* The nearest folder above `path` that holds installs/; NULL: none. */
const char *catalogue_of(struct arena *arena, const char *path);
/* CATALOGUE/FOLDER/NAME.yaml if it is there, else NULL. In the arena. */
const char *catalogue_file(struct decoder *decoder, const char *folder, const char *name);
/* The nearest name among FOLDER/NAME.yaml, for "did you mean"; NULL: none. In the arena. */
const char *catalogue_near(struct decoder *decoder, const char *folder, const char *name);
/* A file of installs/ or bases/, read once. NULL: an error was said, at the file. */
struct yaml_file *loader_file(struct loader *loader, const char *path);

/* Reads an export or a hive that the scenario names, once for all scenarios, so that its mistakes
 * are known before anything is played (check_export.c). `imported`: into a running machine. */
void check_export(struct decoder *decoder, const struct node *at, const char *path,
                  uint32_t codepage, bool imported);

/* --- whole files ---------------------------------------------------------------------------- */

/* Every combination of the words of the parameters is decoded and dropped
 * (check_catalogue.c). */
void check_install_file(struct loader *loader, const struct yaml_file *file, const char *catalogue);
void check_base_file(struct loader *loader, const struct yaml_file *file, const char *catalogue);
/* Scenarios of one file, cell by cell (matrix.c), and which value a variable has in a cell. */
size_t matrix_choice(const struct node *matrix, size_t variable, size_t cell);
void decode_cells(struct loader *loader, struct scenario_list *out, const struct yaml_file *file,
                  const char *catalogue, const char *id);

#endif

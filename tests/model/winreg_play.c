/*
 * Makes the calls of a file of sequences and says what each answered, a line a call:
 *
 *     CODE RESULT | DETAIL
 *
 * RESULT is what any registry must answer; DETAIL is what else the buffers hold afterwards. A
 * Windows program: regsim-cc and mingw build it. winreg.c writes the file and reads the lines.
 */
#include "winreg_call.h"
#include "winreg_support.h"

#include "winreg_deeds.h"

#define WIDE(text)         L##text,
#define NARROW(text)       text,
#define NAME(name, number) (name),
#define COUNT(array)       (sizeof(array) / sizeof *(array))

static const WCHAR *const paths[] = {WINREG_PATHS(WIDE)};
static const char *const paths_a[] = {WINREG_PATHS(NARROW)};
static const WCHAR *const values[] = {WINREG_VALUES(WIDE)};
static const char *const values_a[] = {WINREG_VALUES(NARROW)};
static const WCHAR *const new_names[] = {WINREG_NEW_NAMES(WIDE)};
static const WCHAR *const view_paths[] = {WINREG_VIEW_PATHS(WIDE)};
static const char *const view_paths_a[] = {WINREG_VIEW_PATHS(NARROW)};
static const REGSAM rights[] = {WINREG_RIGHTS(NAME)}, views[] = {WINREG_VIEWS(NAME)};
static const DWORD types[] = {WINREG_TYPES(NAME)}, filters[] = {WINREG_FILTERS(NAME)};
static const DWORD changes[] = {WINREG_CHANGES(NAME)};
static const WCHAR *const data[] = {WINREG_DATA(WIDE)};
static const char *const data_a[] = {WINREG_DATA(NARROW)};
static const struct winreg_dacl dacls[] = {WINREG_DACLS};

#define PICK(array, number) ((array)[(number) % COUNT(array)])
#define HANDLE_NUMBER       (call->handle % WINREG_HANDLES)
#define KEY                 key[HANDLE_NUMBER]
#define OTHER               key[call->other % WINREG_HANDLES]
#define EVENT               event[HANDLE_NUMBER]
#define SLOT                (1 + call->slot % (WINREG_HANDLES - 1))
#define PATH                PICK(paths, call->path)
#define PATH_A              PICK(paths_a, call->path)
#define COPY_PATH_A         (call->path % 2 ? "" : PATH_A)
#define VALUE               PICK(values, call->value)
#define VALUE_A             PICK(values_a, call->value)
#define SECOND              PICK(values, call->flags)
#define SECOND_A            PICK(values_a, call->flags)
#define NEW_NAME            PICK(new_names, call->value)
#define RIGHTS              PICK(rights, call->type)
#define OPTIONS             (call->index == WINREG_VOLATILE_INDEX ? REG_OPTION_VOLATILE : 0)
#define TYPE                PICK(types, call->type)
#define DATA                PICK(data, call->index)
#define DATA_A              PICK(data_a, call->index)
#define SIZE                (call->size % WINREG_SIZES)
#define SIZE_A              (call->size % 8)
#define INDEX               call->index
#define INTO                (call->index == WINREG_NULL_INDEX ? NULL : buffer)
#define NAME_SIZE           (call->type % COUNT(types) * 2)
#define FILTER              PICK(filters, call->flags)
#define FORCE               (call->flags % 2 ? REG_FORCE_RESTORE : 0)
#define VIEW                PICK(views, call->flags)
#define VIEW_PATH           PICK(view_paths, call->path)
#define VIEW_PATH_A         PICK(view_paths_a, call->path)
#define SUBTREE             (call->index % 2)
#define CHANGES             PICK(changes, call->flags)
#define DACL                                                                                       \
    PICK(dacls, call->flags).denied, PICK(dacls, call->flags).allowed,                             \
        PICK(dacls, call->flags).inherited

static void play(const struct winreg_call *call)
{
    switch (call->kind) {
#define CALL(name, judge, weight, ...)                                                             \
    case CALL_##name: {                                                                            \
        __VA_ARGS__;                                                                               \
    } break;
#include "winreg_calls.def"
#undef CALL
    }
}

int main(int argc, char **argv)
{
    char line[200];
    FILE *file = fopen(argc > 1 ? argv[1] : "sequences.txt", "r");

    if (!file)
        return 2;
    while (fgets(line, sizeof line, file)) {
        unsigned fields[CALL_FIELDS];
        char *at = line;
        if (*line == 's') { /* "sequence N" */
            begin();
            printf("%s", line);
            continue;
        }
        for (int i = 0; i < CALL_FIELDS; i++)
            fields[i] = (unsigned)strtoul(at, &at, 10);
        struct winreg_call call = {fields[0], fields[1], fields[2], fields[3], fields[4],
                                   fields[5], fields[6], fields[7], fields[8], fields[9]};
        play(&call);
    }
    begin();
    return fclose(file);
}

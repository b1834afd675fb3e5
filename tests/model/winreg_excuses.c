/*
 * Where Wine is known to answer otherwise. Those marked todo_wine in tests/conformance are named by
 * its file. An excuse is for one answer; what makes two registries of one, more than once in a
 * while, is not played under Wine at all (winreg_calls.def, ALONE).
 */
#include "winreg.h"

#include <stdlib.h>
#include <string.h>

struct answers {
    const struct winreg_call *call;
    const char *ours, *theirs;
    unsigned long code, other; /* Win32 codes */
    bool found;                /* on both sides, or of both it is too much */
    bool is_volatile;          /* there was a volatile key before */
    bool has_deleted;          /* a key was deleted before */
    bool has_guarded;          /* a descriptor was set before */
};

/* The statuses of NT calls as Win32 codes. */
static unsigned long code_of(const struct winreg_call *call, const char *answer)
{
    static const unsigned long statuses[][2] = {
        {0xC0000022, 5}, {0xC0000121, 5}, {0xC000003B, 161}, {0xC000017C, 1018}};
    if (call->kind < CALL_NT_OPEN)
        return strtoul(answer, NULL, 10);
    unsigned long status = strtoul(answer, NULL, 16);
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (statuses[i][0] == status)
            return statuses[i][1];
    return status;
}

static bool is(const struct answers *answers, enum winreg_kind one, enum winreg_kind other)
{
    return answers->call->kind == one || answers->call->kind == other;
}

static bool same_result(const char *ours, const char *theirs)
{
    size_t length = strcspn(ours, "|");
    return strncmp(ours, theirs, length + 1) == 0;
}

static bool is_string(unsigned type)
{
    return type == 1 || type == 2 || type == 7;
}

/* "CODE TYPE SIZE …": a string of half a unit. */
static bool is_odd_string(const char *answer)
{
    unsigned code, type, size;
    return sscanf(answer, "%u %u %u", &code, &type, &size) == 3 && size % 2 &&
           (is_string(type) || type == 77); /* RegQueryValue tells no type */
}

static const char *of_open(const struct answers *answers)
{
    const struct winreg_call *call = answers->call;
    if ((is(answers, CALL_CREATE, CALL_CREATE_A) || call->kind == CALL_NT_CREATE) &&
        strcmp(answers->ours, "0 2") == 0 && strcmp(answers->theirs, "0 1") == 0 &&
        call->path == WINREG_EMPTY_PATH)
        return "create.c: Wine says that it created the key where the path is empty";
    if (call->kind == CALL_VIEW_CREATE && strcmp(answers->ours, "0 2") == 0 &&
        strcmp(answers->theirs, "0 1") == 0 && call->path % 5 == WINREG_BACKSLASH_VIEW_PATH)
        return "create.c: Wine says that it created the key where the path ends with a backslash";
    if (call->kind == CALL_OPEN_A && answers->code == 6 && answers->other == 6)
        return "Wine test_reg_open_key: RegOpenKeyExA leaves the result where the handle is bad; "
               "Wine does not";
    if (answers->code == 161 && answers->other == 1018)
        return "a path that starts with a backslash, on a deleted key: Windows refuses the path "
               "before the registry sees the key, Wine looks at the key first";
    return NULL;
}

static const char *of_watch(const struct answers *answers)
{
    if (answers->call->kind == CALL_SIGNALLED && answers->has_deleted)
        return "notify.c: that the watched key was deleted is heard when its handle is closed";
    if (answers->call->kind == CALL_SIGNALLED && answers->has_guarded)
        return "sdk-api RegNotifyChangeKeyValue, REG_NOTIFY_CHANGE_SECURITY: Wine tells nobody of "
               "a "
               "descriptor that was set";
    return NULL;
}

static const char *of_enumeration(const struct answers *answers)
{
    if ((is(answers, CALL_ENUM_VALUE, CALL_ENUM_VALUE_A) ||
         answers->call->kind == CALL_NT_ENUM_VALUE) &&
        answers->found)
        return "Wine keeps values sorted, so an index means another value";
    if (is(answers, CALL_NT_ENUM_VALUE, CALL_NT_ENUM_KEY) && answers->code == 0xC0000023 &&
        answers->other == 0x80000005)
        return "wdm ZwEnumerateKey, ZwEnumerateValueKey: STATUS_BUFFER_TOO_SMALL where not even "
               "the fixed part fits; Wine: STATUS_BUFFER_OVERFLOW";
    if ((is(answers, CALL_ENUM_KEY, CALL_ENUM_KEY_A) || answers->call->kind == CALL_NT_ENUM_KEY) &&
        answers->found && answers->is_volatile)
        return "volatile.c: Wine sorts volatile keys among the stable ones";
    return NULL;
}

static const char *of_read(const struct answers *answers)
{
    const struct winreg_call *call = answers->call;
    bool is_get = is(answers, CALL_GET, CALL_GET_A);
    bool is_default = is(answers, CALL_QUERY_DEFAULT, CALL_QUERY_DEFAULT_A);
    const char *type = strchr(answers->ours, ' ');
    if (is_get && answers->code == answers->other && answers->code && call->flags % 10 == 3)
        return "sdk-api RegGetValueW, RRF_ZEROONFAILURE: Wine does not where the subkey or the "
               "value is missing";
    if (is_get && (answers->found || answers->code == 1630) && type &&
        (answers->code == 1630 || is_string((unsigned)strtoul(type, NULL, 10))))
        return "get_value.c: Wine counts the NUL that it adds to a string otherwise";
    if ((call->kind == CALL_QUERY || is_default) && answers->code == 0 &&
        is_odd_string(answers->ours) && same_result(answers->ours, answers->theirs))
        return "a string of an odd size: no document says where the added NUL goes";
    if (is_default && answers->code == 234 && answers->other == 0 && call->size < 2)
        return "Wine writes the NUL of a default value that is not set into any buffer; sdk-api "
               "RegQueryValueW: one that is too small gets ERROR_MORE_DATA";
    return NULL;
}

static const char *of_rights(const struct answers *answers)
{
    const struct winreg_call *call = answers->call;
    bool only_theirs = answers->code == 5 && answers->other != 5;
    if (call->kind == CALL_NT_DELETE && answers->code == 5 && answers->other == 5)
        return "nt.c: Wine answers STATUS_ACCESS_DENIED for a key with subkeys";
    if (answers->code == 5 && answers->other == 1018)
        return "a deleted key and a handle without the right: Windows looks at the handle's rights "
               "first, Wine at the key";
    if ((is(answers, CALL_INFO, CALL_INFO_A) || call->kind == CALL_NT_INFO) && only_theirs)
        return "access.c: Wine's RegQueryInfoKey needs no KEY_QUERY_VALUE";
    if (call->kind == CALL_FLUSH && only_theirs)
        return "sdk-api RegFlushKey: the handle needs KEY_QUERY_VALUE; Wine asks no right";
    if ((is(answers, CALL_SET_KEY_VALUE, CALL_SET_KEY_VALUE_A) ||
         is(answers, CALL_DELETE_KEY_VALUE, CALL_DELETE_KEY_VALUE_A)) &&
        answers->code == 5 && call->path == WINREG_EMPTY_PATH)
        return "sdk-api RegSetKeyValueW: the handle must have KEY_SET_VALUE; Wine opens it anew";
    if (is(answers, CALL_DELETE_TREE, CALL_DELETE_TREE_A) && only_theirs &&
        call->path == WINREG_EMPTY_PATH)
        return "rule delete.tree-rights: Wine asks the handle for no right, each subkey for its "
               "own";
    if (call->kind == CALL_GET_SECURITY && answers->code == 1018)
        return "Wine tells the descriptor of a deleted key";
    if (call->kind == CALL_GUARDED && call->type == WINREG_RIGHTS_DELETE)
        return "security.c: Wine asks no descriptor for DELETE";
    return NULL;
}

/* A value of RegCopyTree's tree that is a string without a NUL at its end. */
static bool holds_open_string(const char *tree)
{
    while ((tree = strstr(tree, "' "))) {
        unsigned type, size;
        const char *end = strchr(tree, ']');
        tree += 2;
        if (end && sscanf(tree, "%u %u", &type, &size) == 2 && is_string(type) && size &&
            (size % 2 || strncmp(end - 4, "0000", 4) != 0))
            return true;
    }
    return false;
}

static const char *of_tree(const struct answers *answers)
{
    const struct winreg_call *call = answers->call;
    if (call->kind == CALL_ROUND_TRIP && answers->is_volatile && answers->code == 0)
        return "Wine saves no key that has nothing but volatile subkeys";
    if (call->kind == CALL_ROUND_TRIP && answers->is_volatile && answers->code == 5)
        return "our choice: a volatile key is in no hive, so it cannot be saved; Wine saves it";
    if (call->kind == CALL_COPY_OUT && answers->code == 5 && answers->other == 0)
        return "access.c: Wine's RegCopyTree asks RegQueryInfoKey, which needs no right, whether "
               "there is anything to copy";
    if (call->kind == CALL_COPY_OUT && holds_open_string(answers->ours))
        return "Wine's RegCopyTree adds the NUL that a string was stored without";
    return NULL;
}

static bool deletes_key(const struct winreg_call *call)
{
    static const enum winreg_kind kinds[] = {CALL_DELETE,        CALL_DELETE_A,  CALL_DELETE_TREE,
                                             CALL_DELETE_TREE_A, CALL_NT_DELETE, CALL_VIEW_DELETE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (call->kind == kinds[i])
            return true;
    return false;
}

bool wine_changed_more(const struct winreg_call *call, const char *ours)
{
    static const enum winreg_kind kinds[] = {CALL_SET_KEY_VALUE,    CALL_SET_KEY_VALUE_A,
                                             CALL_DELETE_KEY_VALUE, CALL_DELETE_KEY_VALUE_A,
                                             CALL_DELETE_TREE,      CALL_DELETE_TREE_A};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (call->kind == kinds[i] && call->path == WINREG_EMPTY_PATH)
            return code_of(call, ours) == 5;
    return false;
}

const char *wine_excuse(const struct sequence *sequence, size_t at, const char *ours,
                        const char *theirs)
{
    const struct winreg_call *call = &sequence->calls[at];
    struct answers answers = {
        call, ours, theirs, code_of(call, ours), code_of(call, theirs), false, false, false, false};
    answers.found = (answers.code == 0 || answers.code == 234 || answers.code == 0x80000005) &&
                    (answers.other == 0 || answers.other == 234 || answers.other == 0x80000005);
    for (size_t i = 0; i < at; i++) {
        answers.is_volatile |= sequence->calls[i].index == WINREG_VOLATILE_INDEX;
        answers.has_guarded |= sequence->calls[i].kind == CALL_GUARDED;
        answers.has_deleted |= deletes_key(&sequence->calls[i]);
    }
    const char *(*const families[])(const struct answers *) = {of_open, of_watch,  of_enumeration,
                                                               of_read, of_rights, of_tree};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        const char *excuse = families[i](&answers);
        if (excuse)
            return excuse;
    }
    return NULL;
}

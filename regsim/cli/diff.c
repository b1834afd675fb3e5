/*
 * regsim diff A B: how two registry files differ, key by key and value by value.
 *
 *   HKEY_LOCAL_MACHINE\SOFTWARE\Old    removed
 *   HKEY_LOCAL_MACHINE\SOFTWARE\Kept
 *   - Library   sz a.dll
 *   + Library   sz b.dll
 */
#include "cli/command.h"

#include "base/buf.h"
#include "base/memory.h"
#include "cli/document.h"
#include "formats/patch_diff.h"
#include "formats/regfile_write.h"
#include "formats/value_text.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

static const char *kind_word(enum diff_kind kind)
{
    static const char *const words[] = {"added", "removed", "changed",
                                        "added", "removed", "changed"};
    return words[kind];
}

static bool is_value(const struct diff_entry *entry)
{
    return entry->kind >= DIFF_VALUE_ADDED;
}

static char *value_label(const struct value *value)
{
    struct ustr name = value_name(value);
    return name.count ? ustr_to_shown(name) : mem_strdup("(Default)");
}

static void print_value(char sign, const struct value *value)
{
    char *name = value_label(value), *text = value_text(value);
    printf("%c %s   %s\n", sign, name, text);
    mem_free(name);
    mem_free(text);
}

/* Values of equal shortened text differ further on: then the line says where. */
static void print_changed(const struct value *old, const struct value *new)
{
    print_value('-', old);
    print_value('+', new);
    char *before = value_text(old), *after = value_text(new);
    if (!strcmp(before, after)) {
        uint32_t at = 0;
        while (at < old->size && at < new->size &&value_data(old)[at] == value_data(new)[at])
            at++;
        printf("  (the data differ from byte %u on)\n", at);
    }
    mem_free(before);
    mem_free(after);
}

static const char *const what_words[] = {"spelling", "class", "security", "flags", "last write"};
enum { WHAT_COUNT = sizeof what_words / sizeof *what_words };

static void print_what(uint32_t what)
{
    const char *separator = "    changed: ";
    for (size_t i = 0; i < WHAT_COUNT; i++) {
        if (what & 1u << i) {
            printf("%s%s", separator, what_words[i]);
            separator = ", ";
        }
    }
}

static void print_text(const struct diff *diff)
{
    struct ustr last = {0};
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_entry *entry = &diff->entries[i];
        if (!i || !is_value(entry) || !ustr_same(last, entry->path)) {
            char *path = ustr_to_shown(entry->path);
            fputs(*path ? path : "(root)", stdout);
            mem_free(path);
            if (entry->kind == DIFF_KEY_CHANGED)
                print_what(entry->what);
            else if (!is_value(entry))
                printf("    %s", kind_word(entry->kind));
            putchar('\n');
            last = entry->path;
        }
        if (entry->kind == DIFF_VALUE_CHANGED)
            print_changed(entry->old, entry->new);
        else if (is_value(entry))
            print_value(entry->old ? '-' : '+', entry->old ? entry->old : entry->new);
    }
    if (diff->count)
        printf("%zu %s\n", diff->count, diff->count == 1 ? "difference" : "differences");
}

static cJSON *what_json(uint32_t what)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < WHAT_COUNT; i++) {
        if (what & 1u << i)
            cJSON_AddItemToArray(list, cJSON_CreateString(what_words[i]));
    }
    return list;
}

static cJSON *value_json(const struct value *value)
{
    cJSON *object = cJSON_CreateObject();
    struct buf hex = {0};
    for (uint32_t i = 0; i < value->size; i++)
        buf_printf(&hex, "%02x", value_data(value)[i]);
    cJSON_AddNumberToObject(object, "type", value->type);
    cJSON_AddStringToObject(object, "data", buf_z(&hex));
    buf_free(&hex);
    return object;
}

static void print_json(const struct diff *diff)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_entry *entry = &diff->entries[i];
        cJSON *object = cJSON_CreateObject();
        char *path = ustr_to_wtf8(entry->path);
        cJSON_AddStringToObject(object, "change", kind_word(entry->kind));
        cJSON_AddStringToObject(object, "key", path);
        mem_free(path);
        if (entry->kind == DIFF_KEY_CHANGED)
            cJSON_AddItemToObject(object, "what", what_json(entry->what));
        if (is_value(entry)) {
            char *name = ustr_to_wtf8(value_name(entry->old ? entry->old : entry->new));
            cJSON_AddStringToObject(object, "value", name);
            mem_free(name);
            if (entry->old)
                cJSON_AddItemToObject(object, "old", value_json(entry->old));
            if (entry->new)
                cJSON_AddItemToObject(object, "new", value_json(entry->new));
        }
        cJSON_AddItemToArray(list, object);
    }
    char *text = cJSON_Print(list);
    puts(text);
    cJSON_free(text);
    cJSON_Delete(list);
}

static regsim_status open_sides(struct document sides[2], const struct arguments *arguments,
                                bool mount, struct diags *diags)
{
    struct load_options options = {.salvage = arguments_has(arguments, "salvage")};
    const char *key = arguments_value(arguments, "key");
    if (!arguments_number(&options.codepage, arguments, "codepage", 1, 65535, 0))
        return regsim_failed(REGSIM_INVALID);
    for (int i = 0; i < 2; i++) {
        const char *path = arguments->words[i];
        REGSIM_TRY(document_open(&sides[i], &path, 1, key, &options, diags));
        if (sides[i].deletions)
            diags_add(diags, DIAG_WARNING, path, 0, 0,
                      "its deletions count as carried out: what it leaves is compared");
    }
    mount = mount || sides[0].rooted_in_hive != sides[1].rooted_in_hive;
    for (int i = 0; i < 2; i++) {
        if (!mount || !sides[i].rooted_in_hive)
            continue;
        if (!sides[i].key.count)
            return diags_invalid(
                diags, arguments->words[i],
                "--key must say which key this hive is the root of, as HKLM\\SYSTEM");
        document_mount(&sides[i]);
    }
    return regsim_ok();
}

/* What both formats can hold: .reg text has neither classes nor descriptors nor flags. */
static uint32_t compared(const struct document sides[2])
{
    bool text = sides[0].result.format == FORMAT_REG || sides[1].result.format == FORMAT_REG;
    return text ? DIFF_NAME : DIFF_NAME | DIFF_CLASS | DIFF_SECURITY | DIFF_FLAGS;
}

/* A predefined key is always there: that a file does not mention it is no difference. */
static bool is_bare_root(const struct diff_entry *entry)
{
    enum regfile_root root;
    return (entry->kind == DIFF_KEY_ADDED || entry->kind == DIFF_KEY_REMOVED) &&
           regfile_root_find(&root, entry->path);
}

static void keep_what_counts(struct diff *diff, uint32_t what)
{
    size_t kept = 0;
    for (size_t i = 0; i < diff->count; i++) {
        struct diff_entry entry = diff->entries[i];
        entry.what &= what;
        if ((entry.kind == DIFF_KEY_CHANGED && !entry.what) || is_bare_root(&entry))
            ustr_free(entry.path);
        else
            diff->entries[kept++] = entry;
    }
    diff->count = kept;
}

/* To --out, which appears whole or not at all, or to stdout. */
static regsim_status print_patch(const struct arguments *arguments, const struct patch *patch,
                                 const struct regfile_write_options *options, struct diags *diags)
{
    const char *path = arguments_value(arguments, "out");
    struct output output = {.fd = -1};
    if (path)
        REGSIM_TRY(output_begin(&output, path, diags));
    regsim_status status = regfile_write_patch(&output, patch, options, diags);
    if (path && regsim_is_ok(status))
        return output_commit(&output, diags);
    if (path)
        output_abort(&output);
    else if (regsim_is_ok(status))
        fwrite(output.buf.bytes, 1, output.buf.size, stdout);
    if (!path)
        buf_free(&output.buf);
    return status;
}

static regsim_status make_patch(const struct arguments *arguments, const struct diff *diff,
                                const struct store *a, const struct store *b, uint32_t what,
                                struct diags *diags)
{
    struct patch_diff_options options = {
        .name = arguments_value(arguments, "out"),
        .compared = what,
        .lossy = arguments_has(arguments, "lossy"),
    };
    struct regfile_write_options write = {.version = REGFILE_5, .lossy = options.lossy};
    struct patch patch = {0};
    regsim_status status = patch_from_diff(&patch, diff, a, b, &options, diags);
    if (regsim_is_ok(status))
        status = print_patch(arguments, &patch, &write, diags);
    patch_free(&patch);
    return status;
}

static regsim_status compare(bool *differs, const struct document sides[2],
                             const struct arguments *arguments, struct diags *diags)
{
    size_t from = arguments_has(arguments, "reverse");
    const struct store *a = sides[from].store, *b = sides[1 - from].store;
    uint32_t what = compared(sides);
    struct diff diff = {0};
    regsim_status status = regsim_ok();
    diff_stores(&diff, a, store_root(a), b, store_root(b), 0);
    keep_what_counts(&diff, what);
    *differs = diff.count > 0;
    if (arguments_has(arguments, "reg"))
        status = make_patch(arguments, &diff, a, b, what, diags);
    else if (arguments_has(arguments, "json"))
        print_json(&diff);
    else
        print_text(&diff);
    diff_free(&diff);
    return status;
}

static int run(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct document sides[2] = {0};
    bool differs = false, reg = arguments_has(arguments, "reg");
    if (!reg && (arguments_has(arguments, "out") || arguments_has(arguments, "lossy"))) {
        fputs("regsim: error: --out and --lossy go with --reg\n", stderr);
        return EXIT_CODE_INVALID;
    }
    regsim_status status = open_sides(sides, arguments, reg, &diags);
    if (regsim_is_ok(status))
        status = compare(&differs, sides, arguments, &diags);
    size_t lost = sides[0].lost + sides[1].lost;
    document_close(&sides[0]);
    document_close(&sides[1]);
    int code = command_end(arguments, status, &diags);
    return code == EXIT_CODE_OK && differs ? EXIT_CODE_FAILED : exit_code_with_lost(code, lost);
}

static const struct option options[] = {
    {"json", NULL, "a JSON array, one object a difference, data in full", 0},
    {"reg", NULL, "a .reg file (5.00) that turns A into B", 0},
    {"reverse", NULL, "from B to A: the inverse", 0},
    {"out", "FILE", "where --reg goes, whole or not at all (default: stdout)", 'o'},
    {"lossy", NULL, "with --reg: leave out what .reg cannot say, with a warning for each", 0},
    {"key", "KEY", "the key that a hive's root is: for --reg, or where the other file is .reg", 0},
    {"codepage", "N", "code page of 8-bit .reg text (default 1252)", 0},
    OPTION_SALVAGE,
    {0},
};

const struct command command_diff = {
    .name = "diff",
    .synopsis = "A B",
    .summary = "tell how two registry files differ; exit code 1 when they do",
    .details = "A and B are of any format that info knows. Names are compared with their case,\n"
               "values without their order. Lines with - are of A, lines with + are of B. Class\n"
               "names, descriptors and flags are compared between hives; .reg has none. What\n"
               "--reg cannot say (those, and the spelling of a key) is refused unless --lossy.\n"
               "With --salvage the exit code is 1 also where something of A or B is lost.\n",
    .options = options,
    .min_words = 2,
    .max_words = 2,
    .run = run,
};

/* regsim info FILE: what a registry file holds, from the store that it was loaded into. */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/json.h"
#include "formats/load.h"

#include <stdio.h>

static size_t count_values(const struct store *store)
{
    size_t values = 0;
    for (key_id key = 1; key < store_id_limit(store); key++) {
        if (store_exists(store, key))
            values += store_value_count(store, key);
    }
    return values;
}

/* 12345 → 12,345, for people. */
static void print_number(const char *label, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    printf("%-10s ", label);
    for (int i = 0; i < length; i++)
        printf(i && (length - i) % 3 == 0 ? ",%c" : "%c", digits[i]);
    putchar('\n');
}

static void print_text(const struct load_result *result, size_t keys, size_t values)
{
    static const char *const titles[] = {"registry script (.reg)", "registry hive (REGF)",
                                         "text hive of Wine"};
    printf("format     %s, version %s", titles[result->format], result->version);
    if (result->encoding[0])
        printf(", %s", result->encoding);
    if (result->arch[0])
        printf(", %s", result->arch);
    putchar('\n');
    if (result->place.count) {
        char *place = ustr_to_shown(result->place);
        printf("place      %s\n", place);
        mem_free(place);
    }
    if (result->format == FORMAT_REGF)
        printf("state      %s\n", result->rebuilt     ? "not known: its base block is lost"
                                  : !result->dirty    ? "clean"
                                  : result->recovered ? "dirty, recovered from its logs"
                                                      : "dirty, and no log completes it");
    print_number("keys", keys);
    print_number("values", values);
    if (result->deletions)
        print_number("deletions", result->deletions);
    print_number("bytes", result->bytes);
    if (result->lost)
        print_number("lost", result->lost);
}

static void print_json(const struct load_result *result, size_t keys, size_t values)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "format", file_format_name(result->format));
    cJSON_AddStringToObject(object, "version", result->version);
    if (result->encoding[0])
        cJSON_AddStringToObject(object, "encoding", result->encoding);
    if (result->arch[0])
        cJSON_AddStringToObject(object, "arch", result->arch);
    if (result->place.count) {
        char *place = ustr_to_wtf8(result->place);
        cJSON_AddStringToObject(object, "place", place);
        mem_free(place);
    }
    cJSON_AddNumberToObject(object, "keys", (double)keys);
    cJSON_AddNumberToObject(object, "values", (double)values);
    if (result->format == FORMAT_REG)
        cJSON_AddNumberToObject(object, "deletions", (double)result->deletions);
    cJSON_AddNumberToObject(object, "bytes", (double)result->bytes);
    if (result->rebuilt)
        cJSON_AddNullToObject(object, "dirty");
    else
        cJSON_AddBoolToObject(object, "dirty", result->dirty);
    cJSON_AddBoolToObject(object, "recovered", result->recovered);
    cJSON_AddNumberToObject(object, "lost", (double)result->lost);
    json_print(object);
}

static int run(const struct arguments *arguments)
{
    struct diags diags = {0};
    struct load_options options = {.layout = REGFILE_AS_WRITTEN,
                                   .salvage = arguments_has(arguments, "salvage")};
    struct load_result result;
    if (!arguments_number(&options.codepage, arguments, "codepage", 1, 65535, 0))
        return EXIT_CODE_INVALID;
    struct store *store = store_new();
    regsim_status status = load_file(&result, store, arguments->words[0], &options, &diags);
    if (regsim_is_ok(status)) {
        size_t keys = store_key_count(store), values = count_values(store);
        if (arguments_has(arguments, "json"))
            print_json(&result, keys, values);
        else
            print_text(&result, keys, values);
    }
    load_result_free(&result);
    store_free(store);
    return exit_code_with_lost(command_end(arguments, status, &diags), result.lost);
}

static const struct option options[] = {
    {"json", NULL, "one JSON object", 0},
    {"codepage", "N", "code page of 8-bit .reg text (default 1252)", 0},
    OPTION_SALVAGE,
    {0},
};

const struct command command_info = {
    .name = "info",
    .synopsis = "FILE",
    .summary = "tell the format of a registry file, and count what it holds",
    .details =
        "FILE is .reg text (5.00, REGEDIT4 or that of Windows 3.1), a hive, or a text hive of\n"
        "Wine; - is standard input. Duplicate sections are merged and deletions applied;\n"
        "the root and the parents that a path implies count as keys. A damaged hive is\n"
        "refused; with --salvage, each thing that is lost is told, and the exit code is 1\n"
        "where anything is.\n",
    .options = options,
    .min_words = 1,
    .max_words = 1,
    .run = run,
};

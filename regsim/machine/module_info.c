#include "machine/module_info.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const platform_names[PLATFORM_COUNT] = {"i386", "alpha", "x64"};

const char *platform_name(enum platform platform)
{
    return platform_names[platform];
}

bool platform_from_name(enum platform *out, const char *name)
{
    for (int i = 0; i < PLATFORM_COUNT; i++) {
        if (strcmp(name, platform_names[i]) == 0) {
            *out = (enum platform)i;
            return true;
        }
    }
    return false;
}

struct module_info *module_info_new(enum platform arch)
{
    struct module_info *info = mem_calloc(1, sizeof *info);
    info->references = 1;
    info->arch = arch;
    return info;
}

void module_info_export(struct module_info *info, struct ustr name)
{
    MEM_GROW(info->exports, info->export_capacity, info->export_count + 1);
    info->exports[info->export_count++] = ustr_dup(name);
}

void module_info_import(struct module_info *info, struct ustr name)
{
    MEM_GROW(info->imports, info->import_capacity, info->import_count + 1);
    info->imports[info->import_count++] = ustr_dup(name);
}

bool module_info_exports(const struct module_info *info, struct ustr name)
{
    for (size_t i = 0; i < info->export_count; i++) {
        if (ustr_same(info->exports[i], name))
            return true;
    }
    return false;
}

struct module_info *module_info_retain(struct module_info *info)
{
    if (info)
        info->references++;
    return info;
}

void module_info_release(struct module_info *info)
{
    if (!info || --info->references)
        return;
    for (size_t i = 0; i < info->export_count; i++)
        ustr_free(info->exports[i]);
    for (size_t i = 0; i < info->import_count; i++)
        ustr_free(info->imports[i]);
    mem_free(info->exports);
    mem_free(info->imports);
    mem_free(info->code);
    mem_free(info);
}

enum argument { NO_ARGUMENT, CODE_OPTIONAL, CODE, MILLISECONDS };

static const struct word {
    const char *text;
    enum module_act act;
    enum argument argument;
    uint32_t code; /* where none is given */
} words[] = {
    {"works", MODULE_WORKS, NO_ARGUMENT, 0},
    {"fails", MODULE_FAILS, CODE, 0},
    {"hangs", MODULE_HANGS, MILLISECONDS, 0},
    {"faults", MODULE_FAULTS, CODE_OPTIONAL, 0xC0000005},
    {"overruns", MODULE_OVERRUNS, CODE_OPTIONAL, 8},
    {"misaligns", MODULE_MISALIGNS, NO_ARGUMENT, 0},
    {"wrong-length", MODULE_WRONG_LENGTH, NO_ARGUMENT, 0},
    {"wrong-pointer", MODULE_WRONG_POINTER, NO_ARGUMENT, 0},
    {"wrong-instance", MODULE_WRONG_INSTANCE, NO_ARGUMENT, 0},
    {"wrong-header", MODULE_WRONG_HEADER, NO_ARGUMENT, 0},
};

/* A decimal or 0x number of at most 32 bits at the start of `text`; moves past it. */
static bool number(uint32_t *out, const char **text)
{
    if (**text < '0' || **text > '9')
        return false;
    char *end;
    bool hex = strncmp(*text, "0x", 2) == 0;
    unsigned long long value = strtoull(*text, &end, hex ? 16 : 10);
    if (value > UINT32_MAX || (hex && end == *text + 1))
        return false;
    *out = (uint32_t)value;
    *text = end;
    return true;
}

bool module_behaviour_parse(struct module_behaviour *out, const char *text)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct word *word = &words[i];
        size_t length = strlen(word->text);
        if (strncmp(text, word->text, length) != 0 || (text[length] && text[length] != ' '))
            continue;
        *out = (struct module_behaviour){word->act, word->code, 0};
        const char *rest = text + length + (text[length] == ' ');
        if (!text[length])
            return word->argument == NO_ARGUMENT || word->argument == CODE_OPTIONAL;
        if (word->argument == NO_ARGUMENT)
            return false;
        if (word->argument == MILLISECONDS)
            return number(&out->delay_ms, &rest) &&
                   (strcmp(rest, " ms") == 0 || strcmp(rest, "ms") == 0);
        return number(&out->code, &rest) && !*rest;
    }
    return false;
}

char *module_behaviour_text(const struct module_behaviour *behaviour)
{
    const struct word *word = words;
    while (word->act != behaviour->act)
        word++;
    if (word->argument == NO_ARGUMENT)
        return mem_strdup(word->text);
    return word->argument == MILLISECONDS ? mem_printf("%s %u ms", word->text, behaviour->delay_ms)
                                          : mem_printf("%s 0x%x", word->text, behaviour->code);
}

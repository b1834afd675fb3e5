/* Files: those that are listed, and that the fixer changed or deleted no other file of the machine.
 * A file that it makes is no failure by itself. */
#include "scenario/judge.h"

#include "base/memory.h"

#include <string.h>

static const struct machine *machine_named(const struct network *network, const char *name)
{
    if (!name)
        return network->machines[0];
    struct ustr wide = ustr_from_wtf8(name, strlen(name));
    const struct machine *machine = network_find(network, wide);
    ustr_free(wide);
    return machine;
}

/* The content as text: UTF-16 with a byte order mark, or bytes as they are. */
static char *content_text(const struct file_info *info)
{
    size_t size = (size_t)info->size;
    if (size < 2 || info->bytes[0] != 0xFF || info->bytes[1] != 0xFE)
        return mem_printf("%.*s", (int)size, size ? (const char *)info->bytes : "");
    struct ubuf units = {0};
    for (size_t at = 2; at + 1 < size; at += 2)
        ubuf_put(&units, (char16_t)(info->bytes[at] | info->bytes[at + 1] << 8));
    char *text = ustr_to_wtf8(ubuf_view(&units));
    ubuf_free(&units);
    return text;
}

/* NULL: as expected; otherwise what is wrong (static). */
static const char *file_problem(const struct file_spec *spec, const struct machine *machine)
{
    struct file_info info;
    struct ubuf path = {0};
    environment_expand(&path, &machine->environment, spec->path);
    bool there = files_info(&info, machine->files, ubuf_view(&path));
    ubuf_free(&path);
    if (spec->state == FILE_ABSENT)
        return there ? "must not be there" : NULL;
    if (!there)
        return "is missing";
    if (spec->bytes &&
        (spec->size != info.size || memcmp(spec->bytes, info.bytes, spec->size) != 0))
        return "has other content";
    if (!spec->contains)
        return NULL;
    char *text = content_text(&info);
    bool found = strstr(text, spec->contains) != NULL;
    mem_free(text);
    return found ? NULL : "does not contain the text";
}

static bool is_listed(const struct expectation *expected, const struct network *network,
                      const struct machine *machine, struct ustr path)
{
    for (size_t i = 0; i < expected->file_count; i++) {
        if (machine_named(network, expected->files[i].machine) != machine)
            continue;
        struct ubuf listed = {0};
        environment_expand(&listed, &machine->environment, expected->files[i].path);
        bool same = ustr_same_nocase(ubuf_view(&listed), path);
        ubuf_free(&listed);
        if (same)
            return true;
    }
    return false;
}

static void judge_kept(struct outcome *outcome, const char *what,
                       const struct expectation *expected, const struct network *network,
                       size_t index, const struct files *before)
{
    const struct machine *machine = network->machines[index];
    struct finding *finding = NULL;
    for (size_t i = 0; i < files_count(before); i++) {
        struct file_info old, new;
        files_at(&old, before, i);
        const char *happened = NULL;
        if (!files_info(&new, machine->files, old.path))
            happened = "deleted";
        else if (old.size != new.size || old.attributes != new.attributes ||
                 (old.size &&
                  old.bytes != new.bytes &&memcmp(old.bytes, new.bytes, (size_t)old.size) != 0))
            happened = "changed";
        if (!happened || is_listed(expected, network, machine, old.path))
            continue;
        if (!finding)
            finding = outcome_fail(outcome, expected->place.file, expected->place.line,
                                   mem_printf("%s.files: files of the machine were touched", what));
        finding_line(finding, '-', 1, ustr_to_shown(old.path), happened, "must stay");
    }
}

void judge_files(struct outcome *outcome, const char *what, const struct expectation *expected,
                 const struct network *network, struct files *const *before)
{
    for (size_t i = 0; i < expected->file_count; i++) {
        const struct file_spec *spec = &expected->files[i];
        const char *problem = file_problem(spec, machine_named(network, spec->machine));
        if (!problem)
            continue;
        char *path = ustr_to_shown(spec->path);
        outcome_fail(outcome, spec->place.file, spec->place.line,
                     mem_printf("%s.files: %s %s", what, path, problem));
        mem_free(path);
    }
    for (size_t i = 0; before && i < network->count; i++)
        judge_kept(outcome, what, expected, network, i, before[i]);
}

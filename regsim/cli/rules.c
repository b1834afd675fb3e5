#include "cli/rules.h"

#include "base/memory.h"
#include "base/nearest.h"

#include <string.h>

/* Lines of Markdown:
 *
 *     ## Heading
 *     ### name
 *     What Windows does.
 *     (empty)
 *     - source: a; b
 *     - code: `file` function, function; `file`
 *     - test: as code
 */
static const char *const page[] = {
#include "cli/rules_page.inc"
};

enum { PAGE_LINES = sizeof page / sizeof *page };

/* What follows `mark` where the line begins with it; NULL where it does not. */
static const char *after(const char *line, const char *mark)
{
    size_t length = strlen(mark);
    return strncmp(line, mark, length) ? NULL : line + length;
}

void rules_list(FILE *out)
{
    const char *separator = "";
    for (size_t i = 0; i < PAGE_LINES; i++) {
        const char *heading = after(page[i], "## "), *name = after(page[i], "### ");
        if (heading)
            fprintf(out, "%s%s\n", separator, heading);
        if (heading)
            separator = "\n";
        if (name && i + 1 < PAGE_LINES)
            fprintf(out, "  %-27s %s\n", name, page[i + 1]);
    }
}

/* One place a line, without the quotes of Markdown. */
static void print_places(FILE *out, const char *title, const char *places)
{
    while (*places) {
        const char *next = strstr(places, "; ");
        size_t length = next ? (size_t)(next - places) : strlen(places);
        fprintf(out, "  %-8s", title);
        for (size_t i = 0; i < length; i++) {
            if (places[i] != '`')
                fputc(places[i], out);
        }
        fputc('\n', out);
        places += length + (next ? 2 : 0);
        title = "";
    }
}

/* The rule at line `at`, up to the next heading. */
static void print_rule(FILE *out, size_t at)
{
    static const char *const parts[] = {"source", "code", "test"};
    fprintf(out, "%s: %s\n\n", after(page[at], "### "), page[at + 1]);
    for (size_t i = at + 1; i < PAGE_LINES && !after(page[i], "##"); i++) {
        for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
            char mark[16];
            snprintf(mark, sizeof mark, "- %s: ", parts[part]);
            if (after(page[i], mark))
                print_places(out, parts[part], after(page[i], mark));
        }
    }
}

/* Whether `name` is one of the sources of a line; a note in parentheses may follow it. */
static bool has_source(const char *line, const char *name)
{
    const char *sources = after(line, "- source: ");
    size_t length = strlen(name);
    while (sources && *name) {
        if (!strncmp(sources, name, length) && strchr("; (", sources[length]))
            return true;
        sources = strstr(sources, "; ");
        sources = sources ? sources + 2 : NULL;
    }
    return false;
}

bool rules_explain(FILE *out, const char *name)
{
    size_t rule = 0;
    bool found = false;
    for (size_t i = 0; i < PAGE_LINES; i++) {
        const char *here = after(page[i], "### ");
        if (here)
            rule = i;
        if (here ? !strcmp(here, name) : rule && has_source(page[i], name)) {
            if (found)
                fputc('\n', out);
            print_rule(out, rule);
            found = true;
        }
    }
    return found;
}

const char *rules_nearest(const char *name)
{
    const char **names = mem_calloc(PAGE_LINES, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < PAGE_LINES; i++) {
        if (after(page[i], "### "))
            names[count++] = after(page[i], "### ");
    }
    const char *near = nearest_word(name, names, count);
    mem_free(names);
    return near;
}

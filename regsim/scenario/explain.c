#include "scenario/explain.h"

#include "base/nearest.h"
#include "scenario/property.h"
#include "scenario/words.h"

#include <string.h>

static void print_line(FILE *out, const char *name, const char *help)
{
    fprintf(out, "  %-18s %s\n", name, help);
}

static void print_shape(FILE *out, enum shape shape)
{
    fprintf(out, "%s\n", shape_names[shape]);
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        if (word_is_in(id, shape))
            print_line(out, words[id].name, words[id].help);
    }
}

void explain_all(FILE *out)
{
    for (enum shape shape = 0; shape < SHAPE_COUNT; shape++) {
        print_shape(out, shape);
        fputc('\n', out);
    }
    size_t count;
    const struct property *table = property_table(&count);
    fputs("properties (of finally)\n", out);
    for (size_t i = 0; i < count; i++) {
        print_line(out, table[i].name, table[i].help);
        if (i >= PROPERTY_SUPPORTED_COUNT)
            print_line(out, "", "(not supported yet)");
    }
}

static void print_word(FILE *out, enum word_id id, const char *only)
{
    const struct word *word = &words[id];
    const char *separator = "";
    for (enum shape shape = 0; shape < SHAPE_COUNT; shape++) {
        if (!word_is_in(id, shape) || (only && strcmp(only, shape_names[shape])))
            continue;
        fprintf(out, "%s%s.%s", separator, shape_names[shape], word->name);
        separator = ", ";
    }
    fprintf(out, "\n  %s.\n", word->help);
    fprintf(out, "  expects  %s", word_types[word->type].name);
    for (size_t i = 0; word->choices && word->choices[i]; i++)
        fprintf(out, "%s%s", i ? ", " : ": ", word->choices[i]);
    fprintf(out, "\n  example  %s\n", word->example);
}

static bool explain_property(FILE *out, const char *name)
{
    size_t count, id = property_find(name);
    const struct property *table = property_table(&count);
    if (id == SIZE_MAX)
        return false;
    fprintf(out, "%s\n  %s.\n", name, table[id].help);
    if (id >= PROPERTY_SUPPORTED_COUNT)
        fputs("  not supported yet\n", out);
    fprintf(out, "  example  finally: [%s]\n", name);
    return true;
}

bool explain_word(FILE *out, const char *word)
{
    const char *dot = strchr(word, '.'), *name = dot ? dot + 1 : word;
    bool found = false;
    char section[32] = "";
    if (dot && (size_t)(dot - word) < sizeof section)
        memcpy(section, word, (size_t)(dot - word));
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        bool here = !strcmp(words[id].name, name);
        for (enum shape shape = 0; here && dot; shape++) {
            if (shape == SHAPE_COUNT)
                here = false;
            else if (word_is_in(id, shape) && !strcmp(shape_names[shape], section))
                break;
        }
        if (!here)
            continue;
        if (found)
            fputc('\n', out);
        print_word(out, id, dot ? section : NULL);
        found = true;
    }
    for (enum shape shape = 0; !dot && shape < SHAPE_COUNT; shape++) {
        if (strcmp(shape_names[shape], word))
            continue;
        if (found)
            fputs("\nits words:\n", out);
        print_shape(out, shape);
        found = true;
    }
    return found || explain_property(out, word);
}

const char *explain_nearest(const char *word)
{
    const char *names[WORD_COUNT + SHAPE_COUNT + 32];
    size_t count = 0, properties;
    const struct property *table = property_table(&properties);
    for (enum word_id id = 0; id < WORD_COUNT; id++)
        names[count++] = words[id].name;
    for (enum shape shape = 0; shape < SHAPE_COUNT; shape++)
        names[count++] = shape_names[shape];
    for (size_t i = 0; i < properties && i < 32; i++)
        names[count++] = table[i].name;
    return nearest_word(word, names, count);
}

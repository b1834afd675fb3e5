#include "operation.h"

#include "base/memory.h"
#include "base/ustr.h"

#include <string.h>

static const char *const kind_words[OP_KINDS] = {
    "open",  "create",     "delete",   "rename", "set",       "link",       "unset",
    "query", "enum_value", "enum_key", "deny",   "fill_keys", "fill_values"};

/* How often each kind comes, out of 100. */
static const uint32_t weights[OP_KINDS] = {14, 27, 12, 4, 14, 4, 8, 4, 3, 5, 2, 1, 2};

struct operation operation_draw(struct choice *choice)
{
    struct operation operation = {0};
    uint32_t roll = choice_draw(choice, "kind", 100), kind = 0;
    while (roll >= weights[kind])
        roll -= weights[kind++];
    operation.kind = (enum operation_kind)kind;
    operation.handle = choice_draw(choice, "handle", HANDLES);
    operation.slot = choice_draw(choice, "slot", HANDLES);
    operation.levels = choice_draw(choice, "levels", LEVELS_MAX + 1);
    for (uint32_t i = 0; i < LEVELS_MAX; i++)
        operation.names[i] = choice_draw(choice, "name", 1000);
    operation.shape = choice_draw(choice, "shape", 40);
    operation.rights = choice_draw(choice, "rights", 12);
    operation.options = choice_draw(choice, "options", 12);
    operation.data = choice_draw(choice, "data", 1000);
    operation.index = choice_draw(choice, "index", 8);
    return operation;
}

static struct naive_name name_of(const char16_t *units)
{
    struct naive_name name = {.count = 0};
    for (; units[name.count]; name.count++)
        name.units[name.count] = units[name.count];
    return name;
}

static struct naive_name long_name(size_t count)
{
    struct naive_name name = {.count = count};
    for (size_t i = 0; i < count; i++)
        name.units[i] = u'L';
    return name;
}

/* Names that start alike: what the tree of siblings has to tell apart behind a shared prefix. */
struct naive_name operation_numbered(char16_t stem, uint32_t number)
{
    struct naive_name name = name_of(u"Numbered: ");
    name.units[name.count++] = stem;
    name.units[name.count++] = (char16_t)(u'0' + number / 10 % 10);
    name.units[name.count++] = (char16_t)(u'0' + number % 10);
    return name;
}

struct naive_name operation_name(uint32_t number)
{
    static const char16_t *const names[] = {u"a", u"A", u"b",  u"Ab",   u"aB",     u"c",
                                            u"ä", u"Ä", u"a ", u"Numb", u"SYSTEM", u"Software"};
    enum { COUNT = sizeof names / sizeof *names };
    if (number >= 990) /* too long from 256 units on */
        return long_name(254 + number % 4);
    if (number >= 980)
        return (struct naive_name){.units = {u'a', 0, number % 2 ? u'x' : u'X'}, .count = 3};
    if (number >= 970)
        return (struct naive_name){.units = {0xD801, (char16_t)(0xDC00 + number % 2)}, .count = 2};
    if (number >= 900)
        return operation_numbered(u'k', number);
    return name_of(names[number % COUNT]);
}

struct naive_name operation_value_name(uint32_t number)
{
    if (number < 100)
        return (struct naive_name){.count = 0};
    if (number < 150)
        return name_of(u"SymbolicLinkValue");
    return number < 500 ? operation_name(number) : operation_numbered(u'v', number);
}

size_t operation_path(char16_t out[NAIVE_PATH_MAX], const struct operation *operation)
{
    size_t count = 0;
    if (operation->shape == 0)
        out[count++] = u'\\';
    for (uint32_t i = 0; i < operation->levels; i++) {
        struct naive_name name = operation_name(operation->names[i]);
        if (i)
            out[count++] = u'\\';
        if (i && operation->shape == 1)
            out[count++] = u'\\';
        memcpy(out + count, name.units, name.count * sizeof *name.units);
        count += name.count;
    }
    for (uint32_t i = 2; operation->levels && i < operation->shape && i < 4; i++)
        if (operation->shape < 5)
            out[count++] = u'\\';
    return count;
}

size_t operation_target(char16_t out[NAIVE_DATA_MAX], uint32_t number)
{
    static const char16_t *const targets[] = {
        u"\\REGISTRY\\MACHINE\\SOFTWARE\\a",
        u"\\REGISTRY\\MACHINE\\SOFTWARE\\b",
        u"\\REGISTRY\\MACHINE\\SOFTWARE\\Ab",
        u"\\REGISTRY\\MACHINE\\SOFTWARE\\b\\c",
        u"\\REGISTRY\\MACHINE\\SOFTWARE\\c\\a",
        u"\\REGISTRY\\MACHINE\\SYSTEM\\ä",
        u"a",
        u"",
    };
    const char16_t *target = targets[number % (sizeof targets / sizeof *targets)];
    size_t count = 0;
    for (; target[count]; count++)
        out[count] = target[count];
    if (number % 17 == 0)
        out[count++] = 0; /* a terminating NUL, which makes it lead nowhere */
    return count;
}

uint32_t operation_rights(const struct operation *operation)
{
    static const uint32_t rights[] = {0x20019, 0x2000000, 0, 0x2, 0x30019, 0x2000002};
    return operation->rights < 6 ? rights[operation->rights] : 0xF003F;
}

bool operation_is_volatile(const struct operation *operation)
{
    return operation->options % 4 == 3;
}

bool operation_is_link(const struct operation *operation)
{
    return operation->options < 3;
}

void operation_print(const struct operation *operation, FILE *out)
{
    char16_t path[NAIVE_PATH_MAX];
    size_t count = operation_path(path, operation);
    char *text = ustr_to_wtf8((struct ustr){path, count});
    struct naive_name name = operation_value_name(operation->data);
    char *value = ustr_to_wtf8((struct ustr){name.units, name.count});
    fprintf(out,
            "  %-11s handle %u path '%s' into %u, rights %x%s%s, value '%s', data %u index %u\n",
            kind_words[operation->kind], operation->handle, text, operation->slot,
            operation_rights(operation), operation_is_volatile(operation) ? ", volatile" : "",
            operation_is_link(operation) ? ", link" : "", value, operation->data, operation->index);
    mem_free(text);
    mem_free(value);
}

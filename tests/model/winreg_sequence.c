/* Sequences are drawn, written for the player, and printed as a program of their own. */
#include "winreg.h"

#include "base/memory.h"

#include <ctype.h>
#include <string.h>

#define TEXT_OF(text)         #text,
#define NAME_OF(name, number) #name,
#define COUNT(array)          (sizeof(array) / sizeof *(array))
#define PICK(array, number)   ((array)[(number) % COUNT(array)])

/* As they stand in C source, quotes and escapes included. */
static const char *const paths[] = {WINREG_PATHS(TEXT_OF)};
static const char *const values[] = {WINREG_VALUES(TEXT_OF)};
static const char *const new_names[] = {WINREG_NEW_NAMES(TEXT_OF)};
static const char *const view_paths[] = {WINREG_VIEW_PATHS(TEXT_OF)};
static const char *const rights[] = {WINREG_RIGHTS(NAME_OF)};
static const char *const types[] = {WINREG_TYPES(NAME_OF)};
static const char *const filters[] = {WINREG_FILTERS(NAME_OF)};
static const char *const views[] = {WINREG_VIEWS(NAME_OF)};
static const char *const changes[] = {WINREG_CHANGES(NAME_OF)};
static const char *const data[] = {WINREG_DATA(TEXT_OF)};
static const struct winreg_dacl dacls[] = {WINREG_DACLS};

#define CALL(name, judge, weight, ...) {judge, weight, #__VA_ARGS__},
static const struct {
    enum winreg_judge judge;
    unsigned weight;
    const char *text;
} kinds[CALL_KINDS] = {
#include "winreg_calls.def"
};
#undef CALL

struct sequence sequence_draw(struct choice *choice, size_t count, bool for_wine)
{
    struct sequence sequence = {.count = count};
    unsigned all = 0;
    for (unsigned kind = 0; kind < CALL_KINDS; kind++)
        all += for_wine && kinds[kind].judge == ALONE ? 0 : kinds[kind].weight;
    for (size_t i = 0; i < count; i++) {
        unsigned roll = choice_draw(choice, "kind", all), kind = 0;
        for (;; kind++) {
            unsigned weight = for_wine && kinds[kind].judge == ALONE ? 0 : kinds[kind].weight;
            if (roll < weight)
                break;
            roll -= weight;
        }
        sequence.calls[i] = (struct winreg_call){
            .kind = kind,
            .handle = choice_draw(choice, "handle", WINREG_HANDLES),
            .other = choice_draw(choice, "other", WINREG_HANDLES),
            .slot = choice_draw(choice, "slot", WINREG_HANDLES - 1),
            .path = choice_draw(choice, "path", COUNT(paths)),
            .value = choice_draw(choice, "value", COUNT(values)),
            .index = choice_draw(choice, "index", WINREG_INDICES),
            .type = choice_draw(choice, "type", COUNT(types)),
            .size = choice_draw(choice, "size", WINREG_SIZES),
            .flags = choice_draw(choice, "flags", WINREG_FLAGS),
        };
    }
    return sequence;
}

void sequences_write(struct buf *out, const struct sequence *sequences, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        buf_printf(out, "sequence %zu\n", i);
        for (size_t at = 0; at < sequences[i].count; at++) {
            const struct winreg_call *call = &sequences[i].calls[at];
            buf_printf(out, "%u %u %u %u %u %u %u %u %u %u\n", call->kind, call->handle,
                       call->other, call->slot, call->path, call->value, call->index, call->type,
                       call->size, call->flags);
        }
    }
}

/* ---- as C ---- */

/* A number, or the text with "L" or nothing before it; what the word means in this call. */
struct meaning {
    const char *word, *before, *text;
    unsigned number;
};

static void put_meaning(struct buf *out, const struct meaning *meaning)
{
    if (meaning->text)
        buf_printf(out, "%s%s", meaning->before, meaning->text);
    else
        buf_printf(out, meaning->before, meaning->number);
}

/* The words in capitals of winreg_calls.def, as winreg_play.c has them. */
static bool put_word(struct buf *out, const struct winreg_call *call, const char *word, size_t size)
{
    const struct winreg_dacl *dacl = &PICK(dacls, call->flags);
    const char *path = PICK(paths, call->path), *value = PICK(values, call->value);
    const char *second = PICK(values, call->flags), *view_path = PICK(view_paths, call->path);
    const char *bytes = PICK(data, call->index);
    const bool passing = call->index == WINREG_VOLATILE_INDEX;
    const struct meaning meanings[] = {
        {"HANDLE_NUMBER", "%u", NULL, call->handle},
        {"KEY", "key[%u]", NULL, call->handle},
        {"OTHER", "key[%u]", NULL, call->other},
        {"EVENT", "event[%u]", NULL, call->handle},
        {"SLOT", "%u", NULL, 1 + call->slot},
        {"PATH", "L", path, 0},
        {"PATH_A", "", path, 0},
        {"COPY_PATH_A", "", call->path % 2 ? "\"\"" : path, 0},
        {"VALUE", "L", value, 0},
        {"VALUE_A", "", value, 0},
        {"SECOND", "L", second, 0},
        {"SECOND_A", "", second, 0},
        {"NEW_NAME", "L", PICK(new_names, call->value), 0},
        {"RIGHTS", "", PICK(rights, call->type), 0},
        {"OPTIONS", "", passing ? "REG_OPTION_VOLATILE" : "0", 0},
        {"TYPE", "", PICK(types, call->type), 0},
        {"DATA", "L", bytes, 0},
        {"DATA_A", "", bytes, 0},
        {"SIZE", "%u", NULL, call->size},
        {"SIZE_A", "%u", NULL, call->size % 8},
        {"INDEX", "%u", NULL, call->index},
        {"INTO", "", call->index == WINREG_NULL_INDEX ? "NULL" : "buffer", 0},
        {"NAME_SIZE", "%u", NULL, call->type * 2},
        {"FILTER", "", PICK(filters, call->flags), 0},
        {"FORCE", "", call->flags % 2 ? "REG_FORCE_RESTORE" : "0", 0},
        {"VIEW", "", PICK(views, call->flags), 0},
        {"VIEW_PATH", "L", view_path, 0},
        {"VIEW_PATH_A", "", view_path, 0},
        {"SUBTREE", "%u", NULL, call->index % 2},
        {"CHANGES", "", PICK(changes, call->flags), 0},
    };
    for (size_t i = 0; i < COUNT(meanings); i++) {
        if (strlen(meanings[i].word) == size && memcmp(meanings[i].word, word, size) == 0) {
            put_meaning(out, &meanings[i]);
            return true;
        }
    }
    if (size != 4 || memcmp(word, "DACL", 4) != 0)
        return false;
    buf_printf(out, "0x%x, 0x%x, %u", dacl->denied, dacl->allowed, dacl->inherited);
    return true;
}

static bool is_of_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* A statement a line. */
static void put_call(struct buf *out, const struct winreg_call *call)
{
    buf_printf(out, "    ");
    for (const char *at = kinds[call->kind].text; *at;) {
        size_t size = 0;
        while (is_of_word(at[size]))
            size++;
        if (!size) {
            bool ends = at[0] == ';' && at[1] == ' ';
            buf_printf(out, ends ? ";\n    " : "%c", *at);
            at += ends ? 2 : 1;
            continue;
        }
        if (!put_word(out, call, at, size))
            buf_add(out, at, size);
        at += size;
    }
    buf_printf(out, ";\n");
}

static bool has_word(const char *text, const char *word, size_t size)
{
    for (; (text = strstr(text, word)); text++)
        if (!is_of_word(text[size]) && !is_of_word(text[-1]))
            return true;
    return false;
}

/* The name of the function that the block is; NULL: it is something else. A comment may come first.
 */
static const char *function_name(const char *block, char name[64])
{
    if (strncmp(block, "/*", 2) == 0)
        block = strstr(block, "*/\n") + 3;
    const char *end = strchr(block, '('), *line_end = strchr(block, '\n');
    if (strncmp(block, "static ", 7) != 0 || !end || end > line_end)
        return NULL;
    const char *start = end;
    while (is_of_word(start[-1]))
        start--;
    snprintf(name, 64, "%.*s", (int)(end - start), start);
    return name;
}

/* `text` with the block of the support before it, if it is needed there. */
static void put_before(struct buf *text, const char *block, size_t size)
{
    char name[64], *copy = mem_printf("%.*s", (int)size, block);
    struct buf all = {0};
    if (!function_name(copy, name) || has_word(buf_z(text), name, strlen(name)))
        buf_printf(&all, "%s\n\n", copy);
    buf_add(&all, text->bytes, text->size);
    buf_free(text);
    mem_free(copy);
    *text = all;
}

/* Blocks are parted by an empty line with no indented one behind it. */
void sequence_print_c(const struct sequence *sequence, const char *support, FILE *out)
{
    struct buf text = {0};
    buf_printf(&text, "int main(void)\n{\n    begin();\n");
    for (size_t i = 0; i < sequence->count; i++)
        put_call(&text, &sequence->calls[i]);
    buf_printf(&text, "    return 0;\n}\n");
    support = strstr(support, "#include");
    for (const char *end = support + strlen(support); end > support;) {
        const char *start = end - 1;
        while (start > support &&
               !(start[-1] == '\n' && start[-2] == '\n' && *start != ' ' && *start != '\n'))
            start--;
        const char *last = end;
        while (last > start && last[-1] == '\n')
            last--;
        put_before(&text, start, (size_t)(last - start));
        end = start;
    }
    fwrite(text.bytes, 1, text.size, out);
    buf_free(&text);
}

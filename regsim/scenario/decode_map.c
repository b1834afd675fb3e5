/* Maps and lists: what is checked of each before anything is taken out of it. */
#include "scenario/decode.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool expect_kind(struct decoder *decoder, const struct node *node, uint32_t kinds,
                 const char *subject, const char *wanted)
{
    static const char *const names[] = {"a text", "a list", "a map"};
    if (kinds >> node->kind & 1)
        return true;
    bool nothing = node_is_null(node);
    bad(decoder, node, "%s expects %s, not %s", subject, wanted,
        nothing ? "nothing" : names[node->kind]);
    return false;
}

struct named {
    struct ustr name;
    const struct node *node;
    size_t index;
};

static int compare_named(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int order = ustr_compare_nocase(a->name, b->name);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

void check_duplicates(struct decoder *decoder, const struct ustr *names,
                      const struct node *const *nodes, size_t count, const char *what)
{
    if (count < 2)
        return;
    struct named *sorted = mem_alloc(count * sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct named){names[i], nodes[i], i};
    qsort(sorted, count, sizeof *sorted, compare_named);
    for (size_t i = 1; i < count; i++) {
        if (!ustr_same_nocase(sorted[i - 1].name, sorted[i].name))
            continue;
        const struct node *first = sorted[i - 1].node, *again = sorted[i].node;
        struct diag *diag = bad(decoder, again, "%s %s stands here twice", what, again->text);
        diag_hint(diag, "it stands at line %zu as %s", first->line, first->text);
    }
    mem_free(sorted);
}

/* The words of a shape are plain ASCII: a duplicate is the same text. */
static void check_word_twice(struct decoder *decoder, const struct node *map, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (node_is(map->keys[i], map->keys[index]->text)) {
            struct diag *diag =
                bad(decoder, map->keys[index], "%s stands here twice", map->keys[index]->text);
            diag_hint(diag, "it stands at line %zu already", map->keys[i]->line);
        }
    }
}

static void check_word(struct decoder *decoder, const struct node *map, size_t index,
                       enum shape shape, const char *subject)
{
    const struct node *key = map->keys[index], *value = map->items[index];
    enum word_id id = strlen(key->text) == key->length ? word_find(shape, key->text) : WORD_COUNT;
    if (id == WORD_COUNT) {
        struct diag *diag = bad(decoder, key, "unknown word %s in %s", key->text, subject);
        const char *near = word_nearest(shape, key->text);
        if (near)
            diag_hint(diag, "did you mean %s?", near);
        else
            diag_hint(diag, "regsim explain lists the words");
        return;
    }
    check_word_twice(decoder, map, index);
    const struct word_type_info *type = &word_types[words[id].type];
    bool empty = node_is_null(value) && !(words[id].type == TYPE_NOTHING) &&
                 words[id].type != TYPE_REBOOT && words[id].type != TYPE_NOT_YET;
    if (words[id].type == TYPE_NOT_YET)
        not_yet(decoder, key, words[id].name);
    else if (empty)
        diag_hint(bad(decoder, key, "%s expects %s, not nothing", key->text, type->name), "%s",
                  words[id].example);
    else if (!(type->kinds >> value->kind & 1))
        expect_kind(decoder, value, type->kinds, key->text, type->name);
}

bool check_map(struct decoder *decoder, const struct node *map, enum shape shape,
               const char *subject)
{
    if (!expect_kind(decoder, map, 1u << NODE_MAP, subject, "a map"))
        return false;
    for (size_t i = 0; i < map->count; i++)
        check_word(decoder, map, i, shape, subject);
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        if (word_is_needed(id, shape) && !map_key(map, id))
            diag_hint(bad(decoder, map, "%s lacks %s", subject, words[id].name), "%s",
                      words[id].example);
    }
    return true;
}

static size_t index_of(const struct node *map, enum word_id word)
{
    for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++) {
        if (node_is(map->keys[i], words[word].name))
            return i;
    }
    return SIZE_MAX;
}

const struct node *map_get(const struct node *map, enum word_id word)
{
    size_t index = index_of(map, word);
    if (index == SIZE_MAX)
        return NULL;
    const struct node *value = map->items[index];
    enum word_type type = words[word].type;
    bool empty = node_is_null(value) && type != TYPE_NOTHING && type != TYPE_REBOOT;
    return !empty && word_types[type].kinds >> value->kind & 1 ? value : NULL;
}

const struct node *map_key(const struct node *map, enum word_id word)
{
    size_t index = index_of(map, word);
    return index == SIZE_MAX ? NULL : map->keys[index];
}

size_t items_of(const struct node *const *node, const struct node *const **out)
{
    bool listed = (*node)->kind == NODE_LIST;
    *out = listed ? (*node)->items : node;
    return listed ? (*node)->count : 1;
}

const char **decode_texts(struct decoder *decoder, const struct node *node, size_t *count)
{
    const struct node *const *items;
    size_t listed = items_of(&node, &items);
    const char **texts = ARENA_ARRAY(decoder->arena, const char *, listed);
    *count = 0;
    for (size_t i = 0; i < listed; i++) {
        const char *text = decode_text(decoder, items[i]);
        if (text)
            texts[(*count)++] = text;
    }
    return texts;
}

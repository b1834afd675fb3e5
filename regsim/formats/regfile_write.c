#include "formats/regfile_write.h"

#include "base/memory.h"
#include "formats/regfile_apply.h"
#include "formats/regfile_text.h"

#include <string.h>

enum { NESTED_LINKS_MAX = 4 }; /* where nothing is lost, there is none */

struct tree_writer {
    struct regfile_text text;
    const struct store *store;
    key_id top;
    struct ustr place; /* of top, where the store's root is not above the predefined keys */
    size_t depth;      /* the predefined keys are at 1 */
    key_id links[NESTED_LINKS_MAX]; /* the targets of the links that we are in */
    size_t link_count;
};

static bool is_named(const struct tree_writer *w, key_id key)
{
    const struct regfile_write_options *options = w->text.options;
    return !options->named || (key < options->named_count && options->named[key]);
}

/* rule reg.export-order */
static void write_key(struct tree_writer *w, key_id key);

static void write_children(struct tree_writer *w, key_id key)
{
    struct ubuf *where = &w->text.where;
    size_t count = store_child_count(w->store, key), before = where->count;
    w->depth++;
    for (size_t i = 0; i < count; i++) {
        key_id child = store_child_at(w->store, key, i);
        struct ustr name = store_name(w->store, child);
        if (before)
            ubuf_put(where, u'\\');
        ubuf_add(where, name);
        const char *problem = regfile_key_problem(&w->text, name, w->depth);
        if (problem)
            regfile_text_lose(&w->text, NULL, problem);
        else
            write_key(w, child);
        where->count = before;
    }
    w->depth--;
}

/* Whether `target` is the key that is being written, or one above it, by whatever links. */
static bool is_above(const struct tree_writer *w, key_id key, key_id target)
{
    for (size_t i = w->link_count + 1; i-- > 0;) {
        for (key_id at = key; at; at = store_parent(w->store, at)) {
            if (at == target)
                return true;
        }
        key = i ? w->links[i - 1] : KEY_NONE;
    }
    return false;
}

/* As regedit, which opens each key: what a link points to stands below the link's name. KEY_NONE:
 * it leads nowhere, or in a circle. */
static key_id enter_link(struct tree_writer *w, key_id link)
{
    key_id target = regfile_follow_links(w->store, w->top, w->place, link);
    bool circle = target && (w->link_count == NESTED_LINKS_MAX || is_above(w, link, target));
    regfile_text_lose(&w->text, NULL,
                      circle   ? "a symbolic link in a circle cannot be held"
                      : target ? "a symbolic link becomes what it points to"
                               : "a symbolic link to a key that is not there cannot be held");
    if (!target || circle)
        return KEY_NONE;
    w->links[w->link_count++] = link;
    return target;
}

static void write_key(struct tree_writer *w, key_id key)
{
    regfile_text_note_key(&w->text, w->store, key);
    bool link = store_flags(w->store, key) & KEY_LINK;
    if (link && !(key = enter_link(w, key)))
        return;
    size_t values = store_value_count(w->store, key);
    if (values || is_named(w, key)) {
        regfile_text_section(&w->text, ubuf_view(&w->text.where), "[");
        for (size_t i = 0; i < values; i++) {
            const struct value *value = store_value_at(w->store, key, i);
            regfile_text_value(&w->text, value_name(value), value->type, value_data(value),
                               value->size);
        }
        regfile_text_ascii(&w->text, "\r\n");
        output_spill(w->text.out);
    }
    write_children(w, key);
    w->link_count -= link;
}

regsim_status regfile_write_store(struct output *out, const struct store *store, key_id top,
                                  struct ustr prefix, const struct regfile_write_options *options,
                                  struct diags *diags)
{
    struct tree_writer w = {.store = store, .top = top, .place = prefix};
    REGSIM_TRY(regfile_text_start(&w.text, out, options, diags));
    ubuf_add(&w.text.where, prefix);
    for (size_t at = 0; at < prefix.count; at = ustr_find(prefix, u'\\', at + 1))
        w.depth++;
    if (prefix.count)
        write_key(&w, top);
    else
        write_children(&w, top);
    return regfile_text_end(&w.text);
}

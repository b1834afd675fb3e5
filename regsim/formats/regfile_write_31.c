/*
 * Writes a registration file of Windows 3.1: a line for each key below HKEY_CLASSES_ROOT, with its
 * default value. It holds nothing else: no other root, no named value, no other type than REG_SZ,
 * no key without a default value, no line end in one.
 */
#include "formats/regfile_text.h"

#include "base/memory.h"
#include "registry/value.h"

#include <string.h>

static const struct ustr root_name = {u"HKEY_CLASSES_ROOT", 17};

struct writer_31 {
    struct regfile_text text;
    const struct store *store;
};

static bool has_any(struct ustr text, const char16_t *units)
{
    for (; *units; units++) {
        if (ustr_find(text, *units, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

/* The default value as text; false: it is none that a line can hold. */
static bool default_text(struct ustr *out, const struct value *value)
{
    *out = (struct ustr){(const char16_t *)(const void *)value_data(value), value->size / 2};
    if (value->type != REG_SZ_TYPE || value->size % 2 || !out->count)
        return false;
    out->count--;
    return out->units[out->count] == 0 && ustr_find(*out, 0, 0) == SIZE_MAX &&
           !has_any(*out, u"\r\n");
}

static void note_values(struct writer_31 *w, key_id key)
{
    for (size_t i = 0; i < store_value_count(w->store, key); i++) {
        const struct value *value = store_value_at(w->store, key, i);
        struct ustr name = value_name(value), text;
        if (name.count)
            regfile_text_lose(&w->text, &name,
                              "a value other than the default value cannot be held");
        else if (!default_text(&text, value))
            regfile_text_lose(&w->text, &name,
                              "a default value that is not one line of text cannot be held");
    }
}

static void put_line(struct writer_31 *w, key_id key, bool named)
{
    const struct value *value = store_value_find(w->store, key, (struct ustr){0});
    struct ustr text = {0};
    bool good = value && default_text(&text, value);
    if (!value && !named)
        return;
    if (!value)
        regfile_text_lose(&w->text, NULL, "a key without a default value gets an empty one");
    if (value && !good && !named)
        return;
    regfile_text_units(&w->text, ubuf_view(&w->text.where));
    regfile_text_ascii(&w->text, " = ");
    if (!regfile_text_units(&w->text, good ? text : (struct ustr){0}))
        regfile_text_lose(&w->text, &(struct ustr){0},
                          "text that is not in the code page becomes ?");
    regfile_text_ascii(&w->text, "\r\n");
    output_spill(w->text.out);
}

/* A key that is only on the way to its subkeys need not stand there itself. */
static void write_tree(struct writer_31 *w, key_id key, bool is_root)
{
    struct ubuf *where = &w->text.where;
    size_t before = where->count, children = store_child_count(w->store, key);
    const struct regfile_write_options *options = w->text.options;
    bool named = !is_root && (options->named ? key < options->named_count && options->named[key]
                                             : !children || store_value_count(w->store, key));
    regfile_text_note_key(&w->text, w->store, key);
    note_values(w, key);
    put_line(w, key, named);
    for (size_t i = 0; i < children; i++) {
        key_id child = store_child_at(w->store, key, i);
        struct ustr name = store_name(w->store, child);
        ubuf_put(where, u'\\');
        ubuf_add(where, name);
        if (has_any(name, u" \t\r\n\\") || ustr_find(name, 0, 0) != SIZE_MAX || !name.count)
            regfile_text_lose(&w->text, NULL,
                              "a key name with a blank, line end, backslash or NUL cannot be held");
        else if (!regfile_text_holds(&w->text, name))
            regfile_text_lose(&w->text, NULL,
                              "a key name that is not in the code page cannot be held");
        else
            write_tree(w, child, false);
        where->count = before;
    }
}

/* All that stands below another predefined key, by that key. */
static void lose_other_roots(struct writer_31 *w)
{
    key_id top = store_root(w->store);
    for (size_t i = 0; i < store_child_count(w->store, top); i++) {
        key_id root = store_child_at(w->store, top, i);
        struct ustr name = store_name(w->store, root);
        if (ustr_same_nocase(name, root_name) ||
            !(store_child_count(w->store, root) + store_value_count(w->store, root)))
            continue;
        ubuf_clear(&w->text.where);
        ubuf_add(&w->text.where, name);
        regfile_text_lose(&w->text, NULL,
                          "a predefined key other than HKEY_CLASSES_ROOT cannot be held");
    }
}

regsim_status regfile_write_31(struct output *out, const struct store *store,
                               const struct regfile_write_options *options, struct diags *diags)
{
    struct writer_31 w = {.store = store};
    REGSIM_TRY(regfile_text_start(&w.text, out, options, diags));
    key_id root = store_child_find(store, store_root(store), root_name);
    lose_other_roots(&w);
    ubuf_clear(&w.text.where);
    ubuf_add(&w.text.where, root_name);
    if (root)
        write_tree(&w, root, true);
    return regfile_text_end(&w.text);
}

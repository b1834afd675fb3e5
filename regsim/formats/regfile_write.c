#include "formats/regfile_write.h"

#include "base/memory.h"
#include "formats/regfile_apply.h"
#include "formats/regfile_text.h"
#include "registry/access.h"

#include <string.h>

struct tree_writer {
    struct regfile_text text;
    const struct store *store;
    size_t securities, depth;
    bool inside_link;
};

static void put_section(struct regfile_text *text, struct ustr path, const char *mark)
{
    regfile_text_ascii(text, mark);
    if (!regfile_text_units(text, path))
        regfile_text_lose(text, NULL, "a key name that the code page cannot hold");
    regfile_text_ascii(text, "]\r\n");
}

static bool is_named(const struct tree_writer *w, key_id key)
{
    const struct regfile_write_options *options = w->text.options;
    return !options->named || (key < options->named_count && options->named[key]);
}

/* A key that is made anew is governed by what governs its parent, so only another descriptor than
 * that is lost. */
static bool security_is_lost(const struct tree_writer *w, key_id key)
{
    const struct blob *own = store_security(w->store, key);
    if (!own)
        return false;
    key_id parent = store_parent(w->store, key);
    const struct blob *given = parent ? access_security(w->store, parent) : security_default();
    return own != given && (blob_size(own) != blob_size(given) ||
                            memcmp(blob_bytes(own), blob_bytes(given), blob_size(own)) != 0);
}

/* rule reg.export-loses */
static void note_losses(struct tree_writer *w, key_id key)
{
    struct regfile_text *text = &w->text;
    uint32_t flags = store_flags(w->store, key);
    if (store_class(w->store, key).count)
        regfile_text_lose(text, NULL, "a class name");
    if (flags & KEY_VOLATILE)
        regfile_text_lose(text, NULL, "a volatile key becomes an ordinary one");
    if (flags & KEY_LINK)
        regfile_text_lose(text, NULL, "a symbolic link becomes what it points to");
    w->securities += security_is_lost(w, key);
}

/* Why a key of this name cannot stand in a section; NULL: it can. */
static const char *name_problem(struct ustr name, size_t depth)
{
    static const char16_t bad[] = {0, u'\n', u'\r', u'\\'};
    static const char *const why[] = {"a NUL in a key name", "a line end in a key name",
                                      "a line end in a key name", "a backslash in a key name"};
    if (!name.count)
        return "an empty key name";
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (ustr_find(name, bad[i], 0) != SIZE_MAX)
            return why[i];
    }
    if (name.count > REGFILE_KEY_NAME_MAX)
        return "a key name longer than 256 characters";
    return depth >= REGFILE_DEPTH_MAX ? "a key more than 512 levels deep" : NULL;
}

/* The first problem of the names along a path. */
static const char *path_problem(const struct regfile_path *path)
{
    const char *problem = NULL;
    size_t depth = 1;
    for (size_t start = 0, end; start < path->below.count && !problem; start = end + 1) {
        end = ustr_find(path->below, u'\\', start);
        if (end == SIZE_MAX)
            end = path->below.count;
        problem = name_problem(ustr_slice(path->below, start, end), depth++);
    }
    return problem;
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
        const char *problem = name_problem(name, w->depth);
        if (problem)
            regfile_text_lose(&w->text, NULL, problem);
        else
            write_key(w, child);
        where->count = before;
    }
    w->depth--;
}

static void write_key(struct tree_writer *w, key_id key)
{
    note_losses(w, key);
    bool link = store_flags(w->store, key) & KEY_LINK;
    if (link) {
        key = w->inside_link ? KEY_NONE : regfile_follow_links(w->store, key);
        if (!key)
            return;
        w->inside_link = true;
    }
    size_t values = store_value_count(w->store, key);
    if (values || is_named(w, key)) {
        put_section(&w->text, ubuf_view(&w->text.where), "[");
        for (size_t i = 0; i < values; i++) {
            const struct value *value = store_value_at(w->store, key, i);
            regfile_text_value(&w->text, value_name(value), value->type, value_data(value),
                               value->size);
        }
        regfile_text_ascii(&w->text, "\r\n");
        output_spill(w->text.out);
    }
    write_children(w, key);
    if (link)
        w->inside_link = false;
}

regsim_status regfile_write_store(struct output *out, const struct store *store, key_id top,
                                  struct ustr prefix, const struct regfile_write_options *options,
                                  struct diags *diags)
{
    struct tree_writer w = {.store = store};
    REGSIM_TRY(regfile_text_start(&w.text, out, options, diags));
    ubuf_add(&w.text.where, prefix);
    if (prefix.count)
        write_key(&w, top);
    else
        write_children(&w, top);
    if (w.securities) {
        diags_add(diags, options->lossy ? DIAG_WARNING : DIAG_ERROR, out->path, 0, 0,
                  "security descriptors, of %zu %s", w.securities,
                  w.securities == 1 ? "key" : "keys");
        w.text.losses++;
    }
    return regfile_text_end(&w.text);
}

static void set_where(struct regfile_text *text, const struct regfile_path *path)
{
    ubuf_clear(&text->where);
    ubuf_add(&text->where, regfile_root_name(path->root));
    if (path->below.count)
        ubuf_put(&text->where, u'\\');
    ubuf_add(&text->where, path->below);
}

/* Sections are apart by a blank line, as regedit has them. False: the section cannot be. */
static bool put_patch_key(struct regfile_text *text, const struct patch_op *op, bool *open)
{
    const char *problem = path_problem(&op->path);
    set_where(text, &op->path);
    if (problem) {
        regfile_text_lose(text, NULL, problem);
        return false;
    }
    if (*open)
        regfile_text_ascii(text, "\r\n");
    *open = true;
    put_section(text, ubuf_view(&text->where), op->kind == PATCH_KEY ? "[" : "[-");
    return true;
}

regsim_status regfile_write_patch(struct output *out, const struct patch *patch,
                                  const struct regfile_write_options *options, struct diags *diags)
{
    struct regfile_text text;
    bool open = false, there = false;
    REGSIM_TRY(regfile_text_start(&text, out, options, diags));
    for (size_t i = 0; i < patch->count; i++) {
        const struct patch_op *op = &patch->ops[i];
        const struct value *value = op->value;
        if (op->kind == PATCH_KEY || op->kind == PATCH_DELETE_KEY)
            there = put_patch_key(&text, op, &open);
        else if (there && op->kind == PATCH_VALUE)
            regfile_text_value(&text, value_name(value), value->type, value_data(value),
                               value->size);
        else if (there)
            regfile_text_delete_value(&text, value_name(value));
        output_spill(out);
    }
    if (open)
        regfile_text_ascii(&text, "\r\n");
    return regfile_text_end(&text);
}

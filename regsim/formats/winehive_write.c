/*
 * Writes a text hive as Wine's server saves one: keys in the order of their names, each before its
 * subkeys; hex data wrap after column 76. Wine sorts the values by name and we keep their order,
 * which a reader keeps too.
 */
#include "formats/winehive.h"

#include "base/memory.h"
#include "formats/losses.h"
#include "registry/ops.h"

#include <string.h>

enum { WRAP_COLUMN = 76 };

struct winehive_writer {
    struct output *out;
    const struct store *store;
    const struct winehive_write_options *options;
    struct losses losses;
    struct ubuf path; /* of the key being written, below the top */
};

static bool is_digit(char16_t unit, bool hex)
{
    char16_t lower = unit | 0x20;
    return (unit >= u'0' && unit <= (hex ? u'9' : u'7')) ||
           (hex && unit < 128 && lower >= u'a' && lower <= u'f');
}

/* A unit with its escape, in as few characters as the one that follows allows. */
static void put_unit(struct buf *buf, char16_t unit, char16_t next, const char *special)
{
    static const char controls[] = "\a\b\t\n\v\f\r\x1B", letters[] = "abtnvfre";
    const char *control = unit && unit < 128 ? strchr(controls, unit) : NULL;
    if (unit > 127)
        buf_printf(buf, is_digit(next, true) ? "\\x%04x" : "\\x%x", unit);
    else if (control)
        buf_printf(buf, "\\%c", letters[control - controls]);
    else if (unit < 32)
        buf_printf(buf, is_digit(next, false) ? "\\%03o" : "\\%o", unit);
    else if (strchr(special, unit))
        buf_printf(buf, "\\%c", unit);
    else
        buf_put(buf, (uint8_t)unit);
}

static void put_text(struct buf *buf, struct ustr text, const char *special)
{
    for (size_t i = 0; i < text.count; i++)
        put_unit(buf, text.units[i], i + 1 < text.count ? text.units[i + 1] : 0, special);
}

/* ---- values ---- */

static void put_hex(struct buf *buf, const struct value *value, size_t start)
{
    if (value->type == REG_BINARY_TYPE)
        buf_text(buf, "hex:");
    else
        buf_printf(buf, "hex(%x):", value->type);
    size_t column = buf->size - start;
    for (uint32_t i = 0; i < value->size; i++) {
        buf_printf(buf, "%02x", value_data(value)[i]);
        if (i + 1 == value->size)
            break;
        buf_put(buf, ',');
        column += 3;
        if (column > WRAP_COLUMN) {
            buf_text(buf, "\\\n  ");
            column = 2;
        }
    }
}

static bool is_text(const struct value *value)
{
    const uint8_t *data = value_data(value);
    bool string = value->type == REG_SZ_TYPE || value->type == REG_EXPAND_SZ_TYPE ||
                  value->type == REG_MULTI_SZ_TYPE;
    return string && value->size >= 2 && value->size % 2 == 0 && !data[value->size - 1] &&
           !data[value->size - 2];
}

static void put_value(struct buf *buf, const struct value *value)
{
    size_t start = buf->size;
    struct ustr name = value_name(value);
    const uint8_t *data = value_data(value);
    if (name.count) {
        buf_put(buf, '"');
        put_text(buf, name, "\"\\");
        buf_text(buf, "\"=");
    } else {
        buf_text(buf, "@=");
    }
    if (is_text(value)) {
        if (value->type != REG_SZ_TYPE)
            buf_printf(buf, "str(%x):", value->type);
        buf_put(buf, '"');
        put_text(buf, (struct ustr){(const char16_t *)(const void *)data, value->size / 2 - 1},
                 "\"\\");
        buf_put(buf, '"');
    } else if (value->type == REG_DWORD_TYPE && value->size == 4) {
        buf_printf(buf, "dword:%02x%02x%02x%02x", data[3], data[2], data[1], data[0]);
    } else {
        put_hex(buf, value, start);
    }
    buf_put(buf, '\n');
}

/* ---- keys ---- */

static uint64_t to_unix(filetime time)
{
    uint64_t seconds = time / 10000000, epoch = UINT64_C(11644473600);
    return seconds > epoch ? seconds - epoch : 0;
}

static void put_key(struct winehive_writer *w, key_id key)
{
    struct buf *buf = &w->out->buf;
    filetime time = store_last_write(w->store, key);
    struct ustr class = store_class(w->store, key);
    buf_text(buf, "\n[");
    put_text(buf, ubuf_view(&w->path), "[]\\");
    buf_printf(buf, "] %llu\n#time=%llx\n", (unsigned long long)to_unix(time),
               (unsigned long long)time);
    if (class.count) {
        buf_text(buf, "#class=\"");
        put_text(buf, class, "\"\\");
        buf_text(buf, "\"\n");
    }
    if (store_flags(w->store, key) & KEY_LINK)
        buf_text(buf, "#link\n");
    for (size_t i = 0; i < store_value_count(w->store, key); i++)
        put_value(buf, store_value_at(w->store, key, i));
    output_spill(w->out);
}

/* Wine leaves out a key that its subkeys imply; its time would be lost, so ours is written. */
static bool is_implied(const struct winehive_writer *w, key_id key)
{
    return store_child_count(w->store, key) && !store_value_count(w->store, key) &&
           !store_class(w->store, key).count && !store_flags(w->store, key) &&
           store_last_write(w->store, key) ==
               store_last_write(w->store, store_child_at(w->store, key, 0));
}

static const char *name_problem(struct ustr name)
{
    if (ustr_find(name, 0, 0) != SIZE_MAX)
        return "a key name with a NUL cannot be held";
    return ustr_find(name, u'\\', 0) != SIZE_MAX ? "a key name with a backslash cannot be held"
                                                 : NULL;
}

static void write_children(struct winehive_writer *w, key_id key)
{
    size_t before = w->path.count;
    for (size_t i = 0; i < store_child_count(w->store, key); i++) {
        key_id child = store_child_at(w->store, key, i);
        struct ustr name = store_name(w->store, child);
        if (before)
            ubuf_put(&w->path, u'\\');
        ubuf_add(&w->path, name);
        const char *problem = store_flags(w->store, child) & KEY_VOLATILE
                                  ? "a volatile key cannot be held"
                                  : name_problem(name);
        w->losses.securities += loses_security(w->store, child);
        if (problem) {
            losses_add(&w->losses, ubuf_view(&w->path), NULL, problem);
        } else {
            if (!is_implied(w, child))
                put_key(w, child);
            write_children(w, child);
        }
        w->path.count = before;
    }
}

/* Where the tree belongs, as Wine says it. A root that stands for another key (HKEY_CURRENT_USER)
 * is not in Wine's files: it stays as it is, so that it is not renamed on the way; Wine skips the
 * line. */
static void put_place(struct winehive_writer *w)
{
    struct buf *buf = &w->out->buf;
    struct ustr place = w->options->place;
    struct ubuf path = {0}, back = {0};
    if (!place.count || !registry_path_from_user(&path, place))
        return;
    registry_path_to_user(&back, ubuf_view(&path), true);
    buf_text(buf, ";; All keys relative to ");
    if (ustr_same_nocase(ubuf_view(&back), place)) {
        buf_text(buf, "REGISTRY\\\\");
        /* Machine and User, as Wine spells them */
        for (size_t i = 1; i < path.count && path.units[i] != u'\\'; i++)
            path.units[i] |= 0x20;
        place = ubuf_view(&path);
    }
    put_text(buf, place, "\\");
    buf_put(buf, '\n');
    ubuf_free(&path);
    ubuf_free(&back);
}

static void put_start(struct winehive_writer *w)
{
    struct buf *buf = &w->out->buf;
    buf_text(buf, "WINE REGISTRY Version 2\n");
    put_place(w);
    if (w->options->arch && *w->options->arch)
        buf_printf(buf, "\n#arch=%s\n", w->options->arch);
}

regsim_status winehive_write(struct output *out, const struct store *store, key_id top,
                             const struct winehive_write_options *options, struct diags *diags)
{
    struct winehive_writer w = {
        .out = out,
        .store = store,
        .options = options,
        .losses = {.diags = diags, .file = out->path, .allowed = options->lossy},
    };
    put_start(&w);
    w.losses.securities += loses_security(store, top);
    if (store_value_count(store, top) || store_class(store, top).count || store_flags(store, top))
        put_key(&w, top);
    write_children(&w, top);
    ubuf_free(&w.path);
    return losses_end(&w.losses);
}

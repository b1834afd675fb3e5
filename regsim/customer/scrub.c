#include "customer/scrub_parts.h"

#include "base/memory.h"

#include <string.h>

struct walker {
    struct scrub *scrub;
    struct store *store; /* NULL: names are only learnt */
    const struct store *read;
    struct ubuf path;
};

void scrub_free(struct scrub *scrub)
{
    for (size_t i = 0; i < scrub->count; i++) {
        ustr_free(scrub->entries[i].original);
        ustr_free(scrub->entries[i].stand_in);
    }
    mem_free(scrub->entries);
    for (size_t i = 0; i < scrub->version_count; i++)
        ustr_free(scrub->versions[i]);
    mem_free(scrub->versions);
    mem_free(scrub->words);
    *scrub = (struct scrub){0};
}

static bool holds_any(struct ustr text, const char16_t *const *parts)
{
    for (; *parts; parts++) {
        if (scrub_holds_nocase(text, ustr_z(*parts)))
            return true;
    }
    return false;
}

/* Hashes, cached credentials, LSA secrets: everything in these keys. */
static bool is_secret_key(struct ustr path)
{
    static const char16_t *const keys[] = {
        u"\\SECURITY\\Policy\\Secrets",       u"\\SECURITY\\Cache",
        u"\\SECURITY\\Policy\\PolEKList",     u"\\SECURITY\\Policy\\PolSecretEncryptionKey",
        u"\\SAM\\Domains\\Account\\Users\\0", NULL};
    return holds_any(path, keys);
}

static bool is_secret_value(const struct value *value)
{
    static const char16_t *const words[] = {u"password",   u"passwd",     u"passphrase",
                                            u"secret",     u"credential", u"apikey",
                                            u"privatekey", u"\\pwd",      NULL};
    bool number = value->type == REG_DWORD_TYPE || value->type == REG_QWORD_TYPE;
    return !number && (holds_any(value_name(value), words) ||
                       ustr_same_nocase(value_name(value), USTR(u"pwd")) ||
                       ustr_same_nocase(value_name(value), USTR(u"token")));
}

static bool is_product_value(const struct value *value)
{
    static const char16_t *const words[] = {u"DigitalProductId", u"ProductKey", u"LicenseInfo",
                                            NULL};
    return value->type != REG_DWORD_TYPE && holds_any(value_name(value), words);
}

/* Addresses of which the value's name tells that they are bytes. */
static bool is_address_value(const struct value *value)
{
    static const char16_t *const names[] = {u"DhcpGatewayHardware", u"DhcpInterfaceOptions",
                                            u"MacAddress",          u"NetworkAddress",
                                            u"PermanentAddress",    NULL};
    return value->type != REG_DWORD_TYPE && holds_any(value_name(value), names);
}

static bool is_text_type(uint32_t type)
{
    return type == REG_SZ_TYPE || type == REG_EXPAND_SZ_TYPE || type == REG_MULTI_SZ_TYPE ||
           type == REG_LINK_TYPE;
}

static void scrub_data(struct walker *w, const struct value *value, uint8_t *data)
{
    bool version = scrub_holds_nocase(value_name(value), USTR(u"version"));
    if (is_secret_key(ubuf_view(&w->path)) || is_secret_value(value)) {
        scrub_secret(w->scrub, data, value->size, SCRUB_SECRET);
    } else if (is_product_value(value)) {
        scrub_secret(w->scrub, data, value->size, SCRUB_PRODUCT_KEY);
    } else if (is_address_value(value)) {
        scrub_secret(w->scrub, data, value->size, SCRUB_ADDRESS);
    } else if (is_text_type(value->type)) {
        scrub_text(w->scrub, data, value->size, 2, version);
    } else if (value->type != REG_DWORD_TYPE && value->type != REG_QWORD_TYPE) {
        scrub_binary_sids(w->scrub, data, value->size);
        scrub_text(w->scrub, data, value->size, 2, version);
        if (value->size)
            scrub_text(w->scrub, data + 1, value->size - 1, 2, version);
        scrub_text(w->scrub, data, value->size, 1, version);
    }
}

static struct ustr scrub_name(struct walker *w, struct ustr name, struct ubuf *out)
{
    ubuf_clear(out);
    ubuf_add(out, name);
    scrub_text(w->scrub, (uint8_t *)out->units, out->count * 2, 2, false);
    return ubuf_view(out);
}

/* All values are made anew, so that one with another name keeps its place. */
static void scrub_values(struct walker *w, key_id key)
{
    size_t count = store_value_count(w->store, key);
    const struct value **values = mem_calloc(count + 1, sizeof *values);
    struct ubuf name = {0};
    for (size_t i = 0; i < count; i++) {
        const struct value *old = store_value_at(w->store, key, i);
        uint8_t *data = mem_dup(value_data(old), old->size);
        scrub_data(w, old, data);
        struct ustr new_name = scrub_name(w, value_name(old), &name);
        w->scrub->renamed += !ustr_same(new_name, value_name(old));
        values[i] = value_new(new_name, old->type, data, old->size);
        mem_free(data);
    }
    for (size_t i = count; i-- > 0;) {
        const struct value *old = value_retain(store_value_at(w->store, key, i));
        store_value_remove(w->store, key, value_name(old));
        value_release(old);
    }
    for (size_t i = 0; i < count; i++) {
        w->scrub->collisions += store_value_find(w->store, key, value_name(values[i])) != NULL;
        store_value_set(w->store, key, value_name(values[i]), values[i]->type,
                        value_data(values[i]), values[i]->size);
        value_release(values[i]);
    }
    ubuf_free(&name);
    mem_free(values);
}

/* The boot key is hidden in the class names of Lsa\JD, Skew1, GBG and Data. */
static void scrub_class(struct walker *w, key_id key)
{
    struct ubuf class = {0};
    ubuf_add(&class, store_class(w->store, key));
    if (class.count && scrub_holds_nocase(ubuf_view(&w->path), USTR(u"\\Control\\Lsa\\")))
        scrub_secret(w->scrub, (uint8_t *)class.units, class.count * 2, SCRUB_SECRET);
    else
        scrub_text(w->scrub, (uint8_t *)class.units, class.count * 2, 2, false);
    if (!ustr_same(ubuf_view(&class), store_class(w->store, key)))
        store_class_set(w->store, key, ubuf_view(&class));
    ubuf_free(&class);
}

static void scrub_security(struct walker *w, key_id key)
{
    const struct blob *old = store_security(w->store, key);
    if (!old)
        return;
    size_t size = blob_size(old);
    uint8_t *bytes = mem_dup(blob_bytes(old), size);
    scrub_binary_sids(w->scrub, bytes, size);
    if (memcmp(bytes, blob_bytes(old), size) != 0) {
        const struct blob *new = blob_new(bytes, size);
        store_security_set(w->store, key, new);
        blob_release(new);
    }
    mem_free(bytes);
}

static void scrub_key_name(struct walker *w, key_id key)
{
    struct ubuf buf = {0};
    struct ustr name = scrub_name(w, store_name(w->store, key), &buf);
    key_id there = store_child_find(w->store, store_parent(w->store, key), name);
    if (there && there != key) {
        w->scrub->collisions++;
    } else if (!ustr_same(name, store_name(w->store, key))) {
        store_key_rename(w->store, key, name);
        w->scrub->renamed++;
    }
    ubuf_free(&buf);
}

/* Children are renamed last: their paths tell what they are. */
static void walk(struct walker *w, key_id key)
{
    size_t count = store_child_count(w->read, key), before = w->path.count;
    key_id *children = mem_calloc(count + 1, sizeof *children);
    if (!w->store)
        scrub_learn(w->scrub, w->read, key, ubuf_view(&w->path));
    for (size_t i = 0; i < count; i++)
        children[i] = store_child_at(w->read, key, i);
    for (size_t i = 0; i < count; i++) {
        if (before)
            ubuf_put(&w->path, u'\\');
        ubuf_add(&w->path, store_name(w->read, children[i]));
        walk(w, children[i]);
        w->path.count = before;
    }
    if (w->store) {
        scrub_values(w, key);
        scrub_class(w, key);
        scrub_security(w, key);
        for (size_t i = 0; i < count && before; i++) /* predefined keys stay */
            scrub_key_name(w, children[i]);
    }
    mem_free(children);
}

void scrub_learn_store(struct scrub *scrub, const struct store *store, struct ustr place)
{
    struct walker w = {.scrub = scrub, .read = store};
    ubuf_add(&w.path, place);
    walk(&w, store_root(store));
    ubuf_free(&w.path);
}

void scrub_store(struct scrub *scrub, struct store *store, struct ustr place)
{
    struct walker w = {.scrub = scrub, .store = store, .read = store};
    ubuf_add(&w.path, place);
    walk(&w, store_root(store));
    ubuf_free(&w.path);
}

#include "machine/put.h"

void put_dword(struct store *store, key_id key, struct ustr name, uint32_t number)
{
    uint8_t bytes[4] = {(uint8_t)number, (uint8_t)(number >> 8), (uint8_t)(number >> 16),
                        (uint8_t)(number >> 24)};
    store_value_set(store, key, name, REG_DWORD_TYPE, bytes, sizeof bytes);
}

static void put_units(struct store *store, key_id key, struct ustr name, uint32_t type,
                      struct ubuf *data)
{
    ubuf_put(data, 0);
    store_value_set(store, key, name, type, data->units,
                    (uint32_t)(data->count * sizeof(char16_t)));
    ubuf_free(data);
}

void put_string(struct store *store, key_id key, struct ustr name, uint32_t type, struct ustr text)
{
    struct ubuf data = {0};
    ubuf_add(&data, text);
    put_units(store, key, name, type, &data);
}

void put_strings(struct store *store, key_id key, struct ustr name, const struct ustr *texts,
                 size_t count)
{
    struct ubuf data = {0};
    for (size_t i = 0; i < count; i++) {
        ubuf_add(&data, texts[i]);
        ubuf_put(&data, 0);
    }
    put_units(store, key, name, REG_MULTI_SZ_TYPE, &data);
}

bool get_dword(uint32_t *out, const struct store *store, key_id key, struct ustr name)
{
    const struct value *value = key == KEY_NONE ? NULL : store_value_find(store, key, name);
    return value && value_dword(out, value);
}

#include "hive_peers.h"

#include <stdint.h>
#include <stdlib.h>

#ifdef HAVE_HIVEX
#include <hivex.h>

static size_t walk_node(hive_h *hive, hive_node_h node)
{
    size_t seen = 1;
    free(hivex_node_name(hive, node));
    hive_value_h *values = hivex_node_values(hive, node);
    for (size_t i = 0; values && values[i]; i++) {
        hive_type type;
        size_t size;
        free(hivex_value_key(hive, values[i]));
        free(hivex_value_value(hive, values[i], &type, &size));
        seen++;
    }
    free(values);
    hive_node_h *children = hivex_node_children(hive, node);
    for (size_t i = 0; children && children[i]; i++)
        seen += walk_node(hive, children[i]);
    free(children);
    return seen;
}

size_t hive_walk_hivex(const char *path)
{
    hive_h *hive = hivex_open(path, 0);
    if (!hive)
        abort();
    size_t seen = walk_node(hive, hivex_root(hive));
    hivex_close(hive);
    return seen;
}
#else
size_t hive_walk_hivex(const char *path)
{
    (void)path;
    return 0;
}
#endif

#ifdef HAVE_LIBREGF
#include <libregf.h>

static void read_value(libregf_key_t *key, int index)
{
    libregf_value_t *value = NULL;
    uint8_t name[65536];
    size_t size = 0;
    uint32_t type;
    if (libregf_key_get_value(key, index, &value, NULL) != 1)
        abort();
    if (libregf_value_get_utf8_name_size(value, &size, NULL) == 1 && size &&
        libregf_value_get_utf8_name(value, name, sizeof name, NULL) != 1)
        abort();
    libregf_value_get_value_type(value, &type, NULL);
    if (libregf_value_get_value_data_size(value, &size, NULL) == 1 && size) {
        uint8_t *data = malloc(size);
        if (!data || libregf_value_get_value_data(value, data, size, NULL) != 1)
            abort();
        free(data);
    }
    libregf_value_free(&value, NULL);
}

static size_t walk_key(libregf_key_t *key)
{
    uint8_t name[2048];
    int values = 0, keys = 0;
    size_t size = 0;
    if (libregf_key_get_utf8_name_size(key, &size, NULL) == 1 && size &&
        libregf_key_get_utf8_name(key, name, sizeof name, NULL) != 1)
        abort();
    if (libregf_key_get_number_of_values(key, &values, NULL) != 1 ||
        libregf_key_get_number_of_sub_keys(key, &keys, NULL) != 1)
        abort();
    size_t seen = 1 + (size_t)values;
    for (int i = 0; i < values; i++)
        read_value(key, i);
    for (int i = 0; i < keys; i++) {
        libregf_key_t *child = NULL;
        if (libregf_key_get_sub_key(key, i, &child, NULL) != 1)
            abort();
        seen += walk_key(child);
        libregf_key_free(&child, NULL);
    }
    return seen;
}

size_t hive_walk_libregf(const char *path)
{
    libregf_file_t *file = NULL;
    libregf_key_t *root = NULL;
    if (libregf_file_initialize(&file, NULL) != 1 ||
        libregf_file_open(file, path, libregf_get_access_flags_read(), NULL) != 1 ||
        libregf_file_get_root_key(file, &root, NULL) != 1)
        abort();
    size_t seen = walk_key(root);
    libregf_key_free(&root, NULL);
    libregf_file_close(file, NULL);
    libregf_file_free(&file, NULL);
    return seen;
}
#else
size_t hive_walk_libregf(const char *path)
{
    (void)path;
    return 0;
}
#endif

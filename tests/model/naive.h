/*
 * The naive registry: the rules of Windows written down a second time, in the plainest way there
 * is. One flat array of keys that only grows, linear searches everywhere, paths followed by
 * rewriting them. It shares no code with registry/ and must not: what both get wrong, no run finds.
 */
#ifndef TESTS_MODEL_NAIVE_H
#define TESTS_MODEL_NAIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

enum { NAIVE_NAME_MAX = 260, NAIVE_DATA_MAX = 128, NAIVE_VALUES_MAX = 128, NAIVE_PATH_MAX = 4096 };

struct naive_name {
    char16_t units[NAIVE_NAME_MAX];
    size_t count;
};

struct naive_value {
    struct naive_name name;
    uint32_t type, size;
    uint8_t data[NAIVE_DATA_MAX];
};

struct naive_key {
    bool alive;
    int parent; /* -1: the root */
    struct naive_name name;
    bool is_volatile, is_link;
    bool has_deny; /* a descriptor of its own, which denies these rights to the caller */
    uint32_t deny;
    uint64_t last_write;
    struct naive_value *values; /* in creation order */
    size_t value_count;
};

struct naive {
    struct naive_key *keys;
    size_t key_count, key_capacity;
    uint64_t now;
};

struct naive_handle {
    int key;
    uint32_t granted;
};

void naive_init(struct naive *naive); /* as registry_init for Windows 2000 */
void naive_done(struct naive *naive);

uint32_t naive_open(struct naive_handle *out, struct naive *naive, struct naive_handle base,
                    const char16_t *path, size_t units, bool open_link, uint32_t desired);
uint32_t naive_create(struct naive_handle *out, uint32_t *disposition, struct naive *naive,
                      struct naive_handle base, const char16_t *path, size_t units,
                      bool is_volatile, bool is_link, uint32_t desired);
uint32_t naive_delete(struct naive *naive, struct naive_handle base, const char16_t *path,
                      size_t units);
uint32_t naive_rename(struct naive *naive, struct naive_handle base, const char16_t *path,
                      size_t units, struct naive_name name);
uint32_t naive_set(struct naive *naive, struct naive_handle key, struct naive_name name,
                   uint32_t type, const void *data, uint32_t size);
uint32_t naive_unset(struct naive *naive, struct naive_handle key, struct naive_name name);
uint32_t naive_query(const struct naive_value **out, const struct naive *naive,
                     struct naive_handle key, struct naive_name name);
uint32_t naive_enum_value(const struct naive_value **out, const struct naive *naive,
                          struct naive_handle key, uint32_t index);
uint32_t naive_enum_key(int *out, const struct naive *naive, struct naive_handle key,
                        uint32_t index);
uint32_t naive_deny(struct naive *naive, struct naive_handle key, uint32_t mask);

#endif

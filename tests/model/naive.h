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

/* What the caller is allowed, and the number that the model gives to the descriptor; -1: the
 * system's own. */
struct naive_security {
    uint32_t allowed;
    int number;
};

struct naive_key {
    bool alive;
    int parent; /* -1: the root */
    struct naive_name name;
    bool is_volatile, is_link;
    struct naive_security security, security_below; /* its own; what a new subkey gets */
    uint64_t last_write;
    struct naive_value *values; /* in creation order */
    size_t value_count;
};

/* RegNotifyChangeKeyValue: each handle of the model has its own event. */
struct naive_watch {
    bool armed, subtree, signalled;
    int key;
    uint32_t filter; /* that of the first call; 0: none yet */
};
enum { NAIVE_WATCHES = 4 };

/* What the naive registry can be told to get wrong, so that a test sees it found. */
enum naive_fault {
    FAULT_NONE,
    FAULT_CASE,    /* names of values are told apart by case */
    FAULT_DELETE,  /* a key with subkeys can be deleted */
    FAULT_COPY,    /* RegCopyTree leaves the values of subkeys behind */
    FAULT_NOTIFY,  /* a subtree is its first level */
    FAULT_INHERIT, /* a new key has the system's descriptor, whatever its parent's is */
    FAULTS
};

struct naive {
    struct naive_key *keys;
    size_t key_count, key_capacity;
    uint64_t now;
    struct naive_watch watches[NAIVE_WATCHES];
    enum naive_fault fault;
    int wow64_node; /* 0: there are no views */
    bool view32;    /* the call in hand is one of the 32-bit view */
};

struct naive_handle {
    int key; /* -1: closed */
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
/* Of the handle's own key, whose DELETE right has been looked at. */
uint32_t naive_delete_opened(struct naive *naive, struct naive_handle handle);
/* Whether not only the last key of the path is missing. */
bool naive_lacks_parent(const struct naive *naive, struct naive_handle base, const char16_t *path,
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
struct naive_info {
    uint32_t keys, longest_key, values, longest_value, biggest;
};
uint32_t naive_info(struct naive_info *out, const struct naive *naive, struct naive_handle key);
uint32_t naive_deny(struct naive *naive, struct naive_handle key, uint32_t mask);
uint32_t naive_set_security(struct naive *naive, struct naive_handle handle,
                            struct naive_security security, struct naive_security below);

/* naive_tree.c: what is done to whole trees. */
uint32_t naive_delete_tree(struct naive *naive, struct naive_handle base, const char16_t *path,
                           size_t units);
uint32_t naive_copy_tree(struct naive *naive, struct naive_handle base, const char16_t *path,
                         size_t units, struct naive_handle to);
uint32_t naive_save(int *out, struct naive *naive, struct naive_handle handle);
uint32_t naive_restore(struct naive *naive, struct naive_handle handle, int saved, bool has_open);

/* For the files of the naive registry. */
enum { NAIVE_NAME_CHANGE = 1, NAIVE_VALUE_CHANGE = 4, NAIVE_SECURITY_CHANGE = 8 };
void naive_changed(struct naive *naive, int key, uint32_t change);
int naive_add(struct naive *naive, int parent, struct naive_name name);
uint32_t naive_authorize(uint32_t *granted, const struct naive *naive, int key, uint32_t desired);
uint32_t naive_require(const struct naive *naive, struct naive_handle key, uint32_t right);
int naive_order(const struct naive_name *a, const struct naive_name *b);
bool naive_is_below(const struct naive *naive, int key, int top); /* not itself */
const struct naive_value *naive_find_value(const struct naive *naive, const struct naive_key *key,
                                           struct naive_name name);

#endif

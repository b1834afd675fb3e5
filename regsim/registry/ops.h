/*
 * Operations on a registry by the rules of Windows: links, access, limits, volatility, last-write
 * times, deleted keys. They answer with Win32 codes (sdk/winerror.h), which are data: ERROR_SUCCESS
 * (0), ERROR_FILE_NOT_FOUND (2), ERROR_ACCESS_DENIED (5), … Buffers, ANSI, predefined handles and
 * sizes are the business of win32/.
 *
 * The root key stands for \REGISTRY; below it are MACHINE and USER. Paths here are relative to a
 * key or, as link targets are, absolute (\REGISTRY\MACHINE\…).
 */
#ifndef REGSIM_REGISTRY_OPS_H
#define REGSIM_REGISTRY_OPS_H

#include "base/os.h"
#include "registry/access.h"
#include "registry/store.h"

enum reg_limit { /* facts: Registry Element Size Limits; 256 at the NT layer (decision in this
                    folder's notes) */
                 REG_KEY_NAME_MAX = 255,               /* units of the name of a new key */
                 REG_KEY_NAME_NT_MAX = 256,            /* units of a name that is looked up */
                 REG_VALUE_NAME_MAX = 16383,           /* units */
                 REG_VALUE_SIZE_OLD_MAX = 1024 * 1024, /* bytes, in the standard format */
                 REG_DEPTH_MAX = 512,
                 REG_CREATE_LEVELS_MAX = 32, /* levels that one call may create */
                 REG_LINK_HOPS_MAX = 64,
};

enum reg_access {
    KEY_QUERY_VALUE_RIGHT = 0x1,
    KEY_SET_VALUE_RIGHT = 0x2,
    KEY_CREATE_SUB_KEY_RIGHT = 0x4,
    KEY_ENUMERATE_SUB_KEYS_RIGHT = 0x8,
    KEY_NOTIFY_RIGHT = 0x10,
    KEY_CREATE_LINK_RIGHT = 0x20,
    KEY_WOW64_64_FLAG = 0x100,
    KEY_WOW64_32_FLAG = 0x200,
    DELETE_RIGHT = 0x10000,
    READ_CONTROL_RIGHT = 0x20000,
    WRITE_DAC_RIGHT = 0x40000,
    WRITE_OWNER_RIGHT = 0x80000,
    ACCESS_SYSTEM_SECURITY_RIGHT = 0x1000000,
    MAXIMUM_ALLOWED_RIGHT = 0x2000000,
    KEY_READ_RIGHTS = 0x20019,
    KEY_WRITE_RIGHTS = 0x20006,
    KEY_ALL_RIGHTS = 0xF003F,
};

enum reg_option {
    REG_OPT_VOLATILE = 0x1,
    REG_OPT_CREATE_LINK = 0x2,
    REG_OPT_BACKUP_RESTORE = 0x4,
    REG_OPT_OPEN_LINK = 0x8,
};

enum reg_disposition { REG_DISPOSITION_CREATED = 1, REG_DISPOSITION_OPENED = 2 };

struct registry {
    struct store *store;
    enum os os;
    /* Writing the value that is there is none: no time, no notification (decision 0003). */
    bool skips_identical;
    bool is_wow64; /* a 64-bit Windows, whose 32-bit programs see a view of their own */
    /* What changed, for whoever keeps hives durable and watchers informed (machine/); may be NULL.
     * Called after the change, with the key whose subkeys, values, security or attributes changed.
     */
    void (*on_change)(void *context, struct registry *registry, key_id key, uint32_t filter);
    void *on_change_context;
};

enum reg_change {
    REG_CHANGE_NAME = 1,
    REG_CHANGE_ATTRIBUTES = 2,
    REG_CHANGE_LAST_SET = 4,
    REG_CHANGE_SECURITY = 8
};

/* Who calls, and when. */
struct reg_caller {
    const struct token *token;
    filetime now;
};

/* An open key: what a handle refers to. */
struct reg_key {
    key_id key;
    uint32_t granted; /* access rights */
    uint32_t view;    /* KEY_WOW64_32_FLAG, KEY_WOW64_64_FLAG or 0 */
};

void registry_init(struct registry *out,
                   enum os os); /* \REGISTRY\MACHINE{\SYSTEM,\SOFTWARE,\HARDWARE
                                   (volatile),\SAM,\SECURITY} and \REGISTRY\USER{\.DEFAULT} */
void registry_done(struct registry *registry);

/* Makes HKLM\SYSTEM\CurrentControlSet the volatile link to ControlSet00N, N being `number`; 0 asks
 * Select\Current, and is 1 without it. An ordinary key of that name gives way to the link, so what
 * it holds must be in the numbered set already. */
void registry_link_control_set(struct registry *registry, uint32_t number, filetime now);

/* Makes \REGISTRY\USER\NAME\Software\Classes the volatile link to \REGISTRY\USER\NAME_Classes for
 * each user who has both. An ordinary key of that name gives way to the link. */
void registry_link_classes(struct registry *registry, filetime now);

/* Makes an existing key a link to an absolute path. */
void registry_set_link(struct registry *registry, key_id key, struct ustr target);

/* Makes it a 64-bit Windows, XP or later: HKLM\SOFTWARE\Wow6432Node is what KEY_WOW64_32_FLAG sees
 * as HKLM\SOFTWARE, and keys that both views share are links in it, unless the key is there and
 * holds something else. */
void registry_make_wow64(struct registry *registry, filetime now);
/* Takes those links away again, so that an export can be put in their place. */
void registry_unlink_wow64(struct registry *registry);

/* Opens or makes a key. `base` NULL: the path is absolute. On failure *out is all 0. */
uint32_t reg_open(struct reg_key *out, struct registry *registry, const struct reg_caller *caller,
                  const struct reg_key *base, struct ustr path, uint32_t options, uint32_t desired);
/* *disposition is an enum reg_disposition; disposition and security may be NULL. */
uint32_t reg_create(struct reg_key *out, uint32_t *disposition, struct registry *registry,
                    const struct reg_caller *caller, const struct reg_key *base, struct ustr path,
                    struct ustr class, uint32_t options, uint32_t desired,
                    const struct blob *security);
uint32_t reg_delete_key(struct registry *registry, const struct reg_caller *caller,
                        const struct reg_key *base, struct ustr path, uint32_t view);
/* The key that is open, whose DELETE right has been looked at; no path is walked, nothing opened.
 */
uint32_t reg_delete_opened(struct registry *registry, const struct reg_caller *caller,
                           const struct reg_key *key);
/* Tells those who watched keys that are gone from below `key`, and no others. */
void reg_gone(struct registry *registry, key_id key);
uint32_t reg_set_value(struct registry *registry, const struct reg_caller *caller,
                       const struct reg_key *key, struct ustr name, uint32_t type, const void *data,
                       uint32_t size);
uint32_t reg_delete_value(struct registry *registry, const struct reg_caller *caller,
                          const struct reg_key *key, struct ustr name);
uint32_t reg_query_value(const struct value **out, const struct registry *registry,
                         const struct reg_key *key, struct ustr name); /* lends */
uint32_t reg_enum_value(const struct value **out, const struct registry *registry,
                        const struct reg_key *key, uint32_t index); /* lends */
/* Stable subkeys first, then volatile ones, each sorted by upcased name. */
uint32_t reg_enum_key(key_id *out, const struct registry *registry, const struct reg_key *key,
                      uint32_t index);

struct reg_key_info {
    struct ustr class; /* lends */
    uint32_t subkeys, max_subkey_units, max_class_units;
    uint32_t values, max_value_name_units, max_value_size; /* bytes */
    uint32_t security_size;
    filetime last_write;
};
uint32_t reg_query_info(struct reg_key_info *out, const struct registry *registry,
                        const struct reg_key *key);
uint32_t reg_check_flush(const struct registry *registry,
                         const struct reg_key *key); /* rights and 1018 only */
uint32_t reg_rename(struct registry *registry, const struct reg_caller *caller,
                    const struct reg_key *base, struct ustr path, struct ustr name);
/* The whole descriptor, of which `what`, a SECURITY_INFORMATION, names the parts that are wanted;
 * whether the handle may set these: 0, 5 or 1018. */
uint32_t reg_get_security(const struct blob **out, const struct registry *registry,
                          const struct reg_key *key, uint32_t what);
uint32_t reg_may_set_security(const struct registry *registry, const struct reg_key *key,
                              uint32_t what);
/* `what`, a SECURITY_INFORMATION, says which rights the handle needs; `whole` is all of the new
 * descriptor (security_combine). */
uint32_t reg_set_security(struct registry *registry, const struct reg_caller *caller,
                          const struct reg_key *key, uint32_t what, const struct blob *whole);

/* As reg_set_security, and, where `what` names the DACL, ACEs are inherited as SetNamedSecurityInfo
 * does it: the key's from its parent, and those of the keys below from the key. */
uint32_t reg_set_security_inherited(struct registry *registry, const struct reg_caller *caller,
                                    const struct reg_key *key, uint32_t what,
                                    const struct blob *whole);

/* Resolves a path as the system itself does, without access checks, following links: for perflib,
 * installs, expectations. KEY_NONE: not there. `path` is absolute below \REGISTRY, e.g.
 * MACHINE\SYSTEM\CurrentControlSet. */
key_id registry_resolve(const struct registry *registry, struct ustr path);
/* HKLM\… and HKEY_LOCAL_MACHINE\…, HKU\…, HKCR, HKCC, HKCU → the path below \REGISTRY; false: no
 * known root. */
bool registry_path_from_user(struct ubuf *out, struct ustr path);
/* HKCU\… → HKEY_CURRENT_USER\…: the same path with the long name of its root; false: no known
 * root. */
bool registry_path_in_full(struct ubuf *out, struct ustr path);
/* The reverse, with the long root names as regedit prints them when `long_names`. */
void registry_path_to_user(struct ubuf *out, struct ustr path, bool long_names);

#endif

/* What the files of the registry API share. */
#ifndef REGSIM_WIN32_REG_H
#define REGSIM_WIN32_REG_H

#include "win32/key_handle.h"

/* A self-relative descriptor of the program; release it. 87, 998 or 1338 where it is none. */
uint32_t reg_security_in(const struct blob **out, const void *descriptor);
/* What it says of the parts `what` becomes the key's. */
uint32_t reg_security_set(struct call *call, const struct key_ref *ref, uint32_t what,
                          const void *descriptor);

/* The session of HKEY_PERFORMANCE_DATA (reg_performance.c). */
void reg_performance_close(struct call *call, const struct key_ref *ref);
uint32_t reg_performance_query(struct buf *out, uint32_t *type, struct call *call,
                               const struct key_ref *ref, struct ustr name);

/* Whether a value's name is more than this Windows takes from an A function; such a value is not
 * set (87), and not found (rule name.value-length-ansi). */
bool reg_name_too_long(const struct call *call, struct ustr name, bool narrow);

bool reg_type_is_string(uint32_t type); /* REG_SZ, REG_EXPAND_SZ, REG_MULTI_SZ */

/* Where a value goes: RegQueryValueEx's and RegEnumValue's last three arguments. */
struct value_out {
    DWORD *type;
    void *data;
    DWORD *size;
    bool narrow;
};
/* The value as RegQueryValueEx gives it: 0 or 234. */
uint32_t reg_value_out(const struct value_out *to, uint32_t type, const void *data, uint32_t size);

/* Keys and files (reg_hive.c), without the privileges: what may be saved, and in which format; what
 * may be restored, and doing it; where hives are loaded, and unloading one of these. */
struct hive_content;
uint32_t hive_check_save(uint32_t *minor, const struct key_ref *ref, DWORD flags);
uint32_t hive_check_restore(const struct key_ref *ref, DWORD flags);
void hive_restore(const struct key_ref *ref, const struct hive_content *content, DWORD flags);
/* REG_REFRESH_HIVE: no file, the last flush. */
uint32_t hive_refresh(const struct call *call, const struct key_ref *ref);
bool hive_holder(const struct key_ref *ref);
/* `force`: what is open below loses its keys. */
uint32_t hive_unload(const struct key_ref *parent, struct ustr name, bool force);

/* The end of a handle of any kind, and of the watches of a key (reg_notify.c). False: there is no
 * such handle. */
bool handle_end(struct call *call, HANDLE handle);
void reg_notify_done(struct run *run);

#endif

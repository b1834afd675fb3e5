#include "formats/losses.h"

#include "base/memory.h"
#include "registry/access.h"

#include <string.h>

static struct diag *tell(const struct losses *losses, const char *text)
{
    return diags_add(losses->diags, losses->allowed ? DIAG_WARNING : DIAG_ERROR, losses->file, 0, 0,
                     "%s", text);
}

void losses_add(struct losses *losses, struct ustr path, const struct ustr *value, const char *what)
{
    char *key = ustr_to_shown(path), *name = value ? ustr_to_shown(*value) : NULL;
    const char *where = *key ? key : "the root key";
    char *text = name ? mem_printf("%s: value \"%s\": %s", where, name, what)
                      : mem_printf("%s: %s", where, what);
    tell(losses, text);
    losses->count++;
    mem_free(text);
    mem_free(name);
    mem_free(key);
}

bool loses_security(const struct store *store, key_id key)
{
    const struct blob *own = store_security(store, key);
    if (!own)
        return false;
    key_id parent = store_parent(store, key);
    const struct blob *given = parent ? access_security(store, parent) : security_default();
    return own != given && (blob_size(own) != blob_size(given) ||
                            memcmp(blob_bytes(own), blob_bytes(given), blob_size(own)) != 0);
}

static void tell_counted(struct losses *losses, const char *what, size_t keys)
{
    if (!keys)
        return;
    char *text = mem_printf("%s, of %zu %s", what, keys, keys == 1 ? "key" : "keys");
    tell(losses, text);
    losses->count++;
    mem_free(text);
}

regsim_status losses_end(struct losses *losses)
{
    tell_counted(losses, "security descriptors", losses->securities);
    tell_counted(losses, "last-write times", losses->times);
    return losses->count && !losses->allowed ? regsim_failed(REGSIM_INVALID) : regsim_ok();
}

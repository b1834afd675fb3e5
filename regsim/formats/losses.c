#include "formats/losses.h"

#include "base/memory.h"
#include "registry/access.h"

#include <string.h>

static void tell(struct losses *losses, const char *text)
{
    if (losses->allowed) {
        diags_add(losses->diags, DIAG_WARNING, losses->file, 0, 0, "%s", text);
        return;
    }
    struct diag *diag = diags_add(losses->diags, DIAG_ERROR, losses->file, 0, 0, "%s", text);
    if (!losses->count)
        diag_hint(diag, "with --lossy, convert and diff go on without what cannot be held");
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
    char *text =
        mem_printf("the %s of %zu %s cannot be held", what, keys, keys == 1 ? "key" : "keys");
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

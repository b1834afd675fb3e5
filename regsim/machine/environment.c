#include "machine/environment.h"

#include "base/memory.h"

static struct environment_entry *find(const struct environment *env, struct ustr name)
{
    for (size_t i = 0; i < env->count; i++) {
        if (ustr_same_nocase(env->entries[i].name, name))
            return &env->entries[i];
    }
    return NULL;
}

void environment_set(struct environment *env, struct ustr name, struct ustr value)
{
    struct ustr copy = ustr_dup(value);
    struct environment_entry *entry = find(env, name);
    if (entry) {
        ustr_free(entry->value);
        entry->value = copy;
        return;
    }
    MEM_GROW(env->entries, env->capacity, env->count + 1);
    env->entries[env->count++] = (struct environment_entry){ustr_dup(name), copy};
}

bool environment_unset(struct environment *env, struct ustr name)
{
    struct environment_entry *entry = find(env, name);
    if (!entry)
        return false;
    ustr_free(entry->name);
    ustr_free(entry->value);
    env->count--;
    for (size_t i = (size_t)(entry - env->entries); i < env->count; i++)
        env->entries[i] = env->entries[i + 1];
    return true;
}

bool environment_get(struct ustr *out, const struct environment *env, struct ustr name)
{
    const struct environment_entry *entry = find(env, name);
    if (entry)
        *out = entry->value;
    return entry != NULL;
}

void environment_expand(struct ubuf *out, const struct environment *env, struct ustr text)
{
    size_t at = 0;
    while (at < text.count) {
        size_t open = ustr_find(text, u'%', at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : ustr_find(text, u'%', open + 1);
        if (close == SIZE_MAX) {
            ubuf_add(out, ustr_slice(text, at, text.count));
            return;
        }
        ubuf_add(out, ustr_slice(text, at, open));
        struct ustr value;
        if (environment_get(&value, env, ustr_slice(text, open + 1, close))) {
            ubuf_add(out, value);
            at = close + 1;
        } else { /* the second % may open the next name */
            ubuf_add(out, ustr_slice(text, open, close));
            at = close;
        }
    }
}

void environment_copy(struct environment *out, const struct environment *env)
{
    *out = (struct environment){0};
    MEM_GROW(out->entries, out->capacity, env->count);
    for (size_t i = 0; i < env->count; i++)
        out->entries[i] = (struct environment_entry){ustr_dup(env->entries[i].name),
                                                     ustr_dup(env->entries[i].value)};
    out->count = env->count;
}

void environment_free(struct environment *env)
{
    for (size_t i = 0; i < env->count; i++) {
        ustr_free(env->entries[i].name);
        ustr_free(env->entries[i].value);
    }
    mem_free(env->entries);
    *env = (struct environment){0};
}

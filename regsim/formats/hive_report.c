/*
 * What the hive reader says: where (cell, file offset, key, value) and what. Of each kind of oddity
 * a few are shown, of losses a few hundred; all are counted. So what a hostile file makes us say is
 * bounded.
 */
#include "formats/hive_cells.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    ODDITIES_SHOWN = 10,
    LOSSES_SHOWN = 500,

    PATH_SHOWN = 300,
    NAME_SHOWN = 100
};

static const char *const kinds[HIVE_ODDITIES] = {
    [ODD_FILE] = "oddities of the file",
    [ODD_ORDER] = "keys in the wrong order",
    [ODD_SECOND_KEY] = "second keys of the same name, left out",
    [ODD_SHARED_KEY] = "keys that are below another key already, left out",
    [ODD_PARENT] = "keys that name another parent",
    [ODD_KEY_NAME] = "keys with an odd name",
    [ODD_KEY_KIND] = "keys of an odd kind",
    [ODD_HINT] = "keys with a wrong hint",
    [ODD_SUBKEY_COUNT] = "keys with a wrong count of subkeys",
    [ODD_VALUE_COUNT] = "keys with a wrong count of values",
    [ODD_PUT_BACK] = "subkeys that were put back",
    [ODD_MAXIMUM] = "keys with a maximum that is too small",
    [ODD_SECOND_VALUE] = "second values of the same name, left out",
    [ODD_VALUE_NAME] = "values with an odd name",
    [ODD_SECURITY] = "oddities of security descriptors",
};

/* The end of the name says more than its start, of a path at least. */
static char *shown(struct ustr name, size_t most)
{
    bool cut = name.count > most;
    char *text = ustr_to_shown(cut ? ustr_slice(name, name.count - most, name.count) : name);
    char *whole = mem_printf("%s%s", cut ? "…" : "", text);
    mem_free(text);
    return whole;
}

/* The name of a value, which is not among what the reader keeps. */
static char *value_shown(const uint8_t *vk)
{
    bool compressed = hive_u16(vk + VK_FLAGS) & VK_FLAG_COMPRESSED;
    uint32_t size = hive_u16(vk + VK_NAME_SIZE), count = compressed ? size : size / 2;
    char16_t *units = mem_alloc((size_t)count * sizeof *units);
    hive_name_to(units, vk + VK_NAME, count, compressed, 0, 0);
    char *text = shown((struct ustr){units, count}, NAME_SHOWN);
    mem_free(units);
    return text;
}

/* ", key A\B, value "C"" */
static char *subject(const struct hive_reader *h)
{
    if (!h->key)
        return mem_strdup("");
    struct ubuf path = {0};
    store_path(h->store, h->key, h->top, &path);
    char *key = shown(ubuf_view(&path), PATH_SHOWN);
    char *value = h->value ? value_shown(h->value) : NULL;
    char *text = mem_printf(", %s%s%s%s%s", path.count ? "key " : "the root key", key,
                            value ? ", value \"" : "", value ? value : "", value ? "\"" : "");
    mem_free(key);
    mem_free(value);
    ubuf_free(&path);
    return text;
}

static void say(struct hive_reader *h, enum diag_severity severity, const char *lost,
                const char *place, uint32_t offset, const char *format, va_list args)
{
    if (!h->diags)
        return;
    char *text = NULL, *about = subject(h);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    struct diag *diag = diags_add(
        h->diags, severity, h->file, 0, 0, "%s%s 0x%x (file offset 0x%llx)%s: %s", lost, place,
        offset, (unsigned long long)offset + HIVE_BASE_SIZE, about, text ? text : "(unprintable)");
    if (severity == DIAG_ERROR)
        diag_hint(diag, HIVE_SALVAGE_HINT);
    mem_free(about);
    mem_free(text);
}

static void say_damage(struct hive_reader *h, const char *place, uint32_t offset,
                       const char *format, va_list args)
{
    if (!h->salvage)
        say(h, DIAG_ERROR, "", place, offset, format, args);
    else if (h->lost++ < LOSSES_SHOWN)
        say(h, DIAG_WARNING, "lost at ", place, offset, format, args);
}

regsim_status hive_damaged(struct hive_reader *h, uint32_t cell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say_damage(h, "cell", cell, format, args);
    va_end(args);
    return regsim_failed(REGSIM_INVALID);
}

regsim_status hive_damaged_bin(struct hive_reader *h, uint32_t offset, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say_damage(h, "offset", offset, format, args);
    va_end(args);
    return regsim_failed(REGSIM_INVALID);
}

void hive_odd(struct hive_reader *h, enum hive_oddity kind, uint32_t cell, const char *format, ...)
{
    if (h->odd[kind]++ >= ODDITIES_SHOWN)
        return;
    va_list args;
    va_start(args, format);
    say(h, DIAG_WARNING, "", "cell", cell, format, args);
    va_end(args);
}

void hive_odd_name(struct hive_reader *h, enum hive_oddity kind, uint32_t cell, const char *what)
{
    if (h->odd[kind] >= ODDITIES_SHOWN || !h->diags) {
        h->odd[kind]++;
        return;
    }
    char *name = shown(ubuf_view(&h->name), NAME_SHOWN);
    hive_odd(h, kind, cell, "%s \"%s\"", what, name);
    mem_free(name);
}

void hive_unreached(struct hive_reader *h, uint32_t cell, const char *what, struct ustr path)
{
    char *text = shown(path, PATH_SHOWN);
    diags_add(h->diags, DIAG_WARNING, h->file, 0, 0,
              "cell 0x%x (file offset 0x%llx): a %s that nothing leads to any more, not read: %s",
              cell, (unsigned long long)cell + HIVE_BASE_SIZE, what, text);
    mem_free(text);
}

void hive_report_rest(struct hive_reader *h)
{
    for (size_t kind = 0; kind < HIVE_ODDITIES; kind++) {
        if (h->odd[kind] > ODDITIES_SHOWN)
            diags_add(h->diags, DIAG_WARNING, h->file, 0, 0, "and %zu more %s",
                      h->odd[kind] - ODDITIES_SHOWN, kinds[kind]);
    }
    if (h->lost > LOSSES_SHOWN)
        diags_add(h->diags, DIAG_WARNING, h->file, 0, 0, "and %zu more losses",
                  h->lost - LOSSES_SHOWN);
    if (h->unreached > HIVE_UNREACHED_SHOWN)
        diags_add(h->diags, DIAG_WARNING, h->file, 0, 0,
                  "and %zu more keys that nothing leads to any more",
                  h->unreached - HIVE_UNREACHED_SHOWN);
    if (h->unreached_values > HIVE_UNREACHED_SHOWN)
        diags_add(h->diags, DIAG_WARNING, h->file, 0, 0,
                  "and %zu more values that nothing leads to any more",
                  h->unreached_values - HIVE_UNREACHED_SHOWN);
}

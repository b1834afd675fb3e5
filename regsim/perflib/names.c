#include "perflib/names.h"

#include "base/memory.h"
#include "machine/put.h"

#include <stdio.h>
#include <string.h>

key_id perflib_key(const struct machine *machine)
{
    return machine_key(machine,
                       USTR(u"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib"));
}

static struct ustr name_of(bool help)
{
    return help ? USTR(u"Help") : USTR(u"Counter");
}

void perf_names_add(struct perf_names *names, uint32_t index, struct ustr text)
{
    MEM_GROW(names->items, names->capacity, names->count + 1);
    names->items[names->count++] = (struct perf_name){index, text};
    if (index > names->last_index)
        names->last_index = index;
}

void perf_names_remove(struct perf_names *names, uint32_t first, uint32_t last)
{
    size_t kept = 0;
    names->last_index = 0;
    for (size_t i = 0; i < names->count; i++) {
        struct perf_name item = names->items[i];
        if (item.index >= first && item.index <= last)
            continue;
        names->items[kept++] = item;
        if (item.index > names->last_index)
            names->last_index = item.index;
    }
    names->count = kept;
}

void perf_names_free(struct perf_names *names)
{
    mem_free(names->items);
    *names = (struct perf_names){0};
}

void perf_names_write(struct machine *machine, key_id language, bool help,
                      const struct perf_names *names)
{
    struct ustr *texts = mem_calloc(names->count * 2 + 1, sizeof *texts);
    struct ubuf numbers = {0};
    size_t *starts = mem_calloc(names->count + 1, sizeof *starts);
    for (size_t i = 0; i < names->count; i++) {
        char number[16];
        int length = snprintf(number, sizeof number, "%u", (unsigned)names->items[i].index);
        ubuf_add_wtf8(&numbers, number, (size_t)length);
        starts[i + 1] = numbers.count;
    }
    for (size_t i = 0; i < names->count; i++) {
        texts[2 * i] = ustr_slice(ubuf_view(&numbers), starts[i], starts[i + 1]);
        texts[2 * i + 1] = names->items[i].text;
    }
    put_strings(machine->registry.store, language, name_of(help), texts, 2 * names->count);
    store_touch(machine->registry.store, language, machine_now(machine));
    durability_changed(machine, language);
    mem_free(starts);
    mem_free(texts);
    ubuf_free(&numbers);
}

void perflib_make_names(struct machine *machine)
{
    struct store *store = machine->registry.store;
    key_id key =
        store_ensure(store, store_root(store),
                     USTR(u"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib"),
                     machine_now(machine));
    put_dword(store, key, USTR(u"Base Index"), PERF_BASE_HELP);
    put_dword(store, key, USTR(u"Last Counter"), PERF_BASE_COUNTER);
    put_dword(store, key, USTR(u"Last Help"), PERF_BASE_HELP);
    put_dword(store, key, USTR(u"Version"), 0x10001);
    key_id language = store_ensure(store, key, USTR(u"009"), machine_now(machine));
    struct perf_names counter = {0}, help = {0};
    perf_names_add(&counter, 1, USTR(u"1847"));
    perf_names_add(&counter, 2, USTR(u"System"));
    perf_names_add(&counter, 674, USTR(u"System Up Time"));
    perf_names_add(&counter, PERF_BASE_COUNTER, USTR(u"End Marker"));
    perf_names_add(&help, 3, USTR(u"The counters of the system as a whole."));
    perf_names_add(&help, 675, USTR(u"How long the system has been running, in seconds."));
    perf_names_add(&help, PERF_BASE_HELP, USTR(u"End Marker"));
    perf_names_write(machine, language, false, &counter);
    perf_names_write(machine, language, true, &help);
    perf_names_free(&counter);
    perf_names_free(&help);
}

const struct value *perf_names_value(const struct machine *machine, struct ustr language, bool help)
{
    const struct store *store = machine->registry.store;
    key_id perflib = perflib_key(machine), key = KEY_NONE;
    if (perflib == KEY_NONE)
        return NULL;
    if (language.count)
        key = store_child_find(store, perflib, language);
    if (key == KEY_NONE)
        key = store_child_find(store, perflib, USTR(u"009"));
    const struct value *value =
        key == KEY_NONE ? NULL : store_value_find(store, key, name_of(help));
    return value && value->type == REG_MULTI_SZ_TYPE ? value : NULL;
}

static bool read_number(uint32_t *out, struct ustr text)
{
    uint64_t number = 0;
    for (size_t i = 0; i < text.count; i++) {
        if (text.units[i] < u'0' || text.units[i] > u'9')
            return false;
        number = number * 10 + (uint64_t)(text.units[i] - u'0');
        if (number > UINT32_MAX)
            return false;
    }
    *out = (uint32_t)number;
    return text.count > 0;
}

/* The string that starts at *at, which moves behind its NUL; false: there is no NUL (rule
 * perf.names). */
static bool next(struct ustr *out, struct ustr units, size_t *at)
{
    size_t end = ustr_find(units, 0, *at);
    if (end == SIZE_MAX)
        return false;
    *out = ustr_slice(units, *at, end);
    *at = end + 1;
    return true;
}

void perf_names_read(struct perf_names *out, const struct value *table)
{
    *out = (struct perf_names){.damage = table ? PERF_NAMES_INTACT : PERF_NAMES_ABSENT};
    if (!table)
        return;
    struct ustr units = {(const char16_t *)(const void *)value_data(table),
                         table->size / sizeof(char16_t)};
    size_t at = 0;
    struct ustr number, text;
    while (out->damage == PERF_NAMES_INTACT && at < units.count) {
        uint32_t index;
        if (units.units[at] == 0) /* the end of the list: whatever is behind it is no part of it */
            break;
        if (!next(&number, units, &at) || !next(&text, units, &at))
            out->damage = PERF_NAMES_UNTERMINATED;
        else if (!read_number(&index, number))
            out->damage = PERF_NAMES_GARBLED;
        else if (!text.count)
            out->damage = PERF_NAMES_EMPTY_TEXT;
        else if (out->count && index <= out->last_index)
            out->damage = PERF_NAMES_UNORDERED;
        else
            perf_names_add(out, index, text);
    }
}

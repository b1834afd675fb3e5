#include "perflib/lodctr.h"

#include "base/memory.h"
#include "machine/put.h"
#include "perflib/events.h"
#include "perflib/names.h"
#include "perflib/service.h"
#include "sdk/winerror.h"

#include <stdio.h>

/* Perflib and the 009 tables as they are before a change. */
struct tables {
    key_id perflib;
    uint32_t last_counter, last_help;
    struct perf_names counter, help;
};

static void free_tables(struct tables *tables)
{
    perf_names_free(&tables->counter);
    perf_names_free(&tables->help);
}

static void read_tables(struct tables *out, const struct machine *machine)
{
    const struct store *store = machine->registry.store;
    *out = (struct tables){.perflib = perflib_key(machine)};
    get_dword(&out->last_counter, store, out->perflib, USTR(u"Last Counter"));
    get_dword(&out->last_help, store, out->perflib, USTR(u"Last Help"));
    perf_names_read(&out->counter, perf_names_value(machine, USTR(u"009"), false));
    perf_names_read(&out->help, perf_names_value(machine, USTR(u"009"), true));
}

/* rule perflib.lodctr-damage: W2K LoadPerf reports 3001 and 3002 for malformed tables, 3000 where
 * the last index is not that of Perflib. From XP on a wrong Last Counter is corrected instead
 * (2006). */
static uint32_t check_tables(struct machine *machine, struct tables *tables)
{
    if (tables->counter.damage || tables->help.damage) {
        bool counter = tables->counter.damage != PERF_NAMES_INTACT;
        uint32_t last = counter ? tables->counter.last_index : tables->help.last_index;
        loadperf_report(machine, counter ? 3001 : 3002, NULL, 0, &last, 1);
        return ERROR_INVALID_DATA;
    }
    uint32_t highest = tables->counter.last_index > tables->help.last_index
                           ? tables->counter.last_index
                           : tables->help.last_index;
    uint32_t stated =
        tables->last_counter > tables->last_help ? tables->last_counter : tables->last_help;
    if (highest == stated)
        return ERROR_SUCCESS;
    if (machine->os < OS_XP) {
        loadperf_report(machine, 3000, NULL, 0, (const uint32_t[]){stated, highest}, 2);
        return ERROR_INVALID_DATA;
    }
    tables->last_counter = tables->counter.last_index;
    tables->last_help = tables->help.last_index;
    return ERROR_SUCCESS;
}

static uint32_t highest_offset(const struct lodctr_file *file)
{
    uint32_t highest = 0;
    for (size_t i = 0; i < file->text_count; i++) {
        if (file->texts[i].offset > highest)
            highest = file->texts[i].offset;
    }
    return highest;
}

/* Appends the texts of one language, in order of offset: tables are sorted. */
static void append(struct machine *machine, const struct lodctr_file *file, struct ustr language,
                   uint32_t first, bool help)
{
    const struct store *store = machine->registry.store;
    key_id key = store_child_find(store, perflib_key(machine), language);
    if (key == KEY_NONE) /* lodctr skips languages that the machine does not have (Q127207; rule
                            perflib.names-files) */
        return;
    const struct value *table = perf_names_value(machine, language, help);
    if (table)
        value_retain(table); /* it lends the texts while it is replaced */
    struct perf_names names;
    perf_names_read(&names, table);
    uint32_t highest = highest_offset(file);
    bool damaged = names.damage && names.damage != PERF_NAMES_ABSENT; /* left alone (our choice) */
    for (uint32_t offset = 0; !damaged && offset <= highest; offset += 2) {
        for (size_t i = 0; i < file->text_count; i++) {
            const struct lodctr_text *text = &file->texts[i];
            if (text->offset == offset && ustr_same_nocase(text->language, language) &&
                (help ? text->has_help : text->has_name))
                perf_names_add(&names, first + offset, help ? text->help : text->name);
        }
    }
    if (!damaged)
        perf_names_write(machine, key, help, &names);
    perf_names_free(&names);
    value_release(table);
}

static void write_object_list(struct machine *machine, key_id performance,
                              const struct lodctr_file *file, uint32_t first)
{
    struct ubuf list = {0};
    for (size_t i = 0; i < file->object_count; i++) {
        char number[16];
        int length =
            snprintf(number, sizeof number, i ? " %u" : "%u", (unsigned)(first + file->objects[i]));
        ubuf_add_wtf8(&list, number, (size_t)length);
    }
    if (file->has_objects)
        put_string(machine->registry.store, performance, USTR(u"Object List"), REG_SZ_TYPE,
                   ubuf_view(&list));
    else
        loadperf_report(machine, 2000, NULL, 0, NULL, 0);
    ubuf_free(&list);
}

static void write_range(struct machine *machine, key_id performance, const uint32_t range[4])
{
    struct store *store = machine->registry.store;
    put_dword(store, performance, USTR(u"First Counter"), range[0]);
    put_dword(store, performance, USTR(u"Last Counter"), range[1]);
    put_dword(store, performance, USTR(u"First Help"), range[2]);
    put_dword(store, performance, USTR(u"Last Help"), range[3]);
    store_touch(store, performance, machine_now(machine));
    durability_changed(machine, performance);
}

static void write_last(struct machine *machine, key_id perflib, uint32_t counter, uint32_t help)
{
    struct store *store = machine->registry.store;
    put_dword(store, perflib, USTR(u"Last Counter"), counter);
    put_dword(store, perflib, USTR(u"Last Help"), help);
    store_touch(store, perflib, machine_now(machine));
    durability_changed(machine, perflib);
}

static uint32_t load(struct machine *machine, key_id performance, const struct lodctr_file *file)
{
    struct tables tables;
    read_tables(&tables, machine);
    uint32_t code = check_tables(machine, &tables);
    uint32_t first_counter = tables.last_counter + 2, first_help = tables.last_help + 2;
    key_id perflib = tables.perflib;
    free_tables(&tables);
    if (code)
        return code;
    uint32_t highest = highest_offset(file);
    for (size_t i = 0; i < file->language_count; i++) {
        append(machine, file, file->languages[i], first_counter, false);
        append(machine, file, file->languages[i], first_help, true);
    }
    const uint32_t range[4] = {first_counter, first_counter + highest, first_help,
                               first_help + highest};
    write_object_list(machine, performance, file, first_counter);
    write_range(machine, performance, range);
    write_last(machine, perflib, range[1], range[3]);
    loadperf_report(machine, 1000, &file->driver, 1, range, 4);
    return ERROR_SUCCESS;
}

uint32_t lodctr_load(struct machine *machine, const struct lodctr_file *file)
{
    key_id performance = perf_service_key(machine, file->driver);
    if (performance == KEY_NONE) {
        uint32_t code = ERROR_FILE_NOT_FOUND;
        loadperf_report(machine, 3003, &file->driver, 1, &code, 1);
        loadperf_report(machine, 3009, &file->driver, 1, &code, 1);
        return code;
    }
    if (store_value_find(machine->registry.store, performance, USTR(u"First Counter")))
        return ERROR_ALREADY_EXISTS;
    return load(machine, performance, file);
}

static void remove_names(struct machine *machine, key_id language, bool help, uint32_t first,
                         uint32_t last)
{
    const struct store *store = machine->registry.store;
    const struct value *value = perf_names_value(machine, store_name(store, language), help);
    if (!value)
        return;
    value_retain(value); /* the texts are lent by it while the table is replaced */
    struct perf_names names;
    perf_names_read(&names, value);
    if (!names.damage) { /* a damaged table is left as it is (our choice) */
        perf_names_remove(&names, first, last);
        perf_names_write(machine, language, help, &names);
    }
    perf_names_free(&names);
    value_release(value);
}

/* "updated if changed": the last index that is left, where the removed range was the last. */
static void lower_last(struct machine *machine, const uint32_t range[4], uint32_t now[2])
{
    struct tables tables;
    read_tables(&tables, machine);
    now[0] = tables.last_counter == range[1] ? tables.counter.last_index : tables.last_counter;
    now[1] = tables.last_help == range[3] ? tables.help.last_index : tables.last_help;
    if (now[0] != tables.last_counter || now[1] != tables.last_help)
        write_last(machine, tables.perflib, now[0], now[1]);
    free_tables(&tables);
}

/* rule perflib.unlodctr */
uint32_t lodctr_unload(struct machine *machine, struct ustr driver)
{
    static const char16_t *const names[] = {u"First Counter", u"Last Counter", u"First Help",
                                            u"Last Help"};
    struct store *store = machine->registry.store;
    key_id performance = perf_service_key(machine, driver), perflib = perflib_key(machine);
    uint32_t range[4];
    for (int i = 0; i < 4; i++) {
        if (!get_dword(&range[i], store, performance, ustr_z(names[i])))
            return ERROR_FILE_NOT_FOUND;
    }
    for (size_t i = 0; perflib != KEY_NONE && i < store_child_count(store, perflib); i++) {
        key_id language = store_child_at(store, perflib, i);
        remove_names(machine, language, false, range[0], range[1]);
        remove_names(machine, language, true, range[2], range[3]);
    }
    uint32_t last[2] = {0};
    if (perflib != KEY_NONE)
        lower_last(machine, range, last);
    for (int i = 0; i < 4; i++)
        store_value_remove(store, performance, ustr_z(names[i]));
    store_value_remove(store, performance, USTR(u"Object List"));
    store_touch(store, performance, machine_now(machine));
    durability_changed(machine, performance);
    loadperf_report(machine, 1001, &driver, 1, last, 2);
    return ERROR_SUCCESS;
}

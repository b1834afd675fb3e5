/*
 * Reads .reg text into a store and looks at what came of it. Bodies of tests are written for the
 * key HKEY_CURRENT_USER\k, which READ4 and READ5 open first.
 */
#ifndef TESTS_UNIT_FORMATS_REG_CHECK_H
#define TESTS_UNIT_FORMATS_REG_CHECK_H

#include "check.h"

#include "base/buf.h"
#include "base/memory.h"
#include "formats/regfile_apply.h"

#include <stdio.h>
#include <string.h>

struct reading {
    struct store *store;
    struct diags diags;
    struct regfile_facts facts;
    regsim_status status;
};

static inline struct reading read_bytes(const void *bytes, size_t size, uint32_t codepage)
{
    struct reading reading = {.store = store_new()};
    struct regfile_apply apply;
    regfile_apply_init(&apply, reading.store, REGFILE_AS_WRITTEN, 0);
    struct regfile_sink sink = regfile_apply_sink(&apply);
    struct regfile_source source = {"t.reg", bytes, size, codepage, NULL};
    reading.status = regfile_read(&reading.facts, &source, &sink, &reading.diags);
    regfile_apply_done(&apply);
    return reading;
}

static inline void reading_free(struct reading *reading)
{
    store_free(reading->store);
    diags_free(&reading->diags);
}

/* UTF-16LE with a mark, of UTF-8 text. */
static inline struct reading read_wide(const char *text)
{
    struct ustr units = ustr_from_wtf8(text, strlen(text));
    struct buf buf = {0};
    buf_u16(&buf, 0xFEFF);
    buf_add(&buf, units.units, units.count * 2);
    struct reading reading = read_bytes(buf.bytes, buf.size, 0);
    buf_free(&buf);
    ustr_free(units);
    return reading;
}

static inline struct reading read_in_key(const char *header, const char *body)
{
    char *text = mem_printf("%s\n\n[HKEY_CURRENT_USER\\k]\n%s", header, body);
    struct reading reading = *header == 'R' ? read_bytes(text, strlen(text), 0) : read_wide(text);
    mem_free(text);
    return reading;
}

#define READ4(body) read_in_key("REGEDIT4", body)
#define READ5(body) read_in_key("Windows Registry Editor Version 5.00", body)

static inline key_id key_at(const struct reading *reading, const char *path)
{
    struct ustr units = ustr_from_wtf8(path, strlen(path));
    key_id key = store_find(reading->store, store_root(reading->store), units);
    ustr_free(units);
    return key;
}

/* "TYPE:hex bytes" of a value, e.g. "4:01000000"; "absent". Static, the last one only. */
static inline const char *value_of(const struct reading *reading, const char *path,
                                   const char *name)
{
    static char text[1024];
    key_id key = key_at(reading, path);
    struct ustr units = ustr_from_wtf8(name, strlen(name));
    const struct value *value = key ? store_value_find(reading->store, key, units) : NULL;
    ustr_free(units);
    if (!value)
        return "absent";
    int at = snprintf(text, sizeof text, "%x:", value->type);
    for (uint32_t i = 0; i < value->size && at < (int)sizeof text - 3; i++)
        at += snprintf(text + at, sizeof text - (size_t)at, "%02x", value_data(value)[i]);
    return text;
}

#define assert_value(reading, name, wanted)                                                        \
    assert_string_equal(value_of(&(reading), "HKEY_CURRENT_USER\\k", name), wanted)

/* Reads one body, checks the value V and how many warnings there were. */
#define assert_reads(reading_of, body, wanted, warning_count)                                      \
    do {                                                                                           \
        struct reading reading_ = reading_of(body);                                                \
        assert_int_equal(reading_.status.code, REGSIM_OK);                                         \
        assert_value(reading_, "V", wanted);                                                       \
        assert_int_equal(reading_.diags.warnings, warning_count);                                  \
        reading_free(&reading_);                                                                   \
    } while (0)

#endif

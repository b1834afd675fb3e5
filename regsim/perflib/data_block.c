#include "perflib/data_block.h"

enum {
    BLOCK_TOTAL_AT = 20,
    BLOCK_HEADER_AT = 24,
    BLOCK_OBJECTS_AT = 28,
    BLOCK_NAME_AT = 88,
    DEFAULT_OBJECT = 238, /* Processor */
    OBJECT_SIZE = 64,
    COUNTER_SIZE = 40,
    INSTANCE_SIZE = 24,
    COUNTER_RAWCOUNT = 0x00010000,
    DETAIL_NOVICE = 100,
    NO_INSTANCES = -1,
    NO_UNIQUE_ID = -1,
};

/* What did not fit is not there: the buffer says so at the end (base/buf.h). */
static void put_u32_at(struct buf *buf, size_t at, size_t value)
{
    for (size_t i = 0; i < 4 && at + i < buf->size; i++)
        buf->bytes[at + i] = (uint8_t)(value >> 8 * i);
}

static void align(struct buf *buf)
{
    while (buf->size % 8 && !buf->overflow)
        buf_put(buf, 0);
}

static void add_units(struct buf *out, struct ustr text)
{
    for (size_t i = 0; i < text.count; i++)
        buf_u16(out, text.units[i]);
    buf_u16(out, 0);
}

/* SYSTEMTIME of a FILETIME: civil date from days, years that begin in March. */
static void add_system_time(struct buf *out, filetime now)
{
    uint64_t milliseconds = now / CLOCK_MILLISECOND;
    uint64_t days = milliseconds / 86400000, rest = milliseconds % 86400000;
    uint64_t shifted = days + 584694; /* 1601-01-01 counted from 0000-03-01 */
    uint64_t era = shifted / 146097, day_of_era = shifted % 146097;
    uint64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    uint64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    uint64_t month = (5 * day_of_year + 2) / 153;
    uint64_t day = day_of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    uint64_t year = era * 400 + year_of_era + (month <= 2);
    buf_u16(out, (uint16_t)year);
    buf_u16(out, (uint16_t)month);
    buf_u16(out, (uint16_t)((days + 1) % 7)); /* 1601-01-01 was a Monday */
    buf_u16(out, (uint16_t)day);
    buf_u16(out, (uint16_t)(rest / 3600000));
    buf_u16(out, (uint16_t)(rest / 60000 % 60));
    buf_u16(out, (uint16_t)(rest / 1000 % 60));
    buf_u16(out, (uint16_t)(rest % 1000));
}

void perf_block_start(struct buf *out, struct ustr computer, filetime now)
{
    for (const char *c = "PERF"; *c; c++)
        buf_u16(out, (uint16_t)*c);
    buf_u32(out, 1); /* little-endian */
    buf_u32(out, 1); /* version, revision */
    buf_u32(out, 1);
    buf_u32(out, 0); /* BLOCK_TOTAL_AT, BLOCK_HEADER_AT, BLOCK_OBJECTS_AT: perf_block_finish */
    buf_u32(out, 0);
    buf_u32(out, 0);
    buf_u32(out, DEFAULT_OBJECT);
    add_system_time(out, now);
    align(out);
    buf_u64(out, now - CLOCK_START);
    buf_u64(out, CLOCK_SECOND); /* the counter's frequency */
    buf_u64(out, now);
    buf_u32(out, (uint32_t)((computer.count + 1) * sizeof(char16_t)));
    buf_u32(out, BLOCK_NAME_AT);
    add_units(out, computer);
    align(out);
    put_u32_at(out, BLOCK_HEADER_AT, out->size);
}

void perf_block_finish(struct buf *out, uint32_t objects)
{
    put_u32_at(out, BLOCK_TOTAL_AT, out->size);
    put_u32_at(out, BLOCK_OBJECTS_AT, objects);
}

static void add_counter(struct buf *out, uint32_t name, uint32_t help, uint32_t offset)
{
    buf_u32(out, COUNTER_SIZE);
    buf_u32(out, name);
    buf_u32(out, 0);
    buf_u32(out, help);
    buf_u32(out, 0);
    buf_u32(out, 0); /* scale */
    buf_u32(out, DETAIL_NOVICE);
    buf_u32(out, COUNTER_RAWCOUNT);
    buf_u32(out, 4);
    buf_u32(out, offset);
}

/* The values count the seconds since the start of the clock, so that they move. */
static void add_values(struct buf *out, uint32_t counters, filetime now)
{
    uint32_t size = 8 + (counters * 4 + 7) / 8 * 8;
    buf_u32(out, size);
    buf_u32(out, 0);
    for (uint32_t i = 0; i < counters; i++)
        buf_u32(out, (uint32_t)((now - CLOCK_START) / CLOCK_SECOND));
    if (counters % 2)
        buf_u32(out, 0);
}

static void add_instance(struct buf *out, uint32_t number)
{
    char16_t name[] = u"instance 0000";
    for (size_t digit = 12; digit > 8; digit--, number /= 10)
        name[digit] = (char16_t)(u'0' + number % 10);
    size_t name_size = sizeof name, padded = (INSTANCE_SIZE + name_size + 7) / 8 * 8;
    buf_u32(out, (uint32_t)padded);
    buf_u32(out, 0); /* no parent */
    buf_u32(out, 0);
    buf_u32(out, (uint32_t)NO_UNIQUE_ID);
    buf_u32(out, INSTANCE_SIZE);
    buf_u32(out, (uint32_t)name_size);
    add_units(out, ustr_z(name));
    align(out);
}

void perf_object_add(struct buf *out, const struct perf_object *object)
{
    size_t start = out->size;
    uint32_t counters = 0;
    if (object->last_name >= object->first_counter)
        counters = (object->last_name - object->first_counter) / 2 + 1;
    uint32_t definition = OBJECT_SIZE + counters * COUNTER_SIZE;
    buf_u32(out, 0); /* total length: below */
    buf_u32(out, definition);
    buf_u32(out, OBJECT_SIZE);
    buf_u32(out, object->name_index);
    buf_u32(out, 0);
    buf_u32(out, object->help_index);
    buf_u32(out, 0);
    buf_u32(out, DETAIL_NOVICE);
    buf_u32(out, counters);
    buf_u32(out, 0); /* default counter */
    buf_u32(out, object->instances ? object->instances : (uint32_t)NO_INSTANCES);
    buf_u32(out, 0); /* Unicode names */
    buf_u64(out, object->now - CLOCK_START);
    buf_u64(out, CLOCK_SECOND);
    for (uint32_t i = 0; i < counters; i++)
        add_counter(out, object->first_counter + 2 * i, object->help_index + 2 * (i + 1),
                    8 + 4 * i);
    if (!object->instances)
        add_values(out, counters, object->now);
    for (uint32_t i = 0; i < object->instances; i++) {
        add_instance(out, i);
        add_values(out, counters, object->now);
    }
    put_u32_at(out, start, out->size - start);
}

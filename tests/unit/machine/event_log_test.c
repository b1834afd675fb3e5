/* machine/event_log.h: records, clones, capacity, texts from message tables. */
#include "check.h"

#include "machine/event_log.h"

static const struct event_message messages[] = {
    {0xC00003F3, u"The library file \"%2\" specified for the \"%1\" service, %%3 %3 %10 100%"},
};
static const struct event_messages table = {u"Perflib", OS_NT4, OS_W2K, messages, 1};

static uint32_t add(struct event_log *log, const char16_t *source, uint32_t id)
{
    struct ustr strings[] = {USTR(u"svc"), USTR(u"lib.dll")};
    struct event_record record = {.time = 7,
                                  .source = ustr_z(source),
                                  .id = id,
                                  .type = event_type_of_severity(id),
                                  .strings = strings,
                                  .string_count = 2,
                                  .data = (const uint8_t *)"\x7e\0\0",
                                  .data_size = 4};
    return event_log_add(log, &record);
}

static void assert_text(const struct event_log *log, size_t index, struct ustr expected)
{
    struct ubuf out = {0};
    event_log_text(&out, log, event_log_at(log, index));
    assert_true(ustr_same(ubuf_view(&out), expected));
    ubuf_free(&out);
}

static void a_record_keeps_what_was_reported(void **state)
{
    (void)state;
    struct event_log *log = event_log_new(OS_W2K, 0);
    assert_int_equal(event_log_last(log), 0);
    assert_int_equal(add(log, u"Perflib", 0xC00003F3), 1);
    const struct event_record *record = event_log_at(log, 0);
    assert_int_equal(record->type, EVENT_ERROR);
    assert_int_equal(event_code(record->id), 1011);
    assert_int_equal(record->time, 7);
    assert_int_equal(record->string_count, 2);
    assert_true(ustr_same(record->strings[1], USTR(u"lib.dll")));
    assert_memory_equal(record->data, "\x7e\0\0\0", 4);
    assert_null(event_log_at(log, 1));
    event_log_free(log);
}

static void text_takes_the_insertion_strings_by_number(void **state)
{
    (void)state;
    struct event_log *log = event_log_new(OS_W2K, 0);
    event_log_register(log, &table);
    event_log_register(log, &table);
    add(log, u"perflib", 0xC00003F3);
    assert_text(log, 0,
                USTR(u"The library file \"lib.dll\" specified for the \"svc\" service, %3 %3 %10 "
                     u"100%"));
    event_log_free(log);
}

static void an_id_without_text_shows_its_insertion_strings(void **state)
{
    (void)state;
    static const struct {
        enum os os;
        const char16_t *source;
        uint32_t id;
    } cases[] = {{OS_XP, u"Perflib", 0xC00003F3}, /* the table ends with Windows 2000 */
                 {OS_W2K, u"Perflib", 0xC00003F2},
                 {OS_W2K, u"Other", 0xC00003F3}};
    for (size_t i = 0; i < 3; i++) {
        struct event_log *log = event_log_new(cases[i].os, 0);
        event_log_register(log, &table);
        add(log, cases[i].source, cases[i].id);
        struct ubuf out = {0};
        event_log_text(&out, log, event_log_at(log, 0));
        assert_true(
            ustr_starts_nocase(ubuf_view(&out), USTR(u"The description for Event ID ( 101")));
        struct ustr tail = USTR(u"insertion string(s): svc, lib.dll.");
        assert_true(
            ustr_same(ustr_slice(ubuf_view(&out), out.count - tail.count, out.count), tail));
        ubuf_free(&out);
        event_log_free(log);
    }
}

static void a_full_log_drops_its_oldest_record(void **state)
{
    (void)state;
    struct event_log *log = event_log_new(OS_W2K, 20);
    for (uint32_t i = 0; i < 50; i++)
        add(log, u"Perflib", i);
    assert_int_equal(event_log_count(log), 20);
    assert_int_equal(event_log_at(log, 0)->number, 31);
    assert_int_equal(event_log_at(log, 19)->number, 50);
    assert_int_equal(event_log_last(log), 50);
    struct event_log *clone = event_log_clone(log);
    event_log_clear(log);
    assert_int_equal(event_log_count(log), 0);
    assert_int_equal(add(log, u"Perflib", 1), 51);
    assert_int_equal(event_log_at(clone, 0)->number, 31);
    assert_int_equal(add(clone, u"Perflib", 1), 51);
    assert_int_equal(event_log_at(clone, 0)->number, 32);
    event_log_free(log);
    event_log_free(clone);
}

static void types_follow_the_severity(void **state)
{
    (void)state;
    assert_int_equal(event_type_of_severity(0x400003E8), EVENT_INFORMATION);
    assert_int_equal(event_type_of_severity(0x800007D2), EVENT_WARNING);
    assert_int_equal(event_type_of_severity(1), EVENT_SUCCESS);
    assert_string_equal(event_type_name(EVENT_ERROR), "error");
    assert_string_equal(event_type_name(EVENT_WARNING), "warning");
    assert_string_equal(event_type_name(EVENT_SUCCESS), "information");
    assert_string_equal(event_type_name(EVENT_AUDIT_SUCCESS), "audit-success");
    assert_string_equal(event_type_name(EVENT_AUDIT_FAILURE), "audit-failure");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_keeps_what_was_reported),
        cmocka_unit_test(text_takes_the_insertion_strings_by_number),
        cmocka_unit_test(an_id_without_text_shows_its_insertion_strings),
        cmocka_unit_test(a_full_log_drops_its_oldest_record),
        cmocka_unit_test(types_follow_the_severity),
    };
    return RUN_TESTS(tests);
}

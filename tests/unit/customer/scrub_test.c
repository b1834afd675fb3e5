/* Stand-ins: of the same length and shape, the same for the same, and none where nothing is told.
 */
#include "formats/reg_check.h"

#include "customer/scrub.h"

static struct reading scrubbed(struct scrub *scrub, const char *body)
{
    struct reading reading = READ5(body);
    scrub_learn_store(scrub, reading.store, (struct ustr){0});
    scrub_store(scrub, reading.store, (struct ustr){0});
    return reading;
}

static struct ustr text_of(const struct reading *reading, const char *name)
{
    key_id key = key_at(reading, "HKEY_CURRENT_USER\\k");
    struct ustr units = ustr_from_wtf8(name, strlen(name)), text = {0};
    const struct value *value = store_value_find(reading->store, key, units);
    ustr_free(units);
    assert_non_null(value);
    value_string(&text, value);
    return text;
}

static void a_name_is_replaced_wherever_it_stands_as_a_word(void **state)
{
    (void)state;
    struct scrub scrub = {0};
    struct reading reading =
        scrubbed(&scrub, "\"USERNAME\"=\"Ann7\"\n\"a\"=\"ann7, ANN7 and ann70\"\n"
                         "\"ANN7\"=hex:61,6e,6e,37\n");
    struct ustr name = text_of(&reading, "USERNAME"), text = text_of(&reading, "a");
    assert_int_equal(name.count, 4);
    assert_false(ustr_same_nocase(name, USTR(u"ann7")));
    assert_true(ustr_same_nocase(name, ustr_slice(text, 0, 4)));
    assert_true(ustr_same_nocase(name, ustr_slice(text, 6, 10)));
    assert_true(ustr_same(ustr_slice(text, 10, text.count), USTR(u" and ann70")));
    assert_true(name.units[0] >= u'A' && name.units[0] <= u'Z' && name.units[3] >= u'1' &&
                name.units[3] <= u'9');
    assert_string_equal(value_of(&reading, "HKEY_CURRENT_USER\\k", "ANN7"), "absent");
    assert_int_equal(scrub.entries[0].places, 5);
    scrub_free(&scrub);
    reading_free(&reading);
}

static void what_tells_nobody_apart_stays(void **state)
{
    static const char body[] = "\"USERNAME\"=\"Administrator\"\n\"a\"=\"127.0.0.1 0.0.0.0 1.2.3\"\n"
                               "\"Version\"=\"1.2.3.4\"\n\"b\"=\"S-1-5-18 S-1-5-32-544\"\n"
                               "\"PasswordAge\"=dword:00000007\n\"c\"=\"AAAAA-BBBBB-CCCCC\"\n";
    (void)state;
    struct scrub scrub = {0};
    struct reading before = READ5(body), after = scrubbed(&scrub, body);
    static const char *const names[] = {"USERNAME", "a", "Version", "b", "PasswordAge", "c"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *old = mem_strdup(value_of(&before, "HKEY_CURRENT_USER\\k", names[i]));
        assert_string_equal(value_of(&after, "HKEY_CURRENT_USER\\k", names[i]), old);
        mem_free(old);
    }
    assert_int_equal(scrub.count, 0);
    scrub_free(&scrub);
    reading_free(&before);
    reading_free(&after);
}

/* Where a sentence or a value ends is no part of what is told by its form. */
static void what_ends_a_sentence_hides_nothing(void **state)
{
    const struct {
        const char *name;
        struct ustr told, around;
    } texts[] = {
        {"a", USTR(u"10.1.2.3"), USTR(u".")},
        {"b", USTR(u"ann.smith@corp.example"), USTR(u".com.")},
        {"c", USTR(u"fe80::1234:5678:9abc:def0"), USTR(u": down")},
        {"d", USTR(u"Secret99"), USTR(u"")},
    };
    (void)state;
    struct scrub scrub = {0};
    struct reading reading =
        scrubbed(&scrub, "\"a\"=\"at 10.1.2.3.\"\n\"b\"=\"to ann.smith@corp.example.com.\"\n"
                         "\"c\"=\"is fe80::1234:5678:9abc:def0: down\"\n\"d\"=\"-p Secret99\"\n"
                         "\"oid\"=\"1.3.6.1.5.5.7.3.1\"\n");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ustr text = text_of(&reading, texts[i].name);
        size_t from = 3, to = from + texts[i].told.count;
        assert_int_equal(text.count, to + texts[i].around.count);
        assert_false(ustr_same_nocase(ustr_slice(text, from, to), texts[i].told));
        assert_true(ustr_same(ustr_slice(text, to, text.count), texts[i].around));
    }
    assert_true(ustr_same(text_of(&reading, "oid"), USTR(u"1.3.6.1.5.5.7.3.1")));
    scrub_free(&scrub);
    reading_free(&reading);
}

static void a_name_or_a_secret_is_told_whole(void **state)
{
    (void)state;
    struct scrub scrub = {0};
    struct reading reading =
        scrubbed(&scrub, "\"a\"=\"C:\\\\Users\\\\Anna Smithson\\\\x\"\n\"b\"=\"of Smithson\"\n"
                         "\"c\"=\"C:\\\\Users\\\\Berta /quiet\"\n\"d\"=\"db_password=Gerbera\"\n"
                         "\"e\"=\"00330-80000-00000-AA123\"\n");
    struct ustr folder = text_of(&reading, "a"), person = text_of(&reading, "b");
    struct ustr command = text_of(&reading, "c"), text = text_of(&reading, "d");
    assert_int_equal(ustr_find(folder, u'S', 10), SIZE_MAX);
    assert_true(ustr_same(ustr_slice(folder, 22, folder.count), USTR(u"\\x")));
    assert_false(ustr_same(ustr_slice(person, 3, person.count), USTR(u"Smithson")));
    assert_true(ustr_same(ustr_slice(command, 14, command.count), USTR(u" /quiet")));
    assert_true(ustr_same(ustr_slice(text, 0, 12), USTR(u"db_password=")));
    assert_false(ustr_same(ustr_slice(text, 12, text.count), USTR(u"Gerbera")));
    assert_false(ustr_same(text_of(&reading, "e"), USTR(u"00330-80000-00000-AA123")));
    scrub_free(&scrub);
    reading_free(&reading);
}

static void every_datum_keeps_its_size(void **state)
{
    (void)state;
    struct scrub scrub = {0};
    struct reading reading = scrubbed(
        &scrub, "\"Password\"=hex:01\n\"Secret\"=hex(1):61\n\"pwd\"=\"x\"\n\"credential\"=hex:\n"
                "\"DigitalProductId\"=hex:a4,00,00,00,03\n\"odd\"=hex:53,00,2d\n");
    assert_value(reading, "Password", "3:78");
    assert_value(reading, "Secret", "1:78000000"); /* as it is read */
    assert_value(reading, "pwd", "1:78000000");
    assert_value(reading, "credential", "3:");
    assert_int_equal(strlen(value_of(&reading, "HKEY_CURRENT_USER\\k", "DigitalProductId")), 12);
    assert_value(reading, "odd", "3:53002d");
    scrub_free(&scrub);
    reading_free(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_replaced_wherever_it_stands_as_a_word),
        cmocka_unit_test(what_tells_nobody_apart_stays),
        cmocka_unit_test(what_ends_a_sentence_hides_nothing),
        cmocka_unit_test(a_name_or_a_secret_is_told_whole),
        cmocka_unit_test(every_datum_keeps_its_size),
    };
    return RUN_TESTS(tests);
}

/* Text hives of Wine: what is read, what is refused, and that what is written comes back. */
#include "reg_check.h"

#include "formats/winehive.h"

#define HEADER "WINE REGISTRY Version 2\n"
#define IN_KEY HEADER "[k] 0\n"

struct wine {
    struct reading reading;
    struct winehive_facts facts;
};

static struct wine read_wine(const char *text)
{
    struct wine wine = {.reading.store = store_new()};
    struct winehive_source source = {"t.reg", (const uint8_t *)text, strlen(text)};
    wine.reading.status =
        winehive_read(&wine.facts, wine.reading.store, store_root(wine.reading.store), &source,
                      &wine.reading.diags);
    return wine;
}

static void wine_free(struct wine *wine)
{
    ustr_free(wine->facts.place);
    reading_free(&wine->reading);
}

#define assert_wine_value(body, wanted)                                                            \
    do {                                                                                           \
        struct wine wine_ = read_wine(IN_KEY body);                                                \
        assert_int_equal(wine_.reading.status.code, REGSIM_OK);                                    \
        assert_string_equal(value_of(&wine_.reading, "k", "V"), wanted);                           \
        wine_free(&wine_);                                                                         \
    } while (0)

static void every_type_is_read_as_wine_wrote_it(void **state)
{
    (void)state;
    assert_wine_value("\"V\"=\"ab\"\n", "1:610062000000");
    assert_wine_value("\"V\"=\"\"\n", "1:0000");
    assert_wine_value("\"V\"=str(2):\"a\"\n", "2:61000000");
    assert_wine_value("\"V\"=str(7):\"a\\0b\\0\"\n", "7:61000000620000000000");
    assert_wine_value("\"V\"=str:\"a\"\n", "1:61000000");
    assert_wine_value("\"V\"=dword:0000000a\n", "4:0a000000");
    assert_wine_value("\"V\"=hex:01,02\n", "3:0102");
    assert_wine_value("\"V\"=hex:\n", "3:");
    assert_wine_value("\"V\"=hex(ffff1003):01,\\\n  02,03\n", "ffff1003:010203");
    assert_wine_value("\"V\" = \"x\"\r\n", "1:78000000");
}

static void text_is_unescaped(void **state)
{
    (void)state;
    assert_wine_value("\"V\"=\"\\\\\\\"\\n\\r\\t\\e\"\n", "1:5c0022000a000d0009001b000000");
    assert_wine_value("\"V\"=\"\\x20ac\\xe9\\xe9z\\1\\0011\"\n", "1:ac20e900e9007a00010001003100"
                                                                 "0000");
    assert_wine_value("\"V\"=\"\xE9\"\n", "1:e9000000"); /* a raw byte is Latin-1 */
    struct wine wine = read_wine(IN_KEY "\"a\\\"b\"=\"1\"\n@=\"2\"\n");
    assert_string_equal(value_of(&wine.reading, "k", "a\"b"), "1:31000000");
    assert_string_equal(value_of(&wine.reading, "k", ""), "1:32000000");
    wine_free(&wine);
}

static void keys_have_times_classes_and_links(void **state)
{
    (void)state;
    struct wine wine =
        read_wine(HEADER "[a\\\\b\\[x\\]] 1\n#time=1dd7b8bbd65142e\n#class=\"c\\x20ac\"\n"
                         "[l] 2\n#link\n\"SymbolicLinkValue\"=hex(6):5c,00\n[t]\n");
    const struct store *store = wine.reading.store;
    key_id b = key_at(&wine.reading, "a\\b[x]"), l = key_at(&wine.reading, "l");
    assert_int_equal(wine.reading.status.code, REGSIM_OK);
    assert_true(store_last_write(store, b) == UINT64_C(0x1dd7b8bbd65142e));
    assert_true(ustr_same(store_class(store, b), USTR(u"c\u20AC")));
    /* a key that is only implied gets the time of the one that implies it */
    assert_true(store_last_write(store, store_parent(store, b)) == UINT64_C(0x1dd7b8bbd65142e));
    assert_int_equal(store_flags(store, l), KEY_LINK);
    assert_true(store_last_write(store, l) == (UINT64_C(11644473600) + 2) * 10000000);
    assert_true(store_last_write(store, key_at(&wine.reading, "t")) == 0);
    wine_free(&wine);
}

static void the_file_says_where_it_belongs(void **state)
{
    static const struct {
        const char *line;
        struct ustr place;
    } cases[] = {
        {";; All keys relative to REGISTRY\\\\Machine\n", {u"HKEY_LOCAL_MACHINE", 18}},
        {";; All keys relative to \\\\REGISTRY\\\\User\\\\S-1-5-21\n",
         {u"HKEY_USERS\\S-1-5-21", 19}},
        {";; All keys relative to REGISTRY\\\\User\\\\.Default\n", {u"HKEY_USERS\\.Default", 19}},
        {"; no comment of Wine\n", {NULL, 0}},
        {";; All keys relative to nothing\n", {NULL, 0}},
        {";; All keys relative to HKEY_CURRENT_USER\\\\a\n", {u"HKEY_CURRENT_USER\\a", 19}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = mem_printf(HEADER "%s\n#arch=win64\n", cases[i].line);
        struct wine wine = read_wine(text);
        assert_int_equal(wine.reading.status.code, REGSIM_OK);
        assert_true(ustr_same(wine.facts.place, cases[i].place));
        assert_string_equal(wine.facts.arch, "win64");
        wine_free(&wine);
        mem_free(text);
    }
}

static void a_file_that_ends_within_a_line_is_warned_of(void **state)
{
    static const struct {
        const char *text;
        size_t warnings;
    } cases[] = {{IN_KEY "\"V\"=\"x\"\n", 0},  {IN_KEY "\"V\"=\"x\"", 1},
                 {IN_KEY "\"V\"=hex:01,0", 1}, {IN_KEY "\"V\"=dword:0000", 1},
                 {HEADER "[k] 0", 1},          {IN_KEY "#time=1dd7b", 1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wine wine = read_wine(cases[i].text);
        assert_int_equal(wine.reading.status.code, REGSIM_OK);
        assert_int_equal(wine.reading.diags.warnings, cases[i].warnings);
        wine_free(&wine);
    }
}

static void what_wine_would_drop_is_an_error_with_its_place(void **state)
{
    static const struct {
        const char *text;
        size_t line, column;
    } cases[] = {
        {IN_KEY "rubbish\n", 3, 1},
        {IN_KEY "\"V\"=\"open\n", 3, 6},
        {IN_KEY "\"V\n", 3, 2},
        {IN_KEY "\"V\"\n", 3, 4},
        {IN_KEY "\"V\"=\"x\"y\n", 3, 8},
        {IN_KEY "\"V\"=dword:\n", 3, 11},
        {IN_KEY "\"V\"=dword:123456789\n", 3, 19},
        {IN_KEY "\"V\"=hex:0g\n", 3, 10},
        {IN_KEY "\"V\"=hex:001\n", 3, 12},
        {IN_KEY "\"V\"=hex:01,\\\n", 3, 12},
        {IN_KEY "\"V\"=hex(x):01\n", 3, 9},
        {IN_KEY "\"V\"=str(2)x\n", 3, 10},
        {IN_KEY "\"V\"=number\n", 3, 5},
        {IN_KEY "#time=x\n", 3, 7},
        {IN_KEY "#class=\"x\n", 3, 9},
        {HEADER "[k\n", 2, 2},
        {HEADER "[k] 1 x\n", 2, 7},
        {HEADER "[a\\\\\\\\b] 1\n", 2, 1},
        {HEADER "\"V\"=\"x\"\n", 2, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wine wine = read_wine(cases[i].text);
        assert_int_equal(wine.reading.status.code, REGSIM_INVALID);
        assert_int_equal(wine.reading.diags.errors, 1);
        assert_int_equal(wine.reading.diags.items[0].line, cases[i].line);
        assert_int_equal(wine.reading.diags.items[0].column, cases[i].column);
        wine_free(&wine);
    }
}

static void another_version_is_refused_by_name(void **state)
{
    (void)state;
    struct wine wine = read_wine("WINE REGISTRY Version 1\n");
    assert_int_equal(wine.reading.status.code, REGSIM_UNSUPPORTED);
    wine_free(&wine);
    wine = read_wine("REGEDIT4\n");
    assert_int_equal(wine.reading.status.code, REGSIM_INVALID);
    wine_free(&wine);
}

static char *written(const struct store *store, struct winehive_write_options options,
                     size_t *losses)
{
    struct output output = {.fd = -1};
    struct diags diags = {0};
    regsim_status status = winehive_write(&output, store, store_root(store), &options, &diags);
    assert_int_equal(status.code, diags.errors ? REGSIM_INVALID : REGSIM_OK);
    *losses = diags.errors + diags.warnings;
    char *text = mem_strdup(buf_z(&output.buf));
    buf_free(&output.buf);
    diags_free(&diags);
    return text;
}

static void what_is_written_is_what_wine_writes(void **state)
{
    (void)state;
    static const char text[] =
        "WINE REGISTRY Version 2\n;; All keys relative to REGISTRY\\\\Machine\n\n#arch=win32\n\n"
        "[a\\\\b\\[\\]\"] 1795466799\n#time=1dd7b8bbd65142e\n#class=\"c\"\n@=\"x\\0011\\1x\"\n"
        "\"e\\\"\"=str(2):\"\\x20acz\\x20acf\"\n\"m\"=str(7):\"a\\0b\\0\"\n\"d\"=dword:0000000a\n"
        "\"n\"=hex(1):41\n\"long\"=hex:00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,"
        "00,00,\\\n  01\n\n[l] 1795466799\n#time=1dd7b8bbd65142e\n#link\n"
        "\"SymbolicLinkValue\"=hex(6):5c,00\n";
    struct wine wine = read_wine(text);
    assert_int_equal(wine.reading.status.code, REGSIM_OK);
    struct winehive_write_options options = {.place = wine.facts.place, .arch = wine.facts.arch};
    size_t losses;
    char *again = written(wine.reading.store, options, &losses);
    assert_int_equal(losses, 0);
    assert_string_equal(again, text);
    mem_free(again);
    wine_free(&wine);
}

static void what_it_cannot_hold_is_refused(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    store_key_add(store, root, (struct ustr){u"a\0b", 3}, 0, 0);
    store_key_add(store, root, USTR(u"v"), KEY_VOLATILE, 0);
    const struct blob *blob = blob_new("sd", 2);
    store_security_set(store, store_key_add(store, root, USTR(u"s"), 0, 0), blob);
    blob_release(blob);
    for (int lossy = 0; lossy <= 1; lossy++) {
        size_t losses;
        mem_free(written(store, (struct winehive_write_options){.lossy = lossy}, &losses));
        assert_int_equal(losses, 3);
    }
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read_as_wine_wrote_it),
        cmocka_unit_test(text_is_unescaped),
        cmocka_unit_test(keys_have_times_classes_and_links),
        cmocka_unit_test(the_file_says_where_it_belongs),
        cmocka_unit_test(a_file_that_ends_within_a_line_is_warned_of),
        cmocka_unit_test(what_wine_would_drop_is_an_error_with_its_place),
        cmocka_unit_test(another_version_is_refused_by_name),
        cmocka_unit_test(what_is_written_is_what_wine_writes),
        cmocka_unit_test(what_it_cannot_hold_is_refused),
    };
    return RUN_TESTS(tests);
}

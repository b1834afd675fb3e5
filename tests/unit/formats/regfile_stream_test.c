/* formats/regfile_stream.h: .reg text is written as it is read, to the bytes that come of a store.
 */
#include "reg_check.h"

#include "formats/regfile_stream.h"

struct written {
    struct output output;
    struct diags diags;
    regsim_status status;
    bool ordered;
    size_t deletions;
};

static void written_free(struct written *written)
{
    buf_free(&written->output.buf);
    diags_free(&written->diags);
}

static struct written stream(const char *text, const struct regfile_write_options *options,
                             bool as_patch)
{
    struct written out = {.output = {.fd = -1}};
    struct regfile_stream stream;
    struct regfile_source source = {"t.reg", text, strlen(text), 65001, NULL};
    assert_true(
        regsim_is_ok(regfile_stream_begin(&stream, &out.output, options, as_patch, &out.diags)));
    struct regfile_sink sink = regfile_stream_sink(&stream);
    assert_true(regsim_is_ok(regfile_read(NULL, &source, &sink, NULL)));
    out.status = regfile_stream_end(&stream);
    out.ordered = stream.ordered;
    out.deletions = stream.deletions;
    return out;
}

static struct written by_store(const char *text, struct regfile_write_options options)
{
    struct written out = {.output = {.fd = -1}};
    struct regfile_apply apply;
    struct store *store = store_new();
    struct regfile_source source = {"t.reg", text, strlen(text), 65001, NULL};
    regfile_apply_init(&apply, store, REGFILE_AS_WRITTEN, 0);
    apply.track_named = true;
    struct regfile_sink sink = regfile_apply_sink(&apply);
    assert_true(regsim_is_ok(regfile_read(NULL, &source, &sink, NULL)));
    options.named = apply.named;
    options.named_count = apply.named_capacity;
    out.status = regfile_write_store(&out.output, store, store_root(store), (struct ustr){0},
                                     &options, &out.diags);
    regfile_apply_done(&apply);
    store_free(store);
    return out;
}

/* The stream gives the bytes and the losses that the store gives. */
static void assert_same(const char *text, struct regfile_write_options options)
{
    struct written streamed = stream(text, &options, false), stored = by_store(text, options);
    assert_true(streamed.ordered);
    assert_int_equal(streamed.status.code, stored.status.code);
    assert_int_equal(streamed.diags.count, stored.diags.count);
    for (size_t i = 0; i < stored.diags.count; i++)
        assert_string_equal(streamed.diags.items[i].text, stored.diags.items[i].text);
    assert_int_equal(streamed.output.buf.size, stored.output.buf.size);
    assert_memory_equal(streamed.output.buf.bytes, stored.output.buf.bytes, stored.output.buf.size);
    written_free(&streamed);
    written_free(&stored);
}

static bool is_ordered(const char *body)
{
    struct regfile_write_options options = {.version = REGFILE_5};
    char *text = mem_printf("REGEDIT4\n\n%s", body);
    struct written streamed = stream(text, &options, false);
    mem_free(text);
    written_free(&streamed);
    return streamed.ordered;
}

#define ROOT "[HKEY_CURRENT_USER"

static void an_export_is_written_as_the_store_that_it_makes(void **state)
{
    (void)state;
    static const char text[] =
        "REGEDIT4\n\n[HKEY_CLASSES_ROOT\\x]\n@=\"\"\n" ROOT "]\n" ROOT "\\a]\n\"v\"=\"1\"\n"
        "\"w\"=hex(2):41,00\n\"V2\"=dword:1\n" ROOT "\\A b]\n" ROOT "\\a-b]\n\"v\"=hex:01\n" ROOT
        "\\a_\\b\\c]\n\n[HKEY_USERS\\.DEFAULT]\n; the end\n";
    assert_same(text, (struct regfile_write_options){.version = REGFILE_5});
    assert_same(text, (struct regfile_write_options){.version = REGFILE_4});
    assert_same(text, (struct regfile_write_options){.version = REGFILE_5, .as_regedit = true});
    assert_same("REGEDIT\nHKEY_CLASSES_ROOT\\a = b\nHKEY_CLASSES_ROOT\\a\\b = c\n",
                (struct regfile_write_options){.version = REGFILE_5});
}

static void what_the_code_page_lacks_is_lost_as_of_a_store(void **state)
{
    (void)state;
    static const char text[] =
        "REGEDIT4\n\n" ROOT "\\a]\n\"v\"=\"\xD0\x96\"\n\"\xD0\x96\"=\"\"\n"
        "\"e\"=hex(2):d0,96\n" ROOT "\\\xD0\x96\\a]\n\"gone\"=\"\"\n" ROOT
        "\\\xD0\x96\\a\\b]\n" ROOT "\\\xD0\x96\\\xD0\x97]\n" ROOT "\\\xD0\x97]\n";
    assert_same(text, (struct regfile_write_options){.version = REGFILE_4});
    assert_same(text, (struct regfile_write_options){.version = REGFILE_4, .lossy = true});
}

static void a_file_that_is_no_export_is_seen(void **state)
{
    (void)state;
    assert_true(is_ordered(""));
    assert_true(is_ordered(ROOT "\\a]\n" ROOT "\\B]\n" ROOT "\\c]\n"));
    assert_true(is_ordered(ROOT "\\a]\n" ROOT "\\a\\b]\n" ROOT "\\a b]\n"));
    assert_false(is_ordered(ROOT "\\a]\n" ROOT "\\a]\n"));
    assert_false(is_ordered(ROOT "\\a]\n" ROOT "\\A\\b]\n")); /* a key of two spellings */
    assert_false(is_ordered(ROOT "\\a]\n" ROOT "\\A]\n"));
    assert_false(is_ordered(ROOT "\\a\\b]\n" ROOT "\\a]\n"));
    assert_false(is_ordered(ROOT "\\b]\n" ROOT "\\A]\n"));
    assert_false(is_ordered(ROOT "\\ab]\n" ROOT "\\a]\n"));
    assert_false(is_ordered("[HKEY_USERS]\n" ROOT "]\n"));
    assert_true(is_ordered(ROOT "\\a]\n\"v\"=\"\"\n" ROOT "\\b]\n\"v\"=\"\"\n"));
    assert_false(is_ordered(ROOT "\\a]\n\"v\"=\"\"\n\"w\"=\"\"\n\"V\"=\"\"\n"));
    assert_false(is_ordered(ROOT "\\a]\n@=\"\"\n@=\"1\"\n"));
    assert_false(is_ordered(ROOT "\\a]\n\"v\"=-\n"));
    assert_false(is_ordered("[-HKEY_CURRENT_USER\\a]\n"));
}

/* More names in a key than its table starts with, the last of them again. */
static void a_value_that_comes_again_is_seen_among_many(void **state)
{
    (void)state;
    for (size_t again = 0; again < 2; again++) {
        struct buf body = {0};
        buf_text(&body, ROOT "\\a]\n");
        for (size_t i = 0; i < 5000; i++)
            buf_printf(&body, "\"n%zu\"=\"\"\n", i);
        if (again)
            buf_text(&body, "\"N4999\"=\"\"\n");
        buf_text(&body, ROOT "\\b]\n\"n1\"=\"\"\n");
        assert_int_equal(is_ordered(buf_z(&body)), !again);
        buf_free(&body);
    }
}

static void deletions_are_counted_and_stay_in_a_patch(void **state)
{
    (void)state;
    static const char text[] = "REGEDIT4\n\n" ROOT "\\b]\n\"v\"=-\n\"v\"=\"1\"\n\n[-HKEY_CURRENT_"
                               "USER\\a]\n\n" ROOT "\\b]\n\"w\"=\"2\"\n\n";
    struct regfile_write_options options = {.version = REGFILE_4};
    struct written first = stream(text, &options, false), second = stream(text, &options, true);
    assert_false(first.ordered);
    assert_int_equal(first.deletions, 2);
    assert_true(second.ordered);
    assert_int_equal(second.deletions, 2);
    struct buf lines = {0};
    for (const uint8_t *at = second.output.buf.bytes;
         at < second.output.buf.bytes + second.output.buf.size; at++) {
        if (*at != '\r')
            buf_put(&lines, *at);
    }
    assert_string_equal(buf_z(&lines), text);
    buf_free(&lines);
    written_free(&first);
    written_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_export_is_written_as_the_store_that_it_makes),
        cmocka_unit_test(what_the_code_page_lacks_is_lost_as_of_a_store),
        cmocka_unit_test(a_file_that_is_no_export_is_seen),
        cmocka_unit_test(a_value_that_comes_again_is_seen_among_many),
        cmocka_unit_test(deletions_are_counted_and_stay_in_a_patch),
    };
    return RUN_TESTS(tests);
}

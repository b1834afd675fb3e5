/* scenario/load.h: small files that ask for much. Each is an error at its place, and soon. */
#include "scenario/catalogue.h"

#include "base/buf.h"

/* The file is `text`; it is invalid and must say `said`. */
static void refuse(struct buf *text, const char *said)
{
    struct catalogue c;
    catalogue_make(&c);
    catalogue_write(&c, "s.yaml", buf_z(text));
    catalogue_load(&c, "s.yaml", false);
    bool right = catalogue_said(&c, said);
    enum regsim_code code = c.status.code;
    catalogue_done(&c);
    buf_free(text);
    assert_true(right);
    assert_int_equal(code, REGSIM_INVALID);
}

static const char minimal[] = "name: It loads\nsource: inferred\nwhen: fix\nthen: {removed: []}\n";

static void repeat(struct buf *text, const char *piece, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_text(text, piece);
}

static void variables_of_variables_end_at_64_KiB(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, minimal);
    buf_text(&text, "let:\n  a0: x\n");
    for (int i = 1; i < 10; i++) {
        buf_printf(&text, "  a%d: '", i);
        for (int j = 0; j < 10; j++)
            buf_printf(&text, "$a%d", i - 1);
        buf_text(&text, "'\n");
    }
    buf_text(&text, "tags: [$a9]\n");
    refuse(&text, "11:7: with its variables this text is longer than 64 KiB");
}

static void a_text_of_exactly_64_KiB_is_no_mistake(void **state)
{
    (void)state;
    struct buf text = {0};
    struct catalogue c;
    buf_text(&text, minimal);
    buf_text(&text, "let:\n  a: ");
    repeat(&text, "x", 1024);
    buf_text(&text, "\n  b: '");
    repeat(&text, "$a", 64);
    buf_text(&text, "'\ntags: [$b]\n");
    catalogue_make(&c);
    catalogue_write(&c, "s.yaml", buf_z(&text));
    catalogue_load(&c, "s.yaml", false);
    size_t said = c.diags.count, count = c.list.count;
    catalogue_done(&c);
    buf_free(&text);
    assert_int_equal(said, 0);
    assert_int_equal(count, 1);
}

static void many_long_texts_end_at_64_MiB_for_all_cells_together(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, minimal);
    buf_text(&text, "matrix: {cell: [");
    for (int i = 0; i < 100; i++)
        buf_printf(&text, "c%d, ", i);
    buf_text(&text, "]}\nlet:\n  a: ");
    repeat(&text, "x", 60000);
    buf_text(&text, "\ntags:\n");
    repeat(&text, "  - $a$cell\n", 20);
    refuse(&text, "27:5: the texts of this file are more than 64 MiB with variables");
}

static void nesting_ends_at_64_levels_at_once(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, minimal);
    buf_text(&text, "tags: ");
    repeat(&text, "[", 100000);
    repeat(&text, "]", 100000);
    refuse(&text, "5:71: nested too deeply");
    struct buf second = {0};
    buf_text(&second, minimal);
    buf_text(&second, "---\n");
    repeat(&second, "[", 100000);
    refuse(&second, "6:66: nested too deeply");
}

static void nodes_and_anchors_have_a_limit(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, minimal);
    buf_text(&text, "tags: [");
    for (int i = 0; i < 2000; i++)
        buf_printf(&text, "&a%d x,\n ", i);
    buf_text(&text, "]\n");
    refuse(&text, "1005:2: more than 1,000 anchors");
    struct buf many = {0};
    buf_text(&many, minimal);
    buf_text(&many, "tags: [");
    repeat(&many, "x,\n", 500001);
    buf_text(&many, "]\n");
    refuse(&many, "499992:1: more than 500,000 texts, lists and maps");
}

static void mistakes_without_number_are_all_counted_and_take_no_square_of_time(void **state)
{
    (void)state;
    struct buf text = {0};
    struct catalogue c;
    buf_text(&text, minimal);
    buf_text(&text, "tags: [");
    repeat(&text, "$zz, ", 100000);
    buf_text(&text, "]\n");
    catalogue_make(&c);
    catalogue_write(&c, "s.yaml", buf_z(&text));
    catalogue_load(&c, "s.yaml", false);
    size_t errors = c.diags.errors, kept = c.diags.count;
    catalogue_done(&c);
    buf_free(&text);
    assert_int_equal(errors, 100000);
    assert_int_equal(kept, DIAGS_MAX);
}

static void a_byte_order_mark_is_no_part_of_the_first_word(void **state)
{
    (void)state;
    struct buf text = {0};
    struct catalogue c;
    buf_text(&text, "\xEF\xBB\xBF");
    buf_text(&text, minimal);
    catalogue_make(&c);
    catalogue_write(&c, "s.yaml", buf_z(&text));
    catalogue_load(&c, "s.yaml", false);
    size_t said = c.diags.count, count = c.list.count;
    buf_text(&text, "tag: [a]\n");
    catalogue_write(&c, "s.yaml", buf_z(&text));
    catalogue_load(&c, "s.yaml", false);
    bool right = catalogue_said(&c, "5:1: unknown word tag in a scenario");
    catalogue_done(&c);
    buf_free(&text);
    assert_int_equal(said, 0);
    assert_int_equal(count, 1);
    assert_true(right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variables_of_variables_end_at_64_KiB),
        cmocka_unit_test(a_text_of_exactly_64_KiB_is_no_mistake),
        cmocka_unit_test(many_long_texts_end_at_64_MiB_for_all_cells_together),
        cmocka_unit_test(nesting_ends_at_64_levels_at_once),
        cmocka_unit_test(nodes_and_anchors_have_a_limit),
        cmocka_unit_test(mistakes_without_number_are_all_counted_and_take_no_square_of_time),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_first_word),
    };
    return RUN_TESTS(tests);
}

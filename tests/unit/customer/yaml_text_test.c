/* What regsim writes into scenarios reads back equal: names and values through the loader. */
#include "scenario/catalogue.h"

#include "base/memory.h"
#include "customer/yaml_text.h"

static void check(struct ustr name, const struct value *value)
{
    struct buf text = {0};
    buf_text(&text, "name: A key\nsource: inferred\ngiven:\n  base: none\n  registry:\n    ");
    buf_text(&text, "HKLM\\X: {");
    yaml_quote(&text, name);
    buf_text(&text, ": ");
    yaml_value(&text, value);
    buf_text(&text, "}\nwhen: fix\nthen: {removed: []}\n");
    struct catalogue catalogue = {0};
    catalogue_make(&catalogue);
    catalogue_write(&catalogue, "x.yaml", buf_z(&text));
    catalogue_load(&catalogue, "x.yaml", false);
    diags_print(&catalogue.diags, stderr, false);
    assert_int_equal(catalogue.list.count, 1);
    const struct machine_spec *machine = catalogue.list.items[0]->machines;
    const struct value_spec *spec = machine->setup[0].keys[0].values;
    assert_true(ustr_same(spec->name, name));
    assert_int_equal(spec->type, value->type);
    assert_int_equal(spec->size, value->size);
    assert_memory_equal(spec->data, value_data(value), value->size);
    catalogue_done(&catalogue);
    buf_free(&text);
}

static const struct ustr names[] = {
    {u"plain", 5},
    {u"it's $x", 7},
    {u"a\0b", 3},
    {u"\xD800", 1},
    {u"\\u{41}", 6},
    {u"\n\t\x85", 3},
    {u"\xD83D\xDE00", 2},
    {u"\xFEFF\xFFFE", 2},
    {u" - : # {", 8},
    {u"yes", 3},
    /* surrogates: alone, the wrong way round, beside a pair, at both edges */
    {u"\xDC00", 1},
    {u"\xDC00\xD800", 2},
    {u"x\xDFFF", 2},
    {u"\xDBFFx", 2},
    {u"\xD800\xD83D\xDE00\xDC00", 4},
    {u"\xD83D\xDE00\xD800", 3},
    {u"\xD800\xE000", 2},
    {u"\xDBFF\xDFFF", 2},
    {u"\xE000", 1},
    /* what ends a line, or is not printable */
    {u"\x1\x1F\x7F\x80\x9F\xA0", 6},
    {u"a\x2028\x2029z", 4},
    {u"\xFFFD\xFFFF", 2},
    {u"\r\n\n ", 4},
    /* quotes, variables, and what looks like an escape */
    {u"'", 1},
    {u"''", 2},
    {u"$", 1},
    {u"$$x ${y}", 8},
    {u"\"\\\"", 3},
    {u"\\u", 2},
    {u"\\\\u{41}", 7},
    {u"\\u{}\\u", 6},
    {u"~", 1},
    {u"#x", 2},
    {u"[]", 2},
    {u" ", 1},
};
static const struct {
    uint32_t type, size;
    const char *data;
} values[] = {
    {REG_SZ_TYPE, 6, "a\0b\0\0\0"},
    {REG_SZ_TYPE, 2, "\0\0"},
    {REG_SZ_TYPE, 0, ""},
    {REG_SZ_TYPE, 3, "a\0b"},
    {REG_SZ_TYPE, 4, "\0\0\0\0"},
    {REG_DWORD_TYPE, 4, "abcd"},
    {REG_DWORD_TYPE, 2, "ab"},
    {REG_MULTI_SZ_TYPE, 4, "a\0\0"},
    {REG_MULTI_SZ_TYPE, 2, "\0\0"},
    {REG_MULTI_SZ_TYPE, 6, "a\0\0\0\0\0"},
    {REG_MULTI_SZ_TYPE, 10, "a\0\0\0$\0\0\0\0\0"},
    {REG_MULTI_SZ_TYPE, 10, "a\0\0\0\0\0b\0\0\0"},
    {REG_MULTI_SZ_TYPE, 8, "a\0\0\0b\0\0\0"},
    {REG_MULTI_SZ_TYPE, 6, "a\0b\0c\0"},
    {REG_MULTI_SZ_TYPE, 7, "a\0\0\0\0\0"},
    {REG_EXPAND_SZ_TYPE, 4, "%\0\0\0"},
    {REG_EXPAND_SZ_TYPE, 2, "%\0"},
    {REG_BINARY_TYPE, 2, "ab"},
    {REG_BINARY_TYPE, 0, ""},
    {0x20001, 1, "x"},
    {0xFFFFFFFF, 0, ""},
    {REG_NONE_TYPE, 0, ""},
    {REG_NONE_TYPE, 2, "\0\0"},
    {REG_LINK_TYPE, 4, "a\0b\0"},
    {REG_DWORD_BIG_ENDIAN_TYPE, 4, "\0\0\0\1"},
    {REG_QWORD_TYPE, 8, "\1\0\0\0\0\0\0\x80"},
    {REG_DWORD_TYPE, 0, ""},
    {REG_DWORD_TYPE, 4, "\xFF\xFF\xFF\xFF"},
    {REG_DWORD_TYPE, 5, "abcde"},
    {REG_SZ_TYPE, 1, "a"},
    {REG_SZ_TYPE, 8, "a\0\0\0b\0\0\0"},
    {REG_SZ_TYPE, 4, "\0\xD8\0\0"},
    {REG_EXPAND_SZ_TYPE, 0, ""},
    {REG_EXPAND_SZ_TYPE, 5, "%\0\0\0\0"},
    {REG_MULTI_SZ_TYPE, 0, ""},
    {REG_MULTI_SZ_TYPE, 4, "\0\0\0\0"},
    {REG_MULTI_SZ_TYPE, 8, "\0\0a\0\0\0\0\0"},
    {REG_MULTI_SZ_TYPE, 8, "a\0\0\0\0\0\0\0"},
    {REG_MULTI_SZ_TYPE, 6, "\0\0\0\0\0\0"},
    {REG_MULTI_SZ_TYPE, 8, "a\0\0\0b\0c\0"},
    {REG_MULTI_SZ_TYPE, 8, "a\0'\0\0\0\0\0"},
};

static void names_and_values_read_back_equal(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t j = 0; j < sizeof values / sizeof *values; j++) {
            const struct value *value =
                value_new(names[i], values[j].type, values[j].data, values[j].size);
            check(names[i], value);
            value_release(value);
        }
    }
}

static void assert_same_nodes(const struct node *a, const struct node *b)
{
    assert_int_equal(a->kind, b->kind);
    if (a->kind == NODE_SCALAR) {
        /* a plain text over several lines is no number, and may as well be quoted */
        if (!memchr(a->text, '\n', a->length))
            assert_int_equal(a->style == STYLE_PLAIN, b->style == STYLE_PLAIN);
        assert_int_equal(a->length, b->length);
        assert_memory_equal(a->text, b->text, a->length);
        return;
    }
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        if (a->kind == NODE_MAP)
            assert_same_nodes(a->keys[i], b->keys[i]);
        assert_same_nodes(a->items[i], b->items[i]);
    }
}

static void nodes_read_back_equal(void **state)
{
    static const char text[] =
        "a: [1, 'it''s', \"x\\ty\\x7f\", \"q\\\"b\\\\\\n\", {k: v, l: [[], {}, [m]]}, [n, [o]]]\n"
        "'b c': {}\nd: |\n  line\n  $two\ne: >\n  folded\nf:\ng: ''\nh: plain\n  text\n"
        "i:\n  - - x\n    - y\n"
        /* what no line of YAML holds as it is: each of these would be a blank, or refused */
        "j: \"a\\Nb\\Lc\\Pd\"\nk: \"\\x80\\x9f\\xa0\\uFEFF\\uFFFE\\uFFFF\"\n"
        "l: \"\\0\\a\\b\\e\\r\"\nm: \"\\U0001F600 \\ud7ff \\ue000 \\u20ac\"\n"
        "\"n\\no\": \"it's 'it' \\\"it\\\"\"\np: one\n  two\n\n  three\n"
        "q: {}\nr: []\ns: [[], {}, '', ~, {t: [{}, {u: v, w: {x: y}}]}]\n"
        "$v: ${w}\n'$x': '$$'\n";
    (void)state;
    struct arena arena = {0};
    struct yaml_file *file, *again;
    struct buf out = {0};
    assert_true(regsim_is_ok(yaml_parse(&file, &arena, "x", text, strlen(text), NULL)));
    yaml_put_node(&out, file->root, 0);
    assert_true(
        regsim_is_ok(yaml_parse(&again, &arena, "y", (const char *)out.bytes, out.size, NULL)));
    assert_same_nodes(file->root, again->root);
    buf_free(&out);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_and_values_read_back_equal),
                                       cmocka_unit_test(nodes_read_back_equal)};
    return RUN_TESTS(tests);
}

/* What the writer writes, byte for byte, and that it comes back as it was. */
#include "corpus.h"
#include "reg_check.h"

#include "formats/load.h"
#include "formats/regfile_write.h"

static const struct ustr top_name = {u"HKEY_CURRENT_USER\\k", 19};

/* The store of a reading, below \k, as text: UTF-8 for 5.00, as it is for REGEDIT4. */
static char *written(const struct reading *reading, struct regfile_write_options options,
                     size_t *losses)
{
    struct output output = {.fd = -1};
    struct diags diags = {0};
    regsim_status status =
        regfile_write_store(&output, reading->store, key_at(reading, "HKEY_CURRENT_USER\\k"),
                            top_name, &options, &diags);
    assert_int_equal(status.code, diags.errors ? REGSIM_INVALID : REGSIM_OK);
    if (losses)
        *losses = diags.errors + diags.warnings;
    else
        assert_int_equal(diags.errors + diags.warnings, 0);
    char *text;
    if (options.version == REGFILE_5) {
        assert_memory_equal(output.buf.bytes, "\xFF\xFE", 2);
        text = ustr_to_wtf8((struct ustr){(const char16_t *)(const void *)(output.buf.bytes + 2),
                                          output.buf.size / 2 - 1});
    } else {
        text = mem_strdup(buf_z(&output.buf));
    }
    buf_free(&output.buf);
    diags_free(&diags);
    return text;
}

#define assert_writes(reading, options_, wanted)                                                   \
    do {                                                                                           \
        struct regfile_write_options wanted_options_ = options_;                                   \
        char *text_ = written(&(reading), wanted_options_, NULL);                                  \
        assert_string_equal(text_, wanted);                                                        \
        mem_free(text_);                                                                           \
        reading_free(&(reading));                                                                  \
    } while (0)

#define H5 "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\k]\r\n"
#define H4 "REGEDIT4\r\n\r\n[HKEY_CURRENT_USER\\k]\r\n"
#define AS_5                                                                                       \
    {                                                                                              \
        .version = REGFILE_5                                                                       \
    }
#define AS_4                                                                                       \
    {                                                                                              \
        .version = REGFILE_4                                                                       \
    }

/* rule reg.export-types */
static void every_type_is_written_as_regedit_writes_it(void **state)
{
    (void)state;
    struct reading r =
        READ5("\"b\"=hex:0,AB\n\"s\"=\"x\"\n@=\"d\"\n\"d\"=dword:A\n\"e\"=hex(2):41,0\n"
              "\"m\"=hex(7):0,0\n\"q\"=hex(B):1,2\n\"w\"=hex(4):1\n\"n\"=hex(0):\n"
              "\"x\"=hex(ABCDEF):\n\"one\"=hex(1):41,0,0,0\n");
    assert_writes(r, AS_5,
                  H5 "\"b\"=hex:00,ab\r\n\"s\"=\"x\"\r\n@=\"d\"\r\n\"d\"=dword:0000000a\r\n"
                     "\"e\"=hex(2):41,00,00,00\r\n\"m\"=hex(7):00,00\r\n\"q\"=hex(b):01,02\r\n"
                     "\"w\"=hex(4):01\r\n\"n\"=hex(0):\r\n\"x\"=hex(abcdef):\r\n\"one\"=\"A\"\r\n"
                     "\r\n");
}

/* rule reg.export-wrap */
static void hex_data_wraps_at_the_columns_of_regedit(void **state)
{
    (void)state;
    struct reading r = READ5("\"hex:\"=hex:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n"
                             "\"22\"=hex:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n");
    assert_writes(r, AS_5,
                  H5 "\"hex:\"=hex:00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,"
                     "00,\\\r\n  00,00,00\r\n"
                     "\"22\"=hex:00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00"
                     "\r\n\r\n");
}

static void a_name_beyond_the_margin_keeps_its_first_byte(void **state)
{
    (void)state;
    char name[101];
    memset(name, 'N', 100);
    name[100] = 0;
    char *body = mem_printf("\"%s\"=hex:01,02,03\n", name);
    char *wanted = mem_printf(H5 "\"%s\"=hex:01,\\\r\n  02,03\r\n\r\n", name);
    struct reading r = READ5(body);
    assert_writes(r, AS_5, wanted);
    mem_free(body);
    mem_free(wanted);
}

static void strings_and_names_are_escaped(void **state)
{
    (void)state;
    struct reading r = READ5("\"a\\\\\\\"\\n\"=\"\\r\\n\\\\\\\"\t\"\n");
    assert_writes(r, AS_5, H5 "\"a\\\\\\\"\\n\"=\"\\r\\n\\\\\\\"\t\"\r\n\r\n");
}

/* rule reg.export-order */
static void keys_are_sorted_and_stand_before_their_subkeys(void **state)
{
    (void)state;
    struct reading r = READ5(
        "[HKEY_CURRENT_USER\\k\\b]\n[HKEY_CURRENT_USER\\k\\A\\z]\n[HKEY_CURRENT_USER\\k\\C]\n");
    assert_writes(r, AS_5,
                  H5 "\r\n[HKEY_CURRENT_USER\\k\\A]\r\n\r\n[HKEY_CURRENT_USER\\k\\A\\z]\r\n\r\n"
                     "[HKEY_CURRENT_USER\\k\\b]\r\n\r\n[HKEY_CURRENT_USER\\k\\C]\r\n\r\n");
}

/* rule reg.export-types */
static void strings_that_quotes_cannot_hold_are_written_exactly(void **state)
{
    (void)state;
    static const char body[] = "\"z\"=hex(1):\n\"i\"=hex(1):41,0,0,0,42,0,0,0\n";
    struct reading r = READ5(body);
    assert_writes(r, AS_5, H5 "\"z\"=hex(1):\r\n\"i\"=hex(1):41,00,00,00,42,00,00,00\r\n\r\n");
    r = READ5("\"half\"=hex(1):41,0,0,0,f0\n");
    assert_writes(r, AS_5, H5 "\"half\"=hex(1):41,00,00,00,f0\r\n\r\n");
}

static void what_regedit_cuts_to_quote_it_is_lost(void **state)
{
    (void)state;
    struct regfile_write_options options = {
        .version = REGFILE_5, .as_regedit = true, .lossy = true};
    struct reading r = READ5("\"z\"=hex(1):\n\"i\"=hex(1):41,0,0,0,42,0,0,0\n\"fine\"=\"x\"\n"
                             "\"two\"=hex(1):41,0,0,0,0,0\n\"half\"=hex(1):41,0,0,0,f0\n");
    size_t losses;
    char *text = written(&r, options, &losses);
    assert_string_equal(text, H5 "\"z\"=\"\"\r\n\"i\"=\"A\"\r\n\"fine\"=\"x\"\r\n"
                                 "\"two\"=\"A\"\r\n\"half\"=\"A\"\r\n\r\n");
    assert_int_equal(losses, 4);
    mem_free(text);
    reading_free(&r);
}

static void regedit4_holds_strings_in_the_code_page(void **state)
{
    (void)state;
    struct reading r = READ5("\"s\"=\"\xE2\x82\xAC\"\n\"e\"=hex(2):ac,20,0,0\n\"b\"=hex:ac,20\n");
    assert_writes(r, AS_4, H4 "\"s\"=\"\x80\"\r\n\"e\"=hex(2):80,00\r\n\"b\"=hex:ac,20\r\n\r\n");
}

/* Sets a value that no .reg file would give. */
static void set(struct reading *r, struct ustr name, uint32_t type, const void *data, uint32_t size)
{
    store_value_set(r->store, key_at(r, "HKEY_CURRENT_USER\\k"), name, type, data, size);
}

static void assert_loses(struct reading r, struct regfile_write_options options, size_t wanted)
{
    size_t losses;
    options.lossy = false;
    mem_free(written(&r, options, &losses));
    assert_int_equal(losses, wanted);
    options.lossy = true;
    mem_free(written(&r, options, &losses));
    assert_int_equal(losses, wanted);
    reading_free(&r);
}

/* rule reg.link */
static void what_reg_text_cannot_hold_is_refused(void **state)
{
    (void)state;
    struct regfile_write_options five = AS_5, four = AS_4;
    struct reading r = READ5("");
    set(&r, USTR(u"nul\0in name"), 3, "", 0);
    assert_loses(r, five, 1);
    r = READ5("");
    set(&r, USTR(u"open"), 2, "A\0", 2);
    set(&r, USTR(u"odd"), 1, "A\0\0", 3);
    set(&r, USTR(u"fine"), 3, "A\0\0", 3);
    assert_loses(r, five, 2);
    r = READ5("[HKEY_CURRENT_USER\\k\\x]\n");
    key_id x = key_at(&r, "HKEY_CURRENT_USER\\k\\x");
    store_class_set(r.store, x, USTR(u"c"));
    store_flags_set(r.store, x, KEY_VOLATILE);
    const struct blob *blob = blob_new("sd", 2);
    store_security_set(r.store, x, blob);
    blob_release(blob);
    assert_loses(r, five, 3);
    static const struct ustr names[] = {{u"a\0b", 3}, {u"a\nb", 3}, {u"a\\b", 3}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        r = READ5("");
        store_key_add(r.store, key_at(&r, "HKEY_CURRENT_USER\\k"), names[i], 0, 0);
        assert_loses(r, five, 1);
    }
    r = READ5(
        "\"\xD0\xB0\"=\"\xD0\xB0\"\n\"e\"=hex(2):10,4,0,0\n[HKEY_CURRENT_USER\\k\\\xD0\xB0]\n");
    assert_loses(r, four, 3); /* of a value whose name is lost, that alone */
}

/* rule reg.link */
static void a_link_becomes_what_it_leads_to_by_its_absolute_path(void **state)
{
    (void)state;
    const struct {
        struct ustr target;
        uint32_t type;
        bool leads;
    } cases[] = {
        {USTR(u"\\REGISTRY\\MACHINE\\SOFTWARE\\there"), REG_LINK_TYPE, true},
        {USTR(u"\\Registry\\Machine\\software\\THERE"), REG_LINK_TYPE, true},
        {USTR(u"\\REGISTRY\\MACHINE\\SOFTWARE\\there\0"), REG_LINK_TYPE, false},
        {USTR(u"\\REGISTRY\\MACHINE\\SOFTWARE\\there"), REG_SZ_TYPE, false},
        {USTR(u"0123456789MACHINE\\SOFTWARE\\there"), REG_LINK_TYPE, false},
        {USTR(u"MACHINE\\SOFTWARE\\there"), REG_LINK_TYPE, false},
        {USTR(u"there"), REG_LINK_TYPE, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct store *store = store_new();
        struct output output = {.fd = -1};
        struct diags diags = {0};
        struct regfile_write_options five = {.version = REGFILE_5, .lossy = true};
        key_id root = store_root(store);
        key_id there = store_ensure(store, root, USTR(u"HKEY_LOCAL_MACHINE\\SOFTWARE\\there"), 0);
        key_id link = store_ensure(store, root, USTR(u"HKEY_LOCAL_MACHINE\\SOFTWARE\\link"), 0);
        store_value_set(store, there, USTR(u"V"), 4, "\1\0\0\0", 4);
        store_flags_set(store, link, KEY_LINK);
        store_value_set(store, link, USTR(u"SymbolicLinkValue"), cases[i].type,
                        cases[i].target.units, (uint32_t)cases[i].target.count * 2);
        assert_true(regsim_is_ok(
            regfile_write_store(&output, store, root, (struct ustr){0}, &five, &diags)));
        assert_int_equal(diags.warnings, 1);
        char *text = ustr_to_wtf8(
            (struct ustr){(const char16_t *)(const void *)output.buf.bytes, output.buf.size / 2});
        static const char led[] =
            "[HKEY_LOCAL_MACHINE\\SOFTWARE\\link]\r\n\"V\"=dword:00000001\r\n";
        assert_int_equal(strstr(text, led) != NULL, cases[i].leads);
        assert_int_equal(strstr(text, "SOFTWARE\\link") != NULL, cases[i].leads);
        assert_null(strstr(text, "SymbolicLinkValue"));
        mem_free(text);
        buf_free(&output.buf);
        diags_free(&diags);
        store_free(store);
    }
}

/* Every value of a in b, with the same bytes, in the same order; and the same keys. */
static void assert_same_tree(const struct store *a, key_id a_key, const struct store *b,
                             key_id b_key)
{
    assert_true(ustr_same(store_name(a, a_key), store_name(b, b_key)));
    assert_int_equal(store_value_count(a, a_key), store_value_count(b, b_key));
    for (size_t i = 0; i < store_value_count(a, a_key); i++)
        assert_true(value_same(store_value_at(a, a_key, i), store_value_at(b, b_key, i)));
    assert_int_equal(store_child_count(a, a_key), store_child_count(b, b_key));
    for (size_t i = 0; i < store_child_count(a, a_key); i++)
        assert_same_tree(a, store_child_at(a, a_key, i), b, store_child_at(b, b_key, i));
}

static struct store *load(const char *path)
{
    struct store *store = store_new();
    struct load_options options = {0};
    struct load_result result;
    struct diags diags = {0};
    regsim_status status = load_file(&result, store, path, &options, &diags);
    diags_print(&diags, stderr, false);
    assert_int_equal(status.code, REGSIM_OK);
    assert_int_equal(diags.warnings, 0);
    diags_free(&diags);
    load_result_free(&result);
    return store;
}

static void assert_round_trip(const char *path, enum regfile_version version)
{
    struct store *before = load(path);
    struct output output = {.fd = -1};
    struct diags diags = {0};
    struct regfile_write_options options = {.version = version};
    regsim_status status = regfile_write_store(&output, before, store_root(before),
                                               (struct ustr){0}, &options, &diags);
    assert_int_equal(status.code, REGSIM_OK);
    struct reading after = read_bytes(output.buf.bytes, output.buf.size, 0);
    assert_int_equal(after.diags.errors + after.diags.warnings, 0);
    assert_same_tree(before, store_root(before), after.store, store_root(after.store));
    reading_free(&after);
    buf_free(&output.buf);
    store_free(before);
}

static char *corpus_file(const char *name)
{
    return mem_printf("%s/cfreds/%s", corpus(), name);
}

static void the_files_of_nist_come_back_as_they_were(void **state)
{
    static const struct {
        const char *name;
        size_t keys, values;
    } files[] = {
        {"nr-01-1_possible-data-types.reg", 4, 12},
        {"nr-02-1_simple-tree-structure.reg", 18, 12},
        {"nr-03-1_tree-structure-with-the-maximum-levels.reg", 511, 1},
        {"nr-04-1_maximum-key-name-length.reg", 9, 4},
        {"nr-05-1_maximum-value-name-length.reg", 6, 3},
        {"nr-07-1_non-ascii-characters.reg", 11, 16},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = corpus_file(files[i].name);
        struct store *store = load(path);
        size_t values = 0;
        for (key_id key = 1; key < store_id_limit(store); key++)
            values += store_exists(store, key) ? store_value_count(store, key) : 0;
        assert_int_equal(store_key_count(store), files[i].keys);
        assert_int_equal(values, files[i].values);
        store_free(store);
        assert_round_trip(path, REGFILE_5);
        if (i != 5) /* its characters are in no ANSI code page */
            assert_round_trip(path, REGFILE_4);
        mem_free(path);
    }
}

static void the_deletions_of_nist_stay_a_patch(void **state)
{
    static const struct {
        const char *name;
        size_t deletions;
    } files[] = {
        {"nrd-01-1_delete-keys-with-values-but-without-subkeys.reg", 2},
        {"nrd-02-1_delete-keys-with-values-and-subkeys.reg", 3},
        {"nrd-03-1_delete-keys-without-values-and-subkeys.reg", 3},
        {"nrd-06-1_delete-multiple-values-in-a-key.reg", 12},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = corpus_file(files[i].name);
        struct patch before = {0}, after = {0};
        struct load_result result;
        struct load_options load_options = {0};
        struct regfile_write_options options = {.version = REGFILE_5};
        struct output output = {.fd = -1};
        assert_true(regsim_is_ok(load_patch(&result, &before, path, &load_options, NULL)));
        assert_int_equal(before.deletions, files[i].deletions);
        assert_true(regsim_is_ok(regfile_write_patch(&output, &before, &options, NULL)));
        struct regfile_sink sink = patch_sink(&after);
        struct regfile_source source = {"after", output.buf.bytes, output.buf.size, 0, NULL};
        assert_true(regsim_is_ok(regfile_read(NULL, &source, &sink, NULL)));
        assert_int_equal(before.count, after.count);
        for (size_t op = 0; op < before.count; op++) {
            const struct patch_op *a = &before.ops[op], *b = &after.ops[op];
            assert_int_equal(a->kind, b->kind);
            assert_int_equal(a->path.root, b->path.root);
            assert_true(ustr_same(a->path.below, b->path.below));
            assert_true(a->value ? value_same(a->value, b->value) : !b->value);
        }
        patch_free(&before);
        patch_free(&after);
        buf_free(&output.buf);
        mem_free(path);
    }
}

static void a_patch_applied_after_its_file_removes_what_it_says(void **state)
{
    static const struct {
        const char *name, *patch, *gone;
        size_t keys;
    } files[] = {
        {"nr-01-1_possible-data-types.reg",
         "nrd-01-1_delete-keys-with-values-but-without-subkeys.reg",
         "HKEY_LOCAL_MACHINE\\ROOT\\0x01_TYPE1_DATA-TYPES", 3},
        {"nr-02-1_simple-tree-structure.reg", "nrd-02-1_delete-keys-with-values-and-subkeys.reg",
         "HKEY_LOCAL_MACHINE\\ROOT\\0x02_TYPE1_TREE\\Node_1", 4},
        {"nr-01-1_possible-data-types.reg", "nrd-06-1_delete-multiple-values-in-a-key.reg", NULL,
         4},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = corpus_file(files[i].name), *patch = corpus_file(files[i].patch);
        struct reading r = {.store = load(path)};
        struct load_options options = {0};
        struct load_result result;
        assert_true(regsim_is_ok(load_file(&result, r.store, patch, &options, NULL)));
        assert_int_equal(store_key_count(r.store), files[i].keys);
        if (files[i].gone)
            assert_int_equal(key_at(&r, files[i].gone), KEY_NONE);
        else
            assert_int_equal(
                store_value_count(r.store,
                                  key_at(&r, "HKEY_LOCAL_MACHINE\\ROOT\\0x01_TYPE1_DATA-TYPES")),
                0);
        reading_free(&r);
        mem_free(path);
        mem_free(patch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_written_as_regedit_writes_it),
        cmocka_unit_test(hex_data_wraps_at_the_columns_of_regedit),
        cmocka_unit_test(a_name_beyond_the_margin_keeps_its_first_byte),
        cmocka_unit_test(strings_and_names_are_escaped),
        cmocka_unit_test(keys_are_sorted_and_stand_before_their_subkeys),
        cmocka_unit_test(strings_that_quotes_cannot_hold_are_written_exactly),
        cmocka_unit_test(what_regedit_cuts_to_quote_it_is_lost),
        cmocka_unit_test(regedit4_holds_strings_in_the_code_page),
        cmocka_unit_test(what_reg_text_cannot_hold_is_refused),
        cmocka_unit_test(a_link_becomes_what_it_leads_to_by_its_absolute_path),
        cmocka_unit_test(the_files_of_nist_come_back_as_they_were),
        cmocka_unit_test(the_deletions_of_nist_stay_a_patch),
        cmocka_unit_test(a_patch_applied_after_its_file_removes_what_it_says),
    };
    return RUN_TESTS(tests);
}

/* A patch made from a diff, applied to the first registry, gives the second; what no patch can say
 * is refused. */
#include "reg_check.h"

#include "formats/patch_diff.h"
#include "formats/regfile_write.h"

enum { ALL = DIFF_NAME | DIFF_CLASS | DIFF_SECURITY | DIFF_FLAGS };

static key_id put_key(struct store *store, struct ustr path)
{
    return store_ensure(store, store_root(store), path, 0);
}

static size_t differences(const struct store *a, const struct store *b)
{
    struct diff diff = {0};
    diff_stores(&diff, a, store_root(a), b, store_root(b), 0);
    size_t count = diff.count;
    diff_free(&diff);
    return count;
}

/* How many things the patch cannot say; what it can is carried out in `a`. */
static size_t turn(struct store *a, const struct store *b)
{
    struct diff diff = {0};
    struct patch patch = {0};
    struct diags diags = {0};
    struct patch_diff_options options = {.name = "t", .compared = ALL, .lossy = true};
    diff_stores(&diff, a, store_root(a), b, store_root(b), 0);
    assert_int_equal(patch_from_diff(&patch, &diff, a, b, &options, &diags).code, REGSIM_OK);
    struct regfile_apply apply;
    regfile_apply_init(&apply, a, REGFILE_AS_WRITTEN, 0);
    struct regfile_sink sink = regfile_apply_sink(&apply);
    patch_replay(&patch, &sink);
    regfile_apply_done(&apply);
    size_t losses = diags.warnings;
    diags_free(&diags);
    patch_free(&patch);
    diff_free(&diff);
    return losses;
}

static void values_and_keys_come_change_and_go(void **state)
{
    (void)state;
    struct store *a = store_new(), *b = store_new();
    key_id x = put_key(a, USTR(u"HKEY_USERS\\x")), y = put_key(b, USTR(u"HKEY_USERS\\X2"));
    store_value_set(a, x, USTR(u"old"), 1, "a", 1);
    store_value_set(b, y, USTR(u""), 0x20001, "abc", 3);
    put_key(a, USTR(u"HKEY_USERS\\gone\\below\\that"));
    x = put_key(a, USTR(u"HKEY_USERS\\both"));
    y = put_key(b, USTR(u"HKEY_USERS\\both"));
    store_value_set(a, x, USTR(u"spelled"), 1, "a", 1);
    store_value_set(b, y, USTR(u"Spelled"), 1, "a", 1);
    store_value_set(a, x, USTR(u"type"), 1, "a", 1);
    store_value_set(b, y, USTR(u"type"), 3, "a", 1);
    assert_int_equal(turn(a, b), 0);
    assert_int_equal(differences(a, b), 0);
    store_free(a);
    store_free(b);
}

static void a_predefined_key_is_emptied_never_deleted(void **state)
{
    (void)state;
    struct store *a = store_new(), *b = store_new();
    key_id users = put_key(a, USTR(u"HKEY_USERS"));
    store_value_set(a, users, USTR(u"v"), 1, "a", 1);
    put_key(a, USTR(u"HKEY_USERS\\x"));
    assert_int_equal(turn(a, b), 0);
    assert_int_equal(store_key_count(a), 2);
    assert_int_equal(store_value_count(a, users), 0);
    store_free(a);
    store_free(b);
}

/* rule reg.export-loses */
static void what_a_reg_file_does_not_know_is_listed(void **state)
{
    (void)state;
    struct store *a = store_new(), *b = store_new();
    store_class_set(b, put_key(b, USTR(u"HKEY_USERS\\class")), USTR(u"c"));
    key_id link = put_key(b, USTR(u"HKEY_USERS\\link"));
    store_flags_set(b, link, KEY_LINK);
    store_value_set(b, link, USTR(u"SymbolicLinkValue"), REG_LINK_TYPE, "a", 2);
    put_key(a, USTR(u"HKEY_USERS\\spelled"));
    put_key(b, USTR(u"HKEY_USERS\\Spelled"));
    put_key(b, USTR(u"NO_SUCH_KEY\\x"));
    store_key_add(b, put_key(b, USTR(u"HKEY_USERS")), USTR(u"back\\slash"), 0, 0);
    assert_int_equal(turn(a, b), 7); /* class, link, its value, spelling, no root, x, backslash */
    store_free(a);
    store_free(b);
}

static void a_key_name_that_no_section_holds_is_refused(void **state)
{
    static const struct ustr names[] = {{u"a\0b", 3}, {u"a\nb", 3}};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct patch patch = {0};
        struct output output = {.fd = -1};
        struct regfile_write_options options = {.version = REGFILE_5};
        struct regfile_path path = {REGFILE_USERS, names[i]};
        struct diags diags = {0};
        struct regfile_sink sink = patch_sink(&patch);
        sink.delete_key(sink.context, &path);
        assert_int_equal(regfile_write_patch(&output, &patch, &options, &diags).code,
                         REGSIM_INVALID);
        assert_int_equal(diags.errors, 1);
        diags_free(&diags);
        buf_free(&output.buf);
        patch_free(&patch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_keys_come_change_and_go),
        cmocka_unit_test(a_predefined_key_is_emptied_never_deleted),
        cmocka_unit_test(what_a_reg_file_does_not_know_is_listed),
        cmocka_unit_test(a_key_name_that_no_section_holds_is_refused),
    };
    return RUN_TESTS(tests);
}

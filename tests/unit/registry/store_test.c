/* registry/store.h: keys, children in order, clones that do not see each other's writes. */
#include "check.h"

#include "base/choice.h"
#include "registry/store.h"

#include <stdio.h>

static key_id add(struct store *store, key_id parent, struct ustr name)
{
    return store_key_add(store, parent, name, 0, 7);
}

static void assert_name(const struct store *store, key_id key, struct ustr name)
{
    assert_true(ustr_same(store_name(store, key), name));
}

static void a_new_store_holds_the_root_alone(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    assert_int_equal(store_key_count(store), 1);
    assert_true(store_exists(store, root));
    assert_false(store_exists(store, KEY_NONE));
    assert_false(store_exists(store, 1000));
    assert_int_equal(store_parent(store, root), KEY_NONE);
    assert_int_equal(store_name(store, root).count, 0);
    assert_int_equal(store_child_count(store, root), 0);
    assert_int_equal(store_value_count(store, root), 0);
    assert_null(store_value_find(store, root, USTR(u"")));
    assert_null(store_security(store, root));
    assert_int_equal(store_class(store, root).count, 0);
    store_free(store);
    store_free(NULL);
}

/* rule name.case */
static void children_are_found_without_regard_to_case_and_keep_their_spelling(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    key_id key = add(store, root, USTR(u"Services"));
    assert_int_equal(store_child_find(store, root, USTR(u"sERVICES")), key);
    assert_int_equal(store_child_find(store, root, USTR(u"Service")), KEY_NONE);
    assert_int_equal(store_child_find(store, root, USTR(u"Services2")), KEY_NONE);
    assert_name(store, key, USTR(u"Services"));
    assert_int_equal(store_parent(store, key), root);
    assert_int_equal(store_last_write(store, key), 7);
    store_free(store);
}

/* rules name.sharp-s, enum.key-order */
static void children_are_sorted_by_upcased_units(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    /* sharp s is not expanded: ss1 < SS3 < ß2 (yarp UpcaseHive) */
    const struct ustr sorted[] = {USTR(u"A"),   USTR(u"a\0"), USTR(u"a\0b"), USTR(u"AB"),
                                  USTR(u"ss1"), USTR(u"SS3"), USTR(u"_"),    USTR(u"ß2"),
                                  USTR(u"Ā"),   USTR(u"āx"),  USTR(u"Ω")};
    const size_t count = sizeof sorted / sizeof *sorted;
    for (size_t i = 0; i < count; i++)
        add(store, root, sorted[(i * 7) % count]);
    assert_int_equal(store_child_count(store, root), count);
    for (size_t i = 0; i < count; i++)
        assert_name(store, store_child_at(store, root, i), sorted[i]);
    store_free(store);
}

static void names_may_hold_nul_and_lone_surrogates(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    const char16_t units[] = {0xD800, 0, u'x', 0xDC00}, other[] = {0xD800, 0, u'X', 0xDC28};
    key_id key = add(store, root, (struct ustr){units, 4});
    assert_int_equal(store_child_find(store, root, (struct ustr){other, 4}), KEY_NONE);
    assert_int_equal(store_child_find(store, root, (struct ustr){other, 3}), KEY_NONE);
    const char16_t upper[] = {0xD800, 0, u'X', 0xDC00};
    assert_int_equal(store_child_find(store, root, (struct ustr){upper, 4}), key);
    store_free(store);
}

static void a_clone_and_its_original_do_not_see_each_others_writes(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id key = store_ensure(store, store_root(store), USTR(u"A\\B\\C"), 1);
    store_value_set(store, key, USTR(u"v"), 1, "one", 3);
    struct store *clone = store_clone(store);
    assert_int_equal(store_key_count(clone), 4);

    store_value_set(clone, key, USTR(u"V"), 3, "other", 5);
    store_touch(clone, key, 99);
    key_id added = add(clone, key, USTR(u"New"));
    assert_int_equal(store_value_find(store, key, USTR(u"v"))->size, 3);
    assert_int_equal(store_value_find(clone, key, USTR(u"v"))->size, 5);
    assert_int_equal(store_last_write(store, key), 1);
    assert_int_equal(store_child_count(store, key), 0);
    assert_false(store_exists(store, added));

    store_tree_remove(store, store_find(store, store_root(store), USTR(u"a")));
    assert_int_equal(store_key_count(store), 1);
    assert_int_equal(store_key_count(clone), 5);
    assert_name(clone, store_find(clone, store_root(clone), USTR(u"a\\b\\c\\new")), USTR(u"New"));
    store_free(store);
    assert_true(store_value_remove(clone, key, USTR(u"v")));
    store_free(clone);
}

/* rule delete.name-is-free */
static void an_id_is_never_given_out_again(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id first = add(store, store_root(store), USTR(u"x"));
    struct store *clone = store_clone(store);
    store_key_remove(store, first);
    assert_false(store_exists(store, first));
    assert_true(store_exists(clone, first));
    assert_int_not_equal(add(store, store_root(store), USTR(u"x")), first);
    store_free(store);
    store_free(clone);
}

static void removing_a_tree_leaves_the_rest(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    store_ensure(store, root, USTR(u"A\\B\\C"), 1);
    store_ensure(store, root, USTR(u"A\\D"), 1);
    key_id other = store_ensure(store, root, USTR(u"Z\\Y"), 1);
    store_tree_remove(store, store_find(store, root, USTR(u"A")));
    assert_int_equal(store_key_count(store), 3);
    assert_int_equal(store_find(store, root, USTR(u"z\\y")), other);
    store_tree_remove(store, root);
    assert_int_equal(store_key_count(store), 1);
    assert_true(store_exists(store, root));
    store_free(store);
}

static void renaming_keeps_identity_content_and_order(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    add(store, root, USTR(u"b"));
    key_id key = store_ensure(store, root, USTR(u"a\\inner"), 1);
    key_id top = store_parent(store, key);
    store_value_set(store, top, USTR(u"v"), 4, "\1\0\0\0", 4);
    struct store *clone = store_clone(store);
    store_key_rename(store, top, USTR(u"c"));
    assert_int_equal(store_child_find(store, root, USTR(u"A")), KEY_NONE);
    assert_int_equal(store_child_at(store, root, 1), top);
    assert_int_equal(store_find(store, root, USTR(u"C\\INNER")), key);
    assert_int_equal(store_value_count(store, top), 1);
    assert_name(clone, top, USTR(u"a"));
    store_free(clone);
    store_free(store);
}

static void attributes_are_kept_and_shared_descriptors_survive_their_key(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id key = store_key_add(store, store_root(store), USTR(u"k"), KEY_VOLATILE, 5);
    assert_int_equal(store_flags(store, key), KEY_VOLATILE);
    store_flags_set(store, key, KEY_LINK);
    assert_int_equal(store_flags(store, key), KEY_LINK);
    store_class_set(store, key, USTR(u"Class"));
    assert_true(ustr_same(store_class(store, key), USTR(u"Class")));
    const struct blob *security = blob_new("sd", 2);
    store_security_set(store, key, security);
    struct store *clone = store_clone(store);
    store_class_set(clone, key, USTR(u""));
    store_security_set(clone, key, NULL);
    assert_null(store_security(clone, key));
    assert_int_equal(store_class(clone, key).count, 0);
    assert_ptr_equal(store_security(store, key), security);
    store_free(store);
    store_free(clone);
    assert_int_equal(blob_size(security), 2);
    assert_memory_equal(blob_bytes(security), "sd", 2);
    blob_release(security);
    blob_release(NULL);
}

static void paths_lead_to_keys_and_back(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id root = store_root(store);
    key_id key = store_ensure(store, root, USTR(u"\\A\\\\B\\C\\"), 3);
    assert_int_equal(store_find(store, root, USTR(u"a\\b\\c")), key);
    assert_int_equal(store_find(store, root, USTR(u"a\\x\\c")), KEY_NONE);
    assert_int_equal(store_find(store, KEY_NONE, USTR(u"a")), KEY_NONE);
    assert_int_equal(store_find(store, root, USTR(u"")), root);
    struct ubuf path = {0};
    ubuf_add(&path, USTR(u"HKLM: "));
    store_path(store, key, KEY_NONE, &path);
    assert_true(ustr_same(ubuf_view(&path), USTR(u"HKLM: A\\B\\C")));
    ubuf_clear(&path);
    store_path(store, key, store_find(store, root, USTR(u"A")), &path);
    assert_true(ustr_same(ubuf_view(&path), USTR(u"B\\C")));
    ubuf_clear(&path);
    store_path(store, key, key, &path);
    assert_int_equal(path.count, 0);
    ubuf_free(&path);
    store_free(store);
}

/* Names that share long prefixes, differ beyond Latin-1, or are prefixes of each other: what the
 * tree's windows have to get right. */
static struct ustr awkward_name(char16_t units[32], struct choice *choice)
{
    const struct ustr stems[] = {USTR(u""),    USTR(u"SMSPerfCountersFor"),
                                 USTR(u"Sms"), USTR(u"ДЛИННОЕ ИМЯ "),
                                 USTR(u"ÿ"),   USTR(u"\0\0")};
    static const char16_t tails[] = {u'a', u'B', u'z', 0, 0xFE, 0xFF, 0x178, 0xD800, u'0'};
    struct ustr stem = stems[choice_draw(choice, "stem", 6)];
    for (size_t i = 0; i < stem.count; i++)
        units[i] = stem.units[i];
    size_t tail = 1 + choice_draw(choice, "tail", 4);
    for (size_t i = 0; i < tail; i++)
        units[stem.count + i] = tails[choice_draw(choice, "unit", 9)];
    return (struct ustr){units, stem.count + tail};
}

static void assert_sorted(const struct store *store, key_id parent)
{
    size_t count = store_child_count(store, parent);
    for (size_t i = 0; i < count; i++) {
        key_id child = store_child_at(store, parent, i);
        struct ustr name = store_name(store, child);
        assert_int_equal(store_child_find(store, parent, name), child);
        if (i)
            assert_true(ustr_compare_nocase(store_name(store, store_child_at(store, parent, i - 1)),
                                            name) < 0);
    }
}

static void thousands_of_awkward_siblings_stay_sorted_and_findable(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct choice *choice = choice_random(seed);
        struct store *store = store_new(), *clone = NULL;
        key_id root = store_root(store);
        size_t expected = 0;
        for (size_t step = 0; step < 20000; step++) {
            char16_t units[32];
            struct ustr name = awkward_name(units, choice);
            key_id there = store_child_find(store, root, name);
            bool grow = choice_draw(choice, "grow", 10) < (step < 10000 ? 8u : 2u);
            if (grow && !there) {
                add(store, root, name);
                expected++;
            } else if (!grow && there) {
                store_key_remove(store, there);
                expected--;
            } else if (!grow && expected) {
                uint32_t at = choice_draw(choice, "which", (uint32_t)expected);
                store_key_remove(store, store_child_at(store, root, at));
                expected--;
            }
            assert_int_equal(store_child_count(store, root), expected);
            if (step % 5000 == 2500) {
                assert_sorted(store, root);
                store_free(clone);
                clone = store_clone(store);
            }
        }
        assert_sorted(store, root);
        assert_sorted(clone, root);
        store_free(store);
        store_free(clone);
        choice_free(choice);
    }
}

/* Eight units are compared at once; one beyond Latin-1 ends that, wherever it stands. */
static void names_that_differ_only_beyond_latin_1_are_told_apart(void **state)
{
    (void)state;
    for (size_t place = 0; place < 12; place++) {
        struct store *store = store_new();
        key_id root = store_root(store);
        char16_t units[12] = u"abcdefghijkl";
        const char16_t variants[] = {0xFE, 0xFF, 0x101, 0x104, 0x3A9, 0xD800, 0xFFFF};
        const size_t count = sizeof variants / sizeof *variants;
        for (size_t i = 0; i < count; i++) {
            units[place] = variants[(i * 3) % count];
            add(store, root, (struct ustr){units, 12});
        }
        assert_sorted(store, root);
        assert_int_equal(store_child_count(store, root), count);
        units[place] = 0x105; /* the lower case of 0x104 */
        assert_int_not_equal(store_child_find(store, root, (struct ustr){units, 12}), KEY_NONE);
        units[place] = 0x106;
        assert_int_equal(store_child_find(store, root, (struct ustr){units, 12}), KEY_NONE);
        store_free(store);
    }
}

static void children_that_come_in_order_are_found_by_index_and_removed_from_the_front(void **state)
{
    (void)state;
    enum { COUNT = 10000 };
    struct store *store = store_new();
    key_id root = store_root(store);
    for (unsigned i = 0; i < COUNT; i++) {
        char text[32];
        int length = snprintf(text, sizeof text, "Something%06u", i);
        struct ustr name = ustr_from_wtf8(text, (size_t)length);
        add(store, root, name);
        ustr_free(name);
    }
    assert_sorted(store, root);
    for (unsigned i = 0; i < COUNT; i++)
        store_key_remove(store, store_child_at(store, root, 0));
    assert_int_equal(store_child_count(store, root), 0);
    assert_int_equal(store_key_count(store), 1);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_store_holds_the_root_alone),
        cmocka_unit_test(children_are_found_without_regard_to_case_and_keep_their_spelling),
        cmocka_unit_test(children_are_sorted_by_upcased_units),
        cmocka_unit_test(names_may_hold_nul_and_lone_surrogates),
        cmocka_unit_test(a_clone_and_its_original_do_not_see_each_others_writes),
        cmocka_unit_test(an_id_is_never_given_out_again),
        cmocka_unit_test(removing_a_tree_leaves_the_rest),
        cmocka_unit_test(renaming_keeps_identity_content_and_order),
        cmocka_unit_test(attributes_are_kept_and_shared_descriptors_survive_their_key),
        cmocka_unit_test(paths_lead_to_keys_and_back),
        cmocka_unit_test(thousands_of_awkward_siblings_stay_sorted_and_findable),
        cmocka_unit_test(names_that_differ_only_beyond_latin_1_are_told_apart),
        cmocka_unit_test(children_that_come_in_order_are_found_by_index_and_removed_from_the_front),
    };
    return RUN_TESTS(tests);
}

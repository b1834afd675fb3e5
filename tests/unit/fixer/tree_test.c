/* Trees of keys: their paths, and how they compare. */
#include "check.h"

#include <string.h>

#include "text.h"
#include "tree.h"
#include "windows_double.h"

/* Root "R" with the value v = `data`, and below it the key "K". */
static struct tree sample(BYTE data)
{
    struct tree tree = {0};
    struct key *root = tree_add_key(&tree, NULL, u"R", 1);

    key_add_value(root, u"v", 1, REG_BINARY, &data, sizeof(data));
    tree_add_key(&tree, root, u"K", 1);
    return tree;
}

static void a_path_names_all_keys_above(void **state)
{
    struct tree tree = sample(1);

    (void)state;
    assert_memory_equal(key_path_text(tree.last), u"R\\K", 8);
    assert_memory_equal(key_path_text(tree.first), u"R", 4);
}

static void a_path_of_512_levels_needs_no_stack(void **state)
{
    struct tree tree = {0};
    struct key *key = NULL;
    struct buf path = {0};

    (void)state;
    for (int i = 0; i < 512; i++)
        key = tree_add_key(&tree, key, u"abc", 3);
    text_add(&path, u"HKLM\\");
    key_path(key, &path);
    assert_int_equal(path.used, (5 + 512 * 4 - 1) * sizeof(WCHAR));
    assert_memory_equal(path.at, u"HKLM\\abc\\abc", 24);
}

static void a_tree_holds_itself_and_its_parts(void **state)
{
    struct tree tree = sample(1), same = sample(1), part = {0};

    (void)state;
    tree_add_key(&part, NULL, u"R", 1);
    assert_true(tree_holds(&tree, &same));
    assert_true(tree_holds(&tree, &part));
    assert_false(tree_holds(&part, &tree));
}

static void a_tree_does_not_hold_what_differs(void **state)
{
    struct tree tree = sample(1), other = sample(2), more = sample(1), renamed = sample(1);
    struct tree longer = sample(1), typed = sample(1);

    (void)state;
    assert_false(tree_holds(&tree, &other));
    tree_add_key(&more, more.last, u"deeper", 6);
    assert_false(tree_holds(&tree, &more));
    renamed.first->values->name[0] = u'V'; /* a difference of case counts: the safe side */
    assert_false(tree_holds(&tree, &renamed));
    longer.first->values->size = 2;
    assert_false(tree_holds(&tree, &longer));
    typed.first->values->type = REG_NONE;
    assert_false(tree_holds(&tree, &typed));
}

static void merging_adds_what_is_missing(void **state)
{
    struct tree tree = sample(1), more = sample(1), other = {0};

    (void)state;
    assert_int_equal(tree_merge(&tree, &more), MERGED_HELD_ALL);
    key_add_value(more.last, u"w", 1, REG_SZ, u"x", 4);
    assert_int_equal(tree_merge(&tree, &more), MERGED_GREW);
    assert_int_equal(tree.keys, 2);
    assert_true(tree_holds(&tree, &more));
    tree_add_key(&other, tree_add_key(&other, NULL, u"S", 1), u"K", 1);
    assert_int_equal(tree_merge(&tree, &other), MERGED_GREW);
    assert_int_equal(tree.keys, 4);
    assert_true(tree_holds(&tree, &more) && tree_holds(&tree, &other));
}

static void merging_refuses_a_contradiction(void **state)
{
    struct tree tree = sample(1), other = sample(2);

    (void)state;
    assert_int_equal(tree_merge(&tree, &other), MERGED_CONFLICT);
}

/* RegSetValueExW adds a NUL where one follows a string that lacks it. */
static void no_zero_follows_the_data_of_a_value(void **state)
{
    struct tree tree = sample(1);
    const struct value *value = tree.first->values;

    (void)state;
    assert_true(value->data[value->size] != 0 && value->data[value->size + 1] != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_names_all_keys_above),
        cmocka_unit_test(a_path_of_512_levels_needs_no_stack),
        cmocka_unit_test(a_tree_holds_itself_and_its_parts),
        cmocka_unit_test(a_tree_does_not_hold_what_differs),
        cmocka_unit_test(merging_adds_what_is_missing),
        cmocka_unit_test(merging_refuses_a_contradiction),
        cmocka_unit_test(no_zero_follows_the_data_of_a_value),
    };

    return cmocka_run_group_tests(tests, NULL, double_free_all) ? 1 : 0;
}

/* registry/diff.h: what changed between two clones, and that nothing else is said to have. */
#include "check.h"

#include "base/choice.h"
#include "registry/access.h"
#include "registry/diff.h"

#include <string.h>

static void set(struct store *store, key_id key, struct ustr name, const char *text)
{
    store_value_set(store, key, name, 1, text, (uint32_t)strlen(text));
}

/* A store with a few keys and values, and the key A\B. */
static struct store *sample(key_id *inner)
{
    struct store *store = store_new();
    *inner = store_ensure(store, store_root(store), USTR(u"A\\B"), 1);
    set(store, *inner, USTR(u"v"), "one");
    set(store, *inner, USTR(u"w"), "two");
    store_ensure(store, store_root(store), USTR(u"A\\B\\C\\D"), 1);
    store_ensure(store, store_root(store), USTR(u"Z"), 1);
    return store;
}

static struct diff whole(const struct store *a, const struct store *b)
{
    struct diff diff;
    diff_stores(&diff, a, store_root(a), b, store_root(b), 0);
    return diff;
}

static void assert_entry(const struct diff *diff, size_t index, enum diff_kind kind,
                         struct ustr path)
{
    assert_true(index < diff->count);
    assert_int_equal(diff->entries[index].kind, kind);
    assert_true(ustr_same(diff->entries[index].path, path));
}

static void a_clone_does_not_differ_and_writing_back_what_was_there_is_no_change(void **state)
{
    (void)state;
    key_id key;
    struct store *a = sample(&key), *b = store_clone(a);
    struct diff diff = whole(a, b);
    assert_int_equal(diff.count, 0);
    diff_free(&diff);
    set(b, key, USTR(u"v"), "one");
    store_touch(b, key, 99);
    diff = whole(a, b);
    assert_int_equal(diff.count, 0);
    diff_free(&diff);
    diff_stores(&diff, a, store_root(a), b, store_root(b), DIFF_LAST_WRITES);
    assert_int_equal(diff.count, 1);
    assert_entry(&diff, 0, DIFF_KEY_CHANGED, USTR(u"A\\B"));
    assert_int_equal(diff.entries[0].what, DIFF_LAST_WRITE);
    diff_free(&diff);
    store_free(a);
    store_free(b);
}

static void a_removed_tree_is_told_with_all_keys_and_values_in_path_order(void **state)
{
    (void)state;
    key_id key;
    struct store *a = sample(&key), *b = store_clone(a);
    store_tree_remove(b, key);
    struct diff diff = whole(a, b);
    assert_int_equal(diff.count, 5);
    assert_entry(&diff, 0, DIFF_KEY_REMOVED, USTR(u"A\\B"));
    assert_int_equal(diff.entries[0].before, key);
    assert_int_equal(diff.entries[0].after, KEY_NONE);
    assert_entry(&diff, 1, DIFF_VALUE_REMOVED, USTR(u"A\\B"));
    assert_true(ustr_same(value_name(diff.entries[1].old), USTR(u"v")));
    assert_null(diff.entries[1].new);
    assert_entry(&diff, 2, DIFF_VALUE_REMOVED, USTR(u"A\\B"));
    assert_entry(&diff, 3, DIFF_KEY_REMOVED, USTR(u"A\\B\\C"));
    assert_entry(&diff, 4, DIFF_KEY_REMOVED, USTR(u"A\\B\\C\\D"));
    diff_free(&diff);
    diff = whole(b, a);
    assert_int_equal(diff.count, 5);
    assert_entry(&diff, 0, DIFF_KEY_ADDED, USTR(u"A\\B"));
    assert_entry(&diff, 2, DIFF_VALUE_ADDED, USTR(u"A\\B"));
    store_free(a);
    store_free(b);
    assert_true(ustr_same(value_name(diff.entries[2].new), USTR(u"w"))); /* the diff keeps it */
    diff_free(&diff);
}

static void values_are_told_by_name_and_their_order_does_not_count(void **state)
{
    (void)state;
    key_id key;
    struct store *a = sample(&key), *b = store_clone(a);
    store_value_remove(b, key, USTR(u"v"));
    set(b, key, USTR(u"v"), "one"); /* now behind w */
    struct diff diff = whole(a, b);
    assert_int_equal(diff.count, 0);
    diff_free(&diff);
    set(b, key, USTR(u"V"), "other");
    set(b, key, USTR(u"new"), "x");
    store_value_remove(b, key, USTR(u"w"));
    diff = whole(a, b);
    assert_int_equal(diff.count, 3);
    assert_entry(&diff, 0, DIFF_VALUE_ADDED, USTR(u"A\\B"));
    assert_entry(&diff, 1, DIFF_VALUE_CHANGED, USTR(u"A\\B"));
    assert_int_equal(diff.entries[1].old->size, 3);
    assert_int_equal(diff.entries[1].new->size, 5);
    assert_entry(&diff, 2, DIFF_VALUE_REMOVED, USTR(u"A\\B"));
    diff_free(&diff);
    store_free(a);
    store_free(b);
}

static void a_key_made_anew_with_equal_content_is_no_change(void **state)
{
    (void)state;
    key_id key;
    struct store *a = sample(&key), *b = store_clone(a);
    store_tree_remove(b, store_parent(b, key));
    key_id again = store_ensure(b, store_root(b), USTR(u"A\\B"), 50);
    set(b, again, USTR(u"w"), "two");
    set(b, again, USTR(u"v"), "one");
    store_ensure(b, again, USTR(u"C\\D"), 50);
    struct diff diff = whole(a, b);
    assert_int_equal(diff.count, 0);
    diff_free(&diff);
    store_ensure(b, again, USTR(u"C\\E"), 50);
    set(b, again, USTR(u"v"), "uno");
    diff = whole(a, b);
    assert_int_equal(diff.count, 2);
    assert_entry(&diff, 0, DIFF_VALUE_CHANGED, USTR(u"A\\B"));
    assert_entry(&diff, 1, DIFF_KEY_ADDED, USTR(u"A\\B\\C\\E"));
    diff_free(&diff);
    store_free(a);
    store_free(b);
}

static void attributes_and_spelling_are_told_by_what(void **state)
{
    (void)state;
    key_id key;
    struct store *a = sample(&key), *b = store_clone(a);
    const struct blob *security = blob_new("sd", 2), *same = blob_new("sd", 2);
    store_key_rename(b, key, USTR(u"b"));
    store_class_set(b, key, USTR(u"K"));
    store_security_set(b, key, security);
    store_flags_set(b, key, KEY_VOLATILE);
    struct diff diff = whole(a, b);
    assert_int_equal(diff.count, 1);
    assert_entry(&diff, 0, DIFF_KEY_CHANGED, USTR(u"A\\b"));
    assert_int_equal(diff.entries[0].what, DIFF_NAME | DIFF_CLASS | DIFF_SECURITY | DIFF_FLAGS);
    diff_free(&diff);
    struct store *c = store_clone(b);
    store_security_set(c, key, same);
    diff = whole(b, c);
    assert_int_equal(diff.count, 0);
    diff_free(&diff);
    blob_release(security);
    blob_release(same);
    store_free(a);
    store_free(b);
    store_free(c);
}

static void a_descriptor_of_its_own_is_no_change_where_it_is_the_shared_one(void **state)
{
    (void)state;
    key_id key;
    struct store *a = sample(&key), *b = store_clone(a), *c = store_clone(a);
    const struct blob *other = blob_new("sd", 2);
    store_security_set(b, key, security_default());
    store_security_set(c, key, other);
    struct diff diff = whole(a, b);
    assert_int_equal(diff.count, 0);
    diff_free(&diff);
    diff = whole(a, c);
    assert_int_equal(diff.count, 1);
    assert_int_equal(diff.entries[0].what, DIFF_SECURITY);
    diff_free(&diff);
    blob_release(other);
    store_free(a);
    store_free(b);
    store_free(c);
}

static void a_renamed_key_is_one_tree_gone_and_one_come(void **state)
{
    (void)state;
    key_id key;
    struct store *a = sample(&key), *b = store_clone(a);
    store_key_rename(b, store_parent(b, key), USTR(u"Q"));
    store_ensure(b, key, USTR(u"C\\New"), 1);
    struct diff diff = whole(a, b);
    assert_int_equal(diff.count, 6 + 7);
    assert_entry(&diff, 0, DIFF_KEY_REMOVED, USTR(u"A"));
    assert_entry(&diff, 6, DIFF_KEY_ADDED, USTR(u"Q"));
    assert_entry(&diff, 12, DIFF_KEY_ADDED, USTR(u"Q\\B\\C\\New"));
    diff_free(&diff);
    store_free(a);
    store_free(b);
}

static void only_what_is_below_the_roots_is_compared(void **state)
{
    (void)state;
    key_id key;
    struct store *a = sample(&key), *b = store_clone(a);
    store_ensure(b, store_root(b), USTR(u"Outside"), 1);
    store_ensure(b, key, USTR(u"Inside"), 1);
    struct diff diff;
    diff_stores(&diff, a, key, b, key, 0);
    assert_int_equal(diff.count, 1);
    assert_entry(&diff, 0, DIFF_KEY_ADDED, USTR(u"Inside"));
    diff_free(&diff);
    /* other roots: everything is compared by name */
    key_id other = store_ensure(b, store_root(b), USTR(u"Other\\C\\D"), 1);
    other = store_parent(b, store_parent(b, other));
    set(b, other, USTR(u"v"), "one");
    diff_stores(&diff, a, key, b, other, 0);
    assert_int_equal(diff.count, 1);
    assert_entry(&diff, 0, DIFF_VALUE_REMOVED, USTR(u""));
    diff_free(&diff);
    store_free(a);
    store_free(b);
}

/* A random edit of a store whose names are few, so that clashes and returns are common. */
static void edit(struct store *store, struct choice *choice)
{
    static const char16_t letters[] = u"abAB";
    key_id at = store_root(store);
    for (uint32_t depth = choice_draw(choice, "depth", 4); depth; depth--) {
        size_t children = store_child_count(store, at);
        if (children)
            at = store_child_at(store, at, choice_draw(choice, "child", (uint32_t)children));
    }
    struct ustr name = {letters + choice_draw(choice, "name", 4), 1};
    switch (choice_draw(choice, "edit", 6)) {
    case 0:
    case 1:
        store_ensure(store, at, name, 1);
        break;
    case 2:
        if (at != store_root(store))
            store_tree_remove(store, at);
        break;
    case 3:
        set(store, at, name, choice_draw(choice, "data", 2) ? "x" : "y");
        break;
    case 4:
        store_value_remove(store, at, name);
        break;
    default:
        if (at != store_root(store) && !store_child_find(store, store_parent(store, at), name))
            store_key_rename(store, at, name);
        break;
    }
}

/* Does to `store` what the diff says; afterwards it must equal the other side. */
static void apply(struct store *store, const struct diff *diff)
{
    key_id root = store_root(store);
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_entry *entry = &diff->entries[i];
        key_id key = store_find(store, root, entry->path);
        switch (entry->kind) {
        case DIFF_KEY_ADDED:
            assert_int_equal(key, KEY_NONE);
            store_ensure(store, root, entry->path, 1);
            break;
        case DIFF_KEY_REMOVED:
            if (key) /* the topmost takes those below along */
                store_tree_remove(store, key);
            break;
        case DIFF_KEY_CHANGED: {
            size_t start = entry->path.count;
            while (start && entry->path.units[start - 1] != u'\\')
                start--;
            store_key_rename(store, key, ustr_slice(entry->path, start, entry->path.count));
            break;
        }
        case DIFF_VALUE_ADDED:
        case DIFF_VALUE_CHANGED:
            store_value_remove(store, key, value_name(entry->new));
            store_value_append(store, key, entry->new);
            break;
        case DIFF_VALUE_REMOVED:
            if (key)
                store_value_remove(store, key, value_name(entry->old));
            break;
        }
    }
}

/* Walks both stores to the last value: what the diff says is not asked here. */
static void assert_equal_trees(const struct store *a, key_id in_a, const struct store *b,
                               key_id in_b)
{
    assert_true(ustr_same(store_name(a, in_a), store_name(b, in_b)));
    assert_int_equal(store_value_count(a, in_a), store_value_count(b, in_b));
    for (size_t i = 0; i < store_value_count(a, in_a); i++) {
        const struct value *value = store_value_at(a, in_a, i);
        assert_true(value_same(value, store_value_find(b, in_b, value_name(value))));
    }
    assert_int_equal(store_child_count(a, in_a), store_child_count(b, in_b));
    for (size_t i = 0; i < store_child_count(a, in_a); i++)
        assert_equal_trees(a, store_child_at(a, in_a, i), b, store_child_at(b, in_b, i));
}

static void applying_a_diff_makes_the_stores_equal_and_its_reverse_mirrors_it(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct choice *choice = choice_random(seed);
        struct store *base = store_new();
        for (int i = 0; i < 60; i++)
            edit(base, choice);
        struct store *a = store_clone(base), *b = store_clone(base);
        for (int i = 0; i < 6; i++) {
            edit(a, choice);
            edit(b, choice);
        }
        struct diff forth = whole(a, b), back = whole(b, a);
        assert_int_equal(forth.count, back.count);
        apply(a, &forth);
        struct diff none = whole(a, b);
        assert_int_equal(none.count, 0);
        assert_equal_trees(a, store_root(a), b, store_root(b));
        diff_free(&forth);
        diff_free(&back);
        diff_free(&none);
        store_free(base);
        store_free(a);
        store_free(b);
        choice_free(choice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clone_does_not_differ_and_writing_back_what_was_there_is_no_change),
        cmocka_unit_test(a_removed_tree_is_told_with_all_keys_and_values_in_path_order),
        cmocka_unit_test(values_are_told_by_name_and_their_order_does_not_count),
        cmocka_unit_test(a_key_made_anew_with_equal_content_is_no_change),
        cmocka_unit_test(attributes_and_spelling_are_told_by_what),
        cmocka_unit_test(a_descriptor_of_its_own_is_no_change_where_it_is_the_shared_one),
        cmocka_unit_test(a_renamed_key_is_one_tree_gone_and_one_come),
        cmocka_unit_test(only_what_is_below_the_roots_is_compared),
        cmocka_unit_test(applying_a_diff_makes_the_stores_equal_and_its_reverse_mirrors_it),
    };
    return RUN_TESTS(tests);
}

/* The reducer, asked questions of known answer. */
#include "check.h"

#include "explore/reduce.h"

#include <stdio.h>

/* b\x with value 7 is there, and a or c as well. */
static bool shows_two_of_three(void *context, const struct store *store)
{
    key_id root = store_root(store), x = store_find(store, root, USTR(u"b\\x"));
    (*(size_t *)context)++;
    return x && store_value_find(store, x, USTR(u"7")) &&
           (store_find(store, root, USTR(u"a")) || store_find(store, root, USTR(u"c")));
}

static struct store *haystack(void)
{
    static const struct ustr tops[] = {{u"a", 1}, {u"b", 1}, {u"c", 1}, {u"d", 1}};
    struct store *store = store_new();
    for (size_t i = 0; i < 4; i++) {
        key_id top = store_ensure(store, store_root(store), tops[i], 0);
        for (char16_t name = u'p'; name <= u'z'; name++) {
            key_id key = store_ensure(store, top, (struct ustr){&name, 1}, 0);
            for (char16_t value = u'0'; value <= u'9'; value++)
                store_value_set(store, key, (struct ustr){&value, 1}, 1, "", 0);
        }
    }
    return store;
}

static void what_is_left_is_one_minimal(void **state)
{
    (void)state;
    size_t asked = 0;
    struct store *start = haystack();
    struct reduce_budget budget = {.most = 10000};
    struct reduce_question question = {
        .context = &asked, .shows = shows_two_of_three, .budget = &budget};
    struct store *least = reduce_registry(start, &question);
    assert_int_equal(store_key_count(least), 4); /* the root, b, x, and c */
    assert_int_equal(reduce_count_values(least), 1);
    assert_int_equal(budget.runs, asked);
    assert_true(shows_two_of_three(&asked, least));
    assert_int_equal(store_key_count(start), 49); /* which is left alone */
    store_free(least);
    store_free(start);
}

static void the_bound_is_kept_and_the_answer_still_shows_it(void **state)
{
    (void)state;
    struct store *start = haystack();
    for (size_t most = 1; most < 28; most += 7) {
        size_t asked = 0;
        struct reduce_budget budget = {.most = most};
        struct reduce_question question = {
            .context = &asked, .shows = shows_two_of_three, .budget = &budget};
        struct store *least = reduce_registry(start, &question);
        assert_int_equal(asked, most);
        assert_true(shows_two_of_three(&asked, least));
        store_free(least);
    }
    store_free(start);
}

static void what_is_fixed_stays(void **state)
{
    (void)state;
    size_t asked = 0;
    struct store *start = haystack(), *fixed = store_new();
    key_id d = store_ensure(fixed, store_root(fixed), USTR(u"D\\p"), 0);
    store_value_set(fixed, d, USTR(u"3"), 1, "", 0);
    struct reduce_budget budget = {.most = 10000};
    struct reduce_question question = {
        .context = &asked, .shows = shows_two_of_three, .fixed = fixed, .budget = &budget};
    struct store *least = reduce_registry(start, &question);
    assert_int_equal(store_key_count(least), 6);
    assert_int_equal(reduce_count_values(least), 2);
    store_free(least);
    store_free(fixed);
    store_free(start);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_is_one_minimal),
        cmocka_unit_test(the_bound_is_kept_and_the_answer_still_shows_it),
        cmocka_unit_test(what_is_fixed_stays),
    };
    return RUN_TESTS(tests);
}

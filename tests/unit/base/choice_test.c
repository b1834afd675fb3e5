/* base/choice.h: every driver, and that a list of draws reproduces a run. */
#include "check.h"

#include "base/choice.h"

static void plain_always_draws_zero(void **state)
{
    (void)state;
    struct choice *choice = choice_plain();
    for (uint32_t count = 1; count < 100; count++)
        assert_int_equal(choice_draw(choice, "any", count), 0);
    assert_false(choice_next_run(choice));
    choice_free(choice);
}

static void random_is_the_same_for_the_same_seed_and_stays_in_range(void **state)
{
    (void)state;
    struct choice *a = choice_random(42), *b = choice_random(42);
    bool varied = false;
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t drawn = choice_draw(a, "any", 7);
        assert_in_range(drawn, 0, 6);
        assert_int_equal(drawn, choice_draw(b, "any", 7));
        varied |= drawn != 0;
    }
    assert_true(varied);
    choice_free(a);
    choice_free(b);
}

static void exhaustive_draws_every_combination_once(void **state)
{
    (void)state;
    struct choice *choice = choice_exhaustive();
    int seen[2][3] = {{0}};
    int runs = 0;
    do {
        uint32_t first = choice_draw(choice, "first", 2);
        uint32_t second = choice_draw(choice, "second", 3);
        seen[first][second]++;
        runs++;
    } while (choice_next_run(choice));
    assert_int_equal(runs, 6);
    for (int i = 0; i < 6; i++)
        assert_int_equal(seen[i / 3][i % 3], 1);
    choice_free(choice);
}

static void replay_repeats_the_draws_of_another_run(void **state)
{
    (void)state;
    struct choice *random = choice_random(7);
    for (int i = 0; i < 20; i++)
        choice_draw(random, "any", 10);
    const uint32_t *draws;
    size_t count = choice_drawn(random, &draws);
    assert_int_equal(count, 20);
    struct choice *replay = choice_replay(draws, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(choice_draw(replay, "any", 10), draws[i]);
    assert_int_equal(choice_draw(replay, "beyond the list", 10), 0);
    choice_free(random);
    choice_free(replay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_always_draws_zero),
        cmocka_unit_test(random_is_the_same_for_the_same_seed_and_stays_in_range),
        cmocka_unit_test(exhaustive_draws_every_combination_once),
        cmocka_unit_test(replay_repeats_the_draws_of_another_run),
    };
    return RUN_TESTS(tests);
}

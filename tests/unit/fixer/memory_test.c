/* The process heap, and its end. */
#include "check.h"

#include <string.h>

#include "exits.h"
#include "memory.h"
#include "windows_double.h"

static void buffers_grow_and_keep_what_they_hold(void **state)
{
    struct buf buf = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        buf_add(&buf, "abcdefg", 7);
    assert_int_equal(buf.used, 7000);
    for (int i = 0; i < 1000; i++)
        assert_memory_equal(buf.at + 7 * i, "abcdefg", 7);
    buf_reserve(&buf, 100000);
    assert_true(buf.room >= 100000);
    assert_memory_equal(buf.at + 6993, "abcdefg", 7);
}

static void buffers_are_equal_by_their_bytes(void **state)
{
    struct buf a = {0}, b = {0};

    (void)state;
    assert_true(buf_equal(&a, &b));
    buf_add(&a, "x", 1);
    assert_false(buf_equal(&a, &b));
    buf_add(&b, "y", 1);
    assert_false(buf_equal(&a, &b));
    b.at[0] = 'x';
    assert_true(buf_equal(&a, &b));
}

static void an_empty_heap_ends_the_process_and_says_so(void **state)
{
    int ended;

    (void)state;
    double_heap_blocks = 0;
    ended = setjmp(double_exit);
    if (ended == 0)
        memory_zeroed(1);
    double_heap_blocks = UINT32_MAX;
    assert_int_equal(ended, EXIT_MEMORY + 1);
    assert_string_equal(double_written, "smsperffix: out of memory\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buffers_grow_and_keep_what_they_hold),
        cmocka_unit_test(buffers_are_equal_by_their_bytes),
        cmocka_unit_test(an_empty_heap_ends_the_process_and_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, double_free_all) ? 1 : 0;
}

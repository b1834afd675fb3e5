/* base/memory.h, arena.h, buf.h, cursor.h: nobody leaves what he was given. */
#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/cursor.h"
#include "base/memory.h"

#include <string.h>

/* AddressSanitizer would end the program where malloc is asked for too much. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static jmp_buf exhausted;
static size_t exhausted_by;

static void on_exhausted(size_t size)
{
    exhausted_by = size;
    longjmp(exhausted, 1);
}

static void exhaustion_goes_to_the_handler_and_never_gives_null(void **state)
{
    (void)state;
    size_t capacity = 0;
    mem_set_exhausted(on_exhausted);
    if (!setjmp(exhausted)) {
        mem_alloc(SIZE_MAX / 2);
        fail();
    }
    assert_int_equal(exhausted_by, SIZE_MAX / 2);
    if (!setjmp(exhausted)) {
        mem_calloc(SIZE_MAX / 2, 4);
        fail();
    }
    if (!setjmp(exhausted)) {
        mem_grow(NULL, &capacity, SIZE_MAX / 4, 16);
        fail();
    }
    if (!setjmp(exhausted)) {
        mem_grow(NULL, &capacity, SIZE_MAX, 1);
        fail();
    }
    mem_set_exhausted(NULL);
}

static void nothing_is_a_size_like_any_other(void **state)
{
    (void)state;
    void *memory[] = {mem_alloc(0), mem_calloc(0, 8), mem_realloc(NULL, 0), mem_dup(NULL, 0)};
    for (size_t i = 0; i < 4; i++) {
        assert_non_null(memory[i]);
        mem_free(memory[i]);
    }
    mem_free(NULL);
}

static void arrays_double(void **state)
{
    (void)state;
    int *items = NULL;
    size_t capacity = 0;
    MEM_GROW(items, capacity, 1);
    assert_int_equal(capacity, 8);
    MEM_GROW(items, capacity, 9);
    assert_int_equal(capacity, 16);
    MEM_GROW(items, capacity, 16);
    assert_int_equal(capacity, 16);
    mem_free(items);
    char *text = mem_printf("%d%s", 4, "2");
    assert_string_equal(text, "42");
    mem_free(text);
}

static void an_arena_gives_zeroed_aligned_memory_of_any_size(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t size = 0; size < 30000; size = size * 2 + 1) {
        uint8_t *memory = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)memory % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
    }
    assert_string_equal(arena_strdup(&arena, "text"), "text");
    assert_string_equal(arena_strndup(&arena, "text", 2), "te");
    assert_string_equal(arena_printf(&arena, "%s=%d", "a", 1), "a=1");
    assert_memory_equal(arena_dup(&arena, "xy", 2), "xy", 2);
    struct ustr copy = arena_ustr(&arena, USTR(u"ab"));
    assert_true(ustr_same(copy, USTR(u"ab")));
    assert_int_equal(copy.units[2], 0);
    arena_free(&arena);
    assert_null(arena.blocks);
}

static void a_buffer_keeps_what_fits_and_says_that_something_did_not(void **state)
{
    (void)state;
    struct buf buf = {.max = 5};
    buf_text(&buf, "abc");
    buf_text(&buf, "def");
    assert_true(buf.overflow);
    assert_string_equal(buf_z(&buf), "abc");
    buf_put(&buf, 'x'); /* nothing gets in behind a gap */
    assert_int_equal(buf.size, 3);
    buf_clear(&buf);
    assert_false(buf.overflow);
    buf_printf(&buf, "%d", 12345);
    assert_string_equal(buf_z(&buf), "12345");
    buf_free(&buf);
    assert_int_equal(buf.max, 5);
}

static void numbers_are_little_endian_both_ways(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_put(&buf, 1);
    buf_u16(&buf, 0x0302);
    buf_u32(&buf, 0x07060504);
    buf_u64(&buf, 0x0F0E0D0C0B0A0908);
    for (size_t i = 0; i < 15; i++)
        assert_int_equal(buf.bytes[i], i + 1);
    struct cursor cursor = cursor_of(buf.bytes, buf.size);
    assert_int_equal(cursor_u8(&cursor), 1);
    assert_int_equal(cursor_u16(&cursor), 0x0302);
    assert_int_equal(cursor_u32(&cursor), 0x07060504);
    assert_int_equal(cursor_u64(&cursor), 0x0F0E0D0C0B0A0908);
    assert_int_equal(cursor_left(&cursor), 0);
    assert_false(cursor.bad);
    buf_free(&buf);
}

static void a_cursor_that_went_bad_stays_bad_and_gives_zeros(void **state)
{
    (void)state;
    const uint8_t bytes[] = {1, 2, 3, 4, 5};
    struct cursor cursor = cursor_of(bytes, 5);
    cursor_seek(&cursor, 3);
    assert_int_equal(cursor_u32(&cursor), 0);
    assert_true(cursor.bad);
    assert_int_equal(cursor_u8(&cursor), 0);
    assert_null(cursor_take(&cursor, 0));
    cursor = cursor_of(bytes, 5);
    cursor_seek(&cursor, 5);
    assert_false(cursor.bad);
    assert_int_equal(cursor_u16(&cursor), 0);
    cursor = cursor_of(bytes, 5);
    cursor_seek(&cursor, 6);
    assert_true(cursor.bad);
    cursor = cursor_of(bytes, 5);
    struct cursor window = cursor_window(&cursor, 1, 2);
    assert_int_equal(cursor_u16(&window), 0x0302);
    assert_int_equal(cursor_left(&window), 0);
    assert_true(cursor_window(&cursor, 4, 2).bad);
    assert_true(cursor_window(&cursor, 6, 0).bad);
    assert_true(cursor_window(&cursor, 1, SIZE_MAX).bad);
    assert_false(cursor_window(&cursor, 5, 0).bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exhaustion_goes_to_the_handler_and_never_gives_null),
        cmocka_unit_test(nothing_is_a_size_like_any_other),
        cmocka_unit_test(arrays_double),
        cmocka_unit_test(an_arena_gives_zeroed_aligned_memory_of_any_size),
        cmocka_unit_test(a_buffer_keeps_what_fits_and_says_that_something_did_not),
        cmocka_unit_test(numbers_are_little_endian_both_ways),
        cmocka_unit_test(a_cursor_that_went_bad_stays_bad_and_gives_zeros),
    };
    return RUN_TESTS(tests);
}

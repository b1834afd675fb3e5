/* base/pool.h: blocks that outlive their pool, and are freed as those of malloc are. */
#include "check.h"

#include "base/memory.h"
#include "base/pool.h"

#include <stdint.h>
#include <string.h>

enum { BLOCKS = 200000 }; /* more than the biggest slab holds */

static void blocks_do_not_overlap_and_outlive_their_pool(void **state)
{
    (void)state;
    static uint8_t *blocks[BLOCKS];
    struct pool pool = {0};
    for (size_t i = 0; i < BLOCKS; i++) {
        blocks[i] = pool_alloc(&pool, i % 97);
        assert_int_equal((uintptr_t)blocks[i] % 8, 0);
        memset(blocks[i], (int)(i & 0xFF), i % 97);
    }
    pool_done(&pool);
    assert_null(pool.slab);
    for (size_t i = 0; i < BLOCKS; i++) {
        for (size_t at = 0; at < i % 97; at++)
            assert_int_equal(blocks[i][at], i & 0xFF);
    }
    for (size_t i = 0; i < BLOCKS; i += 2)
        pool_free(blocks[i]);
    for (size_t i = 1; i < BLOCKS; i += 2)
        pool_free(blocks[i]);
}

static void blocks_of_malloc_are_taken_back_too(void **state)
{
    (void)state;
    struct pool pool = {0};
    pool_free(NULL);
    pool_free(mem_alloc(10));
    void *alone = pool_alloc(NULL, 10);
    assert_int_equal((uintptr_t)alone % 16, 0);
    pool_free(alone);
    void *big = pool_alloc(&pool, 100000);
    memset(big, 1, 100000);
    assert_null(pool.slab); /* a big block leaves the slabs to small ones */
    pool_free(big);
    pool_done(&pool);
}

static void a_pool_whose_blocks_are_all_free_goes_on(void **state)
{
    (void)state;
    struct pool pool = {0};
    for (int round = 0; round < 1000; round++) {
        char *block = pool_alloc(&pool, 100);
        memset(block, round, 100);
        pool_free(block);
    }
    pool_done(&pool);
    pool_free(pool_alloc(&pool, 0));
    pool_done(&pool);
    pool_done(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_do_not_overlap_and_outlive_their_pool),
        cmocka_unit_test(blocks_of_malloc_are_taken_back_too),
        cmocka_unit_test(a_pool_whose_blocks_are_all_free_goes_on),
    };
    return RUN_TESTS(tests);
}

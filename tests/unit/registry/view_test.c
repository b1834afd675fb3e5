/* The two views of 64-bit Windows: "Registry Keys Affected by WOW64" (registry/view.c).
 */
#include "registry/world.h"

enum {
    VIEW_32 = KEY_READ_RIGHTS | KEY_WOW64_32_FLAG,
    VIEW_64 = KEY_READ_RIGHTS | KEY_WOW64_64_FLAG
};

static key_id opened(struct world *world, const struct reg_key *base, struct ustr path,
                     uint32_t desired)
{
    struct reg_key key;
    return open_key(world, &key, base, path, desired) == ERROR_SUCCESS ? key.key : KEY_NONE;
}

static key_id made(struct world *world, struct ustr path, uint32_t view)
{
    struct reg_key key;
    assert_int_equal(reg_create(&key, NULL, &world->registry, &world->caller, &world->machine, path,
                                USTR(u""), 0, KEY_ALL_RIGHTS | view, NULL),
                     ERROR_SUCCESS);
    assert_int_equal(key.view, view);
    return key.key;
}

static void on_64_bits_of(enum os os, void (*test)(struct world *world))
{
    struct world world;
    world_init(&world, os);
    store_ensure(world.registry.store, store_root(world.registry.store),
                 USTR(u"USER\\S-1-5-21-1_Classes"), 1);
    registry_make_wow64(&world.registry, 5);
    test(&world);
    world_done(&world);
}

static void on_64_bits(void (*test)(struct world *world))
{
    on_64_bits_of(OS_WIN7, test);
}

static void software_is_another_key_to_the_32_bit_view_in(struct world *world)
{
    key_id narrow = made(world, USTR(u"Software\\Vendor"), KEY_WOW64_32_FLAG);
    key_id wide = made(world, USTR(u"Software\\Vendor"), 0);
    assert_int_not_equal(narrow, wide);
    assert_int_equal(opened(world, &world->machine, USTR(u"SOFTWARE\\vendor"), VIEW_64), wide);
    assert_int_equal(opened(world, &world->machine, USTR(u"SOFTWARE\\vendor"), VIEW_32), narrow);
    assert_int_equal(
        opened(world, &world->machine, USTR(u"SOFTWARE\\wow6432node\\Vendor"), VIEW_64), narrow);
    assert_int_equal(
        opened(world, &world->machine, USTR(u"SOFTWARE\\Wow6432Node\\Vendor"), VIEW_32), narrow);
    /* the same from a handle of SOFTWARE, and SOFTWARE itself */
    assert_int_equal(opened(world, &world->software, USTR(u"Vendor"), VIEW_32), narrow);
    assert_int_equal(
        opened(world, &world->machine, USTR(u"SOFTWARE"), VIEW_32),
        store_child_find(world->registry.store, world->software.key, USTR(u"Wow6432Node")));
    /* both flags are none */
    assert_int_equal(opened(world, &world->software, USTR(u"Vendor"), VIEW_32 | VIEW_64), wide);
    assert_int_equal(reg_delete_key(&world->registry, &world->caller, &world->machine,
                                    USTR(u"SOFTWARE\\Vendor"), KEY_WOW64_32_FLAG),
                     ERROR_SUCCESS);
    assert_true(store_exists(world->registry.store, wide));
    assert_false(store_exists(world->registry.store, narrow));
}

/* rules delete.view, wow64.redirected */
static void software_is_another_key_to_the_32_bit_view(void **state)
{
    (void)state;
    on_64_bits(software_is_another_key_to_the_32_bit_view_in);
}

static void system_and_perflib_are_shared_in(struct world *world)
{
    const struct ustr perflib =
        USTR(u"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\009");
    const struct ustr services = USTR(u"SYSTEM\\ControlSet001\\Services");
    key_id key = made(world, perflib, 0);
    assert_int_equal(opened(world, &world->machine, perflib, VIEW_32), key);
    key = made(world, services, KEY_WOW64_32_FLAG);
    assert_int_equal(opened(world, &world->machine, services, VIEW_64), key);
}

static void system_and_perflib_are_shared(void **state)
{
    (void)state;
    on_64_bits(system_and_perflib_are_shared_in);
}

/* Whether a key that one view makes is the key that the other opens. */
static bool is_one(struct world *world, const char16_t *path)
{
    key_id key = made(world, ustr_z(path), KEY_WOW64_32_FLAG);
    return opened(world, &world->machine, ustr_z(path), VIEW_64) == key;
}

static void classes_are_shared_but_for_servers_in(struct world *world)
{
    struct reg_key users, user;
    assert_true(is_one(world, u"SOFTWARE\\Classes"));
    assert_true(is_one(world, u"SOFTWARE\\Classes\\.txt"));
    assert_true(is_one(world, u"SOFTWARE\\Classes\\AppId\\x"));
    assert_false(is_one(world, u"SOFTWARE\\Classes\\CLSID\\{1}"));
    assert_false(is_one(world, u"SOFTWARE\\Classes\\Interface\\{1}"));
    key_id narrow = opened(world, &world->machine, USTR(u"SOFTWARE\\Classes\\CLSID\\{1}"), VIEW_32);
    assert_int_not_equal(narrow, KEY_NONE);
    assert_int_equal(opened(world, &world->machine,
                            USTR(u"SOFTWARE\\Wow6432Node\\Classes\\CLSID\\{1}"), VIEW_64),
                     narrow);
    assert_int_equal(opened(world, &world->machine,
                            USTR(u"SOFTWARE\\Classes\\Wow6432Node\\CLSID\\{1}"), VIEW_64),
                     narrow);
    /* and so of a user */
    assert_int_equal(open_key(world, &users, NULL, USTR(u"\\REGISTRY\\USER"), KEY_ALL_RIGHTS), 0);
    assert_int_equal(open_key(world, &user, &users, USTR(u"S-1-5-21-1_Classes"), KEY_ALL_RIGHTS),
                     0);
    assert_int_equal(opened(world, &user, USTR(u"CLSID"), VIEW_64), KEY_NONE);
    assert_int_equal(reg_create(&users, NULL, &world->registry, &world->caller, &user,
                                USTR(u"CLSID"), USTR(u""), 0, KEY_ALL_RIGHTS | KEY_WOW64_32_FLAG,
                                NULL),
                     ERROR_SUCCESS);
    assert_int_equal(opened(world, &user, USTR(u"CLSID"), VIEW_64), KEY_NONE);
    assert_int_equal(opened(world, &user, USTR(u"Wow6432Node\\CLSID"), VIEW_64), users.key);
}

static void classes_are_redirected_whole_in(struct world *world)
{
    assert_false(is_one(world, u"SOFTWARE\\Classes"));
    assert_false(is_one(world, u"SOFTWARE\\Classes\\.txt"));
    assert_true(is_one(world, u"SOFTWARE\\Classes\\HCP"));
    assert_int_equal(
        opened(world, &world->machine, USTR(u"SOFTWARE\\Classes\\.txt"), VIEW_32),
        opened(world, &world->machine, USTR(u"SOFTWARE\\Classes\\Wow6432Node\\.txt"), VIEW_64));
}

/* rule wow64.classes */
static void classes_have_views_of_their_own(void **state)
{
    (void)state;
    on_64_bits(classes_are_shared_but_for_servers_in);
    on_64_bits_of(OS_WS2003, classes_are_redirected_whole_in);
}

static void making_it_64_bit_twice_changes_nothing_in(struct world *world)
{
    size_t keys = store_key_count(world->registry.store);
    registry_make_wow64(&world->registry, 9);
    assert_int_equal(store_key_count(world->registry.store), keys);
}

static void making_it_64_bit_twice_changes_nothing(void **state)
{
    (void)state;
    on_64_bits(making_it_64_bit_twice_changes_nothing_in);
}

/* rule wow64.flags-ignored */
static void the_flags_mean_nothing_on_32_bits(void **state)
{
    (void)state;
    static const enum os systems[] = {OS_NT4, OS_W2K, OS_XP, OS_WS2003, OS_WIN7, OS_WIN10};
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        struct world world;
        world_init(&world, systems[i]);
        key_id key = made(&world, USTR(u"SOFTWARE\\Vendor"), KEY_WOW64_32_FLAG);
        assert_int_equal(opened(&world, &world.machine, USTR(u"SOFTWARE\\Vendor"), VIEW_64), key);
        assert_int_equal(opened(&world, &world.machine, USTR(u"SOFTWARE\\Vendor"), VIEW_32), key);
        assert_int_equal(store_parent(world.registry.store, key), world.software.key);
        /* a key of that name is one like any other */
        store_ensure(world.registry.store, world.software.key, USTR(u"Wow6432Node\\Vendor"), 1);
        assert_int_equal(opened(&world, &world.machine, USTR(u"SOFTWARE\\Vendor"), VIEW_32), key);
        world_done(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(software_is_another_key_to_the_32_bit_view),
        cmocka_unit_test(system_and_perflib_are_shared),
        cmocka_unit_test(classes_have_views_of_their_own),
        cmocka_unit_test(making_it_64_bit_twice_changes_nothing),
        cmocka_unit_test(the_flags_mean_nothing_on_32_bits),
    };
    return RUN_TESTS(tests);
}

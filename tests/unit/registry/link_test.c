/* Symbolic links and the control set: Wine's test_symlinks (registry/ops.h). */
#include "registry/world.h"

#include <string.h>

#define SOFTWARE_PATH(name) USTR(u"\\REGISTRY\\MACHINE\\SOFTWARE\\" name)

IN_WORLD(a_link_leads_to_its_target_in_the_middle_and_at_the_end_of_a_path)
{
    struct reg_key target = made_key(world, USTR(u"Target")), below, found;
    below = made_key(world, USTR(u"Target\\Below"));
    make_link(world, USTR(u"Link"), SOFTWARE_PATH(u"Target"));
    assert_int_equal(open_key(world, &found, &world->software, USTR(u"link"), KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(found.key, target.key);
    assert_int_equal(
        open_key(world, &found, &world->software, USTR(u"LINK\\below"), KEY_READ_RIGHTS),
        ERROR_SUCCESS);
    assert_int_equal(found.key, below.key);
    assert_int_equal(registry_resolve(&world->registry, USTR(u"MACHINE\\SOFTWARE\\Link\\Below")),
                     below.key);
}

/* rule link.open-link */
IN_WORLD(open_link_opens_the_link_itself_but_follows_those_before_it)
{
    struct reg_key target = made_key(world, USTR(u"Target")), found;
    make_link(world, USTR(u"Link"), SOFTWARE_PATH(u"Target"));
    assert_int_equal(reg_open(&found, &world->registry, &world->caller, &world->software,
                              USTR(u"Link"), REG_OPT_OPEN_LINK, KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_not_equal(found.key, target.key);
    assert_int_equal(store_flags(world->registry.store, found.key), KEY_LINK);
    made_key(world, USTR(u"Target\\Below"));
    assert_int_equal(reg_open(&found, &world->registry, &world->caller, &world->software,
                              USTR(u"Link\\Below"), REG_OPT_OPEN_LINK, KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
}

/* rule link.again */
IN_WORLD(making_a_link_again_is_183)
{
    struct reg_key key;
    make_link(world, USTR(u"Link"), SOFTWARE_PATH(u"Target"));
    made_key(world, USTR(u"Plain"));
    assert_int_equal(create_key(world, &key, &world->software, USTR(u"Link"), REG_OPT_CREATE_LINK),
                     ERROR_ALREADY_EXISTS);
    assert_int_equal(create_key(world, &key, &world->software, USTR(u"Plain"), REG_OPT_CREATE_LINK),
                     ERROR_ALREADY_EXISTS);
}

/* rule link.other-values */
IN_WORLD(a_link_holds_its_target_and_nothing_else)
{
    struct reg_key link, plain = made_key(world, USTR(u"Plain"));
    assert_int_equal(create_key(world, &link, &world->software, USTR(u"Link"), REG_OPT_CREATE_LINK),
                     ERROR_SUCCESS);
    assert_int_equal(set_value(world, &link, USTR(u"SymbolicLinkValue")), ERROR_ACCESS_DENIED);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &link, USTR(u"other"),
                                   REG_LINK_TYPE, u"x", 2),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &plain, USTR(u"other"),
                                   REG_LINK_TYPE, u"x", 2),
                     ERROR_SUCCESS);
}

/* rules link.value, link.relative */
IN_WORLD(a_target_with_a_nul_or_a_relative_one_leads_nowhere)
{
    struct reg_key found;
    made_key(world, USTR(u"Target"));
    make_link(world, USTR(u"Nul"), SOFTWARE_PATH(u"Target\0"));
    make_link(world, USTR(u"Relative"), USTR(u"Target"));
    make_link(world, USTR(u"Other"), USTR(u"\\REGISTRYX\\MACHINE"));
    assert_int_equal(
        create_key(world, &found, &world->software, USTR(u"Bare"), REG_OPT_CREATE_LINK),
        ERROR_SUCCESS);
    make_link(world, USTR(u"Text"), SOFTWARE_PATH(u"Target"));
    struct store *store = world->registry.store;
    key_id text = store_find(store, world->software.key, USTR(u"Text"));
    const struct value *value = store_value_find(store, text, USTR(u"SymbolicLinkValue"));
    char16_t target[64]; /* as a file may have it; no program can set it */
    memcpy(target, value_data(value), value->size);
    store_value_set(store, text, value_name(value), REG_SZ_TYPE, target, value->size);
    const struct ustr names[] = {USTR(u"Nul"), USTR(u"Relative"), USTR(u"Other"), USTR(u"Bare"),
                                 USTR(u"Text")};
    world->registry.os = OS_NT4;
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(open_key(world, &found, &world->software, names[i], KEY_READ_RIGHTS),
                         ERROR_FILE_NOT_FOUND);
    world->registry.os = OS_W2K; /* which alone follows relative ones */
    assert_int_equal(open_key(world, &found, &world->software, names[1], KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(create_key(world, &found, &world->software, USTR(u"Bare"), 0),
                     ERROR_FILE_NOT_FOUND);
}

/* rule link.dangling */
IN_WORLD(creating_through_a_dangling_link_makes_the_target)
{
    struct reg_key made, found;
    make_link(world, USTR(u"Link"), SOFTWARE_PATH(u"Target"));
    assert_int_equal(open_key(world, &found, &world->software, USTR(u"Link"), KEY_READ_RIGHTS),
                     ERROR_FILE_NOT_FOUND);
    assert_int_equal(create_key(world, &made, &world->software, USTR(u"Link\\Deep\\er"), 0),
                     ERROR_SUCCESS);
    assert_int_equal(
        open_key(world, &found, &world->software, USTR(u"Target\\Deep\\er"), KEY_READ_RIGHTS),
        ERROR_SUCCESS);
    assert_int_equal(found.key, made.key);
}

IN_WORLD(through_a_link_to_a_link_to_nowhere_nothing_is_made)
{
    struct reg_key made;
    assert_int_equal(
        create_key(world, &made, &world->software, USTR(u"Empty"), REG_OPT_CREATE_LINK),
        ERROR_SUCCESS);
    make_link(world, USTR(u"Link"), SOFTWARE_PATH(u"Empty"));
    size_t before = store_child_count(world->registry.store, world->software.key);
    assert_int_equal(create_key(world, &made, &world->software, USTR(u"Link\\Deep\\er"), 0),
                     ERROR_FILE_NOT_FOUND);
    assert_int_equal(store_child_count(world->registry.store, world->software.key), before);
}

static void check_loop(enum os os, uint32_t code)
{
    struct world world;
    struct reg_key found;
    world_init(&world, os);
    make_link(&world, USTR(u"One"), SOFTWARE_PATH(u"Two"));
    make_link(&world, USTR(u"Two"), SOFTWARE_PATH(u"One\\x"));
    assert_int_equal(open_key(&world, &found, &world.software, USTR(u"One"), KEY_READ_RIGHTS),
                     code);
    assert_int_equal(create_key(&world, &found, &world.software, USTR(u"One\\y"), 0), code);
    assert_int_equal(registry_resolve(&world.registry, USTR(u"MACHINE\\SOFTWARE\\One")), KEY_NONE);
    world_done(&world);
}

/* rule link.loop */
static void a_loop_of_links_is_206_and_87_on_windows_10(void **state)
{
    (void)state;
    check_loop(OS_W2K, ERROR_FILENAME_EXCED_RANGE);
    check_loop(OS_WIN10, ERROR_INVALID_PARAMETER);
}

static key_id system_key(struct world *world, struct ustr path)
{
    return store_find(world->registry.store,
                      registry_resolve(&world->registry, USTR(u"MACHINE\\SYSTEM")), path);
}

IN_WORLD(the_control_set_link_follows_select_or_a_number)
{
    struct store *store = world->registry.store;
    key_id system = system_key(world, USTR(u""));
    key_id first = store_ensure(store, system, USTR(u"ControlSet001"), 0);
    key_id second = store_ensure(store, system, USTR(u"ControlSet002"), 0);
    registry_link_control_set(&world->registry, 0, 5);
    const struct ustr current = USTR(u"\\MACHINE\\SYSTEM\\CurrentControlSet");
    assert_int_equal(registry_resolve(&world->registry, current), first);
    key_id select = store_ensure(store, system, USTR(u"Select"), 0);
    registry_link_control_set(&world->registry, 0, 5);
    assert_int_equal(registry_resolve(&world->registry, current), first);
    store_value_set(store, select, USTR(u"Current"), REG_DWORD_TYPE, "\2\0\0\0", 4);
    registry_link_control_set(&world->registry, 0, 5);
    assert_int_equal(registry_resolve(&world->registry, current), second);
    registry_link_control_set(&world->registry, 1, 5);
    assert_int_equal(registry_resolve(&world->registry, current), first);
    key_id link = store_find(store, system, USTR(u"CurrentControlSet"));
    assert_int_equal(store_flags(store, link), KEY_LINK | KEY_VOLATILE);
    /* a volatile link does not make what lies behind it volatile */
    struct reg_key made;
    assert_int_equal(create_key(world, &made, &world->machine,
                                USTR(u"SYSTEM\\CurrentControlSet\\Services\\X"), 0),
                     ERROR_SUCCESS);
    assert_int_equal(store_find(store, first, USTR(u"Services\\X")), made.key);
}

IN_WORLD(an_ordinary_current_control_set_gives_way_to_the_link)
{
    struct store *store = world->registry.store;
    key_id plain =
        store_ensure(store, system_key(world, USTR(u"")), USTR(u"CurrentControlSet\\Services"), 0);
    registry_link_control_set(&world->registry, 1, 5);
    assert_false(store_exists(store, plain));
    assert_true(store_flags(store, system_key(world, USTR(u"CurrentControlSet"))) & KEY_LINK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_leads_to_its_target_in_the_middle_and_at_the_end_of_a_path),
        cmocka_unit_test(open_link_opens_the_link_itself_but_follows_those_before_it),
        cmocka_unit_test(making_a_link_again_is_183),
        cmocka_unit_test(a_link_holds_its_target_and_nothing_else),
        cmocka_unit_test(a_target_with_a_nul_or_a_relative_one_leads_nowhere),
        cmocka_unit_test(creating_through_a_dangling_link_makes_the_target),
        cmocka_unit_test(through_a_link_to_a_link_to_nowhere_nothing_is_made),
        cmocka_unit_test(a_loop_of_links_is_206_and_87_on_windows_10),
        cmocka_unit_test(the_control_set_link_follows_select_or_a_number),
        cmocka_unit_test(an_ordinary_current_control_set_gives_way_to_the_link),
    };
    return RUN_TESTS(tests);
}

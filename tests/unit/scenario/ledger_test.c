/* scenario/ledger.h: the net change over several stretches of time. */
#include "check.h"

#include "registry/access.h"
#include "scenario/ledger.h"

#define SERVICES u"MACHINE\\SYSTEM\\ControlSet001\\Services"

struct world {
    struct store *store, *before;
    struct ledger ledger;
};

static key_id key_at(struct world *world, struct ustr path)
{
    return store_ensure(world->store, store_root(world->store), path, 1);
}

static int set_up(void **state)
{
    static struct world world;
    world = (struct world){.store = store_new()};
    key_id stale = key_at(&world, USTR(SERVICES u"\\Stale\\Performance"));
    store_value_set(world.store, stale, USTR(u"Library"), REG_SZ_TYPE, u"a", 4);
    key_at(&world, USTR(SERVICES u"\\Live"));
    world.before = store_clone(world.store);
    *state = &world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    store_free(world->store);
    store_free(world->before);
    ledger_free(&world->ledger);
    return 0;
}

/* What happened since the last call is one stretch. */
static void stretch_ends(struct world *world)
{
    ledger_add(&world->ledger, world->before, world->store, false);
    store_free(world->before);
    world->before = store_clone(world->store);
}

static void a_removed_tree_is_listed_with_its_values_parents_first(void **state)
{
    struct world *world = *state;
    store_tree_remove(world->store, key_at(world, USTR(SERVICES u"\\Stale")));
    stretch_ends(world);
    assert_int_equal(world->ledger.count, 3);
    const struct ledger_entry *entries = world->ledger.entries;
    assert_true(ustr_same(entries[0].path, USTR(SERVICES u"\\Stale")));
    assert_true(ustr_same(entries[1].path, USTR(SERVICES u"\\Stale\\Performance")));
    assert_true(entries[2].is_value && ustr_same(entries[2].name, USTR(u"Library")));
    for (int i = 0; i < 3; i++)
        assert_true(entries[i].was && !entries[i].is);
}

static void what_comes_back_equal_is_no_change(void **state)
{
    struct world *world = *state;
    store_tree_remove(world->store, key_at(world, USTR(SERVICES u"\\Stale")));
    stretch_ends(world);
    key_id again = key_at(world, USTR(SERVICES u"\\Stale\\Performance"));
    store_value_set(world->store, again, USTR(u"Library"), REG_SZ_TYPE, u"a", 4);
    stretch_ends(world);
    assert_int_equal(world->ledger.count, 0);
}

static void what_comes_back_different_is_a_changed_value(void **state)
{
    struct world *world = *state;
    store_tree_remove(world->store, key_at(world, USTR(SERVICES u"\\Stale")));
    stretch_ends(world);
    key_id again = key_at(world, USTR(SERVICES u"\\Stale\\Performance"));
    store_value_set(world->store, again, USTR(u"Library"), REG_SZ_TYPE, u"b", 4);
    stretch_ends(world);
    assert_int_equal(world->ledger.count, 1);
    const struct ledger_entry *entry = &world->ledger.entries[0];
    assert_true(entry->is_value && entry->was && entry->is);
    assert_memory_equal(value_data(entry->old), u"a", 4);
    assert_memory_equal(value_data(entry->new), u"b", 4);
}

static void what_comes_back_with_another_class_or_descriptor_is_a_changed_key(void **state)
{
    struct world *world = *state;
    key_id live = key_at(world, USTR(SERVICES u"\\Live"));
    const struct blob *own = blob_new("descriptor", 10);
    store_class_set(world->store, live, USTR(u"Shell"));
    store_security_set(world->store, live, own);
    stretch_ends(world);
    ledger_free(&world->ledger);
    store_key_remove(world->store, live);
    stretch_ends(world);
    live =
        store_key_add(world->store, key_at(world, USTR(SERVICES)), USTR(u"live"), KEY_VOLATILE, 1);
    stretch_ends(world);
    assert_int_equal(world->ledger.count, 1);
    assert_int_equal(world->ledger.entries[0].what,
                     DIFF_NAME | DIFF_CLASS | DIFF_SECURITY | DIFF_FLAGS);
    store_key_remove(world->store, live);
    live = key_at(world, USTR(SERVICES u"\\Live"));
    store_class_set(world->store, live, USTR(u"Shell"));
    store_security_set(world->store, live, own);
    stretch_ends(world);
    assert_int_equal(world->ledger.count, 0);
    blob_release(own);
}

static void what_others_did_between_two_stretches_does_not_count(void **state)
{
    struct world *world = *state;
    stretch_ends(world);
    key_at(world, USTR(SERVICES u"\\FromAnInstall"));
    store_free(world->before); /* the next stretch begins after the install */
    world->before = store_clone(world->store);
    key_at(world, USTR(SERVICES u"\\Mine"));
    stretch_ends(world);
    assert_int_equal(world->ledger.count, 1);
    assert_true(ustr_same(world->ledger.entries[0].path, USTR(SERVICES u"\\Mine")));
    assert_true(!world->ledger.entries[0].was && world->ledger.entries[0].is);
}

static void made_and_removed_again_is_no_change(void **state)
{
    struct world *world = *state;
    key_id made = key_at(world, USTR(SERVICES u"\\Mine"));
    stretch_ends(world);
    store_key_remove(world->store, made);
    stretch_ends(world);
    assert_int_equal(world->ledger.count, 0);
}

static void a_path_is_within_itself_and_its_parents_only(void **state)
{
    (void)state;
    assert_true(path_is_within(USTR(u"A\\b"), USTR(u"a")));
    assert_true(path_is_within(USTR(u"A\\b"), USTR(u"a\\B")));
    assert_false(path_is_within(USTR(u"Ab"), USTR(u"A")));
    assert_false(path_is_within(USTR(u"A"), USTR(u"A\\b")));
}

static void paths_sort_as_a_tree_is_walked(void **state)
{
    (void)state;
    assert_true(path_compare(USTR(u"A\\b"), USTR(u"A b")) < 0); /* though \ sorts after the blank */
    assert_true(path_compare(USTR(u"A"), USTR(u"a\\b")) < 0);
    assert_int_equal(path_compare(USTR(u"a\\B"), USTR(u"A\\b")), 0);
}

static void what_changed_can_be_made_again_elsewhere(void **state)
{
    struct world *world = *state;
    struct store *store = world->store, *other = store_clone(world->before);
    key_id live = key_at(world, USTR(SERVICES u"\\Live"));
    store_value_set(store, live, USTR(u"Start"), REG_DWORD_TYPE, "\2\0\0", 4);
    stretch_ends(world);
    store_value_remove(store, live, USTR(u"Start"));
    store_value_set(store, live, USTR(u"START"), REG_DWORD_TYPE, "\3\0\0", 4);
    store_class_set(store, live, USTR(u"class"));
    store_flags_set(store, live, KEY_VOLATILE);
    store_security_set(store, live, security_default());
    store_key_rename(store, live, USTR(u"LIVE"));
    key_id added = key_at(world, USTR(SERVICES u"\\New\\Sub"));
    store_value_set(store, added, USTR(u""), REG_SZ_TYPE, u"x", 4);
    store_tree_remove(store, key_at(world, USTR(SERVICES u"\\Stale")));
    stretch_ends(world);
    store_value_set(other, store_ensure(other, store_root(other), USTR(SERVICES u"\\Live"), 1),
                    USTR(u"start"), REG_DWORD_TYPE, "\2\0\0", 4);
    struct store *twin = store_clone(other);
    ledger_apply(other, &world->ledger, (struct ustr){0}, 7);
    struct diff diff = {0};
    diff_stores(&diff, other, store_root(other), store, store_root(store), 0);
    assert_int_equal(diff.count, 0);
    diff_free(&diff);
    key_id made = store_find(other, store_root(other), USTR(SERVICES u"\\New"));
    assert_int_equal(store_last_write(other, made), 7);
    ledger_apply(twin, &world->ledger, USTR(u"MACHINE\\SOFTWARE"), 7); /* nothing is there */
    assert_int_equal(store_find(twin, store_root(twin), USTR(SERVICES u"\\New")), KEY_NONE);
    assert_int_not_equal(store_find(twin, store_root(twin), USTR(SERVICES u"\\Stale")), KEY_NONE);
    store_free(twin);
    store_free(other);
}

static void a_hive_is_changed_from_its_own_root(void **state)
{
    struct world *world = *state;
    key_id root = key_at(world, USTR(u"MACHINE\\SYSTEM"));
    store_value_set(world->store, root, USTR(u"v"), REG_SZ_TYPE, u"x", 4);
    store_value_set(world->store, root, USTR(u"gone"), REG_SZ_TYPE, u"x", 4);
    store_class_set(world->store, root, USTR(u"c"));
    stretch_ends(world);
    store_value_remove(world->store, root, USTR(u"gone"));
    store_tree_remove(world->store, key_at(world, USTR(SERVICES u"\\Stale")));
    stretch_ends(world);
    struct store *hive = store_new();
    store_ensure(hive, store_root(hive), USTR(u"ControlSet001\\Services\\Stale\\Performance"), 1);
    ledger_apply(hive, &world->ledger, USTR(u"MACHINE\\SYSTEM"), 7);
    assert_int_equal(store_value_count(hive, store_root(hive)), 1);
    assert_true(ustr_same(store_class(hive, store_root(hive)), USTR(u"c")));
    assert_int_equal(store_key_count(hive), 3);
    store_free(hive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_removed_tree_is_listed_with_its_values_parents_first,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_comes_back_equal_is_no_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_comes_back_different_is_a_changed_value, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            what_comes_back_with_another_class_or_descriptor_is_a_changed_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_others_did_between_two_stretches_does_not_count,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(made_and_removed_again_is_no_change, set_up, tear_down),
        cmocka_unit_test(a_path_is_within_itself_and_its_parents_only),
        cmocka_unit_test(paths_sort_as_a_tree_is_walked),
        cmocka_unit_test_setup_teardown(what_changed_can_be_made_again_elsewhere, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_hive_is_changed_from_its_own_root, set_up, tear_down),
    };
    return RUN_TESTS(tests);
}

/* Deleting and renaming keys (registry/ops.h). */
#include "registry/world.h"

static uint32_t rename_key(struct world *world, const struct reg_key *base, struct ustr path,
                           struct ustr name)
{
    return reg_rename(&world->registry, &world->caller, base, path, name);
}

/* rule delete.has-children */
IN_WORLD(deleting_a_key_with_children_is_refused)
{
    made_key(world, USTR(u"P\\C"));
    assert_int_equal(delete_key(world, &world->software, USTR(u"P")), ERROR_ACCESS_DENIED);
    assert_int_equal(delete_key(world, &world->software, USTR(u"p\\c")), ERROR_SUCCESS);
    assert_int_equal(delete_key(world, &world->software, USTR(u"P")), ERROR_SUCCESS);
    assert_int_equal(delete_key(world, &world->software, USTR(u"P")), ERROR_FILE_NOT_FOUND);
}

IN_WORLD(deletion_touches_the_parent_and_tells_of_it)
{
    struct reg_key parent = made_key(world, USTR(u"P"));
    made_key(world, USTR(u"P\\C"));
    world->caller.now = 5000;
    assert_int_equal(delete_key(world, &parent, USTR(u"C")), ERROR_SUCCESS);
    assert_int_equal(store_last_write(world->registry.store, parent.key), 5000);
    assert_int_equal(world->changed, parent.key);
}

/* rule delete.rights */
IN_WORLD(deletion_asks_for_delete_on_the_subkey_not_for_rights_of_the_handle)
{
    struct reg_key reader, key = made_key(world, USTR(u"P\\C"));
    assert_int_equal(open_key(world, &reader, &world->software, USTR(u"P"), KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
    const struct blob *denying =
        security_with_deny(security_default(), &world->token.groups[0], DELETE_RIGHT);
    store_security_set(world->registry.store, key.key, denying);
    assert_int_equal(delete_key(world, &reader, USTR(u"C")), ERROR_ACCESS_DENIED);
    store_security_set(world->registry.store, key.key, NULL);
    assert_int_equal(delete_key(world, &reader, USTR(u"C")), ERROR_SUCCESS);
    blob_release(denying);
}

/* rule delete.no-name */
IN_WORLD(an_empty_path_deletes_the_key_of_the_handle_but_not_twice)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    assert_int_equal(delete_key(world, &key, USTR(u"")), ERROR_SUCCESS);
    assert_false(store_exists(world->registry.store, key.key));
    assert_int_equal(delete_key(world, &key, USTR(u"")), ERROR_KEY_DELETED);
    assert_int_equal(delete_key(world, &key, USTR(u"x")), ERROR_KEY_DELETED);
}

/* Wine test_deleted_key (rule delete.deleted-handle) */
IN_WORLD(every_other_call_on_a_deleted_key_is_1018)
{
    struct reg_key key = made_key(world, USTR(u"K")), other;
    struct registry *registry = &world->registry;
    const struct value *value;
    const struct blob *security;
    struct reg_key_info info;
    key_id child;
    assert_int_equal(delete_key(world, &world->software, USTR(u"K")), ERROR_SUCCESS);
    made_key(world, USTR(u"K")); /* the name is free at once, and the new key another one */
    assert_int_equal(open_key(world, &other, &key, USTR(u"x"), KEY_READ_RIGHTS), ERROR_KEY_DELETED);
    assert_int_equal(open_key(world, &other, &key, USTR(u""), KEY_READ_RIGHTS), ERROR_KEY_DELETED);
    assert_int_equal(create_key(world, &other, &key, USTR(u"x"), 0), ERROR_KEY_DELETED);
    assert_int_equal(set_value(world, &key, USTR(u"v")), ERROR_KEY_DELETED);
    assert_int_equal(reg_delete_value(registry, &world->caller, &key, USTR(u"v")),
                     ERROR_KEY_DELETED);
    assert_int_equal(reg_query_value(&value, registry, &key, USTR(u"v")), ERROR_KEY_DELETED);
    assert_int_equal(reg_enum_value(&value, registry, &key, 0), ERROR_KEY_DELETED);
    assert_int_equal(reg_enum_key(&child, registry, &key, 0), ERROR_KEY_DELETED);
    assert_int_equal(reg_query_info(&info, registry, &key), ERROR_KEY_DELETED);
    assert_int_equal(reg_check_flush(registry, &key), ERROR_KEY_DELETED);
    assert_int_equal(reg_get_security(&security, registry, &key, SECURITY_DACL_PART),
                     ERROR_KEY_DELETED);
    assert_int_equal(
        reg_set_security(registry, &world->caller, &key, SECURITY_DACL_PART, security_default()),
        ERROR_KEY_DELETED);
    assert_int_equal(rename_key(world, &key, USTR(u""), USTR(u"N")), ERROR_KEY_DELETED);
}

IN_WORLD(roots_of_hives_are_neither_deleted_nor_renamed)
{
    assert_int_equal(delete_key(world, &world->machine, USTR(u"SAM")), ERROR_ACCESS_DENIED);
    assert_int_equal(rename_key(world, &world->machine, USTR(u"SAM"), USTR(u"X")),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(rename_key(world, &world->machine, USTR(u""), USTR(u"X")),
                     ERROR_ACCESS_DENIED);
}

/* rule delete.through-link */
IN_WORLD(deleting_through_a_link_deletes_the_target)
{
    made_key(world, USTR(u"Target"));
    make_link(world, USTR(u"Link"), USTR(u"\\REGISTRY\\MACHINE\\SOFTWARE\\Target"));
    assert_int_equal(delete_key(world, &world->software, USTR(u"Link")), ERROR_SUCCESS);
    assert_int_equal(store_child_find(world->registry.store, world->software.key, USTR(u"Target")),
                     KEY_NONE);
    /* Wine test_symlinks: a dangling link is not found; the link itself goes by its own handle */
    assert_int_equal(delete_key(world, &world->software, USTR(u"Link")), ERROR_FILE_NOT_FOUND);
    struct reg_key link;
    assert_int_equal(reg_open(&link, &world->registry, &world->caller, &world->software,
                              USTR(u"Link"), REG_OPT_OPEN_LINK, KEY_ALL_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(delete_key(world, &link, USTR(u"")), ERROR_SUCCESS);
    assert_int_equal(store_child_count(world->registry.store, world->software.key), 0);
}

IN_WORLD(renaming_keeps_the_handle_and_touches_key_and_parent)
{
    struct reg_key key = made_key(world, USTR(u"P\\Old")), again;
    world->caller.now = 7000;
    assert_int_equal(rename_key(world, &world->software, USTR(u"P\\Old"), USTR(u"New")),
                     ERROR_SUCCESS);
    assert_int_equal(open_key(world, &again, &world->software, USTR(u"P\\new"), KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(again.key, key.key);
    assert_int_equal(store_last_write(world->registry.store, key.key), 7000);
    assert_int_equal(
        store_last_write(world->registry.store, store_parent(world->registry.store, key.key)),
        7000);
    assert_int_equal(rename_key(world, &key, USTR(u""), USTR(u"Newer")), ERROR_SUCCESS);
}

/* rules rename.rights, rename.taken, rename.path */
IN_WORLD(renaming_refuses_taken_names_bad_names_and_weak_handles)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    char16_t units[256] = u"";
    made_key(world, USTR(u"Taken"));
    assert_int_equal(rename_key(world, &key, USTR(u""), USTR(u"taken")), ERROR_ACCESS_DENIED);
    assert_int_equal(rename_key(world, &key, USTR(u""), USTR(u"K")), ERROR_ACCESS_DENIED);
    assert_int_equal(rename_key(world, &key, USTR(u""), USTR(u"a\\b")), ERROR_INVALID_PARAMETER);
    assert_int_equal(rename_key(world, &key, USTR(u""), USTR(u"")), ERROR_INVALID_PARAMETER);
    assert_int_equal(rename_key(world, &key, USTR(u""), (struct ustr){units, 256}),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(rename_key(world, &world->software, USTR(u"None"), USTR(u"x")),
                     ERROR_FILE_NOT_FOUND);
    key.granted = KEY_READ_RIGHTS;
    assert_int_equal(rename_key(world, &key, USTR(u""), USTR(u"x")), ERROR_ACCESS_DENIED);
    key.granted = KEY_SET_VALUE_RIGHT; /* a part of what is needed */
    assert_int_equal(rename_key(world, &key, USTR(u""), USTR(u"x")), ERROR_ACCESS_DENIED);
    world->token = token_user();
    assert_int_equal(rename_key(world, &world->software, USTR(u"K"), USTR(u"x")),
                     ERROR_ACCESS_DENIED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deleting_a_key_with_children_is_refused),
        cmocka_unit_test(deletion_touches_the_parent_and_tells_of_it),
        cmocka_unit_test(deletion_asks_for_delete_on_the_subkey_not_for_rights_of_the_handle),
        cmocka_unit_test(an_empty_path_deletes_the_key_of_the_handle_but_not_twice),
        cmocka_unit_test(every_other_call_on_a_deleted_key_is_1018),
        cmocka_unit_test(roots_of_hives_are_neither_deleted_nor_renamed),
        cmocka_unit_test(deleting_through_a_link_deletes_the_target),
        cmocka_unit_test(renaming_keeps_the_handle_and_touches_key_and_parent),
        cmocka_unit_test(renaming_refuses_taken_names_bad_names_and_weak_handles),
    };
    return RUN_TESTS(tests);
}

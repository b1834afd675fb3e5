/* Opening and creating keys (registry/ops.h). */
#include "registry/world.h"

/* rule open.absent */
IN_WORLD(opening_what_is_not_there_is_2_and_leaves_no_key)
{
    struct reg_key key = {7, 7, 7};
    assert_int_equal(open_key(world, &key, &world->software, USTR(u"None"), KEY_READ_RIGHTS),
                     ERROR_FILE_NOT_FOUND);
    assert_int_equal(key.key, KEY_NONE);
    assert_int_equal(open_key(world, &key, &world->software, USTR(u"None\\Such"), KEY_READ_RIGHTS),
                     ERROR_FILE_NOT_FOUND);
}

/* rules open.leading-backslash, open.trailing-backslashes */
IN_WORLD(a_leading_backslash_is_161_and_trailing_ones_are_ignored)
{
    struct reg_key key, same;
    made_key(world, USTR(u"A\\B"));
    assert_int_equal(open_key(world, &key, &world->software, USTR(u"\\A"), KEY_READ_RIGHTS),
                     ERROR_BAD_PATHNAME);
    assert_int_equal(create_key(world, &key, &world->software, USTR(u"\\C"), 0),
                     ERROR_BAD_PATHNAME);
    assert_int_equal(open_key(world, &key, &world->software, USTR(u"a\\b\\\\\\"), KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(open_key(world, &same, &world->software, USTR(u"A\\B"), KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(key.key, same.key);
}

/* rule open.empty-name */
IN_WORLD(an_empty_path_opens_the_key_itself)
{
    struct reg_key key;
    assert_int_equal(open_key(world, &key, &world->software, USTR(u""), KEY_QUERY_VALUE_RIGHT),
                     ERROR_SUCCESS);
    assert_int_equal(key.key, world->software.key);
    assert_int_equal(key.granted, KEY_QUERY_VALUE_RIGHT);
}

IN_WORLD(no_key_is_6_and_a_path_from_nowhere_must_be_absolute)
{
    struct reg_key key, none = {0};
    assert_int_equal(open_key(world, &key, &none, USTR(u"A"), KEY_READ_RIGHTS),
                     ERROR_INVALID_HANDLE);
    assert_int_equal(open_key(world, &key, NULL, USTR(u"MACHINE"), KEY_READ_RIGHTS),
                     ERROR_BAD_PATHNAME);
    assert_int_equal(open_key(world, &key, NULL, USTR(u"\\REGISTRYX"), KEY_READ_RIGHTS),
                     ERROR_BAD_PATHNAME);
    assert_int_equal(open_key(world, &key, NULL, USTR(u"\\REGISTRY"), KEY_READ_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(key.key, store_root(world->registry.store));
}

/* rule access.mask-zero */
IN_WORLD(a_mask_of_zero_is_refused)
{
    struct reg_key key;
    assert_int_equal(open_key(world, &key, &world->software, USTR(u""), 0), ERROR_ACCESS_DENIED);
    assert_int_equal(open_key(world, &key, &world->software, USTR(u""), KEY_WOW64_64_FLAG),
                     ERROR_ACCESS_DENIED);
}

/* rule create.parents */
IN_WORLD(creating_makes_missing_parents_and_says_what_it_did)
{
    struct reg_key key;
    uint32_t disposition = 0;
    for (uint32_t expected = REG_DISPOSITION_CREATED; expected <= REG_DISPOSITION_OPENED;
         expected++) {
        assert_int_equal(reg_create(&key, &disposition, &world->registry, &world->caller,
                                    &world->software, USTR(u"A\\B\\C"), USTR(u"Klass"), 0,
                                    KEY_READ_RIGHTS, NULL),
                         ERROR_SUCCESS);
        assert_int_equal(disposition, expected);
        assert_int_equal(key.granted, KEY_READ_RIGHTS);
    }
    assert_true(ustr_same(store_class(world->registry.store, key.key), USTR(u"Klass")));
    key_id parent = store_parent(world->registry.store, key.key);
    assert_int_equal(store_class(world->registry.store, parent).count, 0);
}

/* rule info.last-write */
IN_WORLD(a_new_key_touches_itself_and_its_parent)
{
    struct reg_key parent = made_key(world, USTR(u"P"));
    world->caller.now = 2000;
    struct reg_key child;
    assert_int_equal(create_key(world, &child, &parent, USTR(u"C"), 0), ERROR_SUCCESS);
    assert_int_equal(store_last_write(world->registry.store, parent.key), 2000);
    assert_int_equal(store_last_write(world->registry.store, child.key), 2000);
    assert_int_equal(store_last_write(world->registry.store, world->software.key), 1000);
    assert_int_equal(world->changed, parent.key);
    assert_int_equal(world->changes[REG_CHANGE_NAME], 2);
    world->caller.now = 3000;
    assert_int_equal(create_key(world, &child, &parent, USTR(u"c"), 0), ERROR_SUCCESS);
    assert_int_equal(store_last_write(world->registry.store, parent.key), 2000);
    assert_int_equal(world->changes[REG_CHANGE_NAME], 2);
}

/* rule name.component-length */
IN_WORLD(names_of_255_units_are_made_256_are_found_and_longer_ones_are_87)
{
    char16_t units[300];
    for (size_t i = 0; i < 300; i++)
        units[i] = u'n';
    struct reg_key key;
    assert_int_equal(create_key(world, &key, &world->software, (struct ustr){units, 255}, 0),
                     ERROR_SUCCESS);
    assert_int_equal(create_key(world, &key, &world->software, (struct ustr){units, 256}, 0),
                     ERROR_INVALID_PARAMETER);
    store_key_add(world->registry.store, world->software.key, (struct ustr){units, 256}, 0, 0);
    assert_int_equal(
        open_key(world, &key, &world->software, (struct ustr){units, 256}, KEY_READ_RIGHTS),
        ERROR_SUCCESS);
    assert_int_equal(
        open_key(world, &key, &world->software, (struct ustr){units, 257}, KEY_READ_RIGHTS),
        ERROR_INVALID_PARAMETER);
}

static struct ustr levels(struct ubuf *path, size_t count)
{
    ubuf_clear(path);
    for (size_t i = 0; i < count; i++)
        ubuf_add(path, i ? USTR(u"\\x") : USTR(u"x"));
    return ubuf_view(path);
}

/* rule name.levels-of-one-call */
IN_WORLD(one_call_makes_at_most_32_levels)
{
    struct ubuf path = {0};
    struct reg_key key;
    assert_int_equal(create_key(world, &key, &world->software, levels(&path, 33), 0),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(create_key(world, &key, &world->software, levels(&path, 32), 0),
                     ERROR_SUCCESS);
    assert_int_equal(create_key(world, &key, &world->software, levels(&path, 64), 0),
                     ERROR_SUCCESS);
    ubuf_free(&path);
}

/* rule name.depth */
IN_WORLD(a_path_has_at_most_512_levels_from_the_root_on)
{
    struct reg_key key = world->software;
    for (unsigned level = 4; level <= 512; level++)
        assert_int_equal(create_key(world, &key, &key, USTR(u"x"), 0), ERROR_SUCCESS);
    struct reg_key deepest = key;
    assert_int_equal(create_key(world, &key, &deepest, USTR(u"x"), 0), ERROR_INVALID_PARAMETER);
}

/* rule create.below-roots */
IN_WORLD(nothing_is_made_directly_below_the_roots)
{
    struct reg_key key, root;
    assert_int_equal(create_key(world, &key, &world->machine, USTR(u"New"), 0),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(open_key(world, &root, NULL, USTR(u"\\REGISTRY"), KEY_ALL_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(create_key(world, &key, &root, USTR(u"New"), 0), ERROR_INVALID_PARAMETER);
}

/* rules volatile.child, volatile.existing */
IN_WORLD(a_stable_key_below_a_volatile_one_is_1021)
{
    struct reg_key parent, key;
    assert_int_equal(create_key(world, &parent, &world->software, USTR(u"V"), REG_OPT_VOLATILE),
                     ERROR_SUCCESS);
    assert_int_equal(create_key(world, &key, &parent, USTR(u"S"), 0), ERROR_CHILD_MUST_BE_VOLATILE);
    assert_int_equal(create_key(world, &key, &parent, USTR(u"S"), REG_OPT_VOLATILE), ERROR_SUCCESS);
    /* the option means nothing for a key that is there (Wine test_reg_create_key) */
    assert_int_equal(create_key(world, &key, &parent, USTR(u"S"), 0), ERROR_SUCCESS);
    assert_int_equal(store_flags(world->registry.store, key.key), KEY_VOLATILE);
}

/* rule create.parents-descriptor */
IN_WORLD(creation_asks_the_parents_descriptor_not_the_handles_mask)
{
    struct reg_key reader, key;
    struct reg_key parent = made_key(world, USTR(u"P"));
    assert_int_equal(open_key(world, &reader, &parent, USTR(u""), KEY_READ_RIGHTS), ERROR_SUCCESS);
    assert_int_equal(create_key(world, &key, &reader, USTR(u"C"), 0), ERROR_SUCCESS);
    world->token = token_user();
    assert_int_equal(create_key(world, &key, &parent, USTR(u"D"), 0), ERROR_ACCESS_DENIED);
    assert_int_equal(open_key(world, &key, &parent, USTR(u"C"), KEY_READ_RIGHTS), ERROR_SUCCESS);
    assert_int_equal(open_key(world, &key, &parent, USTR(u"C"), KEY_WRITE_RIGHTS),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(open_key(world, &key, &parent, USTR(u"C"), MAXIMUM_ALLOWED_RIGHT),
                     ERROR_SUCCESS);
    assert_int_equal(key.granted, KEY_READ_RIGHTS);
}

/* rule access.maker */
IN_WORLD(who_makes_a_key_gets_what_he_asks_for_and_its_descriptor_holds_from_then_on)
{
    const struct blob *denying =
        security_with_deny(security_default(), &world->token.user, KEY_WRITE_RIGHTS);
    struct reg_key key;
    assert_int_equal(reg_create(&key, NULL, &world->registry, &world->caller, &world->software,
                                USTR(u"K"), USTR(u""), 0, MAXIMUM_ALLOWED_RIGHT, denying),
                     ERROR_SUCCESS);
    assert_int_equal(key.granted, KEY_ALL_RIGHTS);
    assert_int_equal(open_key(world, &key, &world->software, USTR(u"K"), KEY_SET_VALUE_RIGHT),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(open_key(world, &key, &world->software, USTR(u"K"), MAXIMUM_ALLOWED_RIGHT),
                     ERROR_SUCCESS);
    assert_int_equal(key.granted & (KEY_SET_VALUE_RIGHT | KEY_CREATE_SUB_KEY_RIGHT), 0);
    assert_int_equal(key.granted & READ_CONTROL_RIGHT, READ_CONTROL_RIGHT); /* as an owner */
    blob_release(denying);
}

/* rule create.backup-restore */
IN_WORLD(backup_and_restore_rights_follow_the_privileges)
{
    static const struct {
        enum os os;
        uint32_t enabled, granted;
    } cases[] = {{OS_W2K, PRIVILEGE_BACKUP, 0x1020019},
                 {OS_W2K, PRIVILEGE_RESTORE, 0x1020006},
                 {OS_WIN7, PRIVILEGE_BACKUP, 0x1020019},
                 {OS_WIN7, PRIVILEGE_RESTORE, 0x1030006},
                 {OS_WIN7, PRIVILEGE_BACKUP | PRIVILEGE_RESTORE, 0x103001F}};
    static const struct ustr names[] = {{u"There", 5}, {u"New", 3}};
    struct reg_key key;
    made_key(world, names[0]);
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            create_key(world, &key, &world->software, names[i], REG_OPT_BACKUP_RESTORE),
            ERROR_ACCESS_DENIED);
    assert_int_equal(open_key(world, &key, &world->software, names[1], KEY_READ_RIGHTS),
                     ERROR_FILE_NOT_FOUND);
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        world->registry.os = cases[c].os;
        world->token.privileges_enabled = cases[c].enabled;
        for (int i = 0; i < 2; i++) {
            assert_int_equal(
                create_key(world, &key, &world->software, names[i], REG_OPT_BACKUP_RESTORE),
                ERROR_SUCCESS);
            assert_int_equal(key.granted, cases[c].granted);
        }
        assert_int_equal(delete_key(world, &world->software, names[1]), ERROR_SUCCESS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_what_is_not_there_is_2_and_leaves_no_key),
        cmocka_unit_test(a_leading_backslash_is_161_and_trailing_ones_are_ignored),
        cmocka_unit_test(an_empty_path_opens_the_key_itself),
        cmocka_unit_test(no_key_is_6_and_a_path_from_nowhere_must_be_absolute),
        cmocka_unit_test(a_mask_of_zero_is_refused),
        cmocka_unit_test(creating_makes_missing_parents_and_says_what_it_did),
        cmocka_unit_test(a_new_key_touches_itself_and_its_parent),
        cmocka_unit_test(names_of_255_units_are_made_256_are_found_and_longer_ones_are_87),
        cmocka_unit_test(one_call_makes_at_most_32_levels),
        cmocka_unit_test(a_path_has_at_most_512_levels_from_the_root_on),
        cmocka_unit_test(nothing_is_made_directly_below_the_roots),
        cmocka_unit_test(a_stable_key_below_a_volatile_one_is_1021),
        cmocka_unit_test(creation_asks_the_parents_descriptor_not_the_handles_mask),
        cmocka_unit_test(
            who_makes_a_key_gets_what_he_asks_for_and_its_descriptor_holds_from_then_on),
        cmocka_unit_test(backup_and_restore_rights_follow_the_privileges),
    };
    return RUN_TESTS(tests);
}

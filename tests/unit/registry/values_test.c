/* Setting, deleting, reading values; what is asked about keys (registry/ops.h).
 */
#include "registry/world.h"

#include <string.h>

static struct reg_key with_rights(struct reg_key key, uint32_t rights)
{
    key.granted = rights;
    return key;
}

IN_WORLD(a_value_is_set_read_and_deleted_and_the_key_is_touched)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    const struct value *value;
    world->caller.now = 2000;
    assert_int_equal(set_value(world, &key, USTR(u"Name")), ERROR_SUCCESS);
    assert_int_equal(store_last_write(world->registry.store, key.key), 2000);
    assert_int_equal(world->changes[REG_CHANGE_LAST_SET], 1);
    assert_int_equal(reg_query_value(&value, &world->registry, &key, USTR(u"NAME")), ERROR_SUCCESS);
    assert_int_equal(value->type, REG_SZ_TYPE);
    world->caller.now = 3000;
    assert_int_equal(reg_delete_value(&world->registry, &world->caller, &key, USTR(u"name")),
                     ERROR_SUCCESS);
    assert_int_equal(store_last_write(world->registry.store, key.key), 3000);
    assert_int_equal(world->changed, key.key);
    world->caller.now = 4000;
    assert_int_equal(reg_delete_value(&world->registry, &world->caller, &key, USTR(u"name")),
                     ERROR_FILE_NOT_FOUND);
    assert_int_equal(reg_query_value(&value, &world->registry, &key, USTR(u"Name")),
                     ERROR_FILE_NOT_FOUND);
    assert_null(value);
    assert_int_equal(store_last_write(world->registry.store, key.key), 3000);
}

/* rule name.default */
IN_WORLD(the_default_value_is_the_one_without_a_name_and_not_there_until_set)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    const struct value *value;
    assert_int_equal(reg_query_value(&value, &world->registry, &key, USTR(u"")),
                     ERROR_FILE_NOT_FOUND);
    assert_int_equal(set_value(world, &key, USTR(u"")), ERROR_SUCCESS);
    assert_int_equal(reg_query_value(&value, &world->registry, &key, USTR(u"")), ERROR_SUCCESS);
}

/* rules set.empty-string, set.any-type */
IN_WORLD(any_type_and_any_size_are_stored_as_they_come)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    const struct value *value;
    assert_int_equal(
        reg_set_value(&world->registry, &world->caller, &key, USTR(u"t"), 0xff00ff00, NULL, 0),
        ERROR_SUCCESS);
    assert_int_equal(reg_query_value(&value, &world->registry, &key, USTR(u"t")), ERROR_SUCCESS);
    assert_int_equal(value->type, 0xff00ff00);
    assert_int_equal(value->size, 0);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &key, USTR(u"d"),
                                   REG_DWORD_TYPE, "\1\2\3\4\5\6\7\10", 8),
                     ERROR_SUCCESS);
    assert_int_equal(reg_query_value(&value, &world->registry, &key, USTR(u"d")), ERROR_SUCCESS);
    assert_int_equal(value->size, 8);
}

/* Wine test_long_value_name (rule name.value-length) */
IN_WORLD(a_value_name_has_at_most_16383_units)
{
    static char16_t units[16384];
    struct reg_key key = made_key(world, USTR(u"K"));
    const struct value *value;
    for (size_t i = 0; i < 16384; i++)
        units[i] = u'v';
    const struct ustr longest = {units, 16383}, too_long = {units, 16384};
    assert_int_equal(set_value(world, &key, longest), ERROR_SUCCESS);
    assert_int_equal(set_value(world, &key, too_long), ERROR_INVALID_PARAMETER);
    assert_int_equal(reg_query_value(&value, &world->registry, &key, too_long),
                     ERROR_FILE_NOT_FOUND);
    assert_int_equal(reg_delete_value(&world->registry, &world->caller, &key, too_long),
                     ERROR_FILE_NOT_FOUND);
}

/* rules access.needed, flush.rights */
/* rule set.identical */
IN_WORLD(writing_what_is_there_is_a_write_unless_the_machine_skips_it)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    struct store *store = world->registry.store;
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &key, USTR(u"v"), 3, "ab", 2),
                     ERROR_SUCCESS);
    for (int skips = 0; skips < 2; skips++) {
        world->registry.skips_identical = skips;
        world->changes[REG_CHANGE_LAST_SET] = 0;
        world->caller.now += 10;
        assert_int_equal(
            reg_set_value(&world->registry, &world->caller, &key, USTR(u"V"), 3, "ab", 2),
            ERROR_SUCCESS);
        assert_int_equal(world->changes[REG_CHANGE_LAST_SET], !skips);
        assert_int_equal(store_last_write(store, key.key) == world->caller.now, !skips);
    }
    /* another type, size or byte is a write */
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &key, USTR(u"v"), 4, "ab", 2),
                     ERROR_SUCCESS);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &key, USTR(u"v"), 4, "a", 1),
                     ERROR_SUCCESS);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &key, USTR(u"v"), 4, "b", 1),
                     ERROR_SUCCESS);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &key, USTR(u"v"), 4, NULL, 0),
                     ERROR_SUCCESS);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &key, USTR(u"v"), 4, NULL, 0),
                     ERROR_SUCCESS);
    assert_int_equal(world->changes[REG_CHANGE_LAST_SET], 4);
}

IN_WORLD(each_call_needs_its_right_on_the_handle)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    struct reg_key no_set = with_rights(key, KEY_ALL_RIGHTS & ~KEY_SET_VALUE_RIGHT);
    struct reg_key no_query = with_rights(key, KEY_ALL_RIGHTS & ~KEY_QUERY_VALUE_RIGHT);
    struct reg_key no_enum = with_rights(key, KEY_ALL_RIGHTS & ~KEY_ENUMERATE_SUB_KEYS_RIGHT);
    struct reg_key no_control = with_rights(key, KEY_SET_VALUE_RIGHT), none = {0};
    struct registry *registry = &world->registry;
    const struct value *value;
    const struct blob *security;
    struct reg_key_info info;
    key_id child;
    assert_int_equal(set_value(world, &no_set, USTR(u"v")), ERROR_ACCESS_DENIED);
    assert_int_equal(reg_delete_value(registry, &world->caller, &no_set, USTR(u"v")),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(reg_query_value(&value, registry, &no_query, USTR(u"v")), ERROR_ACCESS_DENIED);
    assert_int_equal(reg_enum_value(&value, registry, &no_query, 0), ERROR_ACCESS_DENIED);
    assert_int_equal(reg_query_info(&info, registry, &no_query), ERROR_ACCESS_DENIED);
    assert_int_equal(reg_check_flush(registry, &no_query), ERROR_ACCESS_DENIED);
    assert_int_equal(reg_check_flush(registry, &key), ERROR_SUCCESS);
    assert_int_equal(reg_enum_key(&child, registry, &no_enum, 0), ERROR_ACCESS_DENIED);
    assert_int_equal(reg_get_security(&security, registry, &no_control, SECURITY_DACL_PART),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(reg_set_security(registry, &world->caller, &no_control, SECURITY_DACL_PART,
                                      security_default()),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(set_value(world, &none, USTR(u"v")), ERROR_INVALID_HANDLE);
}

static uint32_t set_owner(struct world *world, const struct reg_key *key, const char *sddl)
{
    const struct blob *security = security_from_sddl(sddl, NULL);
    uint32_t code =
        reg_set_security(&world->registry, &world->caller, key, SECURITY_OWNER_PART, security);
    blob_release(security);
    return code;
}

/* rule access.owner */
IN_WORLD(nobody_gives_a_key_away_without_the_privilege)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    assert_int_equal(set_owner(world, &key, "O:BA"), ERROR_SUCCESS);
    assert_int_equal(set_owner(world, &key, "O:S-1-5-21-1000-1000-1000-500"), ERROR_SUCCESS);
    assert_int_equal(set_owner(world, &key, "O:SY"), ERROR_INVALID_OWNER);
    assert_int_equal(set_owner(world, &key, "O:BU"), ERROR_INVALID_OWNER);
    assert_int_equal(set_owner(world, &key, "G:BA"), ERROR_INVALID_OWNER);
    world->token.privileges_enabled |= PRIVILEGE_RESTORE;
    assert_int_equal(set_owner(world, &key, "O:SY"), ERROR_SUCCESS);
}

/* rules enum.value-order, enum.end */
IN_WORLD(values_are_enumerated_in_creation_order_and_the_end_is_259)
{
    struct reg_key key = made_key(world, USTR(u"K"));
    const struct value *value;
    const struct ustr names[] = {USTR(u"A"), USTR(u"C"), USTR(u"D"), USTR(u"B")};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(set_value(world, &key, names[i]), ERROR_SUCCESS);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(reg_enum_value(&value, &world->registry, &key, i), ERROR_SUCCESS);
        assert_true(ustr_same(value_name(value), names[i]));
    }
    assert_int_equal(reg_enum_value(&value, &world->registry, &key, 4), ERROR_NO_MORE_ITEMS);
}

/* rules enum.volatile-last, enum.end */
IN_WORLD(subkeys_are_enumerated_in_order_with_volatile_ones_behind_and_the_end_is_259)
{
    struct reg_key key = made_key(world, USTR(u"K")), child;
    key_id id;
    const struct ustr stable[] = {USTR(u"b"), USTR(u"D"), USTR(u"f")};
    const struct ustr passing[] = {USTR(u"a"), USTR(u"E")};
    for (size_t i = 3; i--;)
        assert_int_equal(create_key(world, &child, &key, stable[i], 0), ERROR_SUCCESS);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(reg_enum_key(&id, &world->registry, &key, i), ERROR_SUCCESS);
        assert_true(ustr_same(store_name(world->registry.store, id), stable[i]));
    }
    for (size_t i = 2; i--;)
        assert_int_equal(create_key(world, &child, &key, passing[i], REG_OPT_VOLATILE),
                         ERROR_SUCCESS);
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(reg_enum_key(&id, &world->registry, &key, i), ERROR_SUCCESS);
        assert_true(
            ustr_same(store_name(world->registry.store, id), i < 3 ? stable[i] : passing[i - 3]));
    }
    assert_int_equal(reg_enum_key(&id, &world->registry, &key, 5), ERROR_NO_MORE_ITEMS);
    assert_int_equal(delete_key(world, &key, USTR(u"e")), ERROR_SUCCESS);
    assert_int_equal(reg_enum_key(&id, &world->registry, &key, 3), ERROR_SUCCESS);
    assert_true(ustr_same(store_name(world->registry.store, id), passing[0]));
    store_flags_set(world->registry.store, id, 0); /* and first again, once it is stable */
    assert_int_equal(reg_enum_key(&id, &world->registry, &key, 0), ERROR_SUCCESS);
    assert_true(ustr_same(store_name(world->registry.store, id), passing[0]));
}

/* rules info.units, info.security-size */
IN_WORLD(key_info_counts_in_units_and_bytes)
{
    struct reg_key key, child;
    struct reg_key_info info;
    assert_int_equal(reg_create(&key, NULL, &world->registry, &world->caller, &world->software,
                                USTR(u"K"), USTR(u"Klass"), 0, KEY_ALL_RIGHTS, NULL),
                     ERROR_SUCCESS);
    assert_int_equal(reg_query_info(&info, &world->registry, &key), ERROR_SUCCESS);
    assert_int_equal(info.subkeys | info.values | info.max_subkey_units | info.max_value_size, 0);
    assert_int_equal(reg_create(&child, NULL, &world->registry, &world->caller, &key, USTR(u"abc"),
                                USTR(u"four"), 0, KEY_ALL_RIGHTS, NULL),
                     ERROR_SUCCESS);
    assert_int_equal(create_key(world, &child, &key, USTR(u"ab"), 0), ERROR_SUCCESS);
    assert_int_equal(set_value(world, &key, USTR(u"12345")), ERROR_SUCCESS);
    assert_int_equal(set_value(world, &key, USTR(u"1")), ERROR_SUCCESS);
    assert_int_equal(reg_query_info(&info, &world->registry, &key), ERROR_SUCCESS);
    assert_true(ustr_same(info.class, USTR(u"Klass")));
    assert_int_equal(info.subkeys, 2);
    assert_int_equal(info.max_subkey_units, 3);
    assert_int_equal(info.max_class_units, 4);
    assert_int_equal(info.values, 2);
    assert_int_equal(info.max_value_name_units, 5);
    assert_int_equal(info.max_value_size, 4);
    assert_int_equal(info.last_write, 1000);
    assert_int_equal(info.security_size, blob_size(security_default()));
}

/* rule access.inherited-once */
IN_WORLD(a_subkey_keeps_its_descriptor_when_the_parents_changes)
{
    struct reg_key parent = made_key(world, USTR(u"P")), child = made_key(world, USTR(u"P\\C"));
    const struct blob *security, *mine = security_from_sddl("D:(A;;KA;;;BA)", NULL);
    assert_int_equal(reg_get_security(&security, &world->registry, &child, SECURITY_DACL_PART),
                     ERROR_SUCCESS);
    assert_ptr_equal(security, security_default());
    world->caller.now = 9000;
    assert_int_equal(
        reg_set_security(&world->registry, &world->caller, &parent, SECURITY_DACL_PART, mine),
        ERROR_SUCCESS);
    assert_int_equal(world->changes[REG_CHANGE_SECURITY & 7], 1);
    assert_int_equal(reg_get_security(&security, &world->registry, &parent, SECURITY_DACL_PART),
                     ERROR_SUCCESS);
    assert_ptr_equal(security, mine);
    assert_int_equal(reg_get_security(&security, &world->registry, &child, SECURITY_DACL_PART),
                     ERROR_SUCCESS);
    assert_ptr_equal(security, security_default());
    const struct blob *damaged = blob_new("\1\2\3", 3);
    assert_int_equal(
        reg_set_security(&world->registry, &world->caller, &parent, SECURITY_DACL_PART, damaged),
        ERROR_INVALID_SECURITY_DESCR);
    struct reg_key key;
    assert_int_equal(reg_create(&key, NULL, &world->registry, &world->caller, &parent, USTR(u"D"),
                                USTR(u""), 0, KEY_ALL_RIGHTS, damaged),
                     ERROR_INVALID_SECURITY_DESCR);
    assert_int_equal(store_child_count(world->registry.store, parent.key), 1);
    blob_release(damaged);
    blob_release(mine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_set_read_and_deleted_and_the_key_is_touched),
        cmocka_unit_test(the_default_value_is_the_one_without_a_name_and_not_there_until_set),
        cmocka_unit_test(any_type_and_any_size_are_stored_as_they_come),
        cmocka_unit_test(a_value_name_has_at_most_16383_units),
        cmocka_unit_test(writing_what_is_there_is_a_write_unless_the_machine_skips_it),
        cmocka_unit_test(each_call_needs_its_right_on_the_handle),
        cmocka_unit_test(nobody_gives_a_key_away_without_the_privilege),
        cmocka_unit_test(values_are_enumerated_in_creation_order_and_the_end_is_259),
        cmocka_unit_test(
            subkeys_are_enumerated_in_order_with_volatile_ones_behind_and_the_end_is_259),
        cmocka_unit_test(key_info_counts_in_units_and_bytes),
        cmocka_unit_test(a_subkey_keeps_its_descriptor_when_the_parents_changes),
    };
    return RUN_TESTS(tests);
}

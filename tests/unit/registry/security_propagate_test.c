/* How a DACL that is set reaches the keys below (registry/ops.h, reg_set_security_inherited). */
#include "world.h"

#include "base/memory.h"
#include "registry/blob.h"
#include "registry/security.h"

static void give(struct world *world, key_id key, const char *sddl)
{
    const struct blob *security = security_from_sddl(sddl, NULL);
    assert_non_null(security);
    store_security_set(world->registry.store, key, security);
    blob_release(security);
}

static void assert_security(struct world *world, key_id key, const char *expected)
{
    char *text = security_to_sddl(access_security(world->registry.store, key));
    assert_string_equal(text, expected);
    mem_free(text);
}

/* Sets what the text says, as SetNamedSecurityInfo does. */
static uint32_t set(struct world *world, const struct reg_key *key, const char *sddl)
{
    struct reg_caller caller = {&world->token, 3000};
    const struct blob *given = security_from_sddl(sddl, NULL);
    const struct blob *whole = security_combine(access_security(world->registry.store, key->key),
                                                given, SECURITY_DACL_PART);
    uint32_t code =
        reg_set_security_inherited(&world->registry, &caller, key, SECURITY_DACL_PART, whole);
    blob_release(whole);
    blob_release(given);
    return code;
}

/* rule access.propagated */
IN_WORLD(what_containers_inherit_reaches_the_keys_below)
{
    struct reg_key top = made_key(world, USTR(u"top"));
    struct reg_key child = made_key(world, USTR(u"top\\child"));
    struct reg_key grandchild = made_key(world, USTR(u"top\\child\\grandchild"));
    give(world, top.key, "O:BAD:P(A;CI;KA;;;BA)");
    give(world, child.key, "O:BAD:(A;;KR;;;WD)");
    give(world, grandchild.key, "O:BAD:(A;;KR;;;IU)");
    assert_int_equal(set(world, &top, "D:P(A;CI;KA;;;BA)(A;;KR;;;AU)(D;CI;KW;;;WD)"),
                     ERROR_SUCCESS);
    assert_security(world, top.key, "O:BAD:P(A;CI;KA;;;BA)(A;;KR;;;AU)(D;CI;KW;;;WD)");
    assert_security(world, child.key, "O:BAD:AI(A;;KR;;;WD)(A;CIID;KA;;;BA)(D;CIID;KW;;;WD)");
    assert_security(world, grandchild.key, "O:BAD:AI(A;;KR;;;IU)(A;CIID;KA;;;BA)(D;CIID;KW;;;WD)");
    assert_int_equal(set(world, &top, "D:P(A;CI;KR;;;BU)"), ERROR_SUCCESS);
    assert_security(world, child.key, "O:BAD:AI(A;;KR;;;WD)(A;CIID;KR;;;BU)");
    assert_security(world, grandchild.key, "O:BAD:AI(A;;KR;;;IU)(A;CIID;KR;;;BU)");
}

IN_WORLD(what_came_from_the_parent_unmarked_is_taken_for_inherited)
{
    struct reg_key top = made_key(world, USTR(u"top"));
    struct reg_key child = made_key(world, USTR(u"top\\child"));
    give(world, top.key, "O:BAD:P(A;CI;KA;;;BA)(A;CIIO;KA;;;CO)");
    give(world, child.key, "O:BAD:(A;CI;KA;;;BA)(A;;KA;;;BA)(A;CIIO;KA;;;CO)(A;CI;KR;;;BA)");
    assert_int_equal(set(world, &top, "D:P(A;CI;KW;;;BA)"), ERROR_SUCCESS);
    assert_security(world, child.key, "O:BAD:AI(A;CI;KR;;;BA)(A;CIID;KW;;;BA)");
}

IN_WORLD(a_protected_key_keeps_its_list_and_so_do_those_below)
{
    struct reg_key top = made_key(world, USTR(u"top"));
    struct reg_key child = made_key(world, USTR(u"top\\child"));
    struct reg_key grandchild = made_key(world, USTR(u"top\\child\\grandchild"));
    give(world, top.key, "O:BAD:P(A;CI;KA;;;BA)");
    give(world, child.key, "O:BAD:P(A;CI;KA;;;BA)");
    assert_int_equal(set(world, &top, "D:P(A;CI;KR;;;BA)"), ERROR_SUCCESS);
    assert_security(world, child.key, "O:BAD:P(A;CI;KA;;;BA)");
    assert_security(world, grandchild.key, "O:BAD:P(A;CI;KA;;;BA)");
}

IN_WORLD(the_key_itself_inherits_from_its_parent)
{
    struct reg_key top = made_key(world, USTR(u"top"));
    struct reg_key child = made_key(world, USTR(u"top\\child"));
    give(world, top.key, "O:BAD:P(A;CI;KA;;;BA)(A;;KR;;;WD)");
    give(world, child.key, "O:BAG:SYD:P(A;;KA;;;BA)");
    assert_int_equal(set(world, &child, "D:(A;;KR;;;IU)(A;CIID;KA;;;WD)"), ERROR_SUCCESS);
    assert_security(world, child.key, "O:BAG:SYD:AI(A;;KR;;;IU)(A;CIID;KA;;;BA)");
}

IN_WORLD(no_list_is_not_passed_on)
{
    struct reg_key top = made_key(world, USTR(u"top"));
    struct reg_key child = made_key(world, USTR(u"top\\child"));
    give(world, top.key, "O:BAD:P(A;CI;KA;;;BA)");
    give(world, child.key, "O:BAD:(A;;KA;;;BA)");
    assert_int_equal(set(world, &top, "O:BA"), ERROR_SUCCESS);
    assert_security(world, top.key, "O:BA");
    assert_security(world, child.key, "O:BAD:(A;;KA;;;BA)");
}

IN_WORLD(keys_that_the_caller_may_not_change_stay)
{
    struct reg_key top = made_key(world, USTR(u"top"));
    struct reg_key child = made_key(world, USTR(u"top\\child"));
    struct reg_key other = made_key(world, USTR(u"top\\other"));
    give(world, top.key, "O:BAD:P(A;CI;KA;;;BA)");
    give(world, child.key, "O:SYD:(A;;KA;;;SY)");
    give(world, other.key, "O:BAD:(A;;KA;;;BA)");
    assert_int_equal(set(world, &top, "D:P(A;CI;KR;;;BA)"), ERROR_SUCCESS);
    assert_security(world, child.key, "O:SYD:(A;;KA;;;SY)");
    assert_security(world, other.key, "O:BAD:AI(A;;KA;;;BA)(A;CIID;KR;;;BA)");
}

IN_WORLD(another_part_than_the_list_is_not_passed_on)
{
    struct reg_key top = made_key(world, USTR(u"top"));
    struct reg_key child = made_key(world, USTR(u"top\\child"));
    const struct blob *whole = security_from_sddl("O:BAG:SYD:(A;CI;KA;;;BA)", NULL);
    give(world, child.key, "O:BAD:(A;;KR;;;WD)");
    assert_int_equal(reg_set_security_inherited(&world->registry, &world->caller, &top,
                                                SECURITY_GROUP_PART, whole),
                     ERROR_SUCCESS);
    assert_security(world, top.key, "O:BAG:SYD:(A;CI;KA;;;BA)");
    assert_security(world, child.key, "O:BAD:(A;;KR;;;WD)");
    blob_release(whole);
}

IN_WORLD(the_root_of_a_hive_inherits_from_nothing)
{
    assert_int_equal(set(world, &world->software, "D:(A;CI;KA;;;BA)(A;CI;KR;;;AU)"), ERROR_SUCCESS);
    assert_security(world, world->software.key, "O:BAG:SYD:(A;CI;KA;;;BA)(A;CI;KR;;;AU)");
}

static void assert_reinherits_as_it_is(const struct blob *own, const struct blob *before,
                                       const struct blob *after)
{
    const struct blob *made = security_reinherit(own, before, after);
    assert_ptr_equal(made, own);
    blob_release(made);
}

IN_WORLD(what_is_damaged_changes_nothing)
{
    (void)world;
    const struct blob *good = security_from_sddl("O:BAD:(A;CI;KA;;;BA)", NULL);
    const struct blob *no_list = security_from_sddl("O:BA", NULL);
    const struct blob *damaged = blob_new("\1\2\3", 3);
    assert_reinherits_as_it_is(damaged, good, good);
    assert_reinherits_as_it_is(good, damaged, good);
    assert_reinherits_as_it_is(good, good, damaged);
    assert_reinherits_as_it_is(no_list, good, good);
    assert_reinherits_as_it_is(good, good, no_list);
    blob_release(damaged);
    blob_release(no_list);
    blob_release(good);
}

IN_WORLD(a_damaged_entry_ends_the_keys_own)
{
    struct buf aces = {0};
    struct sid administrators;
    (void)world;
    assert_true(sid_from_string(&administrators, "BA"));
    ace_write(&aces, ACE_ALLOW, 0, 1, &administrators);
    buf_u32(&aces, 0);
    const struct security_parts parts = {.dacl = &aces, .dacl_count = 2};
    const struct blob *own = security_write(&parts);
    const struct blob *parent = security_from_sddl("O:BAD:(A;CI;KR;;;BA)", NULL);
    const struct blob *made = security_reinherit(own, parent, parent);
    char *text = security_to_sddl(made);
    assert_string_equal(text, "D:AI(A;;CC;;;BA)(A;CIID;KR;;;BA)");
    mem_free(text);
    blob_release(made);
    blob_release(parent);
    blob_release(own);
    buf_free(&aces);
}

IN_WORLD(the_handle_needs_the_right)
{
    struct reg_key top = made_key(world, USTR(u"top"));
    top.granted = KEY_READ_RIGHTS;
    assert_int_equal(set(world, &top, "D:P(A;CI;KR;;;BA)"), ERROR_ACCESS_DENIED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_containers_inherit_reaches_the_keys_below),
        cmocka_unit_test(what_came_from_the_parent_unmarked_is_taken_for_inherited),
        cmocka_unit_test(a_protected_key_keeps_its_list_and_so_do_those_below),
        cmocka_unit_test(the_key_itself_inherits_from_its_parent),
        cmocka_unit_test(no_list_is_not_passed_on),
        cmocka_unit_test(keys_that_the_caller_may_not_change_stay),
        cmocka_unit_test(another_part_than_the_list_is_not_passed_on),
        cmocka_unit_test(the_root_of_a_hive_inherits_from_nothing),
        cmocka_unit_test(what_is_damaged_changes_nothing),
        cmocka_unit_test(a_damaged_entry_ends_the_keys_own),
        cmocka_unit_test(the_handle_needs_the_right),
    };
    return RUN_TESTS(tests);
}

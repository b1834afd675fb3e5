/* What a new key's descriptor is (registry/access.h, security_inherit). */
#include "world.h"

#include "base/memory.h"
#include "registry/blob.h"
#include "registry/security.h"

/* The SDDL of a key that the token makes below one with `parent`; NULL: it shares the parent's. */
static void assert_made_by(struct world *world, const struct token *token, const char *parent,
                           const char *expected)
{
    struct reg_key top = made_key(world, USTR(u"top")), child;
    struct reg_caller caller = {token, 2000};
    const struct blob *security = security_from_sddl(parent, NULL);
    assert_non_null(security);
    store_security_set(world->registry.store, top.key, security);
    assert_int_equal(reg_create(&child, NULL, &world->registry, &caller, &top, USTR(u"child"),
                                USTR(u""), 0, KEY_ALL_RIGHTS, NULL),
                     ERROR_SUCCESS);
    const struct blob *own = store_security(world->registry.store, child.key);
    assert_int_equal(own == NULL, expected == NULL);
    if (own) {
        char *text = security_to_sddl(own);
        assert_string_equal(text, expected);
        mem_free(text);
    }
    blob_release(security);
    store_tree_remove(world->registry.store, top.key);
}

static void assert_made(struct world *world, const char *parent, const char *expected)
{
    assert_made_by(world, &world->token, parent, expected);
}

IN_WORLD(what_is_the_same_one_level_down_is_shared)
{
    assert_made(world, "O:BAD:(A;CI;KA;;;BA)(D;OICI;KR;;;WD)", NULL);
}

/* rule access.inherited */
IN_WORLD(only_what_containers_inherit_is_inherited)
{
    assert_made(world, "O:BAG:SYD:(A;;KR;;;WD)(A;CI;KA;;;BA)(A;OI;KW;;;BU)",
                "O:BAG:SYD:(A;CI;KA;;;BA)");
    assert_made(world, "O:BAD:(A;;KA;;;BU)(A;CIIO;KA;;;BA)(A;CINP;KA;;;SY)",
                "O:BAD:(A;CI;KA;;;BA)(A;;KA;;;SY)");
}

/* rule access.inherited */
IN_WORLD(the_creator_becomes_the_owner_and_stays_for_those_below)
{
    assert_made(world, "O:BAD:(A;CI;KA;;;BA)(A;CIIO;KA;;;CO)",
                "O:BAD:(A;CI;KA;;;BA)(A;;KA;;;BA)(A;CIIO;KA;;;CO)");
    assert_made(world, "O:BAD:(A;CI;KA;;;BA)(A;CINPIO;KR;;;CO)",
                "O:BAD:(A;CI;KA;;;BA)(A;;KR;;;BA)");
}

/* rule access.inherited */
IN_WORLD(without_anything_to_inherit_the_tokens_default_is_taken)
{
    assert_made(world, "O:BAD:(A;;KA;;;BA)", "O:BAD:(A;;KA;;;BA)(A;;KA;;;SY)");
    assert_made(world, "O:BA", "O:BAD:(A;;KA;;;BA)(A;;KA;;;SY)");
}

IN_WORLD(audit_entries_are_inherited_too)
{
    assert_made(world, "O:BAD:(A;CI;KA;;;BA)S:(AU;CISA;KA;;;WD)(AU;SA;KR;;;WD)",
                "O:BAD:(A;CI;KA;;;BA)S:(AU;CISA;KA;;;WD)");
}

/* rule access.inherited */
IN_WORLD(the_owner_is_who_makes_the_key_unless_he_is_an_administrator)
{
    const struct token user = token_user();
    assert_made(world, "O:BAD:(A;CI;KA;;;WD)", NULL);
    assert_made_by(world, &user, "O:BAG:SYD:(A;CI;KA;;;WD)",
                   "O:S-1-5-21-1000-1000-1000-1001G:SYD:(A;CI;KA;;;WD)");
}

/* rule access.inherited */
IN_WORLD(what_a_given_descriptor_says_is_taken_and_the_rest_inherited)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"O:SY", "O:SYG:SYD:(A;CI;KA;;;BA)S:(AU;CISA;KA;;;WD)"},
        {"G:BU", "O:BAG:BUD:(A;CI;KA;;;BA)S:(AU;CISA;KA;;;WD)"},
        {"D:(A;;KR;;;WD)", "O:BAG:SYD:(A;;KR;;;WD)S:(AU;CISA;KA;;;WD)"},
        {"S:(AU;SA;KR;;;BU)", "O:BAG:SYD:(A;CI;KA;;;BA)S:(AU;SA;KR;;;BU)"},
        {"O:SYG:BUD:(A;;KR;;;WD)S:(AU;SA;KR;;;BU)", "O:SYG:BUD:(A;;KR;;;WD)S:(AU;SA;KR;;;BU)"},
    };
    struct reg_key top = made_key(world, USTR(u"top"));
    struct store *store = world->registry.store;
    const struct blob *parent =
        security_from_sddl("O:BAG:SYD:(A;CI;KA;;;BA)S:(AU;CISA;KA;;;WD)", NULL);
    store_security_set(store, top.key, parent);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reg_key child;
        const struct blob *given = security_from_sddl(cases[i].given, NULL);
        assert_non_null(given);
        assert_int_equal(reg_create(&child, NULL, &world->registry, &world->caller, &top,
                                    USTR(u"child"), USTR(u""), 0, KEY_ALL_RIGHTS, given),
                         ERROR_SUCCESS);
        char *text = security_to_sddl(access_security(store, child.key));
        assert_string_equal(text, cases[i].expected);
        mem_free(text);
        blob_release(given);
        store_key_remove(store, child.key);
    }
    blob_release(parent);
}

IN_WORLD(a_damaged_entry_ends_what_is_inherited)
{
    struct buf aces = {0};
    struct sid everyone;
    assert_true(sid_from_string(&everyone, "WD"));
    ace_write(&aces, ACE_ALLOW, 0, KEY_ALL_RIGHTS, &everyone);
    buf_add(&aces, "\0\0\377\377", 4);
    const struct security_parts parts = {.dacl = &aces, .dacl_count = 2};
    const struct blob *damaged = security_write(&parts);
    const struct blob *made = security_inherit(damaged, &world->token);
    assert_non_null(made);
    char *text = security_to_sddl(made);
    assert_string_equal(text, "O:BAD:(A;;KA;;;BA)(A;;KA;;;SY)");
    mem_free(text);
    blob_release(made);
    blob_release(damaged);
    buf_free(&aces);
    damaged = blob_new("\1\2\3", 3);
    assert_null(security_inherit(damaged, &world->token));
    blob_release(damaged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_the_same_one_level_down_is_shared),
        cmocka_unit_test(only_what_containers_inherit_is_inherited),
        cmocka_unit_test(the_creator_becomes_the_owner_and_stays_for_those_below),
        cmocka_unit_test(without_anything_to_inherit_the_tokens_default_is_taken),
        cmocka_unit_test(audit_entries_are_inherited_too),
        cmocka_unit_test(the_owner_is_who_makes_the_key_unless_he_is_an_administrator),
        cmocka_unit_test(what_a_given_descriptor_says_is_taken_and_the_rest_inherited),
        cmocka_unit_test(a_damaged_entry_ends_what_is_inherited),
    };
    return RUN_TESTS(tests);
}

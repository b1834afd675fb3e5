/* Tokens, security descriptors, SDDL and the access check: [MS-DTYP] 2.4, 2.5 (registry/access.h).
 */
#include "check.h"

#include "base/memory.h"
#include "registry/access.h"
#include "registry/ops.h"
#include "registry/security.h"

#include <string.h>

/* rule access.sid */
static void identifiers_are_read_and_written_as_text(void **state)
{
    (void)state;
    struct sid sid, alias;
    assert_true(sid_from_string(&sid, "S-1-5-32-544"));
    assert_int_equal(sid.size, 16);
    assert_memory_equal(sid.bytes, "\1\2\0\0\0\0\0\5\x20\0\0\0\x20\2\0\0", 16);
    assert_true(sid_from_string(&alias, "ba"));
    assert_int_equal(alias.size, sid.size);
    assert_memory_equal(alias.bytes, sid.bytes, sid.size);
    const char *texts[] = {"S-1-1-0", "S-1-5-21-4294967295-2-3-500", "S-1-0xffffffffffff-7"};
    for (size_t i = 0; i < 3; i++) {
        assert_true(sid_from_string(&sid, texts[i]));
        char *text = sid_to_string(&sid);
        assert_string_equal(text, texts[i]);
        mem_free(text);
    }
}

/* The names that depend on no domain, as [MS-DTYP] 2.5.1.1 lists them (rule access.sid). */
static void each_name_of_sddl_stands_for_its_identifier(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
    } names[] = {
        {"WD", "S-1-1-0"},      {"CO", "S-1-3-0"},      {"CG", "S-1-3-1"},
        {"OW", "S-1-3-4"},      {"NU", "S-1-5-2"},      {"IU", "S-1-5-4"},
        {"SU", "S-1-5-6"},      {"AN", "S-1-5-7"},      {"ED", "S-1-5-9"},
        {"PS", "S-1-5-10"},     {"AU", "S-1-5-11"},     {"RC", "S-1-5-12"},
        {"SY", "S-1-5-18"},     {"LS", "S-1-5-19"},     {"NS", "S-1-5-20"},
        {"BA", "S-1-5-32-544"}, {"BU", "S-1-5-32-545"}, {"BG", "S-1-5-32-546"},
        {"PU", "S-1-5-32-547"}, {"AO", "S-1-5-32-548"}, {"SO", "S-1-5-32-549"},
        {"PO", "S-1-5-32-550"}, {"BO", "S-1-5-32-551"}, {"RE", "S-1-5-32-552"},
        {"RU", "S-1-5-32-554"}, {"RD", "S-1-5-32-555"}, {"NO", "S-1-5-32-556"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct sid sid;
        assert_true(sid_from_string(&sid, names[i].name));
        char *text = sid_to_string(&sid);
        assert_string_equal(text, names[i].text);
        mem_free(text);
        assert_string_equal(sid_alias(&sid), names[i].name);
    }
}

/* rule access.sid */
static void text_that_is_no_identifier_is_refused(void **state)
{
    (void)state;
    struct sid sid;
    const char *texts[] = {"",
                           "XX",
                           "S-1",
                           "S-1-",
                           "S-1-5",
                           "S-1-5-",
                           "S-1-5-x",
                           "S-2-5-1",
                           "S-1-5-4294967296",
                           "S-1-281474976710656-1",
                           "S-1-0x-1",
                           "S-1-0x1000000000000-1",
                           "S-1-5-1 ",
                           "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(sid_from_string(&sid, texts[i]));
}

static void assert_round_trip(const char *text)
{
    const struct blob *security = security_from_sddl(text, NULL);
    assert_non_null(security);
    assert_true(security_is_valid(blob_bytes(security), blob_size(security)));
    char *again = security_to_sddl(security);
    assert_string_equal(again, text);
    mem_free(again);
    blob_release(security);
}

/* rule access.descriptor-format */
static void descriptors_survive_their_text(void **state)
{
    (void)state;
    assert_round_trip("O:BAG:SYD:(A;CI;KA;;;BA)(A;CI;KA;;;SY)(A;CI;KR;;;WD)");
    assert_round_trip("D:PARAI(D;OICINPIOID;DCSD;;;S-1-5-21-1-2-3-500)S:PARAI(AU;SAFA;KW;;;WD)");
    assert_round_trip("D:");
    assert_round_trip("D:(A;;0x0;;;WD)(A;;0x12000001;;;WD)(A;;FA;;;WD)");
    assert_round_trip("O:S-1-5-21-1-2-3-500");
    char *text = security_to_sddl(security_default());
    assert_string_equal(text, "O:BAG:SYD:(A;CI;KA;;;BA)(A;CI;KA;;;SY)(A;CI;KR;;;WD)");
    mem_free(text);
}

static void several_rights_add_up(void **state)
{
    (void)state;
    const struct blob *security = security_from_sddl("D:(A;;CCSDRC;;;WD)(A;;0x20006;;;WD)", NULL);
    char *text = security_to_sddl(security);
    assert_string_equal(text, "D:(A;;CCSDRC;;;WD)(A;;KW;;;WD)");
    mem_free(text);
    blob_release(security);
}

static void wrong_sddl_is_refused_at_its_column(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t column;
    } wrong[] = {
        {"", 1},
        {"X:BA", 1},
        {"O:BAO:BA", 5},
        {"G:BAG:BA", 5},
        {"D:D:", 3},
        {"S:S:", 3},
        {"O:", 3},
        {"O:ZZ", 3},
        {"G:S-1-x", 3},
        {"D:Q", 3},
        {"D:(", 4},
        {"D:(OA;;KA;;;BA)", 4},
        {"D:(A;XX;KA;;;BA)", 6},
        {"D:(A;CI", 8},
        {"D:(A;;ZZ;;;BA)", 7},
        {"D:(A;;0x;;;BA)", 7},
        {"D:(A;;0x100000000;;;BA)", 7},
        {"D:(A;;KA;a;;BA)", 10},
        {"D:(A;;KA;;;ZZ)", 12},
        {"D:(A;;KA;;;BA", 14},
        {"D:(A;;KA;;;BA)x", 15},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct diags diags = {0};
        assert_null(security_from_sddl(wrong[i].text, &diags));
        assert_int_equal(diags.errors, 1);
        assert_int_equal(diags.items[0].column, wrong[i].column);
        diags_free(&diags);
    }
}

static void a_descriptor_cannot_outgrow_its_size_field(void **state)
{
    (void)state;
    enum { ACES = 4000 };
    const char ace[] = "(A;;KA;;;BA)";
    char *text = mem_alloc(3 + ACES * (sizeof ace - 1));
    strcpy(text, "D:");
    for (size_t i = 0; i < ACES; i++)
        memcpy(text + 2 + i * (sizeof ace - 1), ace, sizeof ace);
    assert_null(security_from_sddl(text, NULL));
    mem_free(text);
}

/* rule access.descriptor-format */
static void a_damaged_descriptor_is_not_valid_wherever_it_is_cut_or_changed(void **state)
{
    (void)state;
    const struct blob *security =
        security_from_sddl("O:BAG:SYD:(A;;KA;;;BA)S:(AU;SA;KA;;;WD)", NULL);
    size_t size = blob_size(security);
    struct token token = token_administrator();
    for (size_t cut = 0; cut < size; cut++) {
        uint8_t *bytes = mem_dup(blob_bytes(security), cut); /* so that a read beyond is seen */
        assert_false(security_is_valid(bytes, cut));
        mem_free(bytes);
    }
    for (size_t at = 0; at < size; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            uint8_t *bytes = mem_dup(blob_bytes(security), size);
            bytes[at] ^= (uint8_t)(1u << bit);
            const struct blob *changed = blob_new(bytes, size);
            uint32_t granted;
            access_check(&granted, changed, &token, MAXIMUM_ALLOWED_RIGHT);
            char *text = security_to_sddl(changed);
            mem_free(text);
            blob_release(changed);
            mem_free(bytes);
        }
    }
    assert_false(security_is_valid("\2", 1));
    blob_release(security);
}

static bool check(const char *sddl, const struct token *token, uint32_t desired, uint32_t *granted)
{
    const struct blob *security = security_from_sddl(sddl, NULL);
    assert_non_null(security);
    bool allowed = access_check(granted, security, token, desired);
    blob_release(security);
    return allowed;
}

/* rule access.dacl */
static void the_first_ace_that_speaks_of_a_right_decides(void **state)
{
    (void)state;
    struct token admin = token_administrator(), user = token_user(), system = token_system();
    uint32_t granted;
    assert_true(check("D:(A;;KA;;;BA)", &admin, KEY_ALL_RIGHTS, &granted));
    assert_int_equal(granted, KEY_ALL_RIGHTS);
    assert_false(check("D:(A;;KA;;;BA)", &user, KEY_QUERY_VALUE_RIGHT, &granted));
    assert_int_equal(granted, 0);
    assert_false(check("D:(D;;SD;;;WD)(A;;KA;;;BA)", &admin, DELETE_RIGHT, &granted));
    assert_true(check("D:(D;;SD;;;WD)(A;;KA;;;BA)", &admin, KEY_READ_RIGHTS, &granted));
    assert_true(check("D:(A;;KA;;;BA)(D;;SD;;;WD)", &admin, DELETE_RIGHT, &granted));
    /* one right too many, and none is given */
    assert_false(check("D:(A;;KR;;;WD)", &user, KEY_READ_RIGHTS | KEY_SET_VALUE_RIGHT, &granted));
    assert_int_equal(granted, 0);
    assert_true(check("D:(A;;KR;;;WD)(A;;KW;;;SY)", &system, KEY_WRITE_RIGHTS, &granted));
    assert_false(check("D:(A;IO;KA;;;BA)", &admin, KEY_READ_RIGHTS, &granted));
    assert_false(check("D:(AU;;KA;;;BA)", &admin, KEY_READ_RIGHTS, &granted));
    assert_false(check("D:", &admin, KEY_READ_RIGHTS, &granted));
    assert_true(check("G:SY", &user, KEY_ALL_RIGHTS, &granted)); /* no DACL: everyone may */
}

/* rule access.masks */
static void generic_rights_and_the_maximum_are_mapped(void **state)
{
    (void)state;
    struct token admin = token_administrator(), user = token_user();
    uint32_t granted;
    assert_true(check("D:(A;;GA;;;BA)", &admin, 0x10000000, &granted));
    assert_int_equal(granted, KEY_ALL_RIGHTS);
    assert_true(check("D:(A;;GR;;;WD)(A;;GW;;;WD)(A;;GX;;;WD)", &user, 0xC0000000u, &granted));
    assert_int_equal(granted, KEY_READ_RIGHTS | KEY_WRITE_RIGHTS);
    assert_true(check("D:(A;;KR;;;WD)", &user, 0x20000000, &granted));
    assert_true(check("D:(D;;DC;;;WD)(A;;KA;;;WD)", &user, MAXIMUM_ALLOWED_RIGHT, &granted));
    assert_int_equal(granted, KEY_ALL_RIGHTS & ~KEY_SET_VALUE_RIGHT);
    assert_false(check("D:(A;;KR;;;WD)", &user, MAXIMUM_ALLOWED_RIGHT | DELETE_RIGHT, &granted));
    assert_false(check("D:", &user, MAXIMUM_ALLOWED_RIGHT, &granted));
    assert_false(check("D:(A;;KA;;;WD)", &user, 0, &granted));
}

static void owners_and_privileges_get_their_own_rights(void **state)
{
    (void)state;
    struct token admin = token_administrator();
    uint32_t granted;
    assert_true(check("O:BAD:", &admin, READ_CONTROL_RIGHT | WRITE_DAC_RIGHT, &granted));
    assert_false(check("O:SYD:", &admin, READ_CONTROL_RIGHT, &granted));
    assert_false(check("D:", &admin, WRITE_OWNER_RIGHT, &granted));
    admin.privileges_enabled = PRIVILEGE_TAKE_OWNERSHIP | PRIVILEGE_SECURITY;
    assert_true(check("D:", &admin, WRITE_OWNER_RIGHT, &granted));
    assert_true(check("D:", &admin, 0x01000000, &granted)); /* ACCESS_SYSTEM_SECURITY */
}

static void a_deny_ace_comes_first_and_the_rest_is_kept(void **state)
{
    (void)state;
    struct sid everyone;
    assert_true(sid_from_string(&everyone, "WD"));
    static const char *const texts[][2] = {
        {"O:BAG:SYD:P(A;;KA;;;BA)S:(AU;SA;KA;;;WD)",
         "O:BAG:SYD:P(D;CI;SD;;;WD)(A;;KA;;;BA)S:(AU;SA;KA;;;WD)"},
        {"O:BA", "O:BAD:(D;CI;SD;;;WD)(A;CI;KA;;;WD)"},
    };
    for (size_t i = 0; i < 2; i++) {
        const struct blob *security = security_from_sddl(texts[i][0], NULL);
        const struct blob *denying = security_with_deny(security, &everyone, DELETE_RIGHT);
        char *text = security_to_sddl(denying);
        assert_string_equal(text, texts[i][1]);
        mem_free(text);
        blob_release(denying);
        blob_release(security);
    }
}

static void the_nearest_descriptor_governs_a_key(void **state)
{
    (void)state;
    struct store *store = store_new();
    key_id key = store_ensure(store, store_root(store), USTR(u"A\\B\\C"), 1);
    assert_ptr_equal(access_security(store, key), security_default());
    const struct blob *mine = security_from_sddl("D:(A;;KA;;;BA)", NULL);
    store_security_set(store, store_find(store, store_root(store), USTR(u"A")), mine);
    assert_ptr_equal(access_security(store, key), mine);
    blob_release(mine);
    blob_release(blob_retain(security_default())); /* a constant: neither counted nor freed */
    assert_int_equal(blob_size(security_default()), 120);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_are_read_and_written_as_text),
        cmocka_unit_test(each_name_of_sddl_stands_for_its_identifier),
        cmocka_unit_test(text_that_is_no_identifier_is_refused),
        cmocka_unit_test(descriptors_survive_their_text),
        cmocka_unit_test(several_rights_add_up),
        cmocka_unit_test(wrong_sddl_is_refused_at_its_column),
        cmocka_unit_test(a_descriptor_cannot_outgrow_its_size_field),
        cmocka_unit_test(a_damaged_descriptor_is_not_valid_wherever_it_is_cut_or_changed),
        cmocka_unit_test(the_first_ace_that_speaks_of_a_right_decides),
        cmocka_unit_test(generic_rights_and_the_maximum_are_mapped),
        cmocka_unit_test(owners_and_privileges_get_their_own_rights),
        cmocka_unit_test(a_deny_ace_comes_first_and_the_rest_is_kept),
        cmocka_unit_test(the_nearest_descriptor_governs_a_key),
    };
    return RUN_TESTS(tests);
}

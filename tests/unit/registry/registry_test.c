/* The registry as a whole: its fixed keys, and paths as people write them (registry/ops.h). */
#include "check.h"

#include "registry/ops.h"

static void a_new_registry_has_the_hives_of_windows(void **state)
{
    (void)state;
    struct registry registry;
    registry_init(&registry, OS_NT4);
    const struct ustr paths[] = {USTR(u"MACHINE\\SYSTEM"),   USTR(u"MACHINE\\software"),
                                 USTR(u"MACHINE\\HARDWARE"), USTR(u"MACHINE\\SAM"),
                                 USTR(u"MACHINE\\SECURITY"), USTR(u"USER\\.DEFAULT")};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        key_id key = registry_resolve(&registry, paths[i]);
        assert_int_not_equal(key, KEY_NONE);
        assert_int_equal(store_flags(registry.store, key), i == 2 ? KEY_VOLATILE : 0);
    }
    assert_int_equal(store_key_count(registry.store), 9);
    assert_int_equal(registry_resolve(&registry, USTR(u"MACHINE\\None")), KEY_NONE);
    assert_int_equal(registry.os, OS_NT4);
    registry_done(&registry);
    assert_null(registry.store);
}

static void assert_from(struct ustr text, struct ustr path)
{
    struct ubuf out = {0};
    assert_true(registry_path_from_user(&out, text));
    assert_true(ustr_same(ubuf_view(&out), path));
    ubuf_free(&out);
}

/* rule link.current-config */
static void roots_are_known_by_both_names_in_any_case(void **state)
{
    (void)state;
    assert_from(USTR(u"HKLM\\SYSTEM\\x"), USTR(u"MACHINE\\SYSTEM\\x"));
    assert_from(USTR(u"hkey_local_machine"), USTR(u"MACHINE"));
    assert_from(USTR(u"HKU\\S-1"), USTR(u"USER\\S-1"));
    assert_from(USTR(u"HKEY_CURRENT_USER\\A"), USTR(u"USER\\.DEFAULT\\A"));
    assert_from(USTR(u"HKCR\\.reg"), USTR(u"MACHINE\\SOFTWARE\\Classes\\.reg"));
    assert_from(USTR(u"HKCC"),
                USTR(u"MACHINE\\SYSTEM\\CurrentControlSet\\Hardware Profiles\\Current"));
    struct ubuf out = {0};
    assert_false(registry_path_from_user(&out, USTR(u"HKXX\\a")));
    assert_false(registry_path_from_user(&out, USTR(u"HKLMX")));
    assert_false(registry_path_from_user(&out, USTR(u"")));
    assert_false(registry_path_in_full(&out, USTR(u"HKXX\\a")));
    assert_int_equal(out.count, 0);
    assert_true(registry_path_in_full(&out, USTR(u"hkcu\\A"))); /* not what it stands for */
    assert_true(ustr_same(ubuf_view(&out), USTR(u"HKEY_CURRENT_USER\\A")));
    ubuf_free(&out);
}

static void assert_to(struct ustr path, bool long_names, struct ustr text)
{
    struct ubuf out = {0};
    registry_path_to_user(&out, path, long_names);
    assert_true(ustr_same(ubuf_view(&out), text));
    ubuf_free(&out);
}

static void paths_go_back_to_the_names_people_know(void **state)
{
    (void)state;
    assert_to(USTR(u"MACHINE\\SYSTEM\\x"), false, USTR(u"HKLM\\SYSTEM\\x"));
    assert_to(USTR(u"MACHINE"), true, USTR(u"HKEY_LOCAL_MACHINE"));
    assert_to(USTR(u"USER\\S-1"), true, USTR(u"HKEY_USERS\\S-1"));
    assert_to(USTR(u"OTHER\\x"), true, USTR(u"\\REGISTRY\\OTHER\\x"));
    assert_to(USTR(u""), false, USTR(u"\\REGISTRY"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_registry_has_the_hives_of_windows),
        cmocka_unit_test(roots_are_known_by_both_names_in_any_case),
        cmocka_unit_test(paths_go_back_to_the_names_people_know),
    };
    return RUN_TESTS(tests);
}

/* scenario/where.h: canonical paths, through links and back. */
#include "check.h"

#include "base/memory.h"
#include "scenario/where.h"

static struct registry registry;

static int set_up(void **state)
{
    (void)state;
    registry_init(&registry, OS_W2K);
    registry_link_control_set(&registry, 1, 1);
    store_ensure(registry.store, store_root(registry.store),
                 USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Services\\Tcpip"), 1);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    registry_done(&registry);
    return 0;
}

static void assert_canonical(struct ustr user, struct ustr expected)
{
    struct ubuf out = {0};
    assert_true(where_canonical(&out, &registry, user));
    assert_true(ustr_same(ubuf_view(&out), expected));
    ubuf_free(&out);
}

static void make_link(struct ustr path, struct ustr target)
{
    key_id key = store_ensure(registry.store, store_root(registry.store), path, 1);
    store_flags_set(registry.store, key, KEY_LINK);
    store_value_set(registry.store, key, USTR(u"SymbolicLinkValue"), REG_LINK_TYPE, target.units,
                    (uint32_t)(target.count * 2));
}

static void the_current_control_set_is_followed(void **state)
{
    (void)state;
    assert_canonical(USTR(u"HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip"),
                     USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Services\\Tcpip"));
    assert_canonical(USTR(u"HKEY_LOCAL_MACHINE\\system\\currentcontrolset\\Gone\\Below"),
                     USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Gone\\Below"));
}

static void a_link_at_the_end_of_a_path_is_meant_itself(void **state)
{
    (void)state;
    assert_canonical(USTR(u"HKLM\\SYSTEM\\CurrentControlSet"),
                     USTR(u"MACHINE\\SYSTEM\\CurrentControlSet"));
}

static void links_lead_through_links(void **state)
{
    (void)state;
    make_link(USTR(u"MACHINE\\SOFTWARE\\A"),
              USTR(u"\\REGISTRY\\MACHINE\\SYSTEM\\CurrentControlSet\\Services"));
    assert_canonical(USTR(u"HKLM\\SOFTWARE\\A\\Tcpip"),
                     USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Services\\Tcpip"));
}

static void links_in_circles_and_unknown_roots_are_refused(void **state)
{
    (void)state;
    struct ubuf out = {0};
    make_link(USTR(u"MACHINE\\SOFTWARE\\A"), USTR(u"\\REGISTRY\\MACHINE\\SOFTWARE\\A"));
    assert_false(where_canonical(&out, &registry, USTR(u"HKLM\\SOFTWARE\\A\\x")));
    assert_false(where_canonical(&out, &registry, USTR(u"HKXX\\SOFTWARE")));
    assert_int_equal(out.count, 0);
    ubuf_free(&out);
}

static void a_link_without_an_absolute_target_is_a_key(void **state)
{
    (void)state;
    make_link(USTR(u"MACHINE\\SOFTWARE\\A"), USTR(u"MACHINE\\SYSTEM"));
    assert_canonical(USTR(u"HKLM\\SOFTWARE\\A\\x"), USTR(u"MACHINE\\SOFTWARE\\A\\x"));
    key_id key =
        store_find(registry.store, store_root(registry.store), USTR(u"MACHINE\\SOFTWARE\\A"));
    store_value_remove(registry.store, key, USTR(u"SymbolicLinkValue"));
    assert_canonical(USTR(u"HKLM\\SOFTWARE\\A\\x"), USTR(u"MACHINE\\SOFTWARE\\A\\x"));
}

static void assert_shown(struct ustr canonical, const char *expected)
{
    char *text = where_text(&registry, canonical);
    assert_string_equal(text, expected);
    mem_free(text);
}

static void the_current_set_is_shown_by_its_usual_name(void **state)
{
    (void)state;
    assert_shown(USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Services\\Tcpip"),
                 "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip");
    assert_shown(USTR(u"MACHINE\\SYSTEM\\ControlSet001"), "HKLM\\SYSTEM\\CurrentControlSet");
    assert_shown(USTR(u"MACHINE\\SYSTEM\\ControlSet002\\Services"),
                 "HKLM\\SYSTEM\\ControlSet002\\Services");
    assert_shown(USTR(u"MACHINE\\SYSTEM\\ControlSet0011\\x"), "HKLM\\SYSTEM\\ControlSet0011\\x");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_current_control_set_is_followed),
        TEST(a_link_at_the_end_of_a_path_is_meant_itself),
        TEST(links_lead_through_links),
        TEST(links_in_circles_and_unknown_roots_are_refused),
        TEST(a_link_without_an_absolute_target_is_a_key),
        TEST(the_current_set_is_shown_by_its_usual_name),
    };
    return RUN_TESTS(tests);
}

/* Reflection before Windows 7: Microsoft "Registry Reflection" (registry/reflect.h). */
#include "registry/reflect.h"
#include "registry/world.h"

#include <string.h>

static void begin(struct world *world, enum os os)
{
    world_init(world, os);
    registry_make_wow64(&world->registry, 5);
}

/* A key with a value, as the view writes it at that time. */
static key_id written(struct world *world, const char16_t *path, uint32_t view, filetime now,
                      const char *text)
{
    struct reg_key key;
    world->caller.now = now;
    assert_int_equal(reg_create(&key, NULL, &world->registry, &world->caller, &world->machine,
                                ustr_z(path), USTR(u""), 0, KEY_ALL_RIGHTS | view, NULL),
                     ERROR_SUCCESS);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &key, USTR(u"v"), 3, text,
                                   (uint32_t)strlen(text)),
                     ERROR_SUCCESS);
    return key.key;
}

/* The first letter of the value in that view; 0: not there. */
static char seen(struct world *world, const char16_t *path, uint32_t view, struct ustr name)
{
    struct reg_key key;
    const struct value *value = NULL;
    if (open_key(world, &key, &world->machine, ustr_z(path), KEY_ALL_RIGHTS | view) == 0)
        (void)reg_query_value(&value, &world->registry, &key, name);
    return value ? *(const char *)value_data(value) : '\0';
}

#define V USTR(u"v")

static const char16_t progid[] = u"SOFTWARE\\Classes\\Word.Document",
                      com3[] = u"SOFTWARE\\Microsoft\\COM3\\Setup";

/* rule wow64.reflected */
static void the_last_writer_is_reflected_when_the_key_is_closed(void **state)
{
    (void)state;
    static const char16_t *const paths[] = {progid, com3};
    for (size_t i = 0; i < 2; i++) {
        struct world world;
        begin(&world, OS_WS2003);
        key_id wide = written(&world, paths[i], 0, 100, "64");
        assert_int_equal(seen(&world, paths[i], KEY_WOW64_32_FLAG, V), 0);
        registry_reflect(&world.registry, wide);
        assert_int_equal(seen(&world, paths[i], KEY_WOW64_32_FLAG, V), '6');
        key_id narrow = written(&world, paths[i], KEY_WOW64_32_FLAG, 200, "32");
        assert_int_not_equal(narrow, wide);
        registry_reflect(&world.registry, wide); /* the older one is nobody's */
        assert_int_equal(seen(&world, paths[i], KEY_WOW64_32_FLAG, V), '3');
        assert_int_equal(seen(&world, paths[i], 0, V), '6');
        registry_reflect(&world.registry, narrow);
        assert_int_equal(seen(&world, paths[i], 0, V), '3');
        /* a value that went is gone in the other view, too */
        struct reg_key key = {wide, KEY_ALL_RIGHTS, 0};
        world.caller.now = 300;
        assert_int_equal(reg_delete_value(&world.registry, &world.caller, &key, V), 0);
        registry_reflect(&world.registry, wide);
        assert_int_equal(seen(&world, paths[i], KEY_WOW64_32_FLAG, V), 0);
        world_done(&world);
    }
}

/* rule wow64.reflected-keys */
static void servers_in_the_process_and_shared_keys_are_not_reflected(void **state)
{
    (void)state;
    struct world world;
    begin(&world, OS_XP);
    static const char16_t local[] = u"SOFTWARE\\Classes\\CLSID\\{1}",
                          inproc[] = u"SOFTWARE\\Classes\\CLSID\\{2}",
                          server[] = u"SOFTWARE\\Classes\\CLSID\\{2}\\InprocServer32",
                          handler[] = u"SOFTWARE\\Classes\\CLSID\\{3}\\InprocHandler32";
    key_id key = written(&world, local, 0, 100, "x");
    assert_true(registry_is_reflected(&world.registry, key));
    registry_reflect(&world.registry, key);
    assert_int_equal(seen(&world, local, KEY_WOW64_32_FLAG, V), 'x');
    key_id below = written(&world, server, 0, 100, "x");
    key = written(&world, inproc, 0, 100, "x");
    registry_reflect(&world.registry, key);
    assert_int_equal(seen(&world, inproc, KEY_WOW64_32_FLAG, V), 0);
    assert_false(registry_is_reflected(&world.registry, below));
    assert_false(registry_is_reflected(&world.registry, written(&world, handler, 0, 1, "x")));
    static const char16_t *const others[] = {
        u"SOFTWARE\\Vendor", u"SOFTWARE\\Classes\\HCP", u"SOFTWARE\\Microsoft\\Windows",
        u"SOFTWARE\\Microsoft\\COM33", u"SYSTEM\\ControlSet001\\Services"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(registry_is_reflected(&world.registry, written(&world, others[i], 0, 1, "x")));
    assert_true(registry_is_reflected(&world.registry,
                                      written(&world, u"SOFTWARE\\Classes\\CLSID", 0, 1, "x")));
    world_done(&world);
}

/* rule wow64.reflected-keys */
static void an_empty_surrogate_stays_in_its_view(void **state)
{
    (void)state;
    static const char16_t path[] = u"SOFTWARE\\Classes\\AppID\\{1}";
    struct world world;
    begin(&world, OS_XP);
    struct reg_key key = {written(&world, path, 0, 100, "x"), KEY_ALL_RIGHTS, 0};
    assert_int_equal(
        reg_set_value(&world.registry, &world.caller, &key, USTR(u"DllSurrogate"), 1, u"", 2), 0);
    assert_int_equal(reg_set_value(&world.registry, &world.caller, &key,
                                   USTR(u"DllSurrogateExecutable"), 1, u"s", 4),
                     0);
    registry_reflect(&world.registry, key.key);
    assert_int_equal(seen(&world, path, KEY_WOW64_32_FLAG, V), 'x');
    assert_int_equal(seen(&world, path, KEY_WOW64_32_FLAG, USTR(u"DllSurrogateExecutable")), 's');
    struct reg_key other;
    const struct value *value;
    assert_int_equal(
        open_key(&world, &other, &world.machine, ustr_z(path), KEY_READ_RIGHTS | KEY_WOW64_32_FLAG),
        0);
    assert_int_equal(reg_query_value(&value, &world.registry, &other, USTR(u"DllSurrogate")),
                     ERROR_FILE_NOT_FOUND);
    /* and one of the other view is not taken away */
    world.caller.now = 200;
    other.granted = KEY_ALL_RIGHTS;
    assert_int_equal(reg_set_value(&world.registry, &world.caller, &other, V, 3, "y", 1), 0);
    registry_reflect(&world.registry, other.key);
    assert_int_equal(reg_query_value(&value, &world.registry, &key, USTR(u"DllSurrogate")), 0);
    world_done(&world);
}

/* rule wow64.reflection-off */
static void reflection_can_be_switched_off_key_by_key(void **state)
{
    (void)state;
    struct world world;
    begin(&world, OS_WS2003);
    key_id wide = written(&world, progid, 0, 100, "6");
    registry_set_reflection(&world.registry, wide, false);
    assert_true(store_flags(world.registry.store, wide) & KEY_UNREFLECTED);
    registry_reflect(&world.registry, wide);
    assert_int_equal(seen(&world, progid, KEY_WOW64_32_FLAG, V), 0);
    registry_set_reflection(&world.registry, wide, true);
    registry_reflect(&world.registry, wide);
    assert_int_equal(seen(&world, progid, KEY_WOW64_32_FLAG, V), '6');
    registry_set_reflection(&world.registry, wide, false);
    registry_reflect(&world.registry, written(&world, progid, KEY_WOW64_32_FLAG, 200, "3"));
    assert_int_equal(seen(&world, progid, 0, V), '6');
    /* the keys below are reflected as before */
    key_id below = written(&world, u"SOFTWARE\\Classes\\Word.Document\\CLSID", 0, 300, "b");
    registry_reflect(&world.registry, below);
    assert_int_equal(seen(&world, u"SOFTWARE\\Classes\\Word.Document\\CLSID", KEY_WOW64_32_FLAG, V),
                     'b');
    assert_int_equal(seen(&world, progid, KEY_WOW64_32_FLAG, V), '3');
    key_id plain = written(&world, u"SOFTWARE\\Vendor", 0, 100, "6");
    registry_set_reflection(&world.registry, plain, false);
    assert_int_equal(store_flags(world.registry.store, plain), 0);
    world_done(&world);
}

/* rule wow64.reflection-gone */
static void nothing_is_reflected_from_windows_7_on_or_on_32_bits(void **state)
{
    (void)state;
    struct world world;
    begin(&world, OS_WIN7);
    key_id key = written(&world, u"SOFTWARE\\Classes\\CLSID\\{1}", 0, 100, "6");
    assert_false(registry_is_reflected(&world.registry, key));
    registry_reflect(&world.registry, key);
    assert_int_equal(seen(&world, u"SOFTWARE\\Classes\\CLSID\\{1}", KEY_WOW64_32_FLAG, V), 0);
    world_done(&world);
    world_init(&world, OS_XP);
    assert_false(registry_is_reflected(&world.registry, written(&world, progid, 0, 100, "6")));
    world_done(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_writer_is_reflected_when_the_key_is_closed),
        cmocka_unit_test(servers_in_the_process_and_shared_keys_are_not_reflected),
        cmocka_unit_test(an_empty_surrogate_stays_in_its_view),
        cmocka_unit_test(reflection_can_be_switched_off_key_by_key),
        cmocka_unit_test(nothing_is_reflected_from_windows_7_on_or_on_32_bits),
    };
    return RUN_TESTS(tests);
}

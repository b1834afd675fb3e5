/* machine/modules.h: where LoadLibrary looks, and why it fails. */
#include "check.h"

#include "machine/modules.h"
#include "sdk/winerror.h"

static struct machine *machine_with(const char16_t *path, enum platform arch)
{
    struct machine *machine = machine_new(USTR(u"SITE1"), OS_W2K, PLATFORM_I386);
    struct module_info *info = module_info_new(arch);
    module_info_export(info, USTR(u"Open"));
    files_put(machine->files, ustr_z(path), "MZ", 2, info, CLOCK_START);
    module_info_release(info);
    return machine;
}

static uint32_t load(struct machine *machine, const char16_t *name)
{
    struct module module;
    uint32_t code = module_load(&module, machine, NULL, ustr_z(name));
    module_done(&module);
    return code;
}

static void a_full_path_is_loaded_from_there_only(void **state)
{
    (void)state;
    struct machine *machine = machine_with(u"D:\\SMS\\bin\\i386\\SMSPERF.dll", PLATFORM_I386);
    struct module module;
    assert_int_equal(module_load(&module, machine, NULL, USTR(u"d:\\sms\\bin\\i386\\smsperf.DLL")),
                     0);
    assert_true(ustr_same(module.path, USTR(u"D:\\SMS\\bin\\i386\\SMSPERF.dll")));
    assert_int_equal(module_procedure(&module, USTR(u"Open")), 0);
    assert_int_equal(module_procedure(&module, USTR(u"OPEN")), ERROR_PROC_NOT_FOUND);
    module_done(&module);
    assert_int_equal(load(machine, u"D:\\SMS\\bin\\i386\\SMSPERF"), 0);
    assert_int_equal(load(machine, u"E:\\SMS\\bin\\i386\\SMSPERF.dll"), ERROR_MOD_NOT_FOUND);
    assert_int_equal(load(machine, u"SMSPERF.dll"), ERROR_MOD_NOT_FOUND);
    assert_int_equal(load(machine, u"D:\\SMS\\bin"), ERROR_MOD_NOT_FOUND);
    assert_int_equal(load(machine, u""), ERROR_MOD_NOT_FOUND);
    machine_free(machine);
}

/* rules perflib.shapes, module.load */
static void a_bare_name_is_looked_for_in_the_systems_places(void **state)
{
    (void)state;
    static const char16_t *const places[] = {u"C:\\WINNT\\system32\\x.dll", u"C:\\WINNT\\x.dll",
                                             u"C:\\WINNT\\system\\x.dll", u"C:\\x.dll",
                                             u"E:\\tools\\x.dll"};
    for (size_t i = 0; i < 5; i++) {
        struct machine *machine = machine_with(places[i], PLATFORM_I386);
        environment_set(&machine->environment, USTR(u"Path"), USTR(u";C:\\none;E:\\tools"));
        assert_int_equal(load(machine, u"X"), 0);
        assert_int_equal(load(machine, u"x.dll"), 0);
        assert_int_equal(load(machine, u"x."), ERROR_MOD_NOT_FOUND);
        machine_free(machine);
    }
    struct machine *machine = machine_with(u"E:\\tools\\x.dll", PLATFORM_I386);
    environment_unset(&machine->environment, USTR(u"Path"));
    assert_int_equal(load(machine, u"x"), ERROR_MOD_NOT_FOUND);
    machine_free(machine);
}

/* rule module.load */
static void the_programs_directory_comes_first_and_from_xp_on_the_current_one_late(void **state)
{
    (void)state;
    for (enum os os = OS_W2K; os <= OS_XP; os++) {
        struct machine *machine = machine_new(USTR(u"M"), os, PLATFORM_I386);
        struct module_info *info = module_info_new(PLATFORM_I386);
        struct ubuf system = {0};
        ubuf_add(&system, machine_system_root(machine));
        ubuf_add(&system, USTR(u"\\system32\\x.dll"));
        files_put(machine->files, ubuf_view(&system), "MZ", 2, info, 0);
        files_put(machine->files, USTR(u"D:\\here\\x.dll"), "MZ", 2, info, 0);
        struct module_search how = {.current_directory = USTR(u"D:\\here")};
        struct module module;
        assert_int_equal(module_load(&module, machine, &how, USTR(u"x.dll")), 0);
        assert_true(
            ustr_same(module.path, os == OS_W2K ? USTR(u"D:\\here\\x.dll") : ubuf_view(&system)));
        module_done(&module);
        files_put(machine->files, USTR(u"D:\\app\\x.dll"), "MZ", 2, info, 0);
        how.program_directory = USTR(u"D:\\app");
        assert_int_equal(module_load(&module, machine, &how, USTR(u"x.dll")), 0);
        assert_true(ustr_same(module.path, USTR(u"D:\\app\\x.dll")));
        module_done(&module);
        ubuf_free(&system);
        module_info_release(info);
        machine_free(machine);
    }
}

static void an_image_for_another_processor_is_no_image(void **state)
{
    (void)state;
    struct machine *machine = machine_with(u"C:\\x.dll", PLATFORM_ALPHA);
    assert_int_equal(load(machine, u"C:\\x.dll"), ERROR_BAD_EXE_FORMAT);
    files_put(machine->files, USTR(u"C:\\text.dll"), "hello", 5, NULL, 0);
    assert_int_equal(load(machine, u"C:\\text.dll"), ERROR_BAD_EXE_FORMAT);
    machine_free(machine);
}

static void a_missing_import_is_a_missing_module(void **state)
{
    (void)state;
    struct machine *machine = machine_new(USTR(u"SITE1"), OS_NT4, PLATFORM_I386);
    struct module_info *info = module_info_new(PLATFORM_I386);
    module_info_import(info, USTR(u"mfc42.dll"));
    files_put(machine->files, USTR(u"C:\\x.dll"), "MZ", 2, info, 0);
    assert_int_equal(load(machine, u"C:\\x.dll"), ERROR_MOD_NOT_FOUND);
    /* two that import each other are fine */
    struct module_info *other = module_info_new(PLATFORM_I386);
    module_info_import(other, USTR(u"C:\\x.dll"));
    files_put(machine->files, USTR(u"C:\\mfc42.dll"), "MZ", 2, other, 0);
    assert_int_equal(load(machine, u"C:\\x.dll"), 0);
    module_info_release(other);
    module_info_release(info);
    machine_free(machine);
}

static void dllmain_may_fail_fault_or_take_its_time(void **state)
{
    (void)state;
    struct machine *machine = machine_new(USTR(u"SITE1"), OS_NT4, PLATFORM_I386);
    struct module_info *info = module_info_new(PLATFORM_I386);
    files_put(machine->files, USTR(u"C:\\x.dll"), "MZ", 2, info, 0);
    info->load = (struct module_behaviour){MODULE_FAILS, 5, 0};
    assert_int_equal(load(machine, u"C:\\x.dll"), 5);
    info->load = (struct module_behaviour){MODULE_FAULTS, 0xC0000005, 0};
    assert_int_equal(load(machine, u"C:\\x.dll"), ERROR_DLL_INIT_FAILED);
    info->load = (struct module_behaviour){MODULE_HANGS, 0, 1500};
    assert_int_equal(load(machine, u"C:\\x.dll"), 0);
    assert_int_equal(machine_now(machine), CLOCK_START + 1500 * CLOCK_MILLISECOND);
    struct file_info found;
    assert_int_equal(module_find(&found, machine, NULL, USTR(u"C:\\x.dll")), 0);
    assert_int_equal(machine_now(machine), CLOCK_START + 1500 * CLOCK_MILLISECOND);
    module_info_release(info);
    machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_path_is_loaded_from_there_only),
        cmocka_unit_test(a_bare_name_is_looked_for_in_the_systems_places),
        cmocka_unit_test(the_programs_directory_comes_first_and_from_xp_on_the_current_one_late),
        cmocka_unit_test(an_image_for_another_processor_is_no_image),
        cmocka_unit_test(a_missing_import_is_a_missing_module),
        cmocka_unit_test(dllmain_may_fail_fault_or_take_its_time),
    };
    return RUN_TESTS(tests);
}

/* DLLs that regsim-cc built, on a machine: LoadLibrary runs their code (win32/run.h). */
#include "check.h"

#include "base/memory.h"
#include "machine/machine.h"
#include "win32/run.h"

#include <string.h>

static void read_counts(uint32_t counts[3], const struct machine *machine)
{
    static const struct ustr names[] = {{u"come", 4}, {u"go", 2}, {u"end", 3}};
    const struct store *store = machine->registry.store;
    key_id key = registry_resolve(&machine->registry, USTR(u"MACHINE\\Software\\Counts"));
    for (size_t i = 0; i < 3; i++) {
        const struct value *value = key ? store_value_find(store, key, names[i]) : NULL;
        counts[i] = 0;
        if (value)
            memcpy(&counts[i], value_data(value), sizeof counts[i]);
    }
}

/* The exit code of `PROGRAM NAME.dll WORD`, programs/NAME.so being C:\NAME.dll; *counts (may be
 * NULL) gets the numbers that programs/counts.c wrote down: come, go, end. */
static uint32_t run_with(uint32_t counts[3], enum os os, const char *program, const char *name,
                         const char *word)
{
    struct diags diags = {0};
    struct token token = token_administrator();
    struct machine *machine = machine_new(USTR(u"DESK"), os, PLATFORM_I386);
    struct image *loader;
    struct module_info *info;
    struct run_result result;
    char *object = mem_printf("%s/%s.so", PROGRAMS, name), *file = mem_printf("C:\\%s.dll", name);
    char *line = mem_printf("C:\\%s.exe %s.dll %s", program, name, word);
    char *image = mem_printf("%s/%s.so", PROGRAMS, program);
    struct ustr path = ustr_from_wtf8(file, strlen(file)),
                units = ustr_from_wtf8(line, strlen(line));
    struct process *process = process_new(machine, &token, units);
    assert_true(regsim_is_ok(image_open(&loader, image, &diags)));
    assert_true(regsim_is_ok(image_as_module(&info, object, machine, &diags)));
    files_put(machine->files, path, "MZ", 2, info, machine_now(machine));
    module_info_release(info);
    win32_run(&result, process, loader, NULL);
    assert_int_equal(result.end, RUN_EXITED);
    image_close(loader);
    process_free(process);
    if (counts)
        read_counts(counts, machine);
    machine_free(machine);
    ustr_free(path);
    ustr_free(units);
    mem_free(object);
    mem_free(file);
    mem_free(line);
    mem_free(image);
    return result.exit_code;
}

static uint32_t load(enum os os, const char *name, const char *function)
{
    return run_with(NULL, os, "loader", name, function);
}

static void assert_counts(const char *how, uint32_t come, uint32_t go, uint32_t end)
{
    uint32_t counts[3];
    assert_int_equal(run_with(counts, OS_W2K, "twice", "counts", how), 0);
    assert_int_equal(counts[0], come);
    assert_int_equal(counts[1], go);
    assert_int_equal(counts[2], end);
}

/* rules module.once, module.exit */
static void a_dll_is_there_once_and_told_when_it_goes(void **state)
{
    (void)state;
    assert_counts("free", 1, 1, 0);
    assert_counts("end", 1, 0, 1);
    assert_counts("kill", 1, 0, 0);
}

static void what_a_dll_exports_is_found_until_it_is_freed(void **state)
{
    (void)state;
    assert_int_equal(load(OS_W2K, "hello", "main"), 0);
    assert_int_equal(load(OS_W2K, "hello", "nothing"), 127);
    assert_int_equal(load(OS_W2K, "hello", "regsim_sdk_version"), 127);
}

static void a_dll_may_refuse_to_be_loaded(void **state)
{
    (void)state;
    assert_int_equal(load(OS_W2K, "refuses", "DllMain"), 1114);
}

static void a_dll_that_imports_what_this_windows_lacks_is_not_loaded(void **state)
{
    (void)state;
    assert_int_equal(load(OS_W2K, "newer", "main"), 127);
    assert_int_equal(load(OS_WIN7, "newer", "main"), 0);
}

static void what_regsim_cc_did_not_build_is_no_dll(void **state)
{
    (void)state;
    struct diags diags = {0};
    struct machine *machine = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
    struct module_info *info;
    regsim_status status = image_as_module(&info, "/proc/self/exe", machine, &diags);
    assert_false(regsim_is_ok(status));
    assert_null(info);
    status = image_as_module(&info, "/nonexistent/x.so", machine, &diags);
    assert_false(regsim_is_ok(status));
    assert_null(info);
    diags_free(&diags);
    machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_dll_exports_is_found_until_it_is_freed),
        cmocka_unit_test(a_dll_is_there_once_and_told_when_it_goes),
        cmocka_unit_test(a_dll_may_refuse_to_be_loaded),
        cmocka_unit_test(a_dll_that_imports_what_this_windows_lacks_is_not_loaded),
        cmocka_unit_test(what_regsim_cc_did_not_build_is_no_dll),
    };
    return RUN_TESTS(tests);
}

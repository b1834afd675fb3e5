/* machine/mounts.h, hive_file.h: loaded hives, their files, what a power cut and a boot leave. */
#include "check.h"

#include "base/memory.h"
#include "machine/hive_file.h"
#include "machine/mounts.h"
#include "machine/process.h"
#include "machine/put.h"
#include "sdk/winerror.h"

#define FILE_NAME USTR(u"C:\\TEMP\\a.hiv")
#define OLD_NAME  USTR(u"C:\\TEMP\\old.hiv")

static int start(void **state)
{
    *state = machine_new(USTR(u"SITE1"), OS_W2K, PLATFORM_I386);
    return 0;
}

static int stop(void **state)
{
    machine_free(*state);
    return 0;
}

static key_id load(struct machine *machine)
{
    key_id parent = machine_key(machine, USTR(u"MACHINE"));
    assert_int_equal(mounts_load(machine, parent, USTR(u"loaded"), FILE_NAME), 0);
    return machine_key(machine, USTR(u"MACHINE\\loaded"));
}

static void set(struct machine *machine, key_id key, uint32_t number)
{
    put_dword(machine->registry.store, key, USTR(u"n"), number);
    durability_changed(machine, key);
}

static uint32_t number_in(const struct store *store, key_id key)
{
    uint32_t number;
    return get_dword(&number, store, key, USTR(u"n")) ? number : 0;
}

/* What `n` of the root is in the file, which the machine may have open. */
static uint32_t number_in_file(const struct machine *machine, struct ustr path)
{
    static const struct ustr copy = {u"C:\\TEMP\\copy.hiv", 16};
    struct hive_content content;
    struct file_info info;
    assert_true(files_info(&info, machine->files, path));
    files_put(machine->files, copy, info.bytes, info.size, NULL, machine_now(machine));
    assert_int_equal(hive_file_read(&content, machine, copy), 0);
    uint32_t number = number_in(content.store, store_root(content.store));
    hive_content_free(&content);
    return number;
}

/* rule value.size-limit */
static void a_value_beyond_a_megabyte_fits_the_latest_format_only(void **state)
{
    struct machine *machine = *state;
    struct store *store = machine->registry.store;
    key_id key = store_ensure(store, machine_key(machine, USTR(u"MACHINE\\SOFTWARE")),
                              USTR(u"Big\\Below"), 1);
    uint8_t *bytes = mem_calloc(1, REG_VALUE_SIZE_OLD_MAX + 1);
    store_value_set(store, key, USTR(u"v"), 3, bytes, REG_VALUE_SIZE_OLD_MAX + 1);
    mem_free(bytes);
    key = store_parent(store, key);
    assert_int_equal(hive_file_save(machine, key, USTR(u"Big"), HIVE_MINOR_STANDARD, OLD_NAME),
                     ERROR_NO_SYSTEM_RESOURCES);
    struct file_info info;
    assert_false(files_info(&info, machine->files, OLD_NAME));
    assert_int_equal(hive_file_save(machine, key, USTR(u"Big"), HIVE_MINOR_LATEST, OLD_NAME), 0);
}

/* rule load.makes-file */
static void a_missing_file_is_made_as_an_empty_hive(void **state)
{
    key_id key = load(*state);
    assert_int_not_equal(key, KEY_NONE);
    assert_int_equal(number_in_file(*state, FILE_NAME), 0);
}

static void a_loaded_hive_is_written_after_five_seconds_or_by_a_flush(void **state)
{
    struct machine *machine = *state;
    key_id key = load(machine);
    set(machine, key, 1);
    assert_int_equal(number_in_file(machine, FILE_NAME), 0);
    machine_advance(machine, LAZY_FLUSH);
    assert_int_equal(number_in_file(machine, FILE_NAME), 1);
    set(machine, key, 2);
    durability_flush_key(machine, key);
    assert_int_equal(number_in_file(machine, FILE_NAME), 2);
}

static void a_power_cut_leaves_the_file_as_it_was_flushed_and_no_key(void **state)
{
    struct machine *machine = *state;
    key_id key = load(machine);
    set(machine, key, 1);
    durability_flush_key(machine, key);
    set(machine, key, 2);
    machine_power_cut(machine, BOOT_NORMAL);
    assert_int_equal(machine_key(machine, USTR(u"MACHINE\\loaded")), KEY_NONE);
    assert_int_equal(number_in_file(machine, FILE_NAME), 1);
}

static void unloading_writes_what_changed(void **state)
{
    struct machine *machine = *state;
    key_id key = load(machine);
    set(machine, key, 3);
    assert_int_equal(mounts_unload(machine, key), 0);
    assert_int_equal(number_in_file(machine, FILE_NAME), 3);
    assert_int_equal(number_in(machine->registry.store, load(machine)), 3);
}

/* rule unload.system */
static void hives_of_the_system_stay_and_other_keys_are_no_hives(void **state)
{
    struct machine *machine = *state;
    key_id system = machine_key(machine, USTR(u"MACHINE\\SYSTEM"));
    assert_int_equal(mounts_unload(machine, system), ERROR_ACCESS_DENIED);
    key_id select = machine_key(machine, USTR(u"MACHINE\\SYSTEM\\Select"));
    assert_int_equal(mounts_unload(machine, select), ERROR_INVALID_PARAMETER);
}

static void a_taken_name_and_a_loaded_file_are_refused(void **state)
{
    struct machine *machine = *state;
    key_id parent = machine_key(machine, USTR(u"MACHINE"));
    load(machine);
    assert_int_equal(mounts_load(machine, parent, USTR(u"SYSTEM"), OLD_NAME), ERROR_ACCESS_DENIED);
    assert_int_equal(mounts_load(machine, parent, USTR(u"other"), FILE_NAME),
                     ERROR_SHARING_VIOLATION);
    assert_int_equal(mounts_load(machine, parent, USTR(u"a\\b"), OLD_NAME),
                     ERROR_INVALID_PARAMETER);
}

static void a_clone_has_loaded_hives_of_its_own(void **state)
{
    struct machine *machine = *state;
    key_id key = load(machine);
    struct machine *clone = machine_clone(machine);
    set(clone, key, 7);
    assert_int_equal(mounts_unload(clone, key), 0);
    assert_int_equal(number_in_file(clone, FILE_NAME), 7);
    assert_int_equal(number_in_file(machine, FILE_NAME), 0);
    assert_true(store_exists(machine->registry.store, key));
    machine_free(clone);
}

static void a_damaged_hive_and_a_file_that_is_none_are_told_apart(void **state)
{
    struct machine *machine = *state;
    struct hive_content content;
    files_put(machine->files, FILE_NAME, "text", 4, NULL, machine_now(machine));
    assert_int_equal(hive_file_read(&content, machine, FILE_NAME), ERROR_NOT_REGISTRY_FILE);
    files_put(machine->files, FILE_NAME, "regf....", 8, NULL, machine_now(machine));
    assert_int_equal(hive_file_read(&content, machine, FILE_NAME), ERROR_BADDB);
}

static void saving_on_a_full_disk_leaves_nothing(void **state)
{
    struct machine *machine = *state;
    struct file_info info;
    key_id key = machine_key(machine, USTR(u"MACHINE\\SYSTEM\\Select"));
    files_set_free(machine->files, u'C', 100);
    assert_int_equal(hive_file_save(machine, key, USTR(u"Select"), 3, FILE_NAME), ERROR_DISK_FULL);
    assert_false(files_info(&info, machine->files, FILE_NAME));
}

/* rule replace.next-boot */
static void a_replaced_hive_shows_after_the_next_boot_and_the_old_one_is_kept(void **state)
{
    struct machine *machine = *state;
    key_id software = machine_key(machine, USTR(u"MACHINE\\SOFTWARE"));
    set(machine, software, 1);
    assert_int_equal(hive_file_save(machine, software, USTR(u"x"), 3, FILE_NAME), 0);
    set(machine, software, 2);
    assert_int_equal(mounts_replace(machine, software, FILE_NAME, OLD_NAME), 0);
    assert_int_equal(number_in(machine->registry.store, software), 2); /* not yet */
    assert_int_equal(number_in_file(machine, OLD_NAME), 2);
    set(machine, software, 3);
    assert_int_equal(number_in(machine->registry.store, software), 3);
    machine_reboot(machine, BOOT_NORMAL);
    software = machine_key(machine, USTR(u"MACHINE\\SOFTWARE"));
    assert_int_equal(number_in(machine->registry.store, software), 1);
    assert_int_equal(number_in_file(machine, OLD_NAME), 3);
}

/* rules replace.next-boot, replace.subkey */
static void the_file_of_a_loaded_hive_is_replaced_at_the_next_boot(void **state)
{
    struct machine *machine = *state;
    const struct ustr new_name = USTR(u"C:\\new.dat");
    key_id parent = machine_key(machine, USTR(u"MACHINE"));
    key_id software = machine_key(machine, USTR(u"MACHINE\\SOFTWARE"));
    set(machine, software, 1);
    assert_int_equal(hive_file_save(machine, software, USTR(u"x"), 3, new_name), 0);
    assert_int_equal(mounts_load(machine, parent, USTR(u"Loaded"), FILE_NAME), 0);
    key_id loaded = machine_key(machine, USTR(u"MACHINE\\Loaded"));
    key_id within = store_key_add(machine->registry.store, loaded, USTR(u"Sub"), 0, 1);
    assert_int_equal(mounts_replace(machine, parent, new_name, OLD_NAME), ERROR_INVALID_PARAMETER);
    assert_int_equal(mounts_replace(machine, within, new_name, OLD_NAME), 0);
    set(machine, loaded, 2);
    machine_reboot(machine, BOOT_NORMAL);
    assert_int_equal(machine_key(machine, USTR(u"MACHINE\\Loaded")), KEY_NONE);
    assert_int_equal(number_in_file(machine, FILE_NAME), 1);
    assert_int_equal(number_in_file(machine, OLD_NAME), 2);
}

/* rule load.app */
static void an_applications_hive_goes_with_its_last_handle(void **state)
{
    struct machine *machine = *state;
    struct token token = token_user();
    struct process *process = process_new(machine, &token, USTR(u"a.exe"));
    struct handle *object;
    uint32_t handles[2];
    key_id root, again;
    assert_int_equal(mounts_load_app(&root, machine, FILE_NAME, false), 0);
    assert_int_equal(mounts_load_app(&again, machine, FILE_NAME, false), 0);
    assert_int_equal(root, again);
    assert_int_equal(mounts_load_app(&again, machine, FILE_NAME, true), ERROR_SHARING_VIOLATION);
    for (int i = 0; i < 2; i++) {
        handles[i] = handle_new(process, HANDLE_KEY, machine, &object);
        object->u.key = (struct reg_key){root, KEY_ALL_RIGHTS, 0};
    }
    set(machine, root, 9);
    handle_close(process, handles[0]);
    assert_true(store_exists(machine->registry.store, root));
    process_end(process, PROCESS_EXITED, 0);
    assert_false(store_exists(machine->registry.store, root));
    assert_int_equal(machine_key(machine, USTR(u"A")), KEY_NONE);
    assert_int_equal(number_in_file(machine, FILE_NAME), 9);
    process_free(process);
}

/* rule file.create */
static void the_file_of_a_loaded_hive_is_open_to_nobody_else(void **state)
{
    struct machine *machine = *state;
    struct file_open *file;
    key_id key = load(machine);
    struct machine *clone = machine_clone(machine);
    struct machine *both[] = {machine, clone};
    for (int i = 0; i < 2; i++) {
        struct files *files = both[i]->files;
        assert_int_equal(files_open(&file, NULL, files, FILE_NAME, FILE_CAN_READ, 7,
                                    FILE_OPEN_EXISTING, 0, machine_now(machine)),
                         ERROR_SHARING_VIOLATION);
        assert_int_equal(files_delete(files, FILE_NAME), ERROR_SHARING_VIOLATION);
        assert_int_equal(files_move(files, FILE_NAME, OLD_NAME, 0), ERROR_SHARING_VIOLATION);
        assert_int_equal(mounts_unload(both[i], key), 0);
        assert_int_equal(files_delete(files, FILE_NAME), 0);
    }
    machine_free(clone);
}

static void a_file_that_is_open_is_not_loaded(void **state)
{
    struct machine *machine = *state;
    struct file_open *file;
    key_id parent = machine_key(machine, USTR(u"MACHINE"));
    key_id key = load(machine);
    assert_int_equal(mounts_unload(machine, key), 0);
    assert_int_equal(files_open(&file, NULL, machine->files, FILE_NAME, FILE_CAN_READ,
                                FILE_LETS_READ, FILE_OPEN_EXISTING, 0, machine_now(machine)),
                     0);
    assert_int_equal(mounts_load(machine, parent, USTR(u"loaded"), FILE_NAME),
                     ERROR_SHARING_VIOLATION);
    assert_int_equal(machine_key(machine, USTR(u"MACHINE\\loaded")), KEY_NONE);
    files_close(file);
    load(machine);
}

static void an_applications_hive_stays_for_another_process(void **state)
{
    struct machine *machine = *state;
    struct token token = token_user();
    struct process *processes[2];
    struct handle *object;
    key_id root;
    assert_int_equal(mounts_load_app(&root, machine, FILE_NAME, false), 0);
    for (int i = 0; i < 2; i++) {
        processes[i] = process_new(machine, &token, USTR(u"a.exe"));
        handle_new(processes[i], HANDLE_KEY, machine, &object);
        object->u.key = (struct reg_key){root, KEY_ALL_RIGHTS, 0};
    }
    assert_true(processes_have_key_open(machine, root, true));
    assert_false(processes_have_key_open(machine, root, false));
    process_free(processes[1]);
    assert_true(store_exists(machine->registry.store, root));
    process_free(processes[0]);
    assert_false(store_exists(machine->registry.store, root));
}

static void a_handle_on_another_machine_of_the_network_counts(void **state)
{
    (void)state;
    struct network *network = network_new();
    struct token token = token_user();
    struct handle *object;
    const struct ustr names[] = {USTR(u"ONE"), USTR(u"TWO")};
    for (int i = 0; i < 2; i++)
        assert_true(network_add(network, machine_new(names[i], OS_W2K, PLATFORM_I386)));
    struct machine *one = network->machines[0];
    struct process *process = process_new(network->machines[1], &token, USTR(u"a.exe"));
    key_id key = machine_key(one, USTR(u"MACHINE\\SYSTEM\\Select"));
    assert_false(processes_have_key_open(one, key, true));
    handle_new(process, HANDLE_KEY, one, &object);
    object->u.key = (struct reg_key){key, KEY_ALL_RIGHTS, 0};
    assert_true(processes_have_key_open(one, key, true));
    assert_false(processes_have_key_open(network->machines[1], key, true));
    process_free(process);
    network_free(network);
}

#define MOUNT_TEST(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MOUNT_TEST(a_value_beyond_a_megabyte_fits_the_latest_format_only),
        MOUNT_TEST(a_missing_file_is_made_as_an_empty_hive),
        MOUNT_TEST(a_loaded_hive_is_written_after_five_seconds_or_by_a_flush),
        MOUNT_TEST(a_power_cut_leaves_the_file_as_it_was_flushed_and_no_key),
        MOUNT_TEST(unloading_writes_what_changed),
        MOUNT_TEST(hives_of_the_system_stay_and_other_keys_are_no_hives),
        MOUNT_TEST(a_taken_name_and_a_loaded_file_are_refused),
        MOUNT_TEST(a_clone_has_loaded_hives_of_its_own),
        MOUNT_TEST(a_damaged_hive_and_a_file_that_is_none_are_told_apart),
        MOUNT_TEST(saving_on_a_full_disk_leaves_nothing),
        MOUNT_TEST(a_replaced_hive_shows_after_the_next_boot_and_the_old_one_is_kept),
        MOUNT_TEST(the_file_of_a_loaded_hive_is_replaced_at_the_next_boot),
        MOUNT_TEST(an_applications_hive_goes_with_its_last_handle),
        MOUNT_TEST(the_file_of_a_loaded_hive_is_open_to_nobody_else),
        MOUNT_TEST(a_file_that_is_open_is_not_loaded),
        MOUNT_TEST(an_applications_hive_stays_for_another_process),
        cmocka_unit_test(a_handle_on_another_machine_of_the_network_counts),
    };
    return RUN_TESTS(tests);
}

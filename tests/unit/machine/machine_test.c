/* machine/machine.h, durability.h, network.h: a machine, what a power cut keeps, control sets. */
#include "check.h"

#include "machine/network.h"
#include "machine/put.h"
#include "machine/services.h"
#include "sdk/winerror.h"

#define CURRENT_SERVICES u"MACHINE\\SYSTEM\\CurrentControlSet\\Services\\"

static struct machine *new_machine(void)
{
    return machine_new(USTR(u"SITE1"), OS_NT4, PLATFORM_I386);
}

static bool has_key(const struct machine *machine, const char16_t *path)
{
    return machine_key(machine, ustr_z(path)) != KEY_NONE;
}

static struct reg_key open_key(struct machine *machine, struct ustr path)
{
    return (struct reg_key){machine_key(machine, path), KEY_ALL_RIGHTS, 0};
}

static void create(struct machine *machine, const char16_t *path)
{
    struct token token = token_system();
    struct reg_caller caller = {&token, machine_now(machine)};
    struct reg_key root = open_key(machine, USTR(u"MACHINE")), made;
    uint32_t disposition;
    assert_int_equal(reg_create(&made, &disposition, &machine->registry, &caller, &root,
                                ustr_z(path), USTR(u""), 0, KEY_ALL_RIGHTS, NULL),
                     0);
}

static void delete_key(struct machine *machine, const char16_t *path)
{
    struct token token = token_system();
    struct reg_caller caller = {&token, machine_now(machine)};
    struct reg_key root = open_key(machine, USTR(u"MACHINE"));
    assert_int_equal(reg_delete_key(&machine->registry, &caller, &root, ustr_z(path), 0), 0);
}

static void set_number(struct machine *machine, const char16_t *path, struct ustr name,
                       uint32_t number)
{
    struct token token = token_system();
    struct reg_caller caller = {&token, machine_now(machine)};
    struct reg_key key = open_key(machine, ustr_z(path));
    assert_int_equal(reg_set_value(&machine->registry, &caller, &key, name, REG_DWORD_TYPE, &number,
                                   sizeof number),
                     0);
}

static uint32_t number_at(const struct machine *machine, const char16_t *path, struct ustr name)
{
    uint32_t number;
    assert_true(
        get_dword(&number, machine->registry.store, machine_key(machine, ustr_z(path)), name));
    return number;
}

static uint32_t selected(const struct machine *machine, struct ustr name)
{
    return number_at(machine, u"MACHINE\\SYSTEM\\Select", name);
}

/* rule link.control-set */
static void a_new_machine_has_booted_its_first_control_set(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    assert_int_equal(machine_now(machine), CLOCK_START);
    assert_true(has_key(machine, u"MACHINE\\SYSTEM\\CurrentControlSet\\Services"));
    assert_int_equal(selected(machine, USTR(u"Current")), 1);
    struct ustr text;
    assert_true(environment_get(&text, &machine->environment, USTR(u"SystemRoot")));
    assert_true(ustr_same(text, USTR(u"C:\\WINNT")));
    assert_true(ustr_same(machine_system_root(machine), text));
    environment_unset(&machine->environment, USTR(u"SystemRoot"));
    assert_true(ustr_same(machine_system_root(machine), USTR(u"C:\\WINNT")));
    struct file_info info;
    assert_true(files_info(&info, machine->files, USTR(u"C:\\WINNT\\system32")));
    assert_true(
        durability_is_flushed(machine, machine_control_set_key(machine, USTR(u"Services"))));
    machine_free(machine);
    machine_free(NULL);
    machine = machine_new(USTR(u"NEW"), OS_XP, PLATFORM_X64);
    assert_true(ustr_same(machine_system_root(machine), USTR(u"C:\\WINDOWS")));
    machine_free(machine);
}

/* rule wow64.machine */
static void an_x64_machine_has_two_views(void **state)
{
    (void)state;
    static const struct {
        enum os os;
        enum platform platform;
        bool views;
    } cases[] = {{OS_XP, PLATFORM_X64, true},
                 {OS_WIN10, PLATFORM_X64, true},
                 {OS_WIN10, PLATFORM_I386, false},
                 {OS_W2K, PLATFORM_X64, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct machine *machine = machine_new(USTR(u"NEW"), cases[i].os, cases[i].platform);
        assert_int_equal(machine->registry.is_wow64, cases[i].views);
        assert_int_equal(machine_key(machine, USTR(u"MACHINE\\SOFTWARE\\Wow6432Node")) != KEY_NONE,
                         cases[i].views);
        struct machine *clone = machine_clone(machine);
        assert_int_equal(clone->registry.is_wow64, cases[i].views);
        machine_free(clone);
        machine_free(machine);
    }
}

/* rule link.user-classes */
static void a_boot_links_the_classes_of_each_user(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    struct store *store = machine->registry.store;
    key_id users = machine_key(machine, USTR(u"USER"));
    key_id classes = store_ensure(store, users, USTR(u"S-1-5-21-1_Classes\\.txt"), 1);
    store_ensure(store, users, USTR(u"S-1-5-21-1\\Software\\Classes\\.txt"), 1);
    store_ensure(store, users, USTR(u"S-1-5-21-2_Classes"), 1);
    durability_flush_all(machine);
    key_id seen = machine_key(machine, USTR(u"USER\\S-1-5-21-1\\Software\\Classes\\.txt"));
    assert_int_not_equal(seen, classes);
    for (int i = 0; i < 2; i++) {
        machine_reboot(machine, BOOT_NORMAL);
        seen = machine_key(machine, USTR(u"USER\\S-1-5-21-1\\Software\\Classes\\.txt"));
        assert_int_equal(seen, classes);
    }
    assert_int_equal(machine_key(machine, USTR(u"USER\\S-1-5-21-2")), KEY_NONE);
    machine_free(machine);
}

static void a_clone_goes_its_own_way(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    machine_advance(machine, CLOCK_HOUR);
    struct machine *clone = machine_clone(machine);
    create(clone, u"SOFTWARE\\Only\\Here");
    machine_advance(clone, CLOCK_HOUR);
    assert_false(has_key(machine, u"MACHINE\\SOFTWARE\\Only"));
    assert_int_equal(machine_now(machine), CLOCK_START + CLOCK_HOUR);
    assert_int_equal(machine_now(clone), CLOCK_START + 2 * CLOCK_HOUR);
    machine_free(machine);
    assert_true(has_key(clone, u"MACHINE\\SOFTWARE\\Only\\Here"));
    machine_free(clone);
}

static void an_unwritten_change_is_lost_with_the_power(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    create(machine, u"SOFTWARE\\Kept");
    set_number(machine, u"MACHINE\\SOFTWARE\\Kept", USTR(u"a"), 1);
    set_number(machine, u"MACHINE\\SOFTWARE\\Kept", USTR(u"b"), 2);
    durability_flush_key(machine, machine_key(machine, USTR(u"MACHINE\\SOFTWARE\\Kept")));
    filetime written = store_last_write(machine->registry.store,
                                        machine_key(machine, USTR(u"MACHINE\\SOFTWARE\\Kept")));
    machine_advance(machine, CLOCK_SECOND);
    create(machine, u"SOFTWARE\\Lost\\Below");
    set_number(machine, u"MACHINE\\SOFTWARE\\Kept", USTR(u"a"), 9);
    set_number(machine, u"MACHINE\\SOFTWARE\\Kept", USTR(u"c"), 3);
    machine_power_cut(machine, BOOT_NORMAL);
    assert_false(has_key(machine, u"MACHINE\\SOFTWARE\\Lost"));
    key_id kept = machine_key(machine, USTR(u"MACHINE\\SOFTWARE\\Kept"));
    const struct store *store = machine->registry.store;
    assert_int_equal(number_at(machine, u"MACHINE\\SOFTWARE\\Kept", USTR(u"a")), 1);
    assert_int_equal(store_value_count(store, kept), 2);
    assert_true(ustr_same(value_name(store_value_at(store, kept, 1)), USTR(u"b")));
    assert_int_equal(store_last_write(store, kept), written);
    machine_free(machine);
}

static void a_deleted_key_comes_back_whole_if_its_hive_was_not_written(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    create(machine, u"SYSTEM\\CurrentControlSet\\Services\\SMS_X\\Performance");
    set_number(machine, CURRENT_SERVICES u"SMS_X\\Performance", USTR(u"First Counter"), 1848);
    durability_flush_all(machine);
    delete_key(machine, u"SYSTEM\\CurrentControlSet\\Services\\SMS_X\\Performance");
    delete_key(machine, u"SYSTEM\\CurrentControlSet\\Services\\SMS_X");
    assert_false(durability_is_flushed(machine, machine_key(machine, USTR(u"MACHINE\\SYSTEM"))));
    machine_power_cut(machine, BOOT_NORMAL);
    assert_int_equal(
        number_at(machine, CURRENT_SERVICES u"SMS_X\\Performance", USTR(u"First Counter")), 1848);
    machine_free(machine);
}

/* rule flush.hive */
static void each_hive_is_written_by_itself(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    create(machine, u"SOFTWARE\\A");
    create(machine, u"SYSTEM\\ControlSet001\\Services\\B");
    durability_flush_key(machine, machine_key(machine, USTR(u"MACHINE\\SYSTEM\\Select")));
    machine_power_cut(machine, BOOT_NORMAL);
    assert_false(has_key(machine, u"MACHINE\\SOFTWARE\\A"));
    assert_true(has_key(machine, CURRENT_SERVICES u"B"));
    machine_free(machine);
}

/* rules restore.no-lazy-flush, restore.refresh */
static void a_hive_that_is_not_written_lazily_goes_back_to_its_last_flush(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    key_id software = machine_key(machine, USTR(u"MACHINE\\SOFTWARE"));
    create(machine, u"SOFTWARE\\Kept");
    durability_flush_key(machine, software);
    create(machine, u"SOFTWARE\\Lazy");
    assert_false(durability_refresh(machine, software));
    assert_true(has_key(machine, u"MACHINE\\SOFTWARE\\Lazy"));
    durability_flush_key(machine, software);
    durability_stop_lazy(machine, machine_key(machine, USTR(u"MACHINE\\SOFTWARE\\Kept")));
    create(machine, u"SOFTWARE\\Unwritten");
    machine_advance(machine, CLOCK_MINUTE);
    assert_false(durability_is_flushed(machine, software));
    assert_true(durability_refresh(machine, software));
    assert_false(has_key(machine, u"MACHINE\\SOFTWARE\\Unwritten"));
    assert_true(has_key(machine, u"MACHINE\\SOFTWARE\\Lazy"));
    assert_true(durability_is_flushed(machine, software));
    durability_stop_lazy(machine, machine_key(machine, USTR(u"MACHINE"))); /* no hive: nothing */
    machine_free(machine);
}

static void a_hive_is_written_five_seconds_after_its_first_change(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    create(machine, u"SOFTWARE\\A");
    machine_advance(machine, 4 * CLOCK_SECOND);
    create(machine, u"SOFTWARE\\B");
    struct machine *early = machine_clone(machine);
    machine_power_cut(early, BOOT_NORMAL);
    assert_false(has_key(early, u"MACHINE\\SOFTWARE\\A"));
    machine_free(early);
    machine_advance(machine, CLOCK_SECOND);
    create(machine, u"SOFTWARE\\C");
    machine_power_cut(machine, BOOT_NORMAL);
    assert_true(has_key(machine, u"MACHINE\\SOFTWARE\\A"));
    assert_true(has_key(machine, u"MACHINE\\SOFTWARE\\B"));
    assert_false(has_key(machine, u"MACHINE\\SOFTWARE\\C"));
    machine_free(machine);
}

static void a_hive_that_was_never_written_is_gone(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    struct store *store = machine->registry.store;
    key_id user = machine_key(machine, USTR(u"USER"));
    key_id hive = store_key_add(store, user, USTR(u"S-1-5-21-1"), 0, machine_now(machine));
    durability_changed(machine, hive);
    assert_false(durability_is_flushed(machine, hive));
    machine_power_cut(machine, BOOT_NORMAL);
    assert_false(has_key(machine, u"USER\\S-1-5-21-1"));
    machine_free(machine);
}

/* rule volatile.not-saved */
static void volatile_keys_vanish_at_a_boot(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    struct store *store = machine->registry.store;
    key_id software = machine_key(machine, USTR(u"MACHINE\\SOFTWARE"));
    key_id key = store_key_add(store, software, USTR(u"Volatile"), KEY_VOLATILE, CLOCK_START);
    assert_true(durability_is_flushed(machine, key));
    durability_changed(machine, key);
    durability_flush_key(machine, key);
    machine_reboot(machine, BOOT_NORMAL);
    assert_false(has_key(machine, u"MACHINE\\SOFTWARE\\Volatile"));
    assert_true(has_key(machine, u"MACHINE\\HARDWARE"));
    assert_true(has_key(machine, u"MACHINE\\SYSTEM\\CurrentControlSet\\Services"));
    assert_int_equal(machine->boots, 2);
    machine_free(machine);
}

/* rule link.control-set */
static void a_last_known_good_boot_brings_the_key_back(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    create(machine, u"SYSTEM\\CurrentControlSet\\Services\\Stale");
    machine_boot_succeeded(machine);
    assert_int_equal(selected(machine, USTR(u"LastKnownGood")), 2);
    assert_true(has_key(machine, u"MACHINE\\SYSTEM\\ControlSet002\\Services\\Stale"));
    delete_key(machine, u"SYSTEM\\CurrentControlSet\\Services\\Stale");
    assert_false(has_key(machine, u"MACHINE\\SYSTEM\\ControlSet001\\Services\\Stale"));
    struct machine *normal = machine_clone(machine);

    machine_reboot(machine, BOOT_LAST_KNOWN_GOOD);
    assert_true(has_key(machine, CURRENT_SERVICES u"Stale"));
    assert_int_equal(selected(machine, USTR(u"Current")), 2);
    assert_int_equal(selected(machine, USTR(u"Default")), 2);
    assert_int_equal(selected(machine, USTR(u"Failed")), 1);
    assert_int_equal(selected(machine, USTR(u"LastKnownGood")), 3);
    assert_true(has_key(machine, u"MACHINE\\SYSTEM\\ControlSet003\\Services\\Stale"));
    assert_true(has_key(machine, u"MACHINE\\SYSTEM\\ControlSet001"));

    machine_reboot(normal, BOOT_NORMAL); /* a good boot replaces the good set */
    assert_false(has_key(normal, CURRENT_SERVICES u"Stale"));
    assert_false(has_key(normal, u"MACHINE\\SYSTEM\\ControlSet002\\Services\\Stale"));
    machine_reboot(normal, BOOT_LAST_KNOWN_GOOD);
    assert_false(has_key(normal, CURRENT_SERVICES u"Stale"));
    machine_free(machine);
    machine_free(normal);
}

/* rule link.control-set */
static void default_is_the_set_of_the_next_boot(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    create(machine, u"SYSTEM\\ControlSet007\\Services\\OfSeven");
    create(machine, u"SYSTEM\\CurrentControlSet\\Services\\OfOne");
    set_number(machine, u"MACHINE\\SYSTEM\\Select", USTR(u"Default"), 7);
    assert_true(has_key(machine, CURRENT_SERVICES u"OfOne")); /* not before */
    assert_int_equal(selected(machine, USTR(u"Current")), 1);
    machine_reboot(machine, BOOT_NORMAL);
    assert_int_equal(selected(machine, USTR(u"Current")), 7);
    assert_int_equal(selected(machine, USTR(u"Default")), 7);
    assert_true(has_key(machine, CURRENT_SERVICES u"OfSeven"));
    assert_false(has_key(machine, CURRENT_SERVICES u"OfOne"));
    machine_free(machine);
}

static void a_good_boot_is_kept_by_a_power_cut(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    create(machine, u"SYSTEM\\CurrentControlSet\\Services\\Stale");
    machine_boot_succeeded(machine);
    delete_key(machine, u"SYSTEM\\CurrentControlSet\\Services\\Stale");
    durability_flush_all(machine);
    machine_power_cut(machine, BOOT_LAST_KNOWN_GOOD);
    assert_true(has_key(machine, CURRENT_SERVICES u"Stale"));
    machine_free(machine);
}

static void without_a_usable_select_the_first_set_is_booted(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    struct store *store = machine->registry.store;
    store_tree_remove(store, machine_key(machine, USTR(u"MACHINE\\SYSTEM\\Select")));
    machine_reboot(machine, BOOT_LAST_KNOWN_GOOD);
    assert_int_equal(selected(machine, USTR(u"Current")), 1);
    assert_true(has_key(machine, u"MACHINE\\SYSTEM\\CurrentControlSet\\Services"));
    machine_free(machine);
}

static void machines_of_a_network_share_a_clock_and_know_names(void **state)
{
    (void)state;
    struct network *network = network_new();
    struct machine *desk = machine_new(USTR(u"DESK"), OS_W2K, PLATFORM_I386);
    struct machine *logon = machine_new(USTR(u"LOGON1"), OS_NT4, PLATFORM_ALPHA);
    struct machine *again = machine_new(USTR(u"desk"), OS_W2K, PLATFORM_I386);
    assert_ptr_equal(machine_find(desk, USTR(u"\\\\LOGON1")), NULL);
    assert_true(network_add(network, desk));
    assert_true(network_add(network, logon));
    assert_false(network_add(network, again));
    machine_free(again);
    assert_ptr_equal(network_find(network, USTR(u"\\\\logon1")), logon);
    assert_ptr_equal(machine_find(desk, USTR(u"Logon1")), logon);
    assert_ptr_equal(machine_find(desk, USTR(u"")), desk);
    assert_ptr_equal(machine_find(desk, USTR(u"\\\\.")), desk);
    assert_ptr_equal(machine_find(desk, USTR(u"LOCALHOST")), desk);
    assert_null(machine_find(desk, USTR(u"LOGON2")));

    create(logon, u"SOFTWARE\\A");
    machine_advance(desk, 5 * CLOCK_SECOND);
    assert_int_equal(machine_now(logon), CLOCK_START + 5 * CLOCK_SECOND);
    assert_true(durability_is_flushed(logon, machine_key(logon, USTR(u"MACHINE\\SOFTWARE"))));

    struct network *clone = network_clone(network);
    network_advance(clone, CLOCK_SECOND);
    assert_int_equal(machine_now(desk), CLOCK_START + 5 * CLOCK_SECOND);
    assert_int_equal(machine_now(network_find(clone, USTR(u"DESK"))),
                     CLOCK_START + 6 * CLOCK_SECOND);
    network_free(network);
    network_free(clone);
    network_free(NULL);
}

/* rule service.create */
static void services_are_keys(void **state)
{
    (void)state;
    struct machine *machine = new_machine();
    const struct ustr needs[] = {USTR(u"RPCSS"), USTR(u"LanmanServer")};
    struct service service = {.name = USTR(u"SMS_EXECUTIVE"),
                              .display_name = USTR(u"SMS_EXECUTIVE"),
                              .image_path = USTR(u"D:\\SMS\\bin\\i386\\smsexec.exe"),
                              .start = 2,
                              .error_control = 1,
                              .depends_on = needs,
                              .depends_on_count = 2};
    assert_int_equal(service_create(machine, &service), 0);
    assert_int_equal(service_create(machine, &service), ERROR_SERVICE_EXISTS);
    const struct store *store = machine->registry.store;
    key_id key = service_key(machine, USTR(u"sms_executive"));
    assert_int_equal(store_value_count(store, key), 6);
    const struct value *value = store_value_find(store, key, USTR(u"DependOnService"));
    assert_int_equal(value->size, 2 * (5 + 1 + 12 + 1 + 1));
    assert_int_equal(service_set_start(machine, service.name, 4), 0);
    assert_int_equal(number_at(machine, CURRENT_SERVICES u"SMS_EXECUTIVE", USTR(u"Start")), 4);
    create(machine, u"SYSTEM\\CurrentControlSet\\Services\\Bare\\Performance");
    service = (struct service){.name = USTR(u"Bare")};
    assert_int_equal(service_create(machine, &service), 0);
    assert_true(has_key(machine, CURRENT_SERVICES u"Bare\\Performance"));
    service.name = USTR(u"a\\b");
    assert_int_equal(service_create(machine, &service), ERROR_INVALID_NAME);
    service.name = USTR(u"a/b");
    assert_int_equal(service_create(machine, &service), ERROR_INVALID_NAME);
    char16_t name[257];
    for (size_t i = 0; i < 257; i++)
        name[i] = u's';
    service.name = (struct ustr){name, 257};
    assert_int_equal(service_create(machine, &service), ERROR_INVALID_NAME);
    service.name.count = 256;
    assert_int_equal(service_create(machine, &service), 0);
    assert_int_not_equal(service_key(machine, service.name), KEY_NONE);
    service.name.count = 0;
    assert_int_equal(service_create(machine, &service), ERROR_INVALID_NAME);
    assert_int_equal(service_delete(machine, USTR(u"Bare")), 0);
    assert_int_equal(service_delete(machine, USTR(u"Bare")), ERROR_SERVICE_DOES_NOT_EXIST);
    assert_int_equal(service_set_start(machine, USTR(u"Bare"), 2), ERROR_SERVICE_DOES_NOT_EXIST);
    assert_false(durability_is_flushed(machine, key));
    machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_machine_has_booted_its_first_control_set),
        cmocka_unit_test(an_x64_machine_has_two_views),
        cmocka_unit_test(a_boot_links_the_classes_of_each_user),
        cmocka_unit_test(a_clone_goes_its_own_way),
        cmocka_unit_test(an_unwritten_change_is_lost_with_the_power),
        cmocka_unit_test(a_deleted_key_comes_back_whole_if_its_hive_was_not_written),
        cmocka_unit_test(each_hive_is_written_by_itself),
        cmocka_unit_test(a_hive_that_is_not_written_lazily_goes_back_to_its_last_flush),
        cmocka_unit_test(a_hive_is_written_five_seconds_after_its_first_change),
        cmocka_unit_test(a_hive_that_was_never_written_is_gone),
        cmocka_unit_test(volatile_keys_vanish_at_a_boot),
        cmocka_unit_test(a_last_known_good_boot_brings_the_key_back),
        cmocka_unit_test(default_is_the_set_of_the_next_boot),
        cmocka_unit_test(a_good_boot_is_kept_by_a_power_cut),
        cmocka_unit_test(without_a_usable_select_the_first_set_is_booted),
        cmocka_unit_test(machines_of_a_network_share_a_clock_and_know_names),
        cmocka_unit_test(services_are_keys),
    };
    return RUN_TESTS(tests);
}

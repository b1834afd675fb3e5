#include "machine/machine.h"

#include "base/memory.h"
#include "machine/mounts.h"
#include "machine/network.h"
#include "machine/put.h"

static void on_change(void *context, struct registry *registry, key_id key, uint32_t filter)
{
    (void)registry;
    (void)filter;
    durability_changed(context, key);
}

static const char16_t *root_of_os(enum os os)
{
    return os <= OS_W2K ? u"C:\\WINNT" : u"C:\\WINDOWS"; /* the default directory of Setup */
}

static key_id ensure(struct machine *machine, struct ustr path)
{
    struct store *store = machine->registry.store;
    return store_ensure(store, store_root(store), path, machine_now(machine));
}

struct ustr machine_os_version(enum os os)
{
    static const char16_t *const versions[OS_COUNT] = {u"4.0", u"5.0", u"5.1",
                                                       u"5.2", u"6.1", u"6.3"};
    return ustr_z(versions[os]);
}

/* The names of the computer, the first control set and what boots it, and where versions stand. */
static void make_registry(struct machine *machine)
{
    registry_init(&machine->registry, machine->os);
    struct store *store = machine->registry.store;
    key_id select = ensure(machine, USTR(u"MACHINE\\SYSTEM\\Select"));
    put_dword(store, select, USTR(u"Current"), 1);
    put_dword(store, select, USTR(u"Default"), 1);
    put_dword(store, select, USTR(u"Failed"), 0);
    put_dword(store, select, USTR(u"LastKnownGood"), 1);
    ensure(machine, USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Services"));
    key_id name = ensure(machine, USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Control\\ComputerName\\"
                                       u"ComputerName"));
    put_string(store, name, USTR(u"ComputerName"), REG_SZ_TYPE, machine->name);
    registry_link_control_set(&machine->registry, 1, machine_now(machine));

    key_id version =
        ensure(machine, USTR(u"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"));
    put_string(store, version, USTR(u"CurrentVersion"), REG_SZ_TYPE,
               machine_os_version(machine->os));
    put_string(store, version, USTR(u"SystemRoot"), REG_SZ_TYPE, ustr_z(root_of_os(machine->os)));
    /* rule wow64.machine */
    if (machine->platform == PLATFORM_X64 && machine->os >= OS_XP)
        registry_make_wow64(&machine->registry, machine_now(machine));
}

static void set_from_root(struct machine *machine, struct ustr name, const char16_t *format)
{
    struct ubuf value = {0};
    environment_expand(&value, &machine->environment, ustr_z(format));
    environment_set(&machine->environment, name, ubuf_view(&value));
    ubuf_free(&value);
}

static void make_environment(struct machine *machine)
{
    static const char16_t *const processors[PLATFORM_COUNT] = {u"x86", u"ALPHA", u"AMD64"};
    struct environment *env = &machine->environment;
    environment_set(env, USTR(u"COMPUTERNAME"), machine->name);
    environment_set(env, USTR(u"OS"), USTR(u"Windows_NT"));
    environment_set(env, USTR(u"PROCESSOR_ARCHITECTURE"), ustr_z(processors[machine->platform]));
    environment_set(env, USTR(u"NUMBER_OF_PROCESSORS"), USTR(u"1"));
    environment_set(env, USTR(u"SystemDrive"), USTR(u"C:"));
    environment_set(env, USTR(u"SystemRoot"), ustr_z(root_of_os(machine->os)));
    set_from_root(machine, USTR(u"windir"), u"%SystemRoot%");
    set_from_root(machine, USTR(u"ComSpec"), u"%SystemRoot%\\system32\\cmd.exe");
    set_from_root(machine, USTR(u"Path"), u"%SystemRoot%\\system32;%SystemRoot%");
    environment_set(env, USTR(u"TEMP"), USTR(u"C:\\TEMP"));
    environment_set(env, USTR(u"TMP"), USTR(u"C:\\TEMP"));
    if (machine->os > OS_NT4)
        environment_set(env, USTR(u"ProgramFiles"), USTR(u"C:\\Program Files"));
}

static void make_files(struct machine *machine)
{
    static const char16_t *const directories[] = {u"%SystemRoot%\\system32",
                                                  u"%SystemRoot%\\system", u"C:\\TEMP"};
    machine->files = files_new();
    for (size_t i = 0; i < sizeof directories / sizeof *directories; i++) {
        struct ubuf path = {0};
        environment_expand(&path, &machine->environment, ustr_z(directories[i]));
        files_put_directory(machine->files, ubuf_view(&path), machine_now(machine));
        ubuf_free(&path);
    }
}

static void watch_registry(struct machine *machine)
{
    machine->registry.on_change = on_change;
    machine->registry.on_change_context = machine;
}

struct machine *machine_new(struct ustr name, enum os os, enum platform platform)
{
    struct machine *machine = mem_calloc(1, sizeof *machine);
    machine->name = ustr_dup(name);
    machine->os = os;
    machine->platform = platform;
    machine->own_clock.now = CLOCK_START;
    machine->clock = &machine->own_clock;
    machine->boots = 1;
    make_registry(machine);
    make_environment(machine);
    make_files(machine);
    machine->event_log = event_log_new(os, 0);
    machine->durability = durability_new();
    machine->mounts = mounts_new();
    watch_registry(machine);
    durability_flush_all(machine);
    return machine;
}

struct machine *machine_clone(const struct machine *machine)
{
    struct machine *clone = mem_calloc(1, sizeof *clone);
    *clone = *machine;
    clone->name = ustr_dup(machine->name);
    clone->own_clock = *machine->clock;
    clone->clock = &clone->own_clock;
    clone->network = NULL;
    clone->registry.store = store_clone(machine->registry.store);
    clone->files = files_clone(machine->files);
    clone->event_log = event_log_clone(machine->event_log);
    environment_copy(&clone->environment, &machine->environment);
    clone->durability = durability_clone(machine->durability);
    clone->mounts = mounts_clone(machine->mounts, clone->files);
    clone->processes = NULL;
    watch_registry(clone);
    return clone;
}

void machine_free(struct machine *machine)
{
    if (!machine)
        return;
    mounts_free(machine->mounts);
    durability_free(machine->durability);
    event_log_free(machine->event_log);
    environment_free(&machine->environment);
    files_free(machine->files);
    registry_done(&machine->registry);
    ustr_free(machine->name);
    mem_free(machine);
}

filetime machine_now(const struct machine *machine)
{
    return machine->clock->now;
}

void machine_advance(struct machine *machine, filetime by)
{
    if (machine->network) {
        network_advance(machine->network, by);
        return;
    }
    machine->own_clock.now += by;
    durability_settle(machine);
}

struct ustr machine_system_root(const struct machine *machine)
{
    struct ustr root;
    if (environment_get(&root, &machine->environment, USTR(u"SystemRoot")))
        return root;
    return ustr_z(root_of_os(machine->os));
}

key_id machine_key(const struct machine *machine, struct ustr path)
{
    return registry_resolve(&machine->registry, path);
}

key_id machine_control_set_key(const struct machine *machine, struct ustr below)
{
    struct ubuf path = {0};
    ubuf_add(&path, USTR(u"MACHINE\\SYSTEM\\CurrentControlSet"));
    if (below.count) {
        ubuf_put(&path, u'\\');
        ubuf_add(&path, below);
    }
    key_id key = machine_key(machine, ubuf_view(&path));
    ubuf_free(&path);
    return key;
}

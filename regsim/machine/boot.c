/* Shutting down, losing power, booting: which control set, and what a boot makes anew. */
#include "machine/machine.h"
#include "machine/mounts.h"
#include "machine/put.h"

#include <stdio.h>

/* 0: there is none, or it is no REG_DWORD. */
static uint32_t selected(const struct machine *machine, struct ustr name)
{
    uint32_t number;
    key_id key = machine_key(machine, USTR(u"MACHINE\\SYSTEM\\Select"));
    return get_dword(&number, machine->registry.store, key, name) ? number : 0;
}

static void set_selected(struct machine *machine, struct ustr name, uint32_t number)
{
    struct store *store = machine->registry.store;
    key_id key = store_ensure(store, store_root(store), USTR(u"MACHINE\\SYSTEM\\Select"),
                              machine_now(machine));
    put_dword(store, key, name, number);
}

static key_id control_set(const struct machine *machine, uint32_t number)
{
    char name[32];
    int length = snprintf(name, sizeof name, "MACHINE\\SYSTEM\\ControlSet%03u", (unsigned)number);
    struct ubuf path = {0};
    ubuf_add_wtf8(&path, name, (size_t)length);
    key_id key = machine_key(machine, ubuf_view(&path));
    ubuf_free(&path);
    return key;
}

static void copy_tree(struct store *store, key_id from, key_id to)
{
    store_class_set(store, to, store_class(store, from));
    store_security_set(store, to, store_security(store, from));
    for (size_t i = 0; i < store_value_count(store, from); i++)
        store_value_append(store, to, store_value_at(store, from, i));
    for (size_t i = 0; i < store_child_count(store, from); i++) {
        key_id child = store_child_at(store, from, i);
        uint32_t flags = store_flags(store, child);
        if (flags & KEY_VOLATILE)
            continue;
        struct ustr name = ustr_dup(store_name(store, child)); /* lent until the next write */
        key_id copy = store_key_add(store, to, name, flags, store_last_write(store, child));
        ustr_free(name);
        copy_tree(store, child, copy);
    }
}

/* Where the good set is kept: where it was kept, unless that is the set in use or the failed one;
 * else the first number that no set has. */
static uint32_t good_number(const struct machine *machine, uint32_t current)
{
    uint32_t kept = selected(machine, USTR(u"LastKnownGood"));
    if (kept && kept != current && kept != selected(machine, USTR(u"Failed")))
        return kept;
    uint32_t number = 1;
    while (number == current || control_set(machine, number) != KEY_NONE)
        number++;
    return number;
}

void machine_boot_succeeded(struct machine *machine)
{
    struct store *store = machine->registry.store;
    uint32_t current = selected(machine, USTR(u"Current"));
    key_id from = control_set(machine, current);
    if (from == KEY_NONE)
        return;
    uint32_t number = good_number(machine, current);
    key_id old = control_set(machine, number);
    if (old != KEY_NONE)
        store_tree_remove(store, old);
    char16_t name[] = u"ControlSet000";
    for (size_t digit = 0, rest = number; digit < 3; digit++, rest /= 10)
        name[12 - digit] = (char16_t)(u'0' + rest % 10);
    key_id system = machine_key(machine, USTR(u"MACHINE\\SYSTEM"));
    copy_tree(store, from, store_key_add(store, system, ustr_z(name), 0, machine_now(machine)));
    set_selected(machine, USTR(u"LastKnownGood"), number);
    durability_changed(machine, system);
    durability_flush_key(machine, system);
}

/* rule volatile.not-saved */
static void remove_volatile_keys(struct store *store)
{
    for (key_id key = 1; key < store_id_limit(store); key++) {
        if (store_exists(store, key) && store_flags(store, key) & KEY_VOLATILE)
            store_tree_remove(store, key);
    }
}

/* rule link.control-set: Current is the set in use, Default the next boot's, Failed the one that
 * LastKnownGood took the place of. Without a usable Select the first set is taken. */
static uint32_t choose_set(struct machine *machine, enum boot boot)
{
    uint32_t number = selected(machine, USTR(u"Default"));
    if (!number)
        number = selected(machine, USTR(u"Current"));
    if (boot == BOOT_LAST_KNOWN_GOOD) {
        uint32_t good = selected(machine, USTR(u"LastKnownGood"));
        if (good && good != number && control_set(machine, good) != KEY_NONE) {
            set_selected(machine, USTR(u"Failed"), number);
            number = good;
        }
    }
    return number ? number : 1;
}

void machine_boot(struct machine *machine, enum boot boot)
{
    struct store *store = machine->registry.store;
    mounts_boot(machine);
    remove_volatile_keys(store);
    uint32_t number = choose_set(machine, boot);
    set_selected(machine, USTR(u"Current"), number);
    set_selected(machine, USTR(u"Default"), number);
    registry_link_control_set(&machine->registry, number, machine_now(machine));
    registry_link_classes(&machine->registry, machine_now(machine));
    key_id parent = machine_key(machine, USTR(u"MACHINE"));
    if (store_child_find(store, parent, USTR(u"HARDWARE")) == KEY_NONE)
        store_key_add(store, parent, USTR(u"HARDWARE"), KEY_VOLATILE, machine_now(machine));
    machine->boots++;
    machine_boot_succeeded(machine);
}

void machine_lose_power(struct machine *machine)
{
    files_power_cut(machine->files);
    durability_restore(machine);
}

void machine_power_cut(struct machine *machine, enum boot boot)
{
    machine_lose_power(machine);
    machine_boot(machine, boot);
}

void machine_reboot(struct machine *machine, enum boot boot)
{
    durability_flush_all(machine);
    machine_boot(machine, boot);
}

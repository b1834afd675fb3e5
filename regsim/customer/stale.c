#include "customer/stale.h"

#include "base/memory.h"
#include "customer/reproduce.h"
#include "scenario/export.h"

static void put(struct buf *out, const char *what, struct ustr text)
{
    char *words = ustr_to_wtf8(text);
    buf_printf(out, "%s %s\n", what, words);
    mem_free(words);
}

/* Q267971: direct subkeys of Services (rule sms.stale). */
static void put_keys(struct buf *out, const struct machine *machine)
{
    const struct store *store = machine->registry.store;
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    size_t count = services ? store_child_count(store, services) : 0;
    for (size_t i = 0; i < count; i++) {
        struct ustr name = store_name(store, store_child_at(store, services, i));
        if (ustr_starts_nocase(name, USTR(u"SMSPerfCountersFor")))
            put(out, "key", name);
    }
}

static void put_version(struct buf *out, const struct machine *machine)
{
    const struct store *store = machine->registry.store;
    key_id setup =
        registry_resolve(&machine->registry, USTR(u"MACHINE\\SOFTWARE\\Microsoft\\SMS\\Setup"));
    const struct value *value =
        setup ? store_value_find(store, setup, USTR(u"Full Version")) : NULL;
    struct ustr text;
    if (value && value_string(&text, value))
        put(out, "version", text);
}

void stale_verdict(struct buf *out, const struct stale_part *parts, size_t count, enum os os)
{
    struct export export;
    struct reproduce_options options = {.os = os};
    export_init(&export, NULL);
    for (size_t i = 0; i < count; i++) {
        key_id top = store_ensure(export.store, store_root(export.store), parts[i].place, 0);
        store_tree_copy(export.store, top, parts[i].store, store_root(parts[i].store));
    }
    if (!regsim_is_ok(export_settle(export.store, "", NULL))) {
        buf_text(out, "two control sets that differ\n");
        export_free(&export);
        return;
    }
    struct machine *machine = reproduce_watch(export.store, &options);
    put_keys(out, machine);
    put_version(out, machine);
    for (size_t i = 0; i < event_log_count(machine->event_log); i++) {
        const struct event_record *record = event_log_at(machine->event_log, i);
        put(out, "event", record->source);
        buf_printf(out, "%u\n", event_code(record->id));
    }
    machine_free(machine);
    export_free(&export);
}

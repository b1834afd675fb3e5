/* The named properties of `finally`, checked at the end of a play. See property.h for their
 * sentences. */
#include "base/memory.h"
#include "perflib/provider.h"
#include "scenario/player.h"
#include "scenario/property.h"
#include "scenario/where.h"

static bool is_asked(const struct player *player, enum property_id id)
{
    for (size_t i = 0; i < player->scenario->finally_count; i++) {
        if (player->scenario->finally[i].id == id)
            return true;
    }
    return false;
}

/* Whether the service's library loads and has its functions; whether names are registered for its
 * counters (First Counter) is not the fixer's business. */
static bool loads(struct machine *machine, key_id service)
{
    enum perf_load load = perflib_service_loads(machine, service, NULL);
    return load == PERF_LOADS || load == PERF_NO_COUNTERS;
}

static bool loads_by_name(struct machine *machine, struct ustr service)
{
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    key_id key = services == KEY_NONE
                     ? KEY_NONE
                     : store_child_find(machine->registry.store, services, service);
    return key != KEY_NONE && loads(machine, key);
}

/* Remembers which services' counters load before the fixer runs for the first time. */
void properties_before(struct player *player)
{
    if (!is_asked(player, PROPERTY_LIVE_COUNTERS_STILL_LOAD))
        return;
    for (size_t i = 0; i < player_machines(player); i++) {
        struct machine *machine = player->stage.network->machines[i];
        struct watched *watched = &player->watched[i];
        const struct store *store = machine->registry.store;
        key_id services = machine_control_set_key(machine, USTR(u"Services"));
        size_t count = services == KEY_NONE ? 0 : store_child_count(store, services);
        for (size_t j = 0; j < count; j++) {
            key_id service = store_child_at(store, services, j);
            if (!loads(machine, service))
                continue;
            MEM_GROW(watched->live, watched->live_capacity, watched->live_count + 1);
            watched->live[watched->live_count++] = ustr_dup(store_name(store, service));
        }
    }
}

static void fail(struct player *player, const struct property_use *use, struct finding **finding,
                 const char *text, char *subject, const char *happened, const char *verdict)
{
    size_t count;
    const char *name = property_table(&count)[use->id].name;
    if (!*finding)
        *finding = outcome_fail(player->outcome, use->place.file, use->place.line,
                                mem_printf("finally: %s: %s", name, text));
    finding_line(*finding, '-', 1, subject, happened, verdict);
}

static char *entry_text(const struct registry *before, const struct ledger_entry *entry)
{
    char *path = where_text(before, entry->path);
    if (!entry->is_value)
        return path;
    char *name = entry->name.count ? ustr_to_shown(entry->name) : mem_strdup("(Default)");
    char *text = mem_printf("%s   value %s", path, name);
    mem_free(path);
    mem_free(name);
    return text;
}

static void judge_only_stale(struct player *player, const struct property_use *use)
{
    struct finding *finding = NULL;
    for (size_t i = 0; i < player_machines(player); i++) {
        const struct watched *watched = &player->watched[i];
        for (size_t j = 0; j < watched->ledger.count; j++) {
            const struct ledger_entry *entry = &watched->ledger.entries[j];
            bool removed = entry->was && !entry->is;
            if (removed && marks_cover(&player->stage.marks[i], entry->path))
                continue;
            fail(player, use, &finding, "something else changed",
                 entry_text(&watched->before, entry),
                 removed      ? "removed"
                 : entry->was ? "changed"
                              : "added",
                 removed ? "is not stale" : "must not be");
        }
    }
}

/* Whether the service is below a stale key: it may go, even if its counters did load. */
static bool is_marked(const struct player *player, size_t machine, struct ustr service)
{
    struct ubuf user = {0}, path = {0};
    ubuf_add(&user, USTR(u"HKLM\\SYSTEM\\CurrentControlSet\\Services\\"));
    ubuf_add(&user, service);
    bool marked = where_canonical(&path, &player->watched[machine].before, ubuf_view(&user)) &&
                  marks_cover(&player->stage.marks[machine], ubuf_view(&path));
    ubuf_free(&user);
    ubuf_free(&path);
    return marked;
}

static void judge_live_counters(struct player *player, const struct property_use *use)
{
    struct finding *finding = NULL;
    for (size_t i = 0; i < player_machines(player); i++) {
        const struct watched *watched = &player->watched[i];
        for (size_t j = 0; j < watched->live_count; j++) {
            if (is_marked(player, i, watched->live[j]) ||
                loads_by_name(player->stage.network->machines[i], watched->live[j]))
                continue;
            fail(player, use, &finding,
                 "counters that loaded before the fixer ran do not load any more",
                 ustr_to_shown(watched->live[j]), "broken", "must load");
        }
    }
}

void properties_judge(struct player *player)
{
    for (size_t i = 0; i < player->scenario->finally_count; i++) {
        const struct property_use *use = &player->scenario->finally[i];
        if (use->id == PROPERTY_ONLY_STALE_KEYS_REMOVED)
            judge_only_stale(player, use);
        else if (use->id == PROPERTY_LIVE_COUNTERS_STILL_LOAD)
            judge_live_counters(player, use);
    }
}

#include "customer/reproduce.h"

#include "base/memory.h"
#include "perflib/monitor.h"
#include "perflib/provider.h"
#include "perflib/service.h"
#include "scenario/export.h"
#include "scenario/program.h"
#include "scenario/where.h"

#include <string.h>

/* Q267971: the subkeys that start with this. Said here once more on purpose: the oracle is not the
 * fixer (rule sms.stale). */
static const struct ustr article_prefix = {u"SMSPerfCountersFor", 18};

static struct ustr full_library_path(struct ubuf *out, const struct machine *machine,
                                     struct ustr library)
{
    if (ustr_find(library, u'\\', 0) == SIZE_MAX) {
        ubuf_add(out, machine_system_root(machine));
        ubuf_add(out, USTR(u"\\System32\\"));
    }
    ubuf_add(out, library);
    if (ustr_find(library, u'.', 0) == SIZE_MAX)
        ubuf_add(out, USTR(u".dll"));
    return ubuf_view(out);
}

/* Notes in `used`, unless NULL, which of the paths it is. */
static bool is_listed(const char *const *paths, size_t count, struct ustr path, bool *used)
{
    bool listed = false;
    for (size_t i = 0; i < count; i++) {
        struct ustr one = ustr_from_wtf8(paths[i], strlen(paths[i]));
        bool same = ustr_same_nocase(one, path);
        listed |= same;
        if (used)
            used[i] |= same;
        ustr_free(one);
    }
    return listed;
}

/* Which of the paths of the options some service's library has; NULL: nobody asks. */
struct used {
    bool *present, *missing;
};

/* A DLL with the procedures that this service names, and with those that it had for another
 * service. */
static void put_library(struct machine *machine, const struct perf_service *service,
                        struct ustr path)
{
    struct module_info *module = module_info_new(machine->platform);
    struct file_info old;
    if (files_info(&old, machine->files, path) && old.module) {
        for (size_t i = 0; i < old.module->export_count; i++)
            module_info_export(module, old.module->exports[i]);
    }
    const struct ustr names[] = {service->open, service->collect, service->close};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].count && !module_info_exports(module, names[i]))
            module_info_export(module, names[i]);
    }
    files_put(machine->files, path, NULL, 0, module, machine_now(machine));
    module_info_release(module);
}

static void provide_library(struct machine *machine, const struct perf_service *service,
                            const struct reproduce_options *options, struct used used)
{
    struct ubuf buf = {0};
    struct ustr path = full_library_path(&buf, machine, service->library);
    bool present = is_listed(options->present, options->present_count, path, used.present);
    bool missing = is_listed(options->missing, options->missing_count, path, used.missing);
    if (!missing && (present || !ustr_starts_nocase(service->name, article_prefix)))
        put_library(machine, service, path);
    ubuf_free(&buf);
}

/* Returns how many services have a Performance key. */
static size_t provide_libraries(struct machine *machine, const struct reproduce_options *options,
                                struct used used)
{
    const struct store *store = machine->registry.store;
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    size_t count = services == KEY_NONE ? 0 : store_child_count(store, services), found = 0;
    for (size_t i = 0; i < count; i++) {
        struct perf_service service;
        bool readable =
            perf_service_read(&service, machine, store_child_at(store, services, i), NULL) == 0;
        found += readable;
        if (readable && service.library.count)
            provide_library(machine, &service, options, used);
        perf_service_done(&service);
    }
    return found;
}

/* One poll of a program that asks for all data. Not Perfmon: that reads the counters' names first,
 * which an export of part of the registry lacks. */
static size_t monitor(struct machine *machine)
{
    uint32_t last = event_log_last(machine->event_log);
    struct monitor_agent agent = {.every = CLOCK_MINUTE, .duration = CLOCK_SECOND};
    struct monitor_result result;
    monitor_agent_run(&result, machine, &agent, NULL);
    return event_log_last(machine->event_log) - last;
}

static void run_fixer(struct reproduce_result *out, const struct reproduce_options *options)
{
    struct trace trace = {0};
    struct run_summary run;
    program_run(&run, out->machine, options->fixer, fixer_arguments(options->fixer, STEP_FIX),
                options->cpu_limit_ms, &trace);
    out->fixer_succeeded = run.exited && run.exit_code == 0;
    out->fixer_end = run.exited ? mem_printf("exit code %u", run.exit_code) : mem_strdup(run.how);
    out->said = mem_printf("%s%s", run.out, run.err);
    run_summary_free(&run);
}

regsim_status reproduce_mount(struct machine *machine, size_t *lost, const char *const *files,
                              size_t count, const struct reproduce_options *options,
                              struct diags *diags)
{
    struct export export;
    export_init(&export, machine);
    export.salvage = options->salvage;
    regsim_status status = export_read(&export, files, count, options->codepage, diags);
    if (regsim_is_ok(status))
        status = export_check(&export, diags);
    if (regsim_is_ok(status))
        export_mount(&export, machine);
    *lost = export.lost;
    export_free(&export);
    return status;
}

struct machine *reproduce_watch(const struct store *export, const struct reproduce_options *options)
{
    struct machine *machine = machine_new(USTR(u"CUSTOMER"), options->os, PLATFORM_I386);
    struct export mounted = {.store = store_clone(export)};
    export_mount(&mounted, machine);
    export_free(&mounted);
    provide_libraries(machine, options, (struct used){0});
    monitor(machine);
    return machine;
}

/* What was asked for and has no effect is mostly misspelt. */
static void warn_unused(struct diags *diags, const char *option, const char *const *paths,
                        const bool *used, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (used[i])
            continue;
        struct diag *diag =
            diags_add(diags, DIAG_WARNING, NULL, 0, 0,
                      "--%s %s: no service's Performance key names this library", option, paths[i]);
        diag_hint(diag, "a library without a folder is in %%SystemRoot%%\\System32");
    }
}

/* The exports may say that the machine was another Windows than nobody chose. */
static void warn_os(const struct machine *machine, struct diags *diags)
{
    const struct store *store = machine->registry.store;
    key_id key = store_find(store, store_root(store),
                            USTR(u"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"));
    const struct value *value =
        key == KEY_NONE ? NULL : store_value_find(store, key, USTR(u"CurrentVersion"));
    struct ustr version;
    if (!value || !value_string(&version, value) ||
        ustr_same(version, machine_os_version(machine->os)))
        return;
    char *text = ustr_to_shown(version);
    struct diag *diag =
        diags_add(diags, DIAG_WARNING, NULL, 0, 0, "the export is of Windows %s, and played as %s",
                  text, os_name(machine->os));
    mem_free(text);
    for (enum os os = OS_NT4; os <= OS_WIN10; os++) {
        if (ustr_same(version, machine_os_version(os)))
            diag_hint(diag, "--os %s", os_name(os));
    }
}

static size_t provide_and_warn(struct machine *machine, const struct reproduce_options *options,
                               struct diags *diags)
{
    struct used used = {mem_calloc(options->present_count + 1, sizeof(bool)),
                        mem_calloc(options->missing_count + 1, sizeof(bool))};
    size_t services = provide_libraries(machine, options, used);
    if (diags) {
        warn_unused(diags, "present", options->present, used.present, options->present_count);
        warn_unused(diags, "missing", options->missing, used.missing, options->missing_count);
        if (options->os_assumed)
            warn_os(machine, diags);
    }
    mem_free(used.present);
    mem_free(used.missing);
    return services;
}

regsim_status reproduce(struct reproduce_result *out, const char *const *files, size_t count,
                        const struct reproduce_options *options, struct diags *diags)
{
    *out = (struct reproduce_result){
        .machine = machine_new(USTR(u"CUSTOMER"), options->os, PLATFORM_I386)};
    struct machine *machine = out->machine;
    REGSIM_TRY(reproduce_mount(machine, &out->lost, files, count, options, diags));
    out->mounted = store_clone(machine->registry.store);
    out->services = provide_and_warn(machine, options, diags);
    out->keys = store_key_count(machine->registry.store);
    out->events_before = monitor(machine);
    out->last_event_before = event_log_last(machine->event_log);
    out->before = machine->registry;
    out->before.store = store_clone(machine->registry.store);
    run_fixer(out, options);
    ledger_add(&out->changes, out->before.store, machine->registry.store, false);
    out->events_after = monitor(machine);
    return regsim_ok();
}

void reproduce_free(struct reproduce_result *result)
{
    ledger_free(&result->changes);
    store_free(result->before.store);
    store_free(result->mounted);
    machine_free(result->machine);
    mem_free(result->fixer_end);
    mem_free(result->said);
    *result = (struct reproduce_result){0};
}

/* Whether a key of the article is left whose counters cannot be loaded: a monitor still fails at
 * it. Asked of the registry, since later systems' events do not name the service. */
static bool article_key_fails(const struct reproduce_result *result)
{
    struct machine *machine = result->machine;
    const struct store *store = machine->registry.store;
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    size_t count = services == KEY_NONE ? 0 : store_child_count(store, services);
    for (size_t i = 0; i < count; i++) {
        key_id key = store_child_at(store, services, i);
        if (!ustr_starts_nocase(store_name(store, key), article_prefix))
            continue;
        enum perf_load load = perflib_service_loads(machine, key, NULL);
        if (load != PERF_LOADS && load != PERF_NO_COUNTERS && load != PERF_NO_PERFORMANCE_KEY &&
            load != PERF_DISABLED)
            return true;
    }
    return false;
}

/* Whether all that the fixer did was to remove keys of the article, with what is below them. */
static bool only_article_keys_went(const struct reproduce_result *result)
{
    struct ubuf services = {0};
    bool only = where_canonical(&services, &result->before,
                                USTR(u"HKLM\\SYSTEM\\CurrentControlSet\\Services"));
    ubuf_put(&services, u'\\');
    ubuf_add(&services, article_prefix);
    for (size_t i = 0; i < result->changes.count && only; i++) {
        const struct ledger_entry *entry = &result->changes.entries[i];
        only = !entry->is && ustr_starts_nocase(entry->path, ubuf_view(&services));
    }
    ubuf_free(&services);
    return only;
}

bool reproduce_is_cured(const struct reproduce_result *result)
{
    return result->fixer_succeeded && only_article_keys_went(result) && !article_key_fails(result);
}

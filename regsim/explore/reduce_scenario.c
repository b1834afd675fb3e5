/* A failing scenario's machines, reduced as long as the same check fails: the same word of the same
 * line, with the first wrong thing that it named; how much else it names may become less. One
 * machine after the other, its registry and then its files, until nothing goes on any of them. */
#include "explore/reduced.h"

#include "base/memory.h"
#include "customer/given_text.h"
#include "customer/inline_text.h"
#include "explore/reduced_check.h"

#include <string.h>

struct check_asked {
    const struct scenario *scenario;
    const struct play_options *options;
    const struct reduce_job *job;
    struct reduced *out; /* the check, and the machines that are the least yet */
    struct reduce_budget budget;
    uint32_t line;      /* of the check; 0: any */
    size_t machine;     /* that is being reduced */
    struct ustr *files; /* … its files that may go, by path */
    size_t file_count;
};

/* The first line of a finding that is not as expected; NULL: all are context. */
static const struct finding_line *first_wrong(const struct finding *finding)
{
    for (size_t i = 0; i < finding->count; i++) {
        if (finding->lines[i].mark != ' ')
            return &finding->lines[i];
    }
    return NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

/* A key that was never there is not one that was expected to go, and stayed. */
static bool names_wrong(const struct reduced *out, const struct finding *finding)
{
    for (size_t i = 0; i < finding->count && out->wrong; i++) {
        const struct finding_line *line = &finding->lines[i];
        if (line->mark == out->mark && same_text(line->subject, out->wrong) &&
            same_text(line->verdict, out->verdict))
            return true;
    }
    return !out->wrong;
}

static size_t word_length(const char *title)
{
    return strcspn(title, ":");
}

static bool same_check(const struct check_asked *asked, const struct outcome *outcome)
{
    const char *title = asked->out->what;
    for (size_t i = 0; i < outcome->count && outcome->verdict == VERDICT_FAILED; i++) {
        const struct finding *finding = &outcome->findings[i];
        size_t length = word_length(title);
        if ((!asked->line || finding->line == asked->line) &&
            length == word_length(finding->title) && !strncmp(finding->title, title, length) &&
            names_wrong(asked->out, finding))
            return true;
    }
    return false;
}

static bool stage_shows(const struct check_asked *asked)
{
    struct play_options options = *asked->options;
    struct outcome outcome = {0};
    options.stage = &asked->out->stage;
    play_scenario(&outcome, asked->scenario, &options);
    bool shows = same_check(asked, &outcome);
    outcome_free(&outcome);
    return shows;
}

static struct machine *machine_of(const struct check_asked *asked)
{
    return asked->out->stage.network->machines[asked->machine];
}

/* --- the registry ------------------------------------------------------------------------------
 */

/* Keys' ids stay, so what the machine knows of its keys stays right. */
static void set_registry(struct machine *machine, const struct store *registry)
{
    store_free(machine->registry.store);
    machine->registry.store = store_clone(registry);
    durability_flush_all(machine);
}

static bool registry_shows(void *context, const struct store *candidate)
{
    const struct check_asked *asked = context;
    set_registry(machine_of(asked), candidate);
    return stage_shows(asked);
}

static struct reduce_progress state_of(const struct check_asked *asked, const struct store *best)
{
    struct reduce_progress state = {.runs = asked->budget.runs};
    const struct network *network = asked->out->stage.network;
    for (size_t i = 0; i < network->count; i++) {
        const struct machine *machine = network->machines[i];
        const struct store *store = best && i == asked->machine ? best : machine->registry.store;
        state.keys += store_key_count(store);
        state.values += reduce_count_values(store);
        state.files += files_count(machine->files);
    }
    return state;
}

static void tell_progress(void *context, const struct store *best)
{
    const struct check_asked *asked = context;
    struct reduce_progress progress = state_of(asked, best);
    asked->job->progress(&progress);
}

/* What every machine has gets the data that it has everywhere, and no key a descriptor or a class
 * of its own, where it shows it so, too. */
static void make_plain(struct store *store, key_id key, const struct store *bare, key_id twin)
{
    const struct blob *security = twin ? store_security(bare, twin) : NULL;
    store_security_set(store, key, security);
    store_class_set(store, key, twin ? store_class(bare, twin) : (struct ustr){0});
    for (size_t i = 0; twin && i < store_value_count(bare, twin); i++) {
        const struct value *value = store_value_at(bare, twin, i);
        store_value_set(store, key, value_name(value), value->type, value_data(value), value->size);
    }
    for (size_t i = 0; i < store_child_count(store, key); i++) {
        key_id child = store_child_at(store, key, i);
        make_plain(store, child, bare,
                   twin ? store_child_find(bare, twin, store_name(store, child)) : KEY_NONE);
    }
}

static void try_plain(struct check_asked *asked, const struct store *bare)
{
    struct machine *machine = machine_of(asked);
    struct store *before = store_clone(machine->registry.store), *plain = store_clone(before);
    make_plain(plain, store_root(plain), bare, store_root(bare));
    asked->budget.runs++;
    if (!registry_shows(asked, plain))
        set_registry(machine, before);
    store_free(plain);
    store_free(before);
}

static bool reduce_registry_of(struct check_asked *asked)
{
    struct machine *machine = machine_of(asked);
    struct machine *bare = given_bare_machine(machine);
    struct reduce_question question = {
        .context = asked,
        .shows = registry_shows,
        .progress = asked->job->progress ? tell_progress : NULL,
        .fixed = bare->registry.store,
        .budget = &asked->budget,
    };
    try_plain(asked, bare->registry.store);
    struct store *start = store_clone(machine->registry.store);
    struct store *least = reduce_registry(start, &question);
    bool any = store_key_count(least) < store_key_count(start) ||
               reduce_count_values(least) < reduce_count_values(start);
    set_registry(machine, least);
    store_free(least);
    store_free(start);
    machine_free(bare);
    return any;
}

/* --- files -------------------------------------------------------------------------------------
 */

static void list_files(struct check_asked *asked)
{
    const struct files *files = machine_of(asked)->files;
    struct machine *bare = given_bare_machine(machine_of(asked));
    size_t capacity = 0;
    for (size_t i = 0; i < files_count(files); i++) {
        struct file_info file, old;
        files_at(&file, files, i);
        if (file.path.count <= 3 || files_info(&old, bare->files, file.path))
            continue;
        MEM_GROW(asked->files, capacity, asked->file_count + 1);
        asked->files[asked->file_count++] = ustr_dup(file.path);
    }
    machine_free(bare);
}

static bool without_files(void *context, size_t from, size_t to)
{
    struct check_asked *asked = context;
    struct machine *machine = machine_of(asked);
    struct files *before = files_clone(machine->files);
    for (size_t i = from; i < to; i++)
        files_erase(machine->files, asked->files[i]);
    asked->budget.runs++;
    bool shows = stage_shows(asked);
    if (shows) {
        for (size_t i = from; i < to; i++)
            ustr_free(asked->files[i]);
        for (size_t i = to; i < asked->file_count; i++)
            asked->files[from + i - to] = asked->files[i];
        asked->file_count -= to - from;
        files_free(before);
    } else {
        files_free(machine->files);
        machine->files = before;
    }
    if (asked->job->progress)
        tell_progress(asked, NULL);
    return shows;
}

static bool reduce_files_of(struct check_asked *asked)
{
    list_files(asked);
    struct reduce_list list = {asked, asked->file_count, without_files, &asked->budget};
    bool any = reduce_list(&list);
    for (size_t i = 0; i < asked->file_count; i++)
        ustr_free(asked->files[i]);
    mem_free(asked->files);
    asked->files = NULL;
    asked->file_count = 0;
    return any;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static const struct finding *choose_finding(const struct outcome *outcome, const char *what)
{
    for (size_t i = 0; i < outcome->count && outcome->verdict == VERDICT_FAILED; i++) {
        if (!what || strstr(outcome->findings[i].title, what))
            return &outcome->findings[i];
    }
    return NULL;
}

static regsim_status play_once(struct check_asked *asked, struct diags *diags)
{
    struct outcome outcome = {0};
    const char *what = asked->job->what;
    play_scenario(&outcome, asked->scenario, asked->options);
    regsim_status status = regsim_ok();
    const struct finding *finding = choose_finding(&outcome, what);
    if (!finding) {
        bool failed = outcome.verdict == VERDICT_FAILED && what;
        status = diags_invalid(diags, asked->scenario->path,
                               "this scenario does not fail%s%s, so there is no check to keep%s%s",
                               failed ? " at " : "", failed ? what : "", outcome.reason ? ": " : "",
                               outcome.reason ? outcome.reason : "");
    } else {
        asked->out->what = mem_strdup(finding->title);
        asked->line = finding->line;
        const struct finding_line *wrong = first_wrong(finding);
        if (wrong && wrong->subject) {
            asked->out->wrong = mem_strdup(wrong->subject);
            asked->out->mark = wrong->mark;
            asked->out->verdict = wrong->verdict ? mem_strdup(wrong->verdict) : NULL;
        }
    }
    outcome_free(&outcome);
    return status;
}

/* One control set, ControlSet001, as every machine has it: `given` cannot say another. */
static void with_one_set(struct check_asked *asked)
{
    struct machine *machine = machine_of(asked);
    struct machine *bare = given_bare_machine(machine);
    struct store *store = store_clone(machine->registry.store), *old = machine->registry.store;
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    key_id current = services ? store_parent(store, services) : KEY_NONE;
    key_id system = current ? store_parent(store, current) : KEY_NONE;
    for (size_t i = system ? store_child_count(store, system) : 0; i-- > 0;) {
        key_id child = store_child_at(store, system, i);
        bool other = ustr_starts_nocase(store_name(store, child), USTR(u"ControlSet")) ||
                     ustr_same_nocase(store_name(store, child), USTR(u"Select"));
        if (other && child != current)
            store_tree_remove(store, child);
    }
    if (current && !ustr_same_nocase(store_name(store, current), USTR(u"ControlSet001"))) {
        const struct store *given = bare->registry.store;
        struct ustr select = USTR(u"MACHINE\\SYSTEM\\Select");
        store_key_rename(store, current, USTR(u"ControlSet001"));
        store_tree_copy(store, store_ensure(store, store_root(store), select, 0), given,
                        store_find(given, store_root(given), select));
        machine->registry.store = store;
        registry_link_control_set(&machine->registry, 1, machine_now(machine));
        durability_flush_all(machine);
        asked->budget.runs++;
        if (stage_shows(asked)) {
            store_free(old);
        } else {
            machine->registry.store = old;
            durability_flush_all(machine);
            store_free(store);
        }
    } else {
        store_free(store);
    }
    machine_free(bare);
}

static regsim_status choose_machine(size_t *from, size_t *to, const struct check_asked *asked,
                                    struct diags *diags)
{
    const struct network *network = asked->out->stage.network;
    const char *name = asked->job->machine;
    *from = 0;
    *to = network->count;
    if (!name)
        return regsim_ok();
    const struct machine *machine = stage_machine(&asked->out->stage, name);
    if (!machine)
        return diags_invalid(diags, asked->scenario->path, "no computer of this scenario is %s",
                             name);
    *from = stage_index(&asked->out->stage, machine);
    *to = *from + 1;
    return regsim_ok();
}

static void reduce_stage(struct check_asked *asked, size_t from, size_t to)
{
    bool any = true;
    asked->out->start = state_of(asked, NULL);
    for (asked->machine = from; asked->machine < to; asked->machine++)
        with_one_set(asked);
    while (any && reduce_may_run(&asked->budget)) {
        any = false; /* whether what was looked at before may go now */
        for (asked->machine = from; asked->machine < to; asked->machine++) {
            bool registry = reduce_registry_of(asked);
            any = reduce_files_of(asked) || (registry && to > from + 1) || any;
        }
    }
    asked->out->end = state_of(asked, NULL);
    if (to == from + 1) {
        const struct machine *machine = asked->out->stage.network->machines[from];
        struct machine *bare = given_bare_machine(machine);
        asked->out->store = given_document(machine->registry.store, bare->registry.store);
        machine_free(bare);
    }
}

regsim_status reduce_scenario(struct reduced *out, const struct scenario *scenario,
                              const struct play_options *options, const struct reduce_job *job,
                              struct diags *diags)
{
    *out = (struct reduced){0};
    struct check_asked asked = {.scenario = scenario,
                                .options = options,
                                .job = job,
                                .out = out,
                                .budget = {.most = job->most_runs}};
    size_t from, to;
    REGSIM_TRY(play_once(&asked, diags));
    REGSIM_TRY(stage_build(&out->stage, scenario, diags));
    REGSIM_TRY(choose_machine(&from, &to, &asked, diags));
    reduce_stage(&asked, from, to);
    return regsim_ok();
}

/* --- what is written ---------------------------------------------------------------------------
 */

static void put_given(struct buf *out, const struct reduced *reduced,
                      const struct scenario *scenario)
{
    const struct stage *stage = &reduced->stage;
    bool several = stage->network->count > 1;
    buf_text(out, several ? "  machines:\n" : "");
    for (size_t i = 0; i < stage->network->count; i++) {
        if (several)
            buf_printf(out, "    %s:\n", scenario->machines[i].name);
        given_put_machine(out, several ? 6 : 2, stage->network->machines[i], &scenario->machines[i],
                          &stage->marks[i]);
    }
}

static bool fails_so(void *context, const struct outcome *outcome)
{
    return same_check(context, outcome);
}

static regsim_status check_fails(const struct buf *text, const struct reduced *reduced,
                                 const struct play_options *options, const char *path,
                                 struct diags *diags)
{
    struct reduced same = *reduced;
    struct check_asked asked = {.options = options, .out = &same};
    struct reduced_check check = {
        .options = options,
        .path = path,
        .same = fails_so,
        .context = &asked,
        .refused = "what is left cannot be said as a scenario that fails so",
    };
    return reduced_check(text, &check, diags);
}

regsim_status reduced_scenario_text(struct buf *out, const struct reduced *reduced,
                                    const struct scenario *scenario,
                                    const struct play_options *options, const char *path,
                                    struct diags *diags)
{
    struct buf given = {0};
    put_given(&given, reduced, scenario);
    regsim_status status = inline_text(out, scenario, &given, diags);
    buf_free(&given);
    return regsim_is_ok(status) ? check_fails(out, reduced, options, path, diags) : status;
}

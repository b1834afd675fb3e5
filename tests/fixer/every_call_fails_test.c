/*
 * Every call that smsperffix makes, in turn and in every situation: it fails in each way that
 * Windows has for it, the process ends there, the power goes, memory runs out, or somebody else
 * acts just before. After each run the promises of promises.h are asked for; then the same command
 * runs again without trouble and must lead where it leads without any, and undo must bring back
 * what was there. faults.c asks the same of smsperffix.exe under Wine, in one situation.
 */
#include "promises.h"
#include "situations.h"

#include "sdk/winerror.h"

#include <stdio.h>
#include <string.h>

static unsigned checks, failures, runs;

/* One situation, ready to be played in. */
struct stage {
    const struct situation *situation;
    struct world start; /* cloned for each play */
    struct store *goal; /* where the target's registry comes to without trouble */
    const char **apis;  /* the calls without trouble */
    size_t calls;
};

struct play {
    const struct stage *stage;
    const struct trouble *trouble;
    const struct actor *actor; /* ACTS */
    struct world world;
    struct ran ran;
};

static struct machine *target_of(const struct stage *stage, const struct world *world)
{
    return stage->situation->remote ? world->logon1 : world->desk;
}

static const struct store *registry_of(const struct play *play)
{
    return target_of(play->stage, &play->world)->registry.store;
}

static const struct store *registry_at_start(const struct play *play)
{
    return target_of(play->stage, &play->stage->start)->registry.store;
}

static void check(bool good, const char *sentence, const struct play *play)
{
    static const char *const kinds[] = {
        "no trouble",       "fails",          "this and all else fails",
        "the process dies", "the power goes", "the power goes later",
        "no memory",        "somebody acts"};
    const struct trouble *trouble = play->trouble;
    checks++;
    if (good || ++failures > 20)
        return;
    printf("FAILED: %s\n  %s: call %zu, %s: %s %s %u\n  exit %u %s\n%s%s", sentence,
           play->stage->situation->name, trouble->at, play->ran.struck ? play->ran.struck : "-",
           kinds[trouble->kind], play->actor ? play->actor->name : "", trouble->code,
           play->ran.result.exit_code, play->ran.result.text, play->ran.out, play->ran.err);
    fflush(stdout);
}

/* --- promises of every run -------------------------------------------------------------------- */

/* Output that is lost changes nothing about the work. */
static bool is_output(const char *api)
{
    return api && strcmp(api, WRITES_OUTPUT) == 0;
}

/*
 * What nobody without transactions can rule out: a value is written into a key after it was read
 * for the last time and before it is deleted, or the backup is spoilt just before it gets its name.
 */
static bool could_not_be_seen(const struct play *play)
{
    return play->actor && ((play->actor->writes_values && play->ran.unseen) ||
                           (play->actor->touches_files && play->ran.struck &&
                            strcmp(play->ran.struck, "MoveFileExW") == 0));
}

static void check_segment(const struct play *play, const struct store *from, const struct store *to)
{
    switch (play->stage->situation->intent) {
    case REPORTS:
        check(same_registry(from, to), "a report changes nothing", play);
        break;
    case FIXES:
        check(only_stale_removed(from, to), "only stale keys are removed", play);
        check(could_not_be_seen(play) || removed_is_backed_up(from, to, play->world.desk),
              "what is removed is in a durable backup", play);
        break;
    case UNDOES:
        check((play->actor && play->actor->changes_data) || only_stale_added(from, to),
              "undo only adds", play);
        break;
    }
}

static void check_files(const struct play *play)
{
    const struct machine *before = play->stage->start.desk, *after = play->world.desk;
    if (play->actor && play->actor->touches_files)
        return;
    const struct situation *situation = play->stage->situation;
    bool kept = situation->backup_is_kept && (!play->actor || situation->exit == 5);
    check(files_are_untouched(before, after, kept), "other files stay as they are", play);
    check(backup_is_whole(before, after), "no half backup has the name of one", play);
    if (play->trouble->kind == FAILS && strcmp(play->ran.struck, "DeleteFileW") != 0 &&
        strcmp(play->ran.struck, "CloseHandle") != 0)
        check(no_temporary_file(before, after), "no temporary file is left", play);
}

static void boot(struct world *world)
{
    for (size_t i = 0; i < world->network->count; i++)
        machine_lose_power(world->network->machines[i]);
    for (size_t i = 0; i < world->network->count; i++)
        machine_boot(world->network->machines[i], BOOT_NORMAL);
}

static void check_success_is_durable(const struct play *play)
{
    struct world later = world_clone(&play->world);
    boot(&later);
    check(same_registry(registry_of(play), target_of(play->stage, &later)->registry.store),
          "a power cut takes nothing of a success away", play);
    world_free(&later);
}

/* The keys of the tree that is deleted first, all opened anew. */
enum { KEYS_OF_FIRST_TREE = 4 };

static void check_trees(const struct play *play)
{
    if (play->stage->situation->intent != FIXES)
        return;
    if (play->trouble->kind == NO_MEMORY)
        check(trees_are_whole(registry_at_start(play), registry_of(play)),
              "running out of memory leaves no half tree", play);
    if (play->actor && play->actor->takes_rights && play->ran.opens >= KEYS_OF_FIRST_TREE)
        check(trees_are_whole(play->ran.after_act, registry_of(play)),
              "a tree of which a key may not be deleted stays whole", play);
}

static void check_answer(const struct play *play)
{
    const struct ran *ran = &play->ran;
    const struct situation *situation = play->stage->situation;
    bool acted = play->trouble->kind == ACTS;
    uint32_t code = ran->result.exit_code;
    check(ran->result.end == RUN_EXITED, "the program ends by itself", play);
    if (code == 0 && situation->intent == UNDOES)
        check(acted || same_registry(registry_of(play), play->stage->goal),
              "success of undo means that everything is back", play);
    else if (code == 0)
        check((acted && ran->late) || !is_any_stale(target_of(play->stage, &play->world)),
              "success means that nothing stale is left", play);
    else if (code == 1)
        check(situation->intent == REPORTS && (acted || is_output(ran->struck) ||
                                               strstr(ran->out, " stale. Nothing was changed")),
              "a report names what is stale", play);
    else
        check(*ran->err || is_output(ran->struck) || play->trouble->kind == FAILS_ALL,
              "a failure is reported", play);
    if (code == 0 && situation->intent != REPORTS && !acted)
        check_success_is_durable(play);
    check_trees(play);
}

static void check_run(const struct play *play)
{
    const struct world *start = &play->stage->start, *world = &play->world;
    bool remote = play->stage->situation->remote;
    const struct machine *other = remote ? world->desk : world->logon1;
    const struct machine *other_start = remote ? start->desk : start->logon1;
    if (play->ran.before_act) {
        check_segment(play, registry_at_start(play), play->ran.before_act);
        check_segment(play, play->ran.after_act, registry_of(play));
    } else {
        check_segment(play, registry_at_start(play), registry_of(play));
    }
    check(same_registry(other_start->registry.store, other->registry.store),
          "the other computer stays as it is", play);
    check_files(play);
    if (play->ran.result.end != RUN_LOST_POWER)
        check_answer(play);
}

/* --- what comes after ------------------------------------------------------------------------- */

/* Runs without trouble; the exit code. */
static uint32_t run_again(struct play *play, const char *command)
{
    struct ran ran;
    runs++;
    world_run(&ran, &play->world, command, NULL);
    uint32_t code = ran.result.exit_code;
    ran_free(&ran);
    return code;
}

static void check_rerun(struct play *play)
{
    const struct situation *situation = play->stage->situation;
    check(run_again(play, situation->command) == situation->exit,
          "a second run ends as one without trouble", play);
    check(same_registry(registry_of(play), play->stage->goal),
          "a second run leads where one without trouble leads", play);
    if (!situation->undo)
        return;
    check(run_again(play, situation->undo) == 0, "undo succeeds", play);
    check(same_registry(registry_of(play), registry_at_start(play)), "undo restores exactly", play);
}

static uint32_t run_formatted(struct play *play, const char *format)
{
    char *command = mem_printf(format, play->stage->situation->remote ? "\\\\LOGON1" : "");
    uint32_t code = run_again(play, command);
    mem_free(command);
    return code;
}

static void check_rerun_after_act(struct play *play)
{
    const struct situation *situation = play->stage->situation;
    struct machine *target = target_of(play->stage, &play->world);
    struct store *middle = store_clone(registry_of(play));
    bool elsewhere = run_again(play, situation->command) == 5 && situation->exit != 5;
    if (elsewhere)
        run_formatted(play, "--fix --force --backup C:\\undo2.reg %s");
    check(situation->exit != 0 || play->actor->takes_rights || !is_any_stale(target),
          "a second run leaves nothing stale", play);
    check_segment(play, middle, registry_of(play));
    struct store *fixed = store_clone(registry_of(play));
    if (elsewhere)
        run_formatted(play, "--undo C:\\undo2.reg %s");
    if (run_formatted(play, "--undo C:\\undo.reg %s") != 0)
        run_formatted(play, "--undo C:\\undo.reg --force %s");
    const struct store *now = registry_of(play);
    bool whatever = play->actor->changes_data;
    check(could_not_be_seen(play) ||
              (removed_is_back(registry_at_start(play), play->ran.before_act, now, whatever) &&
               removed_is_back(play->ran.after_act, middle, now, whatever) &&
               removed_is_back(middle, fixed, now, whatever)),
          "undo brings back what was removed", play);
    store_free(middle);
    store_free(fixed);
}

/* The trouble hid what the situation is about, and what was done without knowing it was right: a
 * version that may not be read counts as missing, and of a tree that may not be read nothing goes
 * into the backup, so that it cannot contradict it. */
static bool knew_less(const struct play *play)
{
    uint32_t usual = play->stage->situation->exit, code = play->ran.result.exit_code;
    return (usual == 3 && code == 0) || (usual == 5 && code == 4);
}

static void check_what_follows(struct play *play)
{
    enum trouble_kind kind = play->trouble->kind;
    if (kind == LOSES_POWER || kind == LOSES_POWER_LATE) {
        boot(&play->world);
        if (play->stage->situation->intent == FIXES)
            check(
                removed_is_backed_up(registry_at_start(play), registry_of(play), play->world.desk),
                "what a power cut leaves is backed up", play);
    }
    if (kind != ACTS && play->stage->situation->intent != REPORTS && !knew_less(play))
        check_rerun(play);
    else if (kind == ACTS && play->stage->situation->intent == FIXES)
        check_rerun_after_act(play);
}

static void play_once(const struct stage *stage, const struct trouble *trouble,
                      const struct actor *actor)
{
    struct play play = {stage, trouble, actor, world_clone(&stage->start), {.struck = NULL}};
    runs++;
    world_run(&play.ran, &play.world, stage->situation->command, trouble);
    check(play.ran.struck != NULL, "the calls are the same until the trouble comes", &play);
    check_run(&play);
    if (!is_output(play.ran.struck))
        check_what_follows(&play);
    ran_free(&play.ran);
    world_free(&play.world);
}

/* --- all that can go wrong -------------------------------------------------------------------- */

enum { CODES = 5 };

/* What Windows answers where it is not the caller's fault. No "not found" of what is there: that is
 * a lie which nobody can see through; actors make it true. */
static const uint32_t *plausible_codes(const char *api)
{
    static const struct {
        const char *api;
        uint32_t codes[CODES]; /* up to the first 0 */
    } table[] = {
        {"RegConnectRegistryW", {ERROR_BAD_NETPATH, ERROR_ACCESS_DENIED, 1722}},
        {"RegOpenKeyExW", {ERROR_ACCESS_DENIED, ERROR_KEY_DELETED, ERROR_NO_SYSTEM_RESOURCES}},
        {"RegEnumKeyExW", {ERROR_ACCESS_DENIED, ERROR_KEY_DELETED, ERROR_NO_SYSTEM_RESOURCES}},
        {"RegEnumValueW", {ERROR_MORE_DATA, ERROR_KEY_DELETED, ERROR_NO_SYSTEM_RESOURCES}},
        {"RegQueryValueExW", {ERROR_MORE_DATA, ERROR_ACCESS_DENIED, ERROR_NO_SYSTEM_RESOURCES}},
        {"RegCreateKeyExW", {ERROR_ACCESS_DENIED, ERROR_KEY_DELETED, ERROR_NO_SYSTEM_RESOURCES}},
        {"RegSetValueExW", {ERROR_ACCESS_DENIED, ERROR_KEY_DELETED, ERROR_NO_SYSTEM_RESOURCES}},
        {"RegDeleteKeyW",
         {ERROR_ACCESS_DENIED, ERROR_KEY_DELETED, ERROR_FILE_NOT_FOUND, ERROR_NO_SYSTEM_RESOURCES}},
        {"RegFlushKey", {1016, ERROR_NO_SYSTEM_RESOURCES}},
        {"CreateFileW",
         {ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_FILE_EXISTS, ERROR_DISK_FULL, 21}},
        {"ReadFile", {ERROR_CRC, ERROR_ACCESS_DENIED, 0xE0001234}}, /* a driver's own: no text */
        {"WriteFile", {ERROR_DISK_FULL, ERROR_ACCESS_DENIED}},
        {"FlushFileBuffers", {ERROR_DISK_FULL, ERROR_ACCESS_DENIED}},
        {"MoveFileExW", {ERROR_ACCESS_DENIED, ERROR_ALREADY_EXISTS, ERROR_SHARING_VIOLATION}},
        {"DeleteFileW", {ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION}},
    };
    static const uint32_t others[CODES] = {ERROR_NOT_ENOUGH_MEMORY};
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (strcmp(api, table[i].api) == 0)
            return table[i].codes;
    return others;
}

static void every_call_fails(const struct stage *stage)
{
    for (size_t at = 1; at <= stage->calls; at++) {
        const uint32_t *codes = plausible_codes(stage->apis[at - 1]);
        int most = stage->situation->takes_long ? 1 : CODES;
        for (int i = 0; i < most && codes[i]; i++) {
            struct trouble trouble = {.kind = FAILS, .at = at, .code = codes[i]};
            play_once(stage, &trouble, NULL);
        }
        struct trouble trouble = {.kind = FAILS_ALL, .at = at, .code = ERROR_ACCESS_DENIED};
        if (!is_output(stage->apis[at - 1]) && !stage->situation->takes_long)
            play_once(stage, &trouble, NULL);
    }
}

/* What happens before output might as well happen before the call after it. */
static void every_call_is_the_last(const struct stage *stage)
{
    static const enum trouble_kind kinds[] = {DIES, LOSES_POWER, LOSES_POWER_LATE, NO_MEMORY};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        for (size_t at = 1; at <= stage->calls; at++) {
            struct trouble trouble = {.kind = kinds[i], .at = at};
            if (!is_output(stage->apis[at - 1]))
                play_once(stage, &trouble, NULL);
        }
}

/* The calls up to the one before which somebody acts are those without trouble. */
static void somebody_acts_before_every_call(const struct stage *stage)
{
    for (size_t i = 0; i < actor_count; i++)
        for (size_t at = 1; at <= stage->calls; at++) {
            struct trouble trouble = {
                .kind = ACTS, .at = at, .actor = actors[i].act, .remote = stage->situation->remote};
            if (!is_output(stage->apis[at - 1]))
                play_once(stage, &trouble, &actors[i]);
        }
}

/* --- stages ----------------------------------------------------------------------------------- */

static void prepare(struct stage *out, const struct situation *situation)
{
    struct ran ran;
    *out = (struct stage){.situation = situation, .start = world_new()};
    situation->prepare(&out->start);
    world_settle(&out->start);
    for (int i = 0; i < 2 && situation->before[i]; i++) {
        world_run(&ran, &out->start, situation->before[i], NULL);
        ran_free(&ran);
    }
    if (situation->then)
        situation->then(&out->start);
    world_settle(&out->start);
}

static void play_without_trouble(struct stage *stage)
{
    static const struct trouble none;
    struct play play = {stage, &none, NULL, world_clone(&stage->start), {.struck = NULL}};
    world_run(&play.ran, &play.world, stage->situation->command, NULL);
    stage->goal = store_clone(registry_of(&play));
    check(play.ran.result.exit_code == stage->situation->exit, "the exit code is as expected",
          &play);
    check_run(&play);
    check_rerun(&play);
    stage->apis = play.ran.apis;
    stage->calls = play.ran.calls;
    play.ran.apis = NULL;
    ran_free(&play.ran);
    world_free(&play.world);
}

static void play_situation(const struct situation *situation)
{
    struct stage stage;
    unsigned before = runs;
    prepare(&stage, situation);
    play_without_trouble(&stage);
    every_call_fails(&stage);
    every_call_is_the_last(&stage);
    if (situation->others_act)
        somebody_acts_before_every_call(&stage);
    printf("%s: %zu calls, %u runs\n", situation->name, stage.calls, runs - before);
    mem_free(stage.apis);
    store_free(stage.goal);
    world_free(&stage.start);
}

/* Another fixer with smsperffix's options may be named, such as a wrong one. */
int main(int argc, char **argv)
{
    fixer_open(argc > 1 ? argv[1] : FIXER);
    for (size_t i = 0; i < situation_count; i++)
        play_situation(&situations[i]);
    fixer_close();
    printf("%zu situations, %u runs, %u checks, %u failures\n", situation_count, runs, checks,
           failures);
    return failures != 0;
}

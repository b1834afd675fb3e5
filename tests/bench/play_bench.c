/*
 * Playing: one whole scenario (three machines' worth of installs, two monitors, one fix), and the
 * API as a program under test sees it.
 *
 *   bench_play SCENARIOS SMSPERFFIX.so OPEN_CLOSE.so
 */
#include "bench.h"

#include "base/memory.h"
#include "scenario/load.h"
#include "scenario/play.h"
#include "win32/run.h"

#include <string.h>

struct context {
    const struct scenario *scenario;
    struct play_options options;
    bool passed;
};

static void play_once(void *data)
{
    struct context *context = data;
    struct outcome outcome;
    play_scenario(&outcome, context->scenario, &context->options);
    context->passed = context->passed && outcome.verdict == VERDICT_PASSED;
    outcome_free(&outcome);
}

static bool bench_scenario(const char *catalogue, const char *fixer_path)
{
    struct diags diags = {0};
    struct scenario_list list = {0};
    struct scenario_load_options load = {0};
    struct fixer *fixer = NULL;
    char *path = mem_printf("%s/sp2/site-server.yaml", catalogue);
    bool good = regsim_is_ok(scenario_load(&list, path, &load, &diags)) &&
                regsim_is_ok(fixer_open(&fixer, fixer_path, &diags));
    diags_print(&diags, stderr, false);
    if (good) {
        struct context context = {list.items[0], {.fixer = fixer}, true};
        double ns = bench_best_ns(play_once, &context, 5, 200);
        good = bench_report("one single-machine scenario, after loading", ns / 1e6, "ms", 0.5);
        if (!context.passed) {
            puts("the scenario did not pass");
            good = false;
        }
    }
    diags_free(&diags);
    fixer_close(fixer);
    scenario_list_free(&list);
    mem_free(path);
    return good;
}

struct loop {
    struct image *image;
    struct machine *machine;
    struct ustr command_line;
    bool succeeded;
};

static void run_loop(void *data)
{
    struct loop *loop = data;
    struct token token = token_administrator();
    struct process *process = process_new(loop->machine, &token, loop->command_line);
    struct trace trace = {0};
    process->trace = &trace; /* as in a scenario */
    struct run_result result;
    win32_run(&result, process, loop->image, NULL);
    loop->succeeded = loop->succeeded && result.end == RUN_EXITED && result.exit_code == 0;
    process_free(process);
}

static bool bench_open_close(const char *path)
{
    struct diags diags = {0};
    struct loop loop = {.machine = machine_new(USTR(u"PC"), OS_W2K, PLATFORM_I386),
                        .succeeded = true};
    struct store *store = loop.machine->registry.store;
    store_ensure(store, store_root(store),
                 USTR(u"MACHINE\\SYSTEM\\ControlSet001\\Services\\Tcpip\\Performance"), 1);
    bool good = regsim_is_ok(image_open(&loop.image, path, &diags));
    diags_print(&diags, stderr, false);
    if (good) {
        loop.command_line = USTR(u"loop SYSTEM\\ControlSet001\\Services\\Tcpip\\Performance");
        double ns = bench_best_ns(run_loop, &loop, 5, 1) / 500000;
        good = bench_report("RegOpenKeyExW of a path of five names, and RegCloseKey", ns / 1e3,
                            "us", 0.5);
        loop.command_line = USTR(u"loop SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Performance");
        ns = bench_best_ns(run_loop, &loop, 5, 1) / 500000;
        bench_report("the same through the link CurrentControlSet", ns / 1e3, "us", 0);
        good = good && loop.succeeded;
    }
    image_close(loop.image);
    machine_free(loop.machine);
    diags_free(&diags);
    return good;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: bench_play SCENARIOS SMSPERFFIX.so OPEN_CLOSE.so\n", stderr);
        return 2;
    }
    bool scenario = bench_scenario(argv[1], argv[2]);
    bool loop = bench_open_close(argv[3]);
    return scenario && loop ? 0 : 1;
}

#include "win32/run.h"

#include "base/memory.h"
#include "machine/event_log.h"
#include "win32/crt.h"
#include "win32/guard.h"
#include "win32/image.h"
#include "win32/module_code.h"
#include "win32/reg.h"
#include "win32/text.h"

#include <stdio.h>
#include <string.h>

enum { SW_SHOW_DEFAULT = 10 };

static const HINSTANCE program_instance = (HINSTANCE)(uintptr_t)0x400000;

/* The part of the command line behind the program's name, which WinMain gets. */
static size_t after_program(struct ustr line)
{
    size_t at = 0;
    bool quoted = false;
    while (at < line.count && (quoted || (line.units[at] != u' ' && line.units[at] != u'\t'))) {
        quoted ^= line.units[at] == u'"';
        at++;
    }
    while (at < line.count && (line.units[at] == u' ' || line.units[at] == u'\t'))
        at++;
    return at;
}

static int call_entry(const struct loaded *loaded)
{
    struct crt *crt = crt_state();
    size_t rest = after_program(run_current->process->command_line);
    union {
        void *address;
        int (*main)(int, char **, char **);
        int (*wmain)(int, regsim_wchar **, regsim_wchar **);
        int (*win_main)(HINSTANCE, HINSTANCE, char *, int);
        int (*w_win_main)(HINSTANCE, HINSTANCE, regsim_wchar *, int);
    } entry = {loaded->entry};
    switch (loaded->kind) {
    case ENTRY_WMAIN:
        return entry.wmain(crt->argc, crt->wargv, crt->wargv + crt->argc);
    case ENTRY_WINMAIN:
        return entry.win_main(program_instance, NULL, crt->command_line + rest, SW_SHOW_DEFAULT);
    case ENTRY_WWINMAIN:
        return entry.w_win_main(program_instance, NULL, crt->command_line_wide + rest,
                                SW_SHOW_DEFAULT);
    case ENTRY_MAIN:
    case ENTRY_NONE:
        break;
    }
    return entry.main(crt->argc, crt->argv, crt->argv + crt->argc);
}

static void start_program(void *context)
{
    crt_exit(call_entry(context));
}

static const char *exception_text(uint32_t exception)
{
    switch (exception) {
    case STATUS_ACCESS_VIOLATION:
        return "access violation";
    case STATUS_STACK_OVERFLOW:
        return "stack overflow";
    case STATUS_INTEGER_DIVIDE_BY_ZERO:
        return "integer division by zero";
    case STATUS_ILLEGAL_INSTRUCTION:
        return "illegal instruction";
    case 0x80000003u:
        return "breakpoint";
    case 0xC0000374u:
        return "heap corruption";
    case 0xC0000017u:
        return "out of memory";
    default:
        return "exception";
    }
}

static void describe(struct run_result *out, uint32_t cpu_ms, enum os os)
{
    const char *in = out->call ? out->call : "its own code";
    switch (out->end) {
    case RUN_EXITED:
        break;
    case RUN_CRASHED:
        snprintf(out->text, sizeof out->text, "the program crashed: %s (0x%08X) in %s",
                 exception_text(out->exit_code), out->exit_code, in);
        break;
    case RUN_TIMED_OUT:
        snprintf(out->text, sizeof out->text,
                 "the program did not end within %u ms of CPU time or the number of calls allowed",
                 cpu_ms);
        break;
    case RUN_LOST_POWER:
        snprintf(out->text, sizeof out->text, "the power went in %s", in);
        break;
    case RUN_NOT_STARTED: /* what Windows shows in a box; or the host's loader spoke already */
        if (*out->missing)
            snprintf(
                out->text, sizeof out->text,
                "the program did not start: %s has no %s (regsim-cc --list tells since when it is)",
                os_title(os), out->missing);
        break;
    }
}

static void init(struct run *run, struct process *process, const struct run_options *options)
{
    *run = (struct run){.process = process, .options = options};
    run->calls_left = options && options->calls ? options->calls : RUN_CALLS;
    run_current = run;
    crt_start(run);
}

static void done(struct run *run)
{
    reg_notify_done(run);
    crt_done(run);
    text_scratch_free(run);
    module_code_done(run);
    if (run->process->trace)
        run->process->trace->depth = 0; /* it may have ended inside of a call */
    run_current = NULL;
}

static void end_process(struct process *process, const struct run_result *result)
{
    static const enum process_state states[] = {
        [RUN_EXITED] = PROCESS_EXITED,       [RUN_CRASHED] = PROCESS_FAULTED,
        [RUN_TIMED_OUT] = PROCESS_TIMED_OUT, [RUN_LOST_POWER] = PROCESS_LOST,
        [RUN_NOT_STARTED] = PROCESS_FAULTED,
    };
    process_end(process, states[result->end], result->exit_code);
}

static void run_loaded(struct run_result *out, struct process *process,
                       const struct run_options *options, struct loaded *loaded, uint32_t cpu_ms)
{
    struct run run;
    struct guard_end end;
    init(&run, process, options);
    guard_run(&end, &run, cpu_ms, start_program, loaded);
    done(&run);
    out->end = end.end;
    out->exit_code = end.code;
    out->call = end.call;
}

void win32_run(struct run_result *out, struct process *process, const struct image *image,
               const struct run_options *options)
{
    uint32_t cpu_ms = options && options->cpu_ms ? options->cpu_ms : RUN_CPU_MS;
    const char *missing = image_missing(image, process->machine->os), *why = NULL;
    struct loaded loaded;
    *out = (struct run_result){.end = RUN_NOT_STARTED};
    if (missing) {
        out->exit_code = 0xC0000139u; /* STATUS_ENTRYPOINT_NOT_FOUND */
        snprintf(out->missing, sizeof out->missing, "%s", missing);
    } else if (image_load(&loaded, &why, image)) {
        run_loaded(out, process, options, &loaded, cpu_ms);
        image_unload(&loaded);
    } else {
        out->exit_code = 0xC0000135u; /* STATUS_DLL_NOT_FOUND */
        snprintf(out->text, sizeof out->text, "the program cannot be loaded: %s", why);
    }
    describe(out, cpu_ms, process->machine->os);
    end_process(process, out);
}

void win32_attach(struct process *process)
{
    struct run *run = mem_calloc(1, sizeof *run);
    init(run, process, NULL);
}

void win32_detach(void)
{
    struct run *run = run_current;
    done(run);
    mem_free(run);
}

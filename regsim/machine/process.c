#include "machine/process.h"

#include "base/memory.h"
#include "machine/process_internal.h"

#include <string.h>

struct process *process_new(struct machine *machine, const struct token *token,
                            struct ustr command_line)
{
    struct process *process = mem_calloc(1, sizeof *process);
    process->machine = machine;
    process->token = *token;
    process->command_line = ustr_dup(command_line);
    args_split(&process->args, &process->arg_count, command_line);
    process->cwd = ustr_dup(USTR(u"C:\\"));
    struct ubuf program = {0};
    if (files_full_path(&program, process->cwd, process->args[0]))
        ubuf_clear(&program); /* no path: win32 says what GetModuleFileName answers */
    process->program = ustr_dup(ubuf_view(&program));
    ubuf_free(&program);
    environment_copy(&process->environment, &machine->environment);
    process->out.max = process->err.max = PROCESS_OUTPUT_MAX;
    process->handle_count = 1; /* slot 0 is never used */
    process->next = machine->processes;
    machine->processes = process;
    return process;
}

static void close_all_handles(struct process *process)
{
    for (size_t i = 1; i < process->handle_count; i++) {
        if (process->handles[i].kind != HANDLE_FREE)
            handle_close_slot(process, (uint32_t)i);
    }
}

static void leave_machine(struct process *process)
{
    struct process **link = &process->machine->processes;
    while (*link != process)
        link = &(*link)->next;
    *link = process->next;
}

void process_end(struct process *process, enum process_state state, uint32_t exit_code)
{
    bool running = process->state == PROCESS_RUNNING;
    if (running)
        process->state = state; /* loaded hives ask how it ended */
    close_all_handles(process);
    heap_release_all(process);
    if (process->performance_free)
        process->performance_free(process->performance);
    process->performance = NULL;
    process->performance_free = NULL;
    if (running) {
        leave_machine(process);
        process->exit_code = exit_code;
    }
}

void process_free(struct process *process)
{
    if (!process)
        return;
    process_end(process, PROCESS_EXITED, 0);
    ustr_free(process->command_line);
    args_free(process->args, process->arg_count);
    ustr_free(process->program);
    ustr_free(process->cwd);
    environment_free(&process->environment);
    mem_free(process->handles);
    buf_free(&process->out);
    buf_free(&process->err);
    mem_free(process);
}

uint32_t process_draw(struct process *process, const char *label, uint32_t count)
{
    return process->choice ? choice_draw(process->choice, label, count) : 0;
}

#include "scenario/program.h"

#include "base/memory.h"
#include "scenario/script.h"
#include "win32/run.h"

#include <string.h>

void run_summary_free(struct run_summary *run)
{
    mem_free(run->out);
    mem_free(run->err);
    mem_free(run->how);
    *run = (struct run_summary){0};
}

/* A text with NULs would end early everywhere. */
static char *captured(const struct buf *bytes)
{
    char *text = mem_alloc(bytes->size + 1);
    size_t kept = 0;
    for (size_t i = 0; i < bytes->size; i++) {
        if (bytes->bytes[i])
            text[kept++] = (char)bytes->bytes[i];
    }
    text[kept] = '\0';
    return text;
}

static struct ustr command_line(const struct fixer *fixer, const char *arguments)
{
    char *text = mem_printf("%s.exe%s%s", fixer->name, *arguments ? " " : "", arguments);
    struct ustr line = ustr_from_wtf8(text, strlen(text));
    mem_free(text);
    return line;
}

static void run_script(struct run_summary *out, struct machine *machine,
                       const struct script *script)
{
    struct buf err = {0};
    *out = (struct run_summary){.exited = true, .exit_code = script_run(script, machine, &err)};
    out->out = mem_strdup("");
    out->err = mem_strdup(buf_z(&err));
    buf_free(&err);
}

void program_run(struct run_summary *out, struct machine *machine, const struct fixer *fixer,
                 const char *arguments, uint32_t cpu_limit_ms, struct trace *trace)
{
    if (fixer->script) {
        run_script(out, machine, fixer->script);
        return;
    }
    struct ustr line = command_line(fixer, arguments);
    struct token token = token_administrator();
    struct process *process = process_new(machine, &token, line);
    ustr_free(line);
    process->trace = trace;
    struct run_options options = {.cpu_ms = cpu_limit_ms};
    struct run_result result;
    win32_run(&result, process, fixer->image, &options);
    *out = (struct run_summary){
        .timed_out = result.end == RUN_TIMED_OUT,
        .exited = result.end == RUN_EXITED,
        .exit_code = result.exit_code,
        .out = captured(&process->out),
        .err = captured(&process->err),
        .how = result.end == RUN_EXITED ? NULL : mem_strdup(result.text),
        .calls = result.end == RUN_TIMED_OUT ? 0 : process->calls,
    };
    process_free(process);
}

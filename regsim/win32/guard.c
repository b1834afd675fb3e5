#include "win32/guard.h"

#include "base/memory.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

#if MEM_WATCHED
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

enum { PAGE = 4096, RESERVE = 256 * 1024, SIGNAL_STACK = 64 * 1024 };

/* SIGABRT is not among them: the program's abort() is ours, and what else aborts is our own assert.
 */
static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGPROF};
enum { FAULTS = sizeof faults / sizeof *faults };

struct guard {
    ucontext_t player, program;
    char *stack; /* starts with the guard page */
    size_t size;
    struct guard_end result;
    void (*entry)(void *context);
    void *context;
    struct sigaction before[FAULTS];
    stack_t stack_before;
    char *signal_stack;
    /* What AddressSanitizer wants to know about a change of stacks. */
    void *fake_stack;
    const void *player_bottom;
    size_t player_size;
};

static void switching_to_program(struct guard *guard)
{
#if MEM_WATCHED
    __asan_unpoison_memory_region(guard->stack + PAGE, guard->size - PAGE);
    __sanitizer_start_switch_fiber(&guard->fake_stack, guard->stack + PAGE, guard->size - PAGE);
#else
    (void)guard;
#endif
}

static void arrived_in_program(struct guard *guard)
{
#if MEM_WATCHED
    __sanitizer_finish_switch_fiber(NULL, &guard->player_bottom, &guard->player_size);
#else
    (void)guard;
#endif
}

static void switching_to_player(struct guard *guard)
{
#if MEM_WATCHED
    __sanitizer_start_switch_fiber(NULL, guard->player_bottom, guard->player_size);
#else
    (void)guard;
#endif
}

static void arrived_in_player(struct guard *guard)
{
#if MEM_WATCHED
    __sanitizer_finish_switch_fiber(guard->fake_stack, NULL, NULL);
#else
    (void)guard;
#endif
}

void guard_leave(struct guard *guard, enum run_end end, uint32_t code)
{
    guard->result = (struct guard_end){end, code, run_current->inside ? run_current->api : NULL};
    switching_to_player(guard);
    setcontext(&guard->player);
    abort();
}

static uint32_t exception_of(const struct guard *guard, int signal, const siginfo_t *info)
{
    const char *at = info->si_addr;
    switch (signal) {
    case SIGFPE:
        return info->si_code == FPE_INTDIV ? STATUS_INTEGER_DIVIDE_BY_ZERO : 0xC000008Eu;
    case SIGILL:
        return STATUS_ILLEGAL_INSTRUCTION;
    case SIGTRAP:
        return 0x80000003u; /* STATUS_BREAKPOINT */
    default:
        return at >= guard->stack - PAGE && at < guard->stack + PAGE ? STATUS_STACK_OVERFLOW
                                                                     : STATUS_ACCESS_VIOLATION;
    }
}

/* Not the program's: say so, and die as if there were no handler. */
static void own_fault(const struct run *run, int signal_number)
{
    static const char text[] = "regsim: internal error: a fault inside of ";
    const char *api = run && run->api ? run->api : "regsim";
    if (write(STDERR_FILENO, text, sizeof text - 1) > 0 &&
        write(STDERR_FILENO, api, strlen(api)) > 0)
        (void)!write(STDERR_FILENO, "\n", 1);
    signal(signal_number, SIG_DFL);
}

static void on_signal(int signal_number, siginfo_t *info, void *context)
{
    struct run *run = run_current;
    (void)context;
    if (!run || !run->guard) {
        if (signal_number != SIGPROF)
            own_fault(run, signal_number);
        return;
    }
    bool outside = run->inside == 0 || run->touching;
    if (signal_number == SIGPROF) {
        if (outside && !run->probe)
            guard_leave(run->guard, RUN_TIMED_OUT, 0);
        run->out_of_time = true;
    } else if (run->probe)
        siglongjmp(*run->probe, 1);
    else if (outside)
        guard_leave(run->guard, RUN_CRASHED, exception_of(run->guard, signal_number, info));
    else
        own_fault(run, signal_number);
}

static void catch_signals(struct guard *guard)
{
    stack_t stack = {.ss_sp = guard->signal_stack, .ss_size = SIGNAL_STACK};
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_signal;
    /* SA_NODEFER: a probing read leaves by siglongjmp, which keeps the mask. */
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigaltstack(&stack, &guard->stack_before);
    for (int i = 0; i < FAULTS; i++)
        sigaction(faults[i], &action, &guard->before[i]);
}

static void release_signals(struct guard *guard)
{
    for (int i = 0; i < FAULTS; i++)
        sigaction(faults[i], &guard->before[i], NULL);
    sigaltstack(&guard->stack_before, NULL);
}

static void set_alarm(uint32_t ms)
{
    struct itimerval timer = {.it_value = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000}};
    setitimer(ITIMER_PROF, &timer, NULL);
}

static void *map(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        perror("regsim: mmap");
        exit(3);
    }
    return memory;
}

static void start(void)
{
    struct guard *guard = run_current->guard;
    arrived_in_program(guard);
    guard->entry(guard->context);
    guard_leave(guard, RUN_EXITED, 0);
}

void guard_run(struct guard_end *out, struct run *run, uint32_t cpu_ms,
               void (*entry)(void *context), void *context)
{
    struct guard guard = {
        .size = PAGE + RESERVE + RUN_STACK_BYTES, .entry = entry, .context = context};
    guard.stack = map(guard.size);
    guard.signal_stack = map(SIGNAL_STACK);
    mprotect(guard.stack, PAGE, PROT_NONE);
    getcontext(&guard.program);
    guard.program.uc_stack.ss_sp = guard.stack + PAGE;
    guard.program.uc_stack.ss_size = guard.size - PAGE;
    guard.program.uc_link = NULL;
    makecontext(&guard.program, start, 0);
    run->guard = &guard;
    run->stack_limit = guard.stack + PAGE + RESERVE;
    catch_signals(&guard);
    set_alarm(cpu_ms);
    switching_to_program(&guard);
    swapcontext(&guard.player, &guard.program);
    arrived_in_player(&guard);
    set_alarm(0);
    release_signals(&guard);
    munmap(guard.stack, guard.size);
    munmap(guard.signal_stack, SIGNAL_STACK);
    run->guard = NULL;
    *out = guard.result;
}

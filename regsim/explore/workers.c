/*
 * Worker w of n plays the scenarios w, w + n, w + 2n, …; a message is its outcome's size, then the
 * outcome. So the parent always knows which scenario a message is about, and which one a lost
 * worker was playing.
 */
#include "explore/workers.h"

#include "base/memory.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker {
    pid_t pid;
    int pipe;        /* read end; -1: done */
    size_t next;     /* the scenario that its next message is about */
    struct buf data; /* received, not yet a whole message */
};

struct crew {
    struct scenario *const *scenarios;
    size_t count, jobs;
    const struct play_options *options;
    struct worker workers[WORKERS_MAX];
    struct outcome *outcomes; /* those that arrived before their turn */
    bool *arrived;
    size_t turn;
    outcome_fn *on_outcome;
    void *context;
};

static void write_all(int fd, const uint8_t *bytes, size_t size)
{
    while (size) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            _exit(3); /* the parent is gone */
        bytes += written;
        size -= (size_t)written;
    }
}

/* A program under test that wrote outside its memory may leave a heap that refuses what the host
 * has, or asks for what no host has. That is its fault, and ends as a crash does. */
static void exhausted(size_t size)
{
    const size_t little = 1 << 20, address_space = SIZE_MAX >> 17;
    void *probe = mmap(NULL, little, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (size > address_space || (size <= little && probe != MAP_FAILED))
        abort();
    fprintf(stderr, "regsim: error: out of memory (%zu bytes more were needed)\n", size);
    _exit(3);
}

static _Noreturn void work(const struct crew *crew, size_t first, int fd)
{
    mem_set_exhausted(exhausted);
    for (size_t i = first; i < crew->count; i += crew->jobs) {
        struct outcome outcome;
        play_scenario(&outcome, crew->scenarios[i], crew->options);
        struct buf message = {0};
        buf_u32(&message, 0);
        outcome_write(&message, &outcome);
        uint32_t size = (uint32_t)message.size - 4;
        for (int byte = 0; byte < 4; byte++)
            message.bytes[byte] = (uint8_t)(size >> (8 * byte));
        write_all(fd, message.bytes, message.size);
        buf_free(&message);
        outcome_free(&outcome);
    }
    close(fd);
    exit(0);
}

static regsim_status start(struct crew *crew, struct worker *worker, size_t first,
                           struct diags *diags)
{
    int ends[2];
    if (pipe(ends) != 0)
        return diags_host(diags, NULL, errno, "making a pipe");
    fflush(NULL); /* or the child would print what is buffered once more */
    pid_t pid = fork();
    if (pid < 0) {
        int error = errno;
        close(ends[0]);
        close(ends[1]);
        return diags_host(diags, NULL, error, "starting a worker process");
    }
    if (pid == 0) {
        close(ends[0]);
        work(crew, first, ends[1]);
    }
    close(ends[1]);
    worker->pid = pid;
    worker->pipe = ends[0];
    worker->next = first;
    buf_clear(&worker->data);
    return regsim_ok();
}

/* Keeps an outcome until its turn, and hands on those whose turn it is. Takes the outcome over. */
static void arrive(struct crew *crew, size_t index, struct outcome outcome)
{
    crew->outcomes[index] = outcome;
    crew->arrived[index] = true;
    for (; crew->turn < crew->count && crew->arrived[crew->turn]; crew->turn++) {
        struct outcome *next = &crew->outcomes[crew->turn];
        crew->on_outcome(crew->context, crew->scenarios[crew->turn], next);
        outcome_free(next);
    }
}

static void take_messages(struct crew *crew, struct worker *worker)
{
    size_t used = 0;
    for (;;) {
        struct cursor cursor = cursor_of(worker->data.bytes + used, worker->data.size - used);
        uint32_t size = cursor_u32(&cursor);
        const uint8_t *bytes = cursor_take(&cursor, size);
        if (!bytes)
            break;
        struct cursor body = cursor_of(bytes, size);
        struct outcome outcome;
        if (!outcome_read(&outcome, &body))
            outcome_error(&outcome, mem_strdup("the worker process sent a malformed outcome"));
        arrive(crew, worker->next, outcome);
        worker->next += crew->jobs;
        used += 4 + size;
    }
    if (used) {
        memmove(worker->data.bytes, worker->data.bytes + used, worker->data.size - used);
        worker->data.size -= used;
    }
}

/* What is left of the scenario that a lost worker was playing. A program under test shares the
 * worker's memory: one that writes outside its own may take the worker with it, and that is a
 * finding about the program, not a failure of the host. */
static struct outcome lost_outcome(const struct scenario *scenario, int status)
{
    struct outcome lost = {0};
    if (!WIFSIGNALED(status)) {
        outcome_error(
            &lost, mem_printf("the worker process was lost (exit code %d)", WEXITSTATUS(status)));
        return lost;
    }
    int number = WTERMSIG(status);
    bool crash = number == SIGSEGV || number == SIGBUS || number == SIGABRT || number == SIGILL ||
                 number == SIGFPE;
    if (crash) /* which signal it is is chance */
        outcome_fail(
            &lost, scenario->place.file, scenario->place.line,
            mem_strdup("the worker process was lost: most likely the program wrote outside "
                       "its memory"));
    else
        outcome_error(&lost, mem_printf("the worker process was lost (signal %d, %s)", number,
                                        sigdescr_np(number)));
    return lost;
}

/* The pipe is at its end: the worker has finished, or is lost with the scenario it was playing. */
static regsim_status finish(struct crew *crew, struct worker *worker, struct diags *diags)
{
    int status = 0;
    close(worker->pipe);
    worker->pipe = -1;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (worker->next >= crew->count)
        return regsim_ok();
    size_t index = worker->next;
    arrive(crew, index, lost_outcome(crew->scenarios[index], status));
    if (index + crew->jobs >= crew->count)
        return regsim_ok();
    return start(crew, worker, index + crew->jobs, diags);
}

static regsim_status receive(struct crew *crew, struct worker *worker, struct diags *diags)
{
    uint8_t bytes[65536];
    ssize_t got = read(worker->pipe, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR)
        return regsim_ok();
    if (got <= 0)
        return finish(crew, worker, diags);
    buf_add(&worker->data, bytes, (size_t)got);
    take_messages(crew, worker);
    return regsim_ok();
}

static regsim_status wait_for_all(struct crew *crew, struct diags *diags)
{
    for (;;) {
        struct pollfd polled[WORKERS_MAX];
        struct worker *who[WORKERS_MAX];
        nfds_t count = 0;
        for (size_t i = 0; i < crew->jobs; i++) {
            if (crew->workers[i].pipe < 0)
                continue;
            who[count] = &crew->workers[i];
            polled[count++] = (struct pollfd){.fd = crew->workers[i].pipe, .events = POLLIN};
        }
        if (!count)
            return regsim_ok();
        if (poll(polled, count, -1) < 0 && errno != EINTR)
            return diags_host(diags, NULL, errno, "waiting for the worker processes");
        for (nfds_t i = 0; i < count; i++) {
            if (polled[i].revents)
                REGSIM_TRY(receive(crew, who[i], diags));
        }
    }
}

static void stop(struct crew *crew)
{
    for (size_t i = 0; i < crew->jobs; i++) {
        struct worker *worker = &crew->workers[i];
        if (worker->pipe >= 0) {
            kill(worker->pid, SIGKILL);
            close(worker->pipe);
            (void)waitpid(worker->pid, NULL, 0);
        }
        buf_free(&worker->data);
    }
    for (size_t i = crew->turn; i < crew->count; i++) {
        if (crew->arrived[i])
            outcome_free(&crew->outcomes[i]);
    }
    mem_free(crew->outcomes);
    mem_free(crew->arrived);
    mem_free(crew);
}

regsim_status workers_play(struct scenario *const *scenarios, size_t count,
                           const struct play_options *options, size_t jobs, outcome_fn *on_outcome,
                           void *context, struct diags *diags)
{
    struct crew *crew = mem_calloc(1, sizeof *crew);
    *crew = (struct crew){.scenarios = scenarios,
                          .count = count,
                          .jobs = jobs < count ? jobs : count,
                          .options = options,
                          .outcomes = mem_calloc(count, sizeof *crew->outcomes),
                          .arrived = mem_calloc(count, sizeof *crew->arrived),
                          .on_outcome = on_outcome,
                          .context = context};
    for (size_t i = 0; i < crew->jobs; i++)
        crew->workers[i].pipe = -1;
    regsim_status status = regsim_ok();
    for (size_t i = 0; i < crew->jobs && regsim_is_ok(status); i++)
        status = start(crew, &crew->workers[i], i, diags);
    if (regsim_is_ok(status))
        status = wait_for_all(crew, diags);
    stop(crew);
    return status;
}

/*
 * One simulated process: whose it is (machine, token), what it was started with, what it holds
 * (handles, memory), what it said (stdout, stderr) and how it ended. Everything it holds goes with
 * it: a crash or a power cut leaks nothing.
 *
 * A handle is a slot of the table and the generation of its use, so that a stale one never hits the
 * slot's next tenant:      value = (generation (13) << 16 | slot (16)) << 2, never 0
 */
#ifndef REGSIM_MACHINE_PROCESS_H
#define REGSIM_MACHINE_PROCESS_H

#include "base/buf.h"
#include "base/choice.h"
#include "machine/modules.h"
#include "machine/network.h"
#include "machine/trace.h"

enum handle_kind {
    HANDLE_FREE,
    HANDLE_KEY,         /* u.key of `machine`'s registry */
    HANDLE_PERFORMANCE, /* HKEY_PERFORMANCE_DATA of another machine */
    HANDLE_FILE,
    HANDLE_STANDARD, /* u.number: 0 stdin, 1 stdout, 2 stderr */
    HANDLE_FIND,
    HANDLE_EVENT,
    HANDLE_TOKEN,
    HANDLE_MODULE,
    HANDLE_EVENT_SOURCE, /* RegisterEventSource; u.source */
};

struct find {
    struct ustr directory, pattern, after; /* owned */
};

enum event_state { EVENT_SIGNALLED = 1, EVENT_MANUAL_RESET = 2 };
struct event { /* one for all handles that were duplicated from one another, and for who waits */
    uint32_t state; /* a set of enum event_state */
    size_t references;
    struct ustr name; /* owned; empty: it has none */
};
struct event *event_new(uint32_t state, struct ustr name);
/* The event of this name that a process of the machine holds, case counts; NULL: none does. */
struct event *event_find(const struct machine *machine, struct ustr name);
void event_release(struct event *event); /* NULL is fine */

struct performance { /* perflib/'s session, and how it ends */
    void *session;
    void (*free)(void *session);
};

struct handle {
    enum handle_kind kind;
    uint16_t generation;
    bool merged;             /* HANDLE_KEY: opened through HKEY_CLASSES_ROOT */
    struct machine *machine; /* where the object is: a remote one for connected registries */
    union {
        struct reg_key key;
        struct file_open *file;
        struct find find;
        struct module module;
        struct token token;
        struct performance performance;
        struct ustr source; /* owned */
        struct event *event;
        uint32_t number;
    } u;
};

enum process_state {
    PROCESS_RUNNING,
    PROCESS_EXITED,    /* exit_code */
    PROCESS_FAULTED,   /* exit_code is the exception, 0xC0000005 … */
    PROCESS_TIMED_OUT, /* the CPU-time alarm */
    PROCESS_LOST,      /* the power went */
};

enum {
    PROCESS_OUTPUT_MAX = 1024 * 1024,
    PROCESS_HEAP_MAX = 256 * 1024 * 1024,
    PROCESS_HANDLES_MAX = 16384, /* used at the same time */
};

struct heap; /* live blocks */

struct process {
    struct machine *machine;
    struct process *next; /* on the same machine, until process_end */
    struct token token;
    struct ustr command_line; /* owned, as are the next four */
    struct ustr *args;        /* args[0] is the program */
    size_t arg_count;
    struct ustr program; /* full path of the image */
    struct ustr cwd;     /* full path, C:\ by default */
    struct environment environment;

    struct handle *handles; /* slot 0 is never used */
    size_t handle_count, handle_capacity;
    uint32_t handle_free; /* first free slot (chained by u.number); 0: none */
    size_t handles_open;

    uint32_t last_error;
    struct buf out, err;  /* captured; overflow is noted, the rest is dropped */
    const uint8_t *input; /* stdin; lent by whoever started the process */
    size_t input_size, input_at;
    struct heap *heap;                  /* NULL before the first block */
    size_t heap_bytes, heap_peak_bytes; /* live now, most ever */

    enum process_state state;
    uint32_t exit_code;
    uint64_t calls; /* API calls so far */

    struct choice *choice; /* lent; NULL draws 0 */
    struct trace *trace;   /* lent; may be NULL */

    /* perflib/'s session of HKEY_PERFORMANCE_DATA, made when first used. */
    void *performance;
    void (*performance_free)(void *session);
};

/* Splits `command_line` as CommandLineToArgvW does. The token is copied, the environment is the
 * machine's. Free with process_free. */
struct process *process_new(struct machine *machine, const struct token *token,
                            struct ustr command_line);
void process_free(struct process *process); /* NULL is fine */

/* Ends it: handles are closed, memory is given back; what it said and how it ended stays. */
void process_end(struct process *process, enum process_state state, uint32_t exit_code);

/* 0: too many handles (ERROR_TOO_MANY_OPEN_FILES, 4). The slot's object is the caller's to fill in;
 * the table closes it. The pointer is good until the next handle_new. */
uint32_t handle_new(struct process *process, enum handle_kind kind, struct machine *machine,
                    struct handle **out);
/* NULL: no such handle, or one of another kind (ERROR_INVALID_HANDLE, 6). */
struct handle *handle_get(const struct process *process, uint64_t value, enum handle_kind kind);
struct handle *handle_any(const struct process *process, uint64_t value);
/* The value of the handle in this slot, which is in use. */
uint32_t handle_value(const struct process *process, size_t slot);
bool handle_close(struct process *process, uint64_t value);
/* Whether several handles may have the object. */
bool handle_is_shared(const struct handle *handle);
/* Another handle of the same object; 0: it is not shared, or there are too many handles. */
uint32_t handle_duplicate(struct process *process, uint64_t value);
/* A process of the machine or of its network holds a handle of a key below `top`, or, when
 * `itself`, of that. */
bool processes_have_key_open(const struct machine *machine, key_id top, bool itself);
/* How many keys below `top` are open, each counted once. */
size_t processes_open_keys(const struct machine *machine, key_id top);

/* Memory of the simulated process; NULL: more than PROCESS_HEAP_MAX (ERROR_NOT_ENOUGH_MEMORY, 8).
 * A pointer that is no live block is refused (false, NULL, SIZE_MAX), never followed. */
void *process_alloc(struct process *process, size_t size, bool zero);
void *process_realloc(struct process *process, void *memory, size_t size, bool zero);
bool process_release(struct process *process, void *memory);
size_t process_block_size(const struct process *process, const void *memory);

/* choice_draw, or 0 without a choice. */
uint32_t process_draw(struct process *process, const char *label, uint32_t count);

/* CommandLineToArgvW: *out is an array of *count strings, each owned; free with args_free. */
void args_split(struct ustr **out, size_t *count, struct ustr command_line);
void args_free(struct ustr *args, size_t count);

#endif

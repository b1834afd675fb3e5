/*
 * Random calls on regsim's winreg, judged by the naive registry or by Wine:
 *
 *     model-winreg PLAY.so naive RUNS CALLS SEED [FAULT]
 *     model-winreg PLAY.so wine RUNS CALLS SEED COMMAND
 *     model-winreg PROGRAM.so run
 *
 * The COMMAND plays the file sequences.txt of the current folder with winreg_play.exe. A
 * disagreement is made smaller as long as one stays, and printed as C that shows it, which the
 * third form runs on the same machine. With a FAULT the naive registry is wrong in one way
 * (naive.h). Exit status: 0 they agree, 1 they do not, 2 bad usage, 3 something could not be run.
 */
#include "winreg.h"

#include "base/memory.h"
#include "machine/machine.h"
#include "win32/run.h"

#include <stdlib.h>
#include <string.h>

/* A batch is what the player plays in one go, and a round what is kept of the answers. */
enum { BATCH = 64, ROUND = 4096 };

static const char *const faults[FAULTS] = {"none", "case", "delete", "copy", "notify", "inherit"};

struct judge {
    struct image *player;
    const char *path;    /* the player's */
    const char *command; /* NULL: the naive registry judges */
    enum naive_fault fault;
    struct {
        const char *reason;
        size_t count;
    } excused[32]; /* the known differences of Wine that were seen */
};

static void fail(const char *what)
{
    fprintf(stderr, "model-winreg: %s\n", what);
    exit(3);
}

/* What the program prints on a machine of its own. */
static void play_on_regsim(struct buf *out, const struct judge *judge, const struct buf *sequences)
{
    struct machine *machine = machine_new(USTR(u"MODEL"), OS_WIN7, PLATFORM_X64);
    struct token token = token_administrator();
    struct process *process = process_new(machine, &token, USTR(u"play.exe"));
    struct run_result result;

    registry_make_wow64(&machine->registry, machine_now(machine));
    files_put(machine->files, USTR(u"C:\\sequences.txt"), sequences->bytes, sequences->size, NULL,
              machine_now(machine));
    win32_run(&result, process, judge->player, NULL);
    if (result.end != RUN_EXITED || result.exit_code)
        fail(*result.text ? result.text : "the player failed on regsim");
    for (size_t i = 0; i < process->out.size; i++)
        if (process->out.bytes[i] != '\r')
            buf_add(out, process->out.bytes + i, 1);
    process_free(process);
    machine_free(machine);
}

static void play_by_command(struct buf *out, const char *command, const struct buf *sequences)
{
    FILE *file = fopen("sequences.txt", "wb");
    if (!file || fwrite(sequences->bytes, 1, sequences->size, file) != sequences->size ||
        fclose(file) != 0)
        fail("cannot write sequences.txt");
    FILE *pipe = popen(command, "r");
    int byte;
    while (pipe && (byte = fgetc(pipe)) != EOF) {
        char text = (char)byte;
        if (text != '\r')
            buf_add(out, &text, 1);
    }
    if (!pipe || pclose(pipe) != 0)
        fail("the command failed");
}

static bool forgive(struct judge *judge, const char *reason)
{
    for (size_t i = 0; reason && i < sizeof judge->excused / sizeof *judge->excused; i++) {
        if (judge->excused[i].reason && strcmp(judge->excused[i].reason, reason) != 0)
            continue;
        judge->excused[i].reason = reason;
        judge->excused[i].count++;
        break;
    }
    return reason != NULL;
}

/* The line's next one, which it ends. The details are cut off for the naive registry. */
static char *next_line(char **at, bool cut)
{
    char *line = *at, *end = line;
    /* not strcspn: strict_string_checks has it look at all lines that follow, each time */
    while (*end && *end != '\n')
        end++;
    *at = *end ? end + 1 : end;
    *end = 0;
    char *detail = strstr(line, " |");
    if (detail && (cut || !detail[2]))
        *detail = 0;
    return line;
}

struct verdict {
    bool differs;
    size_t at; /* the call */
    char ours[ANSWER_MAX], theirs[ANSWER_MAX];
};

static void compare(struct verdict *out, struct judge *judge, const struct sequence *sequence,
                    char **ours, char **theirs)
{
    bool cut = !judge->command;
    *out = (struct verdict){0};
    if (strcmp(next_line(ours, cut), next_line(theirs, cut)) != 0)
        fail("the answers are not those to the sequences");
    bool parted = false;
    for (size_t i = 0; i < sequence->count; i++) {
        const char *one = next_line(ours, cut), *other = next_line(theirs, cut);
        bool parts = judge->command && wine_changed_more(&sequence->calls[i], one);
        bool judged = !out->differs && !parted && strcmp(one, other) != 0;
        parted |= parts;
        if (!judged)
            continue;
        if (judge->command && forgive(judge, wine_excuse(sequence, i, one, other)))
            continue;
        out->differs = true;
        out->at = i;
        snprintf(out->ours, sizeof out->ours, "%s", one);
        snprintf(out->theirs, sizeof out->theirs, "%s", other);
    }
}

static void judge_all(struct verdict *out, struct judge *judge, const struct sequence *sequences,
                      size_t count)
{
    struct buf text = {0}, ours = {0}, theirs = {0};
    for (size_t first = 0; first < count; first += BATCH) { /* PROCESS_OUTPUT_MAX */
        size_t some = count - first < BATCH ? count - first : BATCH;
        struct buf batch = {0};
        sequences_write(&batch, sequences, first, some);
        play_on_regsim(&ours, judge, &batch);
        buf_add(&text, batch.bytes, batch.size);
        buf_free(&batch);
    }
    if (judge->command)
        play_by_command(&theirs, judge->command, &text);
    else
        naive_answers(&theirs, sequences, count, judge->fault);
    char *one = mem_strdup(buf_z(&ours)), *other = mem_strdup(buf_z(&theirs));
    char *one_at = one, *other_at = other;
    for (size_t i = 0; i < count; i++)
        compare(&out[i], judge, &sequences[i], &one_at, &other_at);
    mem_free(one);
    mem_free(other);
    buf_free(&text);
    buf_free(&ours);
    buf_free(&theirs);
}

static struct sequence without(const struct sequence *sequence, size_t from, size_t part)
{
    struct sequence fewer = {.count = sequence->count - part};
    memcpy(fewer.calls, sequence->calls, from * sizeof *fewer.calls);
    memcpy(fewer.calls + from, sequence->calls + from + part,
           (fewer.count - from) * sizeof *fewer.calls);
    return fewer;
}

/* Leaves out ever smaller parts. All the shorter sequences of a round are one batch, because it is
 * the start of Wine that takes its time. */
static void shrink(struct sequence *sequence, struct verdict *verdict, struct judge *judge)
{
    struct sequence *fewer = mem_alloc(SEQUENCE_MAX * sizeof *fewer);
    struct verdict *verdicts = mem_alloc(SEQUENCE_MAX * sizeof *verdicts);
    sequence->count = verdict->at + 1;
    for (size_t part = sequence->count / 2; part;) {
        size_t count = 0, found = 0;
        for (size_t from = 0; from + part <= sequence->count; from += part)
            fewer[count++] = without(sequence, from, part);
        judge_all(verdicts, judge, fewer, count);
        while (found < count && !verdicts[found].differs)
            found++;
        if (found == count) {
            part /= 2;
            continue;
        }
        *sequence = fewer[found];
        *verdict = verdicts[found];
        sequence->count = verdict->at + 1;
        part = part < sequence->count ? part : sequence->count / 2;
    }
    mem_free(fewer);
    mem_free(verdicts);
}

static void read_text(struct buf *out, const char *path)
{
    char piece[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(path);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add(out, piece, got);
    fclose(file);
}

static void report(const struct judge *judge, const struct sequence *sequence,
                   const struct verdict *verdict, size_t calls, uint64_t seed)
{
    struct buf support = {0};
    read_text(&support, MODEL_FOLDER "/winreg_support.h");
    buf_printf(&support, "\n");
    read_text(&support, MODEL_FOLDER "/winreg_deeds.h");
    printf("/* Seed %llu: after the last of these %zu calls regsim answers\n *     %s\n * and %s\n"
           " *     %s\n * again: model-winreg %s %s 1 %zu %llu %s\n */\n",
           (unsigned long long)seed, sequence->count, verdict->ours,
           judge->command ? "Wine" : "the naive registry", verdict->theirs, judge->path,
           judge->command ? "wine" : "naive", calls, (unsigned long long)seed,
           judge->command ? judge->command
           : judge->fault ? faults[judge->fault]
                          : "");
    sequence_print_c(sequence, buf_z(&support), stdout);
    buf_free(&support);
}

static bool agree(struct judge *judge, size_t runs, size_t calls, uint64_t seed)
{
    struct sequence *sequences = mem_calloc(runs, sizeof *sequences);
    struct verdict *verdicts = mem_calloc(runs, sizeof *verdicts);
    size_t wrong = 0;
    for (size_t i = 0; i < runs; i++) {
        struct choice *choice = choice_random(seed + i);
        sequences[i] = sequence_draw(choice, calls, judge->command != NULL);
        choice_free(choice);
    }
    judge_all(verdicts, judge, sequences, runs);
    while (wrong < runs && !verdicts[wrong].differs)
        wrong++;
    if (wrong < runs) {
        shrink(&sequences[wrong], &verdicts[wrong], judge);
        report(judge, &sequences[wrong], &verdicts[wrong], calls, seed + wrong);
    }
    mem_free(sequences);
    mem_free(verdicts);
    return wrong == runs;
}

static void open_player(struct judge *judge, const char *path)
{
    struct diags diags = {0};
    judge->path = path;
    if (regsim_is_ok(image_open(&judge->player, path, &diags)))
        return;
    diags_print(&diags, stderr, false);
    exit(3);
}

static int run_program(struct judge *judge)
{
    struct buf out = {0};
    struct buf none = {0};
    play_on_regsim(&out, judge, &none);
    fwrite(out.bytes, 1, out.size, stdout);
    buf_free(&out);
    image_close(judge->player);
    return 0;
}

static bool read_judge(struct judge *judge, int argc, char **argv)
{
    bool wine = argc == 7 && strcmp(argv[2], "wine") == 0;
    if (wine)
        judge->command = argv[6];
    else if (argc < 6 || argc > 7 || strcmp(argv[2], "naive") != 0)
        return false;
    if (wine || argc == 6)
        return true;
    while (judge->fault < FAULTS && strcmp(faults[judge->fault], argv[6]) != 0)
        judge->fault++;
    return judge->fault < FAULTS;
}

int main(int argc, char **argv)
{
    struct judge judge = {0};
    bool agreed = true, runs_one = argc == 3 && strcmp(argv[2], "run") == 0;
    if (!runs_one && !read_judge(&judge, argc, argv)) {
        fprintf(stderr, "usage: model-winreg PLAY.so naive RUNS CALLS SEED [FAULT]\n"
                        "       model-winreg PLAY.so wine RUNS CALLS SEED COMMAND\n"
                        "       model-winreg PROGRAM.so run\n");
        return 2;
    }
    open_player(&judge, argv[1]);
    if (runs_one)
        return run_program(&judge);
    size_t runs = strtoul(argv[3], NULL, 10), calls = strtoul(argv[4], NULL, 10);
    uint64_t seed = strtoull(argv[5], NULL, 10);
    if (runs == 0 || calls == 0 || calls > SEQUENCE_MAX)
        fail("no such number of runs or calls");
    for (size_t done = 0; agreed && done < runs; done += ROUND)
        agreed = agree(&judge, runs - done < ROUND ? runs - done : ROUND, calls, seed + done);
    image_close(judge.player);
    for (size_t i = 0; agreed && judge.excused[i].reason; i++)
        printf("%5zu times: %s\n", judge.excused[i].count, judge.excused[i].reason);
    if (agreed)
        printf("seeds %llu to %llu, %zu calls each: regsim and %s agree\n",
               (unsigned long long)seed, (unsigned long long)(seed + runs - 1), calls,
               judge.command ? "Wine, but for the known differences," : "the naive registry");
    return agreed ? 0 : 1;
}

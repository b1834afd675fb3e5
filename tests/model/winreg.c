/*
 * Random Reg* calls on regsim's winreg, judged by the naive registry or by Wine:
 *
 *     model-winreg PLAY.so naive RUNS CALLS SEED
 *     model-winreg PLAY.so wine RUNS CALLS SEED COMMAND…
 *
 * The COMMAND plays the file sequences.txt of the current folder with winreg_play.exe. A
 * disagreement is made smaller as long as one stays, and printed as C that shows it. Exit status: 0
 * they agree, 1 they do not, 2 bad usage, 3 something could not be run.
 */
#include "winreg.h"

#include "base/memory.h"
#include "machine/machine.h"
#include "win32/run.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH = 64 };

struct judge {
    struct image *player;
    const char *command; /* NULL: the naive registry judges */
    struct {
        const char *reason;
        size_t count;
    } excused[16]; /* the known differences of Wine that were seen */
};

static void fail(const char *what)
{
    fprintf(stderr, "model-winreg: %s\n", what);
    exit(3);
}

static void play_on_regsim(struct buf *out, const struct judge *judge, const struct buf *sequences)
{
    struct machine *machine = machine_new(USTR(u"MODEL"), OS_WIN7, PLATFORM_I386);
    struct token token = token_administrator();
    struct process *process = process_new(machine, &token, USTR(u"play.exe"));
    struct run_result result;

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

static bool same_result(const char *ours, const char *theirs)
{
    size_t length = strcspn(ours, "|");
    return strncmp(ours, theirs, length + 1) == 0;
}

static bool odd_string(const char *answer)
{
    unsigned code, type, size;
    if (sscanf(answer, "%u | %u", &code, &size) == 2) /* RegQueryValue tells no type */
        return size % 2;
    return sscanf(answer, "%u %u %u", &code, &type, &size) == 3 && size % 2 &&
           (type == 1 || type == 2 || type == 7);
}

/* The known difference behind two answers that are not the same; NULL: none. Those marked todo_wine
 * in tests/conformance are named by its file. */
static const char *excuse(const struct sequence *sequence, size_t at, const char *ours,
                          const char *theirs)
{
    const struct winreg_call *call = &sequence->calls[at];
    unsigned long code = strtoul(ours, NULL, 10), other = strtoul(theirs, NULL, 10);
    bool found = (code == 0 || code == 234) && (other == 0 || other == 234), passing = false;
    for (size_t i = 0; i < at; i++)
        passing |= sequence->calls[i].kind == CALL_CREATE && sequence->calls[i].index == 3;
    if (call->kind == CALL_ENUM_VALUE && found)
        return "Wine keeps values sorted, so an index means another value";
    if ((call->kind == CALL_ENUM_KEY || call->kind == CALL_ENUM_KEY_A) && found && passing)
        return "volatile.c: Wine sorts volatile keys among the stable ones";
    if (call->kind == CALL_CREATE && strcmp(ours, "0 2") == 0 && strcmp(theirs, "0 1") == 0 &&
        call->path == WINREG_EMPTY_PATH)
        return "create.c: Wine says that it created the key where the path is empty";
    if (call->kind == CALL_INFO && code == 5 && other == 0)
        return "access.c: Wine needs no KEY_QUERY_VALUE";
    if (call->kind == CALL_GET_VALUE && code == other && code != 0 && call->type == 3)
        return "RRF_ZEROONFAILURE (sdk-api RegGetValueW): Wine does not where the subkey is "
               "missing";
    if (code == 5 && other == 1018)
        return "a deleted key and a handle without the right: Windows looks at the handle's rights "
               "first, Wine at the key";
    if ((call->kind == CALL_QUERY || call->kind == CALL_QUERY_DEFAULT) && code == 0 &&
        odd_string(ours) && same_result(ours, theirs))
        return "a string of an odd size: no document says where the added NUL goes";
    const char *type = strstr(ours, "| ");
    if (call->kind == CALL_GET_VALUE && (found || code == 1630) && type && strchr("127", type[2]) &&
        type[3] == ' ')
        return "get_value.c: Wine counts the NUL that it adds to a string otherwise";
    if ((call->kind == CALL_SET_KEY_VALUE || call->kind == CALL_DELETE_KEY_VALUE) && code == 5 &&
        call->path == WINREG_EMPTY_PATH)
        return "sdk-api RegSetKeyValueW: the handle must have KEY_SET_VALUE; Wine opens it anew";
    if (call->kind == CALL_QUERY_DEFAULT && code == 234 && other == 0 && call->size < 2)
        return "Wine writes the NUL of a default value that is not set into any buffer; sdk-api "
               "RegQueryValueW: one that is too small gets ERROR_MORE_DATA";
    if (code == 161 && other == 1018)
        return "a path that starts with a backslash, on a deleted key: Windows refuses the path "
               "before "
               "the registry sees the key, Wine looks at the key first";
    return NULL;
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
    char *line = *at, *end = line + strcspn(line, "\n");
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
    for (size_t i = 0; i < sequence->count; i++) {
        const char *one = next_line(ours, cut), *other = next_line(theirs, cut);
        if (out->differs || strcmp(one, other) == 0)
            continue;
        if (judge->command && forgive(judge, excuse(sequence, i, one, other)))
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
        naive_answers(&theirs, sequences, count);
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

static bool agree(struct judge *judge, size_t runs, size_t calls, uint64_t seed)
{
    struct sequence *sequences = mem_calloc(runs, sizeof *sequences);
    struct verdict *verdicts = mem_calloc(runs, sizeof *verdicts);
    size_t wrong = 0;
    for (size_t i = 0; i < runs; i++) {
        struct choice *choice = choice_random(seed + i);
        sequences[i] = sequence_draw(choice, calls, !judge->command);
        choice_free(choice);
    }
    judge_all(verdicts, judge, sequences, runs);
    while (wrong < runs && !verdicts[wrong].differs)
        wrong++;
    if (wrong < runs) {
        shrink(&sequences[wrong], &verdicts[wrong], judge);
        printf("seed %llu: after the last of these calls regsim answers\n    %s\n%s answers\n"
               "    %s\n\n",
               (unsigned long long)(seed + wrong), verdicts[wrong].ours,
               judge->command ? "Wine" : "the naive registry", verdicts[wrong].theirs);
        sequence_print_c(&sequences[wrong], stdout);
    }
    mem_free(sequences);
    mem_free(verdicts);
    return wrong == runs;
}

int main(int argc, char **argv)
{
    struct judge judge = {0};
    struct diags diags = {0};
    bool naive = argc == 6 && strcmp(argv[2], "naive") == 0;
    if (!naive && !(argc == 7 && strcmp(argv[2], "wine") == 0)) {
        fprintf(stderr, "usage: model-winreg PLAY.so naive RUNS CALLS SEED\n"
                        "       model-winreg PLAY.so wine RUNS CALLS SEED COMMAND\n");
        return 2;
    }
    size_t runs = strtoul(argv[3], NULL, 10), calls = strtoul(argv[4], NULL, 10);
    if (runs == 0 || calls == 0 || calls > SEQUENCE_MAX)
        fail("no such number of runs or calls");
    judge.command = naive ? NULL : argv[6];
    if (!regsim_is_ok(image_open(&judge.player, argv[1], &diags))) {
        diags_print(&diags, stderr, false);
        return 3;
    }
    bool agreed = agree(&judge, runs, calls, strtoull(argv[5], NULL, 10));
    image_close(judge.player);
    for (size_t i = 0; agreed && judge.excused[i].reason; i++)
        printf("%5zu times: %s\n", judge.excused[i].count, judge.excused[i].reason);
    if (agreed)
        printf("%zu sequences of %zu calls: regsim and %s agree\n", runs, calls,
               naive ? "the naive registry" : "Wine, but for the known differences,");
    return agreed ? 0 : 1;
}

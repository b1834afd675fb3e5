/* How a program ended and what it said, held against `exit`, `stdout` and `stderr`. */
#include "scenario/judge.h"

#include "base/memory.h"

#include <string.h>

static char *exit_text(const struct run_summary *run)
{
    if (!run->exited)
        return mem_strdup(run->how);
    return mem_printf("exit code %u", run->exit_code);
}

void judge_exit(struct outcome *outcome, const char *what, const struct expectation *expected,
                const struct run_summary *run)
{
    bool success = run->exited && run->exit_code == 0;
    bool right = true;
    char *wanted = NULL;
    switch (expected->exit) {
    case EXIT_ANY:
        break;
    case EXIT_SUCCESS_EXPECTED:
        right = success;
        wanted = mem_strdup("success");
        break;
    case EXIT_FAILURE_EXPECTED:
        right = !success;
        wanted = mem_strdup("failure");
        break;
    case EXIT_CODE:
        right = run->exited && run->exit_code == expected->exit_code;
        wanted = mem_printf("exit code %u", expected->exit_code);
        break;
    }
    if (!right) {
        char *happened = exit_text(run);
        outcome_fail(outcome, expected->exit_place.file, expected->exit_place.line,
                     mem_printf("%s.exit: %s expected, but: %s", what, wanted, happened));
        mem_free(happened);
    }
    mem_free(wanted);
}

static char *shorten(const char *text)
{
    enum { SHOWN_MAX = 400 };
    size_t length = strlen(text);
    if (length <= SHOWN_MAX)
        return mem_strdup(text);
    size_t cut = SHOWN_MAX;
    while (((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return mem_printf("%.*s … (%zu bytes in all)", (int)cut, text, length);
}

/* Line ends are the terminal's business: \r\n and \n are the same here. */
static char *without_returns(const char *text)
{
    char *copy = mem_strdup(text), *to = copy;
    for (const char *from = text; *from; from++) {
        if (*from != '\r' || from[1] != '\n')
            *to++ = *from;
    }
    *to = '\0';
    return copy;
}

bool text_matches(const char *text, const struct text_match *match, char **why)
{
    char *plain = without_returns(text);
    char *problem = NULL;
    if (match->equals && strcmp(plain, match->equals) != 0)
        problem = mem_printf("it is not equal to \"%s\"", match->equals);
    for (size_t i = 0; i < match->contain_count && !problem; i++) {
        if (!strstr(plain, match->contains[i]))
            problem = mem_printf("it does not contain \"%s\"", match->contains[i]);
    }
    for (size_t i = 0; i < match->lack_count && !problem; i++) {
        if (strstr(plain, match->lacks[i]))
            problem = mem_printf("it contains \"%s\"", match->lacks[i]);
    }
    mem_free(plain);
    *why = problem;
    return !problem;
}

static void judge_stream(struct outcome *outcome, const char *what, const char *stream,
                         const struct text_match *match, const char *text)
{
    char *why;
    if (!match || text_matches(text, match, &why))
        return;
    struct finding *finding = outcome_fail(outcome, match->place.file, match->place.line,
                                           mem_printf("%s.%s: %s", what, stream, why));
    char *shown = shorten(text);
    finding_line(finding, ' ', 1, mem_printf("it is: %s", *shown ? shown : "(empty)"), NULL, NULL);
    mem_free(shown);
    mem_free(why);
}

void judge_output(struct outcome *outcome, const char *what, const struct expectation *expected,
                  const struct run_summary *run)
{
    judge_stream(outcome, what, "stdout", expected->out, run->out);
    judge_stream(outcome, what, "stderr", expected->err, run->err);
}

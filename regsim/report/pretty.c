/* The report for people: a line a scenario, details where one failed, a summary. */
#include "report/reporter.h"

#include "base/memory.h"

struct pretty {
    struct reporter reporter; /* first, so that a reporter can be cast back */
    FILE *out;
    struct report_style style;
};

static const char *verdict_color(enum verdict verdict)
{
    static const char *const colors[] = {"\033[1;32m", "\033[1;31m", "\033[1;33m", "\033[1;31m",
                                         "\033[1;31m"};
    return colors[verdict];
}

static void put_word(const struct pretty *pretty, enum verdict verdict)
{
    const char *word = verdict_word(verdict);
    if (pretty->style.color)
        fprintf(pretty->out, "%s%10s\033[0m", verdict_color(verdict), word);
    else
        fprintf(pretty->out, "%10s", word);
}

static void put_time(const struct pretty *pretty, uint64_t ns, const char *format)
{
    if (pretty->style.times)
        fprintf(pretty->out, format, (double)ns / 1e9);
}

static void start(struct reporter *reporter, size_t count)
{
    const struct pretty *pretty = (const struct pretty *)reporter;
    fprintf(pretty->out, "  Starting %zu scenario%s\n", count, count == 1 ? "" : "s");
}

static void entry(struct reporter *reporter, const struct scenario *scenario,
                  const struct outcome *outcome)
{
    const struct pretty *pretty = (const struct pretty *)reporter;
    char *title = scenario_title(scenario);
    put_word(pretty, outcome->verdict);
    put_time(pretty, outcome->elapsed_ns, " [%8.3fs]");
    fprintf(pretty->out, " %s", title);
    if (outcome->verdict == VERDICT_SKIPPED)
        fprintf(pretty->out, ": %s", outcome->reason);
    fputc('\n', pretty->out);
    mem_free(title);
    if (outcome->trace)
        fputs(outcome->trace, pretty->out);
    if (outcome->verdict != VERDICT_PASSED && outcome->verdict != VERDICT_SKIPPED) {
        struct buf details = {0};
        report_details(&details, scenario, outcome, &pretty->style);
        fwrite(details.bytes, 1, details.size, pretty->out);
        buf_free(&details);
    }
}

static regsim_status end(struct reporter *reporter, const struct totals *totals,
                         struct diags *diags)
{
    (void)diags;
    struct pretty *pretty = (struct pretty *)reporter;
    fputs("────────────\n   Summary", pretty->out);
    put_time(pretty, totals->elapsed_ns, " [%8.3fs]");
    fprintf(pretty->out, " %zu scenario%s: %zu passed, %zu failed", totals->scenarios,
            totals->scenarios == 1 ? "" : "s", totals->passed, totals->failed);
    if (totals->invalid)
        fprintf(pretty->out, ", %zu invalid", totals->invalid);
    if (totals->errors)
        fprintf(pretty->out, ", %zu errors", totals->errors);
    if (totals->skipped)
        fprintf(pretty->out, " (%zu skipped)", totals->skipped);
    fprintf(pretty->out, " — %llu API calls\n", (unsigned long long)totals->api_calls);
    mem_free(pretty);
    return regsim_ok();
}

struct reporter *reporter_pretty(FILE *out, const struct report_style *style)
{
    struct pretty *pretty = mem_calloc(1, sizeof *pretty);
    *pretty = (struct pretty){{start, entry, end}, out, *style};
    return &pretty->reporter;
}

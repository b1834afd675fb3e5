/*
 * JUnit XML: one testsuite, one testcase a scenario cell. The file is written to a temporary name
 * and then renamed, so a reader never sees half of it.
 *
 * XML 1.0 cannot hold most control characters, escaped or not: they become U+FFFD.
 */
#include "report/reporter.h"

#include "base/memory.h"
#include "base/ustr.h"
#include "formats/output.h"

#include <string.h>

struct junit {
    struct reporter reporter; /* first, so that a reporter can be cast back */
    char *path;
    struct report_style style;
    struct buf cases;
};

/* A line end would be a blank in an attribute, so there it is a character reference. */
static void put_escaped(struct buf *out, const char *text, bool in_attribute)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        size_t from = at;
        uint32_t code = wtf8_next(text, length, &at);
        switch (code) {
        case '&':
            buf_text(out, "&amp;");
            break;
        case '<':
            buf_text(out, "&lt;");
            break;
        case '>':
            buf_text(out, "&gt;");
            break;
        case '"':
            buf_text(out, "&quot;");
            break;
        case '\n':
            buf_text(out, in_attribute ? "&#10;" : "\n");
            break;
        case '\r':
            break;
        default:
            if ((code < 0x20 && code != '\t') || (code >= 0xD800 && code < 0xE000) ||
                code == 0xFFFE || code == 0xFFFF || code == 0xFFFD)
                buf_text(out, "\xEF\xBF\xBD");
            else
                buf_add(out, text + from, at - from);
        }
    }
}

static void put_attribute(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, " %s=\"", name);
    put_escaped(out, value, true);
    buf_text(out, "\"");
}

static void put_time(const struct junit *junit, struct buf *out, uint64_t ns)
{
    if (junit->style.times)
        buf_printf(out, " time=\"%.6f\"", (double)ns / 1e9);
}

static void start(struct reporter *reporter, size_t count)
{
    (void)reporter;
    (void)count;
}

static void put_problem(struct junit *junit, const char *tag, const struct scenario *scenario,
                        const struct outcome *outcome)
{
    struct buf details = {0};
    report_details(&details, scenario, outcome, &junit->style);
    const char *message = outcome->count ? outcome->findings[0].title : outcome->reason;
    buf_printf(&junit->cases, "      <%s", tag);
    put_attribute(&junit->cases, "message", message ? message : "");
    buf_text(&junit->cases, ">");
    put_escaped(&junit->cases, buf_z(&details), false);
    buf_printf(&junit->cases, "</%s>\n", tag);
    buf_free(&details);
}

static void entry(struct reporter *reporter, const struct scenario *scenario,
                  const struct outcome *outcome)
{
    struct junit *junit = (struct junit *)reporter;
    char *title = scenario_title(scenario);
    buf_text(&junit->cases, "    <testcase");
    put_attribute(&junit->cases, "classname", scenario->path);
    put_attribute(&junit->cases, "name", title);
    put_time(junit, &junit->cases, outcome->elapsed_ns);
    buf_text(&junit->cases, ">\n");
    if (outcome->verdict == VERDICT_FAILED)
        put_problem(junit, "failure", scenario, outcome);
    if (outcome->verdict == VERDICT_ERROR || outcome->verdict == VERDICT_INVALID)
        put_problem(junit, "error", scenario, outcome);
    if (outcome->verdict == VERDICT_SKIPPED) {
        buf_text(&junit->cases, "      <skipped");
        put_attribute(&junit->cases, "message", outcome->reason);
        buf_text(&junit->cases, "/>\n");
    }
    buf_text(&junit->cases, "    </testcase>\n");
    mem_free(title);
}

static regsim_status write_file(const char *path, const struct buf *content, struct diags *diags)
{
    struct output output;
    REGSIM_TRY(output_begin(&output, path, diags));
    buf_add(&output.buf, content->bytes, content->size);
    return output_commit(&output, diags);
}

static regsim_status end(struct reporter *reporter, const struct totals *totals,
                         struct diags *diags)
{
    struct junit *junit = (struct junit *)reporter;
    struct buf out = {0};
    struct buf counts = {0};
    buf_printf(&counts, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"",
               totals->scenarios + totals->skipped, totals->failed, totals->errors,
               totals->skipped);
    put_time(junit, &counts, totals->elapsed_ns);
    buf_printf(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites%s>\n",
               buf_z(&counts));
    buf_printf(&out, "  <testsuite name=\"regsim\"%s>\n", buf_z(&counts));
    buf_add(&out, junit->cases.bytes, junit->cases.size);
    buf_text(&out, "  </testsuite>\n</testsuites>\n");
    regsim_status status = write_file(junit->path, &out, diags);
    buf_free(&out);
    buf_free(&counts);
    buf_free(&junit->cases);
    mem_free(junit->path);
    mem_free(junit);
    return status;
}

struct reporter *reporter_junit(const char *path, const struct report_style *style)
{
    struct junit *junit = mem_calloc(1, sizeof *junit);
    *junit =
        (struct junit){.reporter = {start, entry, end}, .path = mem_strdup(path), .style = *style};
    return &junit->reporter;
}

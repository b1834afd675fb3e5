/* What went wrong in one scenario, as text: the same in every report. */
#include "report/reporter.h"

#include "base/memory.h"
#include "base/ustr.h"

#include <string.h>

void totals_add(struct totals *totals, const struct outcome *outcome)
{
    totals->scenarios += outcome->verdict != VERDICT_SKIPPED;
    totals->passed += outcome->verdict == VERDICT_PASSED;
    totals->failed += outcome->verdict == VERDICT_FAILED;
    totals->skipped += outcome->verdict == VERDICT_SKIPPED;
    totals->invalid += outcome->verdict == VERDICT_INVALID;
    totals->errors += outcome->verdict == VERDICT_ERROR;
    totals->api_calls += outcome->api_calls;
}

const char *verdict_word(enum verdict verdict)
{
    static const char *const words[] = {"PASS", "FAIL", "SKIP", "INVALID", "ERROR"};
    return words[verdict];
}

char *scenario_title(const struct scenario *scenario)
{
    return *scenario->cell ? mem_printf("%s (%s)", scenario->id, scenario->cell)
                           : mem_strdup(scenario->id);
}

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static void put_padded(struct buf *out, const char *text, size_t width)
{
    buf_text(out, text);
    for (size_t at = characters(text); at < width; at++)
        buf_put(out, ' ');
}

enum { SUBJECT_WIDTH_MAX = 80 };

/* The columns of "removed" and of the verdict stand behind the longest text before them, within
 * reason. */
struct widths {
    size_t subject, happened;
};

static struct widths column_widths(const struct finding *finding)
{
    struct widths widths = {0};
    for (size_t i = 0; i < finding->count; i++) {
        const struct finding_line *line = &finding->lines[i];
        if (!line->happened && !line->verdict)
            continue;
        size_t subject = 2 * line->depth + characters(line->subject);
        size_t happened = line->happened ? characters(line->happened) + 3 : 0;
        if (subject > widths.subject && subject <= SUBJECT_WIDTH_MAX)
            widths.subject = subject;
        if (happened > widths.happened)
            widths.happened = happened;
    }
    return widths;
}

static void put_finding(struct buf *out, const struct finding *finding)
{
    buf_printf(out, "  %s:%u  %s\n", finding->file, finding->line, finding->title);
    if (finding->count)
        buf_text(out, "\n");
    struct widths widths = column_widths(finding);
    for (size_t i = 0; i < finding->count; i++) {
        const struct finding_line *line = &finding->lines[i];
        buf_printf(out, "  %c ", line->mark);
        char *indented = mem_printf("%*s%s", (int)(2 * line->depth), "", line->subject);
        if (line->happened || line->verdict) {
            put_padded(out, indented, widths.subject);
            buf_text(out, "   ");
            put_padded(out, line->happened ? line->happened : "", widths.happened);
            buf_text(out, line->verdict ? line->verdict : "");
        } else {
            buf_text(out, indented);
        }
        mem_free(indented);
        buf_text(out, "\n");
    }
    buf_text(out, "\n");
}

static void put_printable(struct buf *out, const char *text, size_t length, bool full)
{
    enum { LINE_MAX_BYTES = 1000 };
    size_t end = full || length < LINE_MAX_BYTES ? length : LINE_MAX_BYTES;
    for (size_t at = 0; at < end;) {
        size_t from = at;
        uint32_t code = wtf8_next(text, length, &at);
        if ((code < 0x20 && code != '\t') || (code >= 0x7F && code < 0xA0) ||
            (code >= 0xD800 && code < 0xE000))
            buf_printf(out, "\\u{%X}", code);
        else
            buf_add(out, text + from, at - from);
    }
    if (end < length)
        buf_printf(out, "… (%zu bytes in this line; all with --full-output)", length);
}

enum { SAID_HEAD = 30, SAID_TAIL = 10 }; /* lines that are shown of a long text */

void report_said(struct buf *out, const char *first, const char *margin, const char *text,
                 bool full)
{
    size_t lines = 0, number = 0;
    for (const char *at = text; *at; at += strcspn(at, "\n"), at += *at == '\n')
        lines++;
    for (const char *line = text; *line; number++) {
        size_t length = strcspn(line, "\n");
        size_t shown = length && line[length - 1] == '\r' ? length - 1 : length;
        if (full || lines <= SAID_HEAD + SAID_TAIL || number < SAID_HEAD ||
            number >= lines - SAID_TAIL) {
            buf_text(out, line == text ? first : margin);
            put_printable(out, line, shown, full);
            buf_text(out, "\n");
        } else if (number == SAID_HEAD) {
            buf_printf(out, "%s… %zu more lines, shown with --full-output …\n", margin,
                       lines - SAID_HEAD - SAID_TAIL);
        }
        line += length + (line[length] == '\n');
    }
}

/* A word of a shell command; quoted where it has to be. */
static void put_word(struct buf *out, const char *word)
{
    bool plain = *word && !word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789-_./,:=+@%")];
    if (plain) {
        buf_text(out, word);
        return;
    }
    buf_text(out, "'");
    for (; *word; word++) {
        if (*word == '\'')
            buf_text(out, "'\\''");
        else
            buf_put(out, (uint8_t)*word);
    }
    buf_text(out, "'");
}

static void put_again(struct buf *out, const struct scenario *scenario,
                      const struct report_style *style)
{
    buf_printf(out, "  %-16s regsim run ", "run again");
    put_word(out, scenario->path);
    if (*scenario->cell) {
        buf_text(out, " --only ");
        put_word(out, scenario->cell);
    }
    buf_printf(out, "%s%s --trace\n\n", *style->again ? " " : "", style->again);
}

void report_details(struct buf *out, const struct scenario *scenario, const struct outcome *outcome,
                    const struct report_style *style)
{
    if (outcome->reason)
        buf_printf(out, "  %s\n\n", outcome->reason);
    for (size_t i = 0; i < outcome->count; i++)
        put_finding(out, &outcome->findings[i]);
    if (outcome->said)
        report_said(out, "  the fixer said   ", "                   ", outcome->said,
                    style->full_output);
    for (size_t i = 0; i < outcome->call_count; i++)
        buf_printf(out, "  %-16s %s\n", i ? "" : "last calls", outcome->last_calls[i]);
    put_again(out, scenario, style);
}

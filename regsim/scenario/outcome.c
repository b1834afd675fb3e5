#include "scenario/outcome.h"

#include "base/memory.h"

#include <string.h>

struct finding *outcome_fail(struct outcome *outcome, const char *file, size_t line, char *title)
{
    if (outcome->verdict == VERDICT_PASSED)
        outcome->verdict = VERDICT_FAILED;
    MEM_GROW(outcome->findings, outcome->capacity, outcome->count + 1);
    struct finding *finding = &outcome->findings[outcome->count++];
    *finding = (struct finding){.file = mem_strdup(file), .line = (uint32_t)line, .title = title};
    return finding;
}

void finding_line(struct finding *finding, char mark, uint32_t depth, char *subject,
                  const char *happened, const char *verdict)
{
    MEM_GROW(finding->lines, finding->capacity, finding->count + 1);
    finding->lines[finding->count++] =
        (struct finding_line){mark, depth, subject, happened ? mem_strdup(happened) : NULL,
                              verdict ? mem_strdup(verdict) : NULL};
}

static void end_with(struct outcome *outcome, enum verdict verdict, char *reason)
{
    outcome->verdict = verdict;
    mem_free(outcome->reason);
    outcome->reason = reason;
}

void outcome_error(struct outcome *outcome, char *reason)
{
    end_with(outcome, VERDICT_ERROR, reason);
}

void outcome_invalid(struct outcome *outcome, char *reason)
{
    end_with(outcome, VERDICT_INVALID, reason);
}

void outcome_call(struct outcome *outcome, char *text)
{
    MEM_GROW(outcome->last_calls, outcome->call_capacity, outcome->call_count + 1);
    outcome->last_calls[outcome->call_count++] = text;
}

/* A text travels as its length plus one, then its bytes; 0 is NULL. */
static void write_text(struct buf *out, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    buf_u32(out, text ? (uint32_t)length + 1 : 0);
    buf_add(out, text, length);
}

static char *read_text(struct cursor *in)
{
    uint32_t length = cursor_u32(in);
    if (!length)
        return NULL;
    const uint8_t *bytes = cursor_take(in, length - 1);
    if (!bytes)
        return NULL;
    char *text = mem_alloc(length);
    memcpy(text, bytes, length - 1);
    text[length - 1] = '\0';
    return text;
}

static char *read_text_or_empty(struct cursor *in)
{
    char *text = read_text(in);
    return text ? text : mem_strdup("");
}

static void write_finding(struct buf *out, const struct finding *finding)
{
    write_text(out, finding->file);
    buf_u32(out, finding->line);
    write_text(out, finding->title);
    buf_u32(out, (uint32_t)finding->count);
    for (size_t i = 0; i < finding->count; i++) {
        const struct finding_line *line = &finding->lines[i];
        buf_put(out, (uint8_t)line->mark);
        buf_u32(out, line->depth);
        write_text(out, line->subject);
        write_text(out, line->happened);
        write_text(out, line->verdict);
    }
}

void outcome_write(struct buf *out, const struct outcome *outcome)
{
    buf_u32(out, outcome->verdict);
    write_text(out, outcome->reason);
    write_text(out, outcome->said);
    write_text(out, outcome->trace);
    buf_u64(out, outcome->api_calls);
    buf_u64(out, outcome->elapsed_ns);
    buf_u32(out, (uint32_t)outcome->call_count);
    for (size_t i = 0; i < outcome->call_count; i++)
        write_text(out, outcome->last_calls[i]);
    buf_u32(out, (uint32_t)outcome->count);
    for (size_t i = 0; i < outcome->count; i++)
        write_finding(out, &outcome->findings[i]);
}

static void read_finding(struct outcome *outcome, struct cursor *in)
{
    char *file = read_text_or_empty(in);
    uint32_t line = cursor_u32(in);
    struct finding *finding = outcome_fail(outcome, file, line, read_text_or_empty(in));
    mem_free(file);
    uint32_t count = cursor_u32(in);
    for (uint32_t i = 0; i < count && !in->bad; i++) {
        char mark = (char)cursor_u8(in);
        uint32_t depth = cursor_u32(in);
        char *subject = read_text_or_empty(in), *happened = read_text(in), *verdict = read_text(in);
        finding_line(finding, mark, depth, subject, happened, verdict);
        mem_free(happened);
        mem_free(verdict);
    }
}

bool outcome_read(struct outcome *out, struct cursor *in)
{
    *out = (struct outcome){0};
    uint32_t verdict = cursor_u32(in);
    out->reason = read_text(in);
    out->said = read_text(in);
    out->trace = read_text(in);
    out->api_calls = cursor_u64(in);
    out->elapsed_ns = cursor_u64(in);
    uint32_t calls = cursor_u32(in);
    for (uint32_t i = 0; i < calls && !in->bad; i++)
        outcome_call(out, read_text_or_empty(in));
    uint32_t findings = cursor_u32(in);
    for (uint32_t i = 0; i < findings && !in->bad; i++)
        read_finding(out, in);
    out->verdict = verdict <= VERDICT_ERROR ? (enum verdict)verdict : VERDICT_ERROR;
    return !in->bad && verdict <= VERDICT_ERROR;
}

void outcome_free(struct outcome *outcome)
{
    for (size_t i = 0; i < outcome->count; i++) {
        struct finding *finding = &outcome->findings[i];
        for (size_t j = 0; j < finding->count; j++) {
            mem_free(finding->lines[j].subject);
            mem_free(finding->lines[j].happened);
            mem_free(finding->lines[j].verdict);
        }
        mem_free(finding->lines);
        mem_free(finding->file);
        mem_free(finding->title);
    }
    for (size_t i = 0; i < outcome->call_count; i++)
        mem_free(outcome->last_calls[i]);
    mem_free(outcome->findings);
    mem_free(outcome->last_calls);
    mem_free(outcome->said);
    mem_free(outcome->trace);
    mem_free(outcome->reason);
    *outcome = (struct outcome){0};
}

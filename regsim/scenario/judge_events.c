/* Events: `none`, or exactly these in this order. */
#include "scenario/judge.h"

#include "base/memory.h"

#include <string.h>

static char *event_text(const struct seen_event *event)
{
    struct ubuf text = {0};
    event_log_text(&text, event->machine->event_log, event->record);
    char *out = ustr_to_wtf8(ubuf_view(&text));
    ubuf_free(&text);
    return out;
}

static bool same_words(const char *text, struct ustr wide)
{
    char *other = ustr_to_wtf8(wide);
    bool same = strcasecmp(text, other) == 0;
    mem_free(other);
    return same;
}

/* NULL: the event is as expected; otherwise what is wrong with it (owned by the caller). */
static char *mismatch(const struct event_match *match, const struct seen_event *event)
{
    const struct event_record *record = event->record;
    if (match->id != event_code(record->id))
        return mem_printf("id %u expected", match->id);
    if (match->source && !same_words(match->source, record->source))
        return mem_printf("source %s expected", match->source);
    if (match->machine && !same_words(match->machine, event->machine->name))
        return mem_printf("on %s expected", match->machine);
    if (match->has_type && match->type != record->type)
        return mem_printf("type %s expected", event_type_name(match->type));
    if (match->data &&
        (match->data_size != record->data_size ||
         (match->data_size && memcmp(match->data, record->data, match->data_size) != 0)))
        return mem_strdup("other data expected");
    char *text = event_text(event), *why = NULL;
    text_matches(text, &match->text, &why);
    mem_free(text);
    return why;
}

static char *describe(const struct seen_event *event)
{
    struct ubuf wide = {0};
    event_log_text(&wide, event->machine->event_log, event->record);
    char *source = ustr_to_shown(event->record->source), *text = ustr_to_shown(ubuf_view(&wide));
    ubuf_free(&wide);
    char *machine = ustr_to_wtf8(event->machine->name);
    char *line =
        mem_printf("%s %u on %s: %s", source, event_code(event->record->id), machine, text);
    mem_free(source);
    mem_free(text);
    mem_free(machine);
    return line;
}

static char *describe_expected(const struct event_match *match)
{
    const char *text = match->text.equals          ? match->text.equals
                       : match->text.contain_count ? match->text.contains[0]
                                                   : NULL;
    return mem_printf("%s %u%s%s%s", match->source ? match->source : "event", match->id,
                      text ? ": …" : "", text ? text : "", text ? "…" : "");
}

static const struct event_match *expected_at(const struct expectation *expected, size_t index)
{
    for (size_t i = 0; i < expected->event_count; i++) {
        if (index < expected->events[i].times)
            return &expected->events[i];
        index -= expected->events[i].times;
    }
    return NULL;
}

void judge_events(struct outcome *outcome, const char *what, const struct expectation *expected,
                  const struct seen_event *events, size_t count)
{
    if (!expected->has_events)
        return;
    size_t wanted = 0;
    for (size_t i = 0; i < expected->event_count; i++)
        wanted += expected->events[i].times;
    struct finding *finding = NULL;
    enum { SHOWN_MAX = 20 };
    size_t wrong = 0;
    for (size_t i = 0; i < count || i < wanted; i++) {
        const struct event_match *match = expected_at(expected, i);
        char *why = i >= count ? mem_strdup("is missing")
                    : match    ? mismatch(match, &events[i])
                               : mem_strdup("not expected");
        if (!why)
            continue;
        if (!finding)
            finding = outcome_fail(
                outcome, expected->events_place.file, expected->events_place.line,
                mem_printf("%s.events: %zu expected, %zu were logged", what, wanted, count));
        if (wrong++ < SHOWN_MAX)
            finding_line(finding, i >= count ? '+' : '-', 1,
                         i >= count ? describe_expected(match) : describe(&events[i]), NULL, why);
        mem_free(why);
    }
    if (wrong > SHOWN_MAX)
        finding_line(finding, ' ', 1, mem_printf("… and %zu more", wrong - SHOWN_MAX), NULL, NULL);
}

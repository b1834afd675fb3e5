/* Events: `none`, or exactly these in this order. They are paired by content, so that one event too
 * many does not make all that follow wrong, and order is said where nothing else differs. */
#include "scenario/judge.h"

#include "base/memory.h"

#include <string.h>

enum { SHOWN_MAX = 20, PAIRED_MAX = 1000 };

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

/* Which event stands for which expectation: by content, those at the same place first, then the
 * rest in order. SIZE_MAX: none. */
struct pairing {
    size_t *event_of; /* by expected event */
    size_t *match_of; /* by event */
    size_t wanted, count;
};

static bool fits(const struct expectation *expected, size_t index, const struct seen_event *event)
{
    char *why = mismatch(expected_at(expected, index), event);
    mem_free(why);
    return !why;
}

static void pair(struct pairing *pairing, size_t match, size_t event)
{
    pairing->event_of[match] = event;
    pairing->match_of[event] = match;
}

static struct pairing pair_events(const struct expectation *expected, size_t wanted,
                                  const struct seen_event *events, size_t count)
{
    struct pairing pairing = {mem_alloc((wanted + 1) * sizeof *pairing.event_of),
                              mem_alloc((count + 1) * sizeof *pairing.match_of), wanted, count};
    for (size_t i = 0; i < wanted; i++)
        pairing.event_of[i] = SIZE_MAX;
    for (size_t i = 0; i < count; i++)
        pairing.match_of[i] = SIZE_MAX;
    for (size_t i = 0; i < wanted && i < count; i++) {
        if (fits(expected, i, &events[i]))
            pair(&pairing, i, i);
    }
    for (size_t i = 0; i < wanted && wanted <= PAIRED_MAX && count <= PAIRED_MAX; i++) {
        for (size_t j = 0; j < count && pairing.event_of[i] == SIZE_MAX; j++) {
            if (pairing.match_of[j] == SIZE_MAX && fits(expected, i, &events[j]))
                pair(&pairing, i, j);
        }
    }
    return pairing;
}

struct event_report {
    struct finding *finding;
    size_t lines;
};

/* `subject` is taken over. */
static void report_line(struct event_report *report, char mark, char *subject, const char *why)
{
    if (report->lines++ < SHOWN_MAX)
        finding_line(report->finding, mark, 1, subject, NULL, why);
    else
        mem_free(subject);
}

/* The next expectation from `at` on that no event stands for; `wanted`: none. */
static size_t next_open(const struct pairing *pairing, size_t at)
{
    while (at < pairing->wanted && pairing->event_of[at] != SIZE_MAX)
        at++;
    return at;
}

/* Events that stand for nothing, each beside an expectation that is open, and what is missing. */
static void report_content(struct event_report *report, const struct pairing *pairing,
                           const struct expectation *expected, const struct seen_event *events)
{
    size_t open = next_open(pairing, 0);
    for (size_t i = 0; i < pairing->count; i++) {
        if (pairing->match_of[i] != SIZE_MAX)
            continue;
        char *why = open < pairing->wanted ? mismatch(expected_at(expected, open), &events[i])
                                           : mem_strdup("not expected");
        report_line(report, '-', describe(&events[i]), why ? why : "not expected");
        mem_free(why);
        if (open < pairing->wanted)
            open = next_open(pairing, open + 1);
    }
    for (; open < pairing->wanted; open = next_open(pairing, open + 1))
        report_line(report, '+', describe_expected(expected_at(expected, open)), "is missing");
}

static void report_order(struct event_report *report, const struct pairing *pairing,
                         const struct seen_event *events)
{
    for (size_t i = 0; i < pairing->count; i++) {
        if (pairing->match_of[i] == i)
            continue;
        char *why = mem_printf("expected as number %zu, not %zu", pairing->match_of[i] + 1, i + 1);
        report_line(report, '-', describe(&events[i]), why);
        mem_free(why);
    }
}

/* Whether each event stands for an expectation, and each expectation has its event. */
static bool is_whole(const struct pairing *pairing)
{
    bool whole = pairing->count == pairing->wanted;
    for (size_t i = 0; i < pairing->count && whole; i++)
        whole = pairing->match_of[i] != SIZE_MAX;
    return whole;
}

static bool in_order(const struct pairing *pairing)
{
    bool ordered = true;
    for (size_t i = 1; i < pairing->count && ordered; i++)
        ordered = pairing->match_of[i - 1] < pairing->match_of[i];
    return ordered;
}

void judge_events(struct outcome *outcome, const char *what, const struct expectation *expected,
                  const struct seen_event *events, size_t count)
{
    if (!expected->has_events)
        return;
    size_t wanted = 0;
    for (size_t i = 0; i < expected->event_count; i++)
        wanted += expected->events[i].times;
    struct pairing pairing = pair_events(expected, wanted, events, count);
    bool whole = is_whole(&pairing);
    if (!whole || !in_order(&pairing)) {
        struct event_report report = {
            .finding =
                outcome_fail(outcome, expected->events_place.file, expected->events_place.line,
                             mem_printf("%s.events: %zu expected, %zu were logged%s", what, wanted,
                                        count, whole ? ", in another order" : ""))};
        if (whole)
            report_order(&report, &pairing, events);
        else
            report_content(&report, &pairing, expected, events);
        if (report.lines > SHOWN_MAX)
            finding_line(report.finding, ' ', 1,
                         mem_printf("… and %zu more", report.lines - SHOWN_MAX), NULL, NULL);
    }
    mem_free(pairing.event_of);
    mem_free(pairing.match_of);
}

/* Expectations: `then`, and `expect` of a step. Only what stands is asked for. */
#include "scenario/decode.h"

#include "base/memory.h"

#include <string.h>

static void decode_match(struct decoder *decoder, const struct node *node, struct text_match *out)
{
    *out = (struct text_match){.place = place_of(decoder, node)};
    if (node->kind == NODE_SCALAR) {
        out->equals = decode_text(decoder, node);
        return;
    }
    if (!check_map(decoder, node, IN_MATCH, "a text"))
        return;
    const struct node *equals = map_get(node, WORD_EQUALS), *lacks = map_get(node, WORD_LACKS);
    const struct node *contains = map_get(node, WORD_CONTAINS);
    if (equals)
        out->equals = decode_text(decoder, equals);
    if (contains)
        out->contains = decode_texts(decoder, contains, &out->contain_count);
    if (lacks)
        out->lacks = decode_texts(decoder, lacks, &out->lack_count);
    if (!out->equals && !out->contain_count && !out->lack_count)
        diag_hint(bad(decoder, node, "this asks nothing of the text"), "contains: SMS");
}

static struct text_match *decode_output(struct decoder *decoder, const struct node *map,
                                        enum word_id word)
{
    const struct node *node = map_get(map, word);
    if (!node)
        return NULL;
    struct text_match *match = ARENA_NEW(decoder->arena, struct text_match);
    decode_match(decoder, node, match);
    match->place = place_of(decoder, map_key(map, word));
    return match;
}

static void decode_exit(struct decoder *decoder, const struct node *node, struct expectation *out)
{
    const char *text = decode_scalar(decoder, node);
    uint64_t number;
    out->exit_place = place_of(decoder, node);
    if (!text)
        return;
    if (!strcmp(text, "success")) {
        out->exit = EXIT_SUCCESS_EXPECTED;
    } else if (!strcmp(text, "failure")) {
        out->exit = EXIT_FAILURE_EXPECTED;
    } else if (parse_number(&number, text) && number <= UINT32_MAX) {
        out->exit = EXIT_CODE;
        out->exit_code = (uint32_t)number;
    } else {
        diag_hint(bad(decoder, node, "unknown exit %s", text), "success, failure or a number");
    }
}

static void decode_event(struct decoder *decoder, const struct node *map, struct event_match *out)
{
    static const enum event_type types[] = {EVENT_ERROR, EVENT_WARNING, EVENT_INFORMATION};
    *out = (struct event_match){.place = place_of(decoder, map), .times = 1};
    if (!check_map(decoder, map, IN_EVENT, "an event"))
        return;
    const struct node *node;
    uint64_t number;
    if ((node = map_get(map, WORD_EVENT_ID)) && decode_number(decoder, node, 0xFFFF, &number))
        out->id = (uint32_t)number;
    if ((node = map_get(map, WORD_EVENT_SOURCE)))
        out->source = decode_text(decoder, node);
    if ((node = map_get(map, WORD_EVENT_AT))) {
        const char *name = decode_text(decoder, node);
        out->machine = name ? machine_named(decoder, node, name) : NULL;
    }
    if ((node = map_get(map, WORD_EVENT_TYPE))) {
        int type = decode_choice(decoder, node, WORD_EVENT_TYPE);
        out->has_type = type >= 0;
        out->type = types[type < 0 ? 0 : type];
    }
    if ((node = map_get(map, WORD_EVENT_TEXT)))
        decode_match(decoder, node, &out->text);
    if ((node = map_get(map, WORD_TIMES)) && decode_number(decoder, node, 100000, &number)) {
        out->times = (uint32_t)number;
        if (!number)
            diag_hint(bad(decoder, node, "an event that stands here no times"), "leave it out");
    }
    if ((node = map_get(map, WORD_DATA)))
        decode_bytes(decoder, node, &out->data, &out->data_size);
}

static void decode_events(struct decoder *decoder, const struct node *node, struct expectation *out)
{
    out->has_events = true;
    out->events_place = place_of(decoder, node);
    if (node_is(node, "none"))
        return;
    if (node->kind != NODE_LIST) {
        diag_hint(bad(decoder, node, "events are none or a list"), "[{id: 1011}]");
        return;
    }
    out->events = ARENA_ARRAY(decoder->arena, struct event_match, node->count);
    for (size_t i = 0; i < node->count; i++)
        decode_event(decoder, node->items[i], &out->events[out->event_count++]);
}

/* What ignores a whole root accepts whatever a fixer does there. */
static void check_ignoring(struct decoder *decoder, const struct node *node,
                           const struct expectation *out)
{
    for (size_t i = 0; i < out->ignoring_count; i++) {
        const struct path_spec *spec = &out->ignoring[i];
        if (spec->value_count || ustr_find(spec->path, u'\\', 0) != SIZE_MAX)
            continue;
        struct node at = *node;
        at.line = spec->place.line;
        at.column = spec->place.column;
        diag_hint(bad(decoder, &at, "ignoring a whole root would accept nearly everything"),
                  "name the keys whose changes do not matter: HKLM\\SOFTWARE\\Microsoft\\WBEM");
    }
}

static void decode_changes(struct decoder *decoder, const struct node *map, struct expectation *out)
{
    const struct node *node;
    if ((node = map_get(map, WORD_REMOVED))) {
        out->removed = decode_paths(decoder, node, &out->removed_count);
        out->removed_place = place_of(decoder, map_key(map, WORD_REMOVED));
    }
    if ((node = map_get(map, WORD_ADDED))) {
        out->added = decode_registry(decoder, node, &out->added_count);
        out->added_place = place_of(decoder, map_key(map, WORD_ADDED));
    }
    if ((node = map_get(map, WORD_CHANGED))) {
        out->changed = decode_registry(decoder, node, &out->changed_count);
        out->changed_place = place_of(decoder, map_key(map, WORD_CHANGED));
    }
    out->has_registry =
        map_get(map, WORD_REMOVED) || map_get(map, WORD_ADDED) || map_get(map, WORD_CHANGED);
    if ((node = map_get(map, WORD_IGNORING))) {
        out->ignoring = decode_paths(decoder, node, &out->ignoring_count);
        check_ignoring(decoder, node, out);
    }
    if ((node = map_get(map, WORD_LAST_WRITE_TIMES)))
        out->compare_last_writes = decode_boolean(decoder, node);
}

struct expectation *decode_expectation(struct decoder *decoder, const struct node *node)
{
    struct expectation *out = ARENA_NEW(decoder->arena, struct expectation);
    out->place = place_of(decoder, node);
    if (!check_map(decoder, node, IN_EXPECT, "an expectation"))
        return out;
    const struct node *exit = map_get(node, WORD_EXIT), *events = map_get(node, WORD_EVENTS);
    const struct node *files = map_get(node, WORD_FILES_THEN);
    if (exit)
        decode_exit(decoder, exit, out);
    out->out = decode_output(decoder, node, WORD_STDOUT);
    out->err = decode_output(decoder, node, WORD_STDERR);
    decode_changes(decoder, node, out);
    if (events)
        decode_events(decoder, events, out);
    if (files)
        out->files = decode_files(decoder, files, true, &out->file_count);
    if (!node->count)
        diag_hint(bad(decoder, node, "an expectation that expects nothing"),
                  "exit, removed, events, …: regsim explain lists the words");
    return out;
}

bool expectation_can_fail(const struct expectation *expectation)
{
    return expectation->exit != EXIT_ANY || expectation->out || expectation->err ||
           expectation->has_registry || expectation->has_events || expectation->file_count;
}

#include "scenario/yaml.h"

#include "base/buf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

struct diag *yaml_complain(struct diags *diags, const struct yaml_file *file,
                           enum diag_severity severity, size_t line, size_t column,
                           const char *text)
{
    struct diag *diag = diags_add(diags, severity, file->path, line, column, "%s", text);
    if (!diag)
        return NULL;
    const char *at = file->text, *end = file->text + file->size;
    for (size_t skip = line; skip > 1 && at; skip--) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    if (!at || !line)
        return diag;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    size_t length = (size_t)((stop ? stop : end) - at);
    if (length && at[length - 1] == '\r')
        length--;
    diag_source(diag, at, length);
    return diag;
}

bool node_is(const struct node *node, const char *text)
{
    return node->kind == NODE_SCALAR && node->length == strlen(text) &&
           memcmp(node->text, text, node->length) == 0;
}

bool node_is_null(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->style == STYLE_PLAIN &&
           (!node->length || node_is(node, "~") || node_is(node, "null") || node_is(node, "Null") ||
            node_is(node, "NULL"));
}

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct yaml_file *file;
    yaml_document_t *document;
    size_t left; /* nodes that may still be made */
    bool failed;
};

/* The mistakes that people make most have words of their own; libyaml's stay for the others. */
static void hint_of_character(struct diag *diag, const char *source, size_t column)
{
    size_t blanks = strspn(source, " \t");
    if (memchr(source, '\t', blanks)) {
        diag_hint(diag, "indent with spaces, not with tabs");
        return;
    }
    size_t at = 0, length = strlen(source);
    for (size_t i = 1; i < column && at < length; i++)
        wtf8_next(source, length, &at);
    if (source[at] == '%')
        diag_hint(diag, "write a text that starts with %% in single quotes: '%%SystemRoot%%\\…'");
    else if (source[at] == '@' || source[at] == '`')
        diag_hint(diag, "write a text that starts with %c in single quotes", source[at]);
    else if (strstr(diag->text, "mapping values are not allowed"))
        diag_hint(diag, "a text that holds ': ' goes in quotes; a map starts on a line of its own");
    else if (strstr(diag->text, "escape") || strstr(diag->text, "hexdecimal"))
        diag_hint(diag, "in double quotes a backslash starts an escape; paths go in single quotes");
}

static regsim_status parser_error(struct reader *reader, const yaml_parser_t *parser)
{
    size_t line = parser->problem_mark.line + 1, column = parser->problem_mark.column + 1;
    if (parser->error == YAML_READER_ERROR) {
        line = 1;
        column = 1;
        const char *text = reader->file->text;
        for (size_t i = 0; i < parser->problem_offset && i < reader->file->size; i++) {
            column = text[i] == '\n' ? 1 : column + (((unsigned char)text[i] & 0xC0) != 0x80);
            line += text[i] == '\n';
        }
    }
    char text[256];
    snprintf(text, sizeof text, "%s%s%s", parser->problem ? parser->problem : "not YAML",
             parser->context ? " " : "", parser->context ? parser->context : "");
    struct diag *diag = yaml_complain(reader->diags, reader->file, DIAG_ERROR, line, column, text);
    if (diag && diag->source)
        hint_of_character(diag, diag->source, column);
    return regsim_failed(REGSIM_INVALID);
}

static regsim_status parser_begin(yaml_parser_t *parser, const struct reader *reader)
{
    const struct yaml_file *file = reader->file;
    if (!yaml_parser_initialize(parser))
        return diags_host(reader->diags, file->path, ENOMEM, "reading YAML");
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)file->text, file->size);
    return regsim_ok();
}

static const struct node *node_fails(struct reader *reader, const yaml_node_t *at, const char *text,
                                     const char *hint)
{
    struct diag *diag = yaml_complain(reader->diags, reader->file, DIAG_ERROR,
                                      at->start_mark.line + 1, at->start_mark.column + 1, text);
    diag_hint(diag, "%s", hint);
    reader->failed = true;
    return NULL;
}

static bool tag_is_standard(const yaml_node_t *node)
{
    const char *tag = (const char *)node->tag;
    return !tag || !strcmp(tag, YAML_STR_TAG) || !strcmp(tag, YAML_SEQ_TAG) ||
           !strcmp(tag, YAML_MAP_TAG);
}

static const struct node *convert(struct reader *reader, int index, size_t depth);

static const struct node *convert_scalar(struct reader *reader, struct node *node,
                                         const yaml_node_t *from)
{
    node->text = arena_strndup(reader->arena, (const char *)from->data.scalar.value,
                               from->data.scalar.length);
    node->length = from->data.scalar.length;
    switch (from->data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        node->style = STYLE_SINGLE_QUOTED;
        break;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        node->style = STYLE_DOUBLE_QUOTED;
        break;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
        node->style = STYLE_BLOCK;
        break;
    default:
        node->style = STYLE_PLAIN;
    }
    return node;
}

static const struct node *convert_list(struct reader *reader, struct node *node,
                                       const yaml_node_t *from, size_t depth)
{
    const yaml_node_item_t *first = from->data.sequence.items.start;
    node->kind = NODE_LIST;
    node->count = (size_t)(from->data.sequence.items.top - first);
    node->items = ARENA_ARRAY(reader->arena, const struct node *, node->count);
    for (size_t i = 0; i < node->count; i++) {
        node->items[i] = convert(reader, first[i], depth + 1);
        if (!node->items[i])
            return NULL;
    }
    return node;
}

static const struct node *convert_map(struct reader *reader, struct node *node,
                                      const yaml_node_t *from, size_t depth)
{
    const yaml_node_pair_t *first = from->data.mapping.pairs.start;
    node->kind = NODE_MAP;
    node->count = (size_t)(from->data.mapping.pairs.top - first);
    node->keys = ARENA_ARRAY(reader->arena, const struct node *, node->count);
    node->items = ARENA_ARRAY(reader->arena, const struct node *, node->count);
    for (size_t i = 0; i < node->count; i++) {
        const yaml_node_t *key = yaml_document_get_node(reader->document, first[i].key);
        if (key->type != YAML_SCALAR_NODE)
            return node_fails(reader, key, "a key must be a text",
                              "quote it if it is meant as one");
        node->keys[i] = convert(reader, first[i].key, depth + 1);
        if (!node->keys[i])
            return NULL;
        if (node->keys[i]->style == STYLE_PLAIN && node_is(node->keys[i], "<<"))
            return node_fails(reader, key, "merge keys (<<) are not part of the language",
                              "write the words out, or use a variable of let");
        node->items[i] = convert(reader, first[i].value, depth + 1);
        if (!node->items[i])
            return NULL;
    }
    return node;
}

static const struct node *convert(struct reader *reader, int index, size_t depth)
{
    const yaml_node_t *from = yaml_document_get_node(reader->document, index);
    if (depth > YAML_DEPTH_MAX)
        return node_fails(reader, from, "nested too deeply, or an alias that holds itself",
                          "64 levels are allowed");
    if (!reader->left)
        return node_fails(reader, from, "aliases expand to too much",
                          "aliases may add 10,000 nodes to those written");
    reader->left--;
    if (!tag_is_standard(from))
        return node_fails(reader, from, "tags are not part of the language", "leave the !tag out");
    struct node *node = ARENA_NEW(reader->arena, struct node);
    node->file = reader->file;
    node->line = from->start_mark.line + 1;
    node->column = from->start_mark.column + 1;
    if (from->type == YAML_SEQUENCE_NODE)
        return convert_list(reader, node, from, depth);
    if (from->type == YAML_MAPPING_NODE)
        return convert_map(reader, node, from, depth);
    return convert_scalar(reader, node, from);
}

/* A second document in the file would be dropped silently. */
static regsim_status expect_end(struct reader *reader, yaml_parser_t *parser)
{
    yaml_document_t next;
    if (!yaml_parser_load(parser, &next))
        return parser_error(reader, parser);
    bool more = yaml_document_get_root_node(&next) != NULL;
    size_t line = next.start_mark.line + 1;
    yaml_document_delete(&next);
    if (!more)
        return regsim_ok();
    struct diag *diag = yaml_complain(reader->diags, reader->file, DIAG_ERROR, line, 1,
                                      "a second document in one file");
    diag_hint(diag, "one file holds one scenario; write it into a file of its own");
    return regsim_failed(REGSIM_INVALID);
}

static regsim_status read_document(struct reader *reader, yaml_parser_t *parser)
{
    yaml_document_t document;
    if (!yaml_parser_load(parser, &document))
        return parser_error(reader, parser);
    reader->document = &document;
    reader->left = (size_t)(document.nodes.top - document.nodes.start) + YAML_ALIASED_MAX;
    if (!yaml_document_get_root_node(&document)) {
        yaml_complain(reader->diags, reader->file, DIAG_ERROR, 1, 1, "the file is empty");
        reader->failed = true;
    } else {
        reader->file->root = convert(reader, 1, 0);
    }
    yaml_document_delete(&document);
    reader->document = NULL;
    return reader->failed ? regsim_failed(REGSIM_INVALID) : expect_end(reader, parser);
}

static regsim_status too_much(struct reader *reader, const yaml_event_t *at, const char *text,
                              const char *hint)
{
    struct diag *diag = yaml_complain(reader->diags, reader->file, DIAG_ERROR,
                                      at->start_mark.line + 1, at->start_mark.column + 1, text);
    diag_hint(diag, "%s", hint);
    return regsim_failed(REGSIM_INVALID);
}

/* What is open and what there is after the event; the event that is too much is an error. */
struct extent {
    size_t depth, nodes, anchors;
};

static regsim_status measure_event(struct reader *reader, const yaml_event_t *event,
                                   struct extent *extent)
{
    bool anchored = false;
    switch (event->type) {
    case YAML_SEQUENCE_START_EVENT:
        anchored = event->data.sequence_start.anchor != NULL;
        break;
    case YAML_MAPPING_START_EVENT:
        anchored = event->data.mapping_start.anchor != NULL;
        break;
    case YAML_SCALAR_EVENT:
        anchored = event->data.scalar.anchor != NULL;
        break;
    case YAML_ALIAS_EVENT:
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        extent->depth--;
        return regsim_ok();
    default:
        return regsim_ok();
    }
    if (extent->depth > YAML_DEPTH_MAX)
        return too_much(reader, event, "nested too deeply", "64 levels are allowed");
    if (++extent->nodes > YAML_NODES_MAX)
        return too_much(reader, event, "more than 500,000 texts, lists and maps",
                        "no scenario is that large: write several files");
    extent->anchors += anchored;
    if (extent->anchors > YAML_ANCHORS_MAX)
        return too_much(reader, event, "more than 1,000 anchors", "use variables of let");
    extent->depth +=
        event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT;
    return regsim_ok();
}

/* Reads the whole stream once, event by event, and stops at the first that is too much: libyaml's
 * loader takes time that grows with the square of the depth, and of the number of anchors. */
static regsim_status measure(struct reader *reader)
{
    yaml_parser_t parser;
    struct extent extent = {0};
    regsim_status status = regsim_ok();
    REGSIM_TRY(parser_begin(&parser, reader));
    for (bool more = true; more && regsim_is_ok(status);) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            status = parser_error(reader, &parser);
            break;
        }
        status = measure_event(reader, &event, &extent);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return status;
}

regsim_status yaml_parse(struct yaml_file **out, struct arena *arena, const char *path,
                         const char *text, size_t size, struct diags *diags)
{
    struct yaml_file *file = ARENA_NEW(arena, struct yaml_file);
    if (size >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) { /* a byte order mark is no text */
        text += 3;
        size -= 3;
    }
    *file =
        (struct yaml_file){arena_strdup(arena, path), arena_strndup(arena, text, size), size, NULL};
    *out = file;
    struct reader reader = {arena, diags, file, NULL, 0, false};
    REGSIM_TRY(measure(&reader));
    yaml_parser_t parser;
    REGSIM_TRY(parser_begin(&parser, &reader));
    regsim_status status = read_document(&reader, &parser);
    yaml_parser_delete(&parser);
    return status;
}

regsim_status yaml_read(struct yaml_file **out, struct arena *arena, const char *path,
                        struct diags *diags)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return diags_host(diags, path, errno, "opening");
    struct buf text = {.max = YAML_SIZE_MAX};
    char part[4096];
    for (size_t got; !text.overflow && (got = fread(part, 1, sizeof part, in)) > 0;)
        buf_add(&text, part, got);
    int error = ferror(in) ? errno : 0;
    fclose(in);
    regsim_status status;
    if (error)
        status = diags_host(diags, path, error, "reading");
    else if (text.overflow)
        status = diags_invalid(diags, path, "larger than 4 MiB, which no scenario is");
    else
        status = yaml_parse(out, arena, path, text.size ? (const char *)text.bytes : "", text.size,
                            diags);
    buf_free(&text);
    return status;
}

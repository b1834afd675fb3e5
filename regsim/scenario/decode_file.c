/* Files: path → what it is. In a state it says what to make, in an expectation what must be. */
#include "scenario/decode.h"

#include "base/memory.h"

#include <string.h>

static void decode_behaviour(struct decoder *decoder, const struct node *map, enum word_id word,
                             struct module_behaviour *out)
{
    const struct node *node = map_get(map, word);
    const char *text = node ? decode_text(decoder, node) : NULL;
    if (text && !module_behaviour_parse(out, text))
        diag_hint(bad(decoder, node, "%s cannot do this: %s", words[word].name, text),
                  "works, fails 5, faults, faults 0xC0000005, hangs 10000 ms");
}

static void decode_module(struct decoder *decoder, const struct node *map, struct file_spec *out)
{
    static const enum word_id needing[] = {WORD_EXPORTS, WORD_LOAD, WORD_OPEN, WORD_COLLECT,
                                           WORD_CLOSE};
    const struct node *arch = map_get(map, WORD_ARCH);
    for (size_t i = 0; !arch && i < sizeof needing / sizeof *needing; i++) {
        const struct node *key = map_key(map, needing[i]);
        if (key)
            diag_hint(bad(decoder, key, "a file without arch is no module"), "arch: i386");
    }
    if (!arch)
        return;
    out->is_module = true;
    int platform = decode_choice(decoder, arch, WORD_ARCH);
    out->arch = platform < 0 ? PLATFORM_I386 : (enum platform)platform;
    const struct node *exports = map_get(map, WORD_EXPORTS);
    const struct node *const *items;
    size_t count = exports ? items_of(&exports, &items) : 0;
    out->exports = ARENA_ARRAY(decoder->arena, struct ustr, count);
    for (size_t i = 0; i < count; i++) {
        if (decode_units(decoder, items[i], &out->exports[out->export_count]))
            out->export_count++;
    }
    decode_behaviour(decoder, map, WORD_LOAD, &out->load);
    decode_behaviour(decoder, map, WORD_OPEN, &out->open);
    decode_behaviour(decoder, map, WORD_COLLECT, &out->collect);
    decode_behaviour(decoder, map, WORD_CLOSE, &out->close);
}

static void decode_content(struct decoder *decoder, const struct node *map, bool expected,
                           struct file_spec *out)
{
    const struct node *text = map_get(map, WORD_TEXT), *hex = map_get(map, WORD_FILE_HEX);
    const struct node *contains = map_get(map, WORD_FILE_CONTAINS);
    if (text) {
        const char *bytes = decode_scalar(decoder, text);
        out->bytes = (const uint8_t *)bytes;
        out->size = bytes ? strlen(bytes) : 0;
    }
    if (hex && text)
        bad(decoder, hex, "text and hex are both the content");
    else if (hex)
        decode_bytes(decoder, hex, &out->bytes, &out->size);
    if (contains && !expected)
        diag_hint(bad(decoder, contains, "contains is an expectation"), "text: is the content");
    else if (contains)
        out->contains = decode_text(decoder, contains);
}

static void decode_details(struct decoder *decoder, const struct node *map, bool expected,
                           struct file_spec *out)
{
    if (!check_map(decoder, map, IN_FILE, "a file"))
        return;
    const struct node *directory = map_get(map, WORD_DIRECTORY);
    const struct node *read_only = map_get(map, WORD_READ_ONLY);
    out->is_directory = directory && decode_boolean(decoder, directory);
    out->read_only = read_only && decode_boolean(decoder, read_only);
    decode_module(decoder, map, out);
    decode_content(decoder, map, expected, out);
    if (out->is_directory && (out->bytes || out->is_module || out->contains))
        bad(decoder, map, "a folder has no content");
}

static bool decode_file(struct decoder *decoder, const struct node *key, const struct node *node,
                        bool expected, struct file_spec *out)
{
    struct key_path path;
    bool good = decode_file_path(decoder, key, &path);
    *out = (struct file_spec){
        .place = place_of(decoder, key), .machine = path.machine, .path = path.path};
    if (good && path.machine && !expected) {
        diag_hint(bad(decoder, key, "a file of another computer cannot stand here"),
                  "write it below that computer in given.machines");
        good = false;
    }
    if (node_is(node, "absent")) {
        out->state = FILE_ABSENT;
    } else if (node->kind == NODE_SCALAR && !node_is(node, "present")) {
        diag_hint(bad(decoder, node, "a file is present, absent, or a map"), "{text: …}");
        good = false;
    } else if (node->kind != NODE_SCALAR) {
        decode_details(decoder, node, expected, out);
    }
    return good;
}

struct file_spec *decode_files(struct decoder *decoder, const struct node *map, bool expected,
                               size_t *count)
{
    struct file_spec *files = ARENA_ARRAY(decoder->arena, struct file_spec, map->count);
    struct ustr *names = mem_calloc(map->count, sizeof *names);
    const struct node **nodes = mem_calloc(map->count, sizeof *nodes);
    *count = 0;
    for (size_t i = 0; i < map->count; i++) {
        struct file_spec *file = &files[*count];
        if (!decode_file(decoder, map->keys[i], map->items[i], expected, file))
            continue;
        names[*count] = canonical_path(decoder, (struct key_path){file->machine, file->path});
        nodes[(*count)++] = map->keys[i];
    }
    check_duplicates(decoder, names, nodes, *count, "file");
    mem_free(names);
    mem_free(nodes);
    return files;
}

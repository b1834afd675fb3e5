/*
 * The state of a machine: the words that `given`, a base and an install's `adds` share, as a change
 * (model.h) that is applied in a fixed order.
 */
#include "scenario/decode.h"

#include "base/buf.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "registry/access.h"
#include "registry/ops.h"

#include <string.h>

/* Appends `count` items of `size` bytes to an array of `before` items, in the arena. */
static void *appended(struct decoder *decoder, const void *items, size_t before, const void *more,
                      size_t count, size_t size)
{
    char *all = arena_alloc(decoder->arena, (before + count) * size);
    if (before)
        memcpy(all, items, before * size);
    if (count)
        memcpy(all + before * size, more, count * size);
    return all;
}

void change_add_keys(struct decoder *decoder, struct change *change, const struct key_spec *keys,
                     size_t count)
{
    change->keys = appended(decoder, change->keys, change->key_count, keys, count, sizeof *keys);
    change->key_count += count;
}

void change_add_files(struct decoder *decoder, struct change *change, const struct file_spec *files,
                      size_t count)
{
    change->files =
        appended(decoder, change->files, change->file_count, files, count, sizeof *files);
    change->file_count += count;
}

/* --- registry ------------------------------------------------------------------------------- */

static void decode_keys(struct decoder *decoder, const struct node *map, struct change *change)
{
    size_t count;
    struct key_spec *keys = decode_registry(decoder, map, &count);
    for (size_t i = 0; i < count; i++) {
        struct node at = *map->keys[0];
        at.line = keys[i].place.line;
        at.column = keys[i].place.column;
        if (keys[i].machine)
            diag_hint(bad(decoder, &at, "a path on another computer cannot stand here"),
                      "write it below that computer in given.machines");
    }
    change_add_keys(decoder, change, keys, count);
}

static bool has_key(struct decoder *decoder, const struct change *change, struct ustr path)
{
    struct ustr wanted = canonical_path(decoder, (struct key_path){NULL, path});
    for (size_t i = 0; i < change->key_count; i++) {
        struct key_path there = {NULL, change->keys[i].path};
        if (ustr_same_nocase(canonical_path(decoder, there), wanted))
            return true;
    }
    return false;
}

static void decode_volatile(struct decoder *decoder, const struct node *node, struct change *change)
{
    const struct node *const *items;
    size_t count = items_of(&node, &items);
    change->volatile_keys = ARENA_ARRAY(decoder->arena, struct ustr, count);
    for (size_t i = 0; i < count; i++) {
        struct ustr path;
        if (!decode_local_path(decoder, items[i], &path))
            continue;
        struct key_spec key = {.place = place_of(decoder, items[i]), .path = path};
        if (!has_key(decoder, change, path))
            change_add_keys(decoder, change, &key, 1);
        change->volatile_keys[change->volatile_count++] = path;
    }
    check_duplicates(decoder, change->volatile_keys, items, change->volatile_count, "key");
}

static void decode_links(struct decoder *decoder, const struct node *map, struct change *change)
{
    change->links = ARENA_ARRAY(decoder->arena, struct link_spec, map->count);
    for (size_t i = 0; i < map->count; i++) {
        struct link_spec *link = &change->links[change->link_count];
        link->place = place_of(decoder, map->keys[i]);
        bool good = decode_local_path(decoder, map->keys[i], &link->path);
        if (decode_local_path(decoder, map->items[i], &link->target) && good)
            change->link_count++;
    }
}

static void decode_classes(struct decoder *decoder, const struct node *map, struct change *change)
{
    change->classes = ARENA_ARRAY(decoder->arena, struct class_spec, map->count);
    for (size_t i = 0; i < map->count; i++) {
        struct class_spec *class = &change->classes[change->class_count];
        class->place = place_of(decoder, map->keys[i]);
        bool good = decode_local_path(decoder, map->keys[i], &class->path);
        if (decode_units(decoder, map->items[i], &class->class_name) && good)
            change->class_count++;
    }
}

/* --- access --------------------------------------------------------------------------------- */

static const struct right {
    const char *name;
    uint32_t mask;
} rights[] = {
    {"delete", DELETE_RIGHT},
    /* READ_CONTROL is in KEY_READ and KEY_WRITE alike: denying one would deny the other */
    {"read", KEY_READ_RIGHTS & ~(uint32_t)READ_CONTROL_RIGHT},
    {"write", KEY_WRITE_RIGHTS & ~(uint32_t)READ_CONTROL_RIGHT},
    {"all", KEY_ALL_RIGHTS},
    {"set_value", KEY_SET_VALUE_RIGHT},
    {"create_subkey", KEY_CREATE_SUB_KEY_RIGHT},
    {"query_value", KEY_QUERY_VALUE_RIGHT},
    {"enumerate", KEY_ENUMERATE_SUB_KEYS_RIGHT},
    {"write_dac", WRITE_DAC_RIGHT},
    {"write_owner", WRITE_OWNER_RIGHT},
};
enum { RIGHT_COUNT = sizeof rights / sizeof *rights };

static uint32_t decode_right(struct decoder *decoder, const struct node *node)
{
    const char *names[RIGHT_COUNT];
    const char *text = decode_text(decoder, node);
    for (size_t i = 0; text && i < RIGHT_COUNT; i++) {
        names[i] = rights[i].name;
        if (!strcmp(rights[i].name, text))
            return rights[i].mask;
    }
    if (text)
        hint_near(bad(decoder, node, "unknown right %s", text),
                  nearest_word(text, names, RIGHT_COUNT));
    return 0;
}

static void decode_denial(struct decoder *decoder, const struct node *map, struct acl_spec *out)
{
    const struct node *deny = map_get(map, WORD_DENY), *to = map_get(map, WORD_TO);
    const struct node *const *items;
    size_t count = deny ? items_of(&deny, &items) : 0;
    for (size_t i = 0; i < count; i++)
        out->deny_mask |= decode_right(decoder, items[i]);
    if (deny && !count)
        diag_hint(bad(decoder, deny, "a denial of nothing"),
                  "{deny: delete}, {deny: [read, write]}");
    out->deny_who = to ? decode_text(decoder, to) : "WD";
    struct sid sid;
    if (out->deny_who && !sid_from_string(&sid, out->deny_who))
        diag_hint(bad(decoder, to, "%s is neither a SID nor an SDDL alias", out->deny_who),
                  "WD (everyone), BA (administrators), BU (users), SY (the system), S-1-…");
}

static void decode_sddl(struct decoder *decoder, const struct node *node, struct acl_spec *out)
{
    struct diags diags = {0};
    out->sddl = decode_text(decoder, node);
    const struct blob *security = out->sddl ? security_from_sddl(out->sddl, &diags) : NULL;
    if (out->sddl && !security)
        diag_hint(bad(decoder, node, "not a security descriptor in SDDL: %s",
                      diags.count ? diags.items[0].text : out->sddl),
                  "O:BAG:SYD:(A;CI;KA;;;BA), or a map: {deny: delete}");
    blob_release(security);
    diags_free(&diags);
}

static void decode_acl(struct decoder *decoder, const struct node *map, struct change *change)
{
    change->acl = ARENA_ARRAY(decoder->arena, struct acl_spec, map->count);
    for (size_t i = 0; i < map->count; i++) {
        struct acl_spec *acl = &change->acl[change->acl_count++];
        acl->place = place_of(decoder, map->keys[i]);
        decode_local_path(decoder, map->keys[i], &acl->path);
        if (map->items[i]->kind == NODE_SCALAR)
            decode_sddl(decoder, map->items[i], acl);
        else if (check_map(decoder, map->items[i], IN_DENIAL, "a denial"))
            decode_denial(decoder, map->items[i], acl);
    }
}

/* --- services and drives -------------------------------------------------------------------- */

static void put_value(struct decoder *decoder, struct key_spec *key, const char *name,
                      uint32_t type, const char *text, uint32_t number)
{
    struct value_spec *value = &key->values[key->value_count++];
    struct buf data = {0};
    struct ustr units = ustr_from_wtf8(name, strlen(name));
    *value = (struct value_spec){
        .place = key->place, .name = arena_ustr(decoder->arena, units), .type = type};
    ustr_free(units);
    if (text) {
        units = ustr_from_wtf8(text, strlen(text));
        for (size_t i = 0; i < units.count; i++)
            buf_u16(&data, units.units[i]);
        buf_u16(&data, 0);
        ustr_free(units);
    } else {
        buf_u32(&data, number);
    }
    value->data = arena_dup(decoder->arena, data.bytes, data.size);
    value->size = (uint32_t)data.size;
    buf_free(&data);
}

static const char *text_or(struct decoder *decoder, const struct node *map, enum word_id word,
                           const char *otherwise)
{
    const struct node *node = map_get(map, word);
    const char *text = node ? decode_text(decoder, node) : NULL;
    return text ? text : otherwise;
}

/* What the service control manager writes for a new service. */
static void decode_service(struct decoder *decoder, const char *name, const struct node *node,
                           struct key_spec *key)
{
    static const uint32_t types[] = {0x1, 0x2, 0x10, 0x20};
    const char *image = NULL;
    int start = 2, type = 2;
    bool map = node->kind == NODE_MAP && check_map(decoder, node, IN_SERVICE, "a service");
    if (map) {
        image = text_or(decoder, node, WORD_IMAGE, NULL);
        if (map_get(node, WORD_START))
            start = decode_choice(decoder, map_get(node, WORD_START), WORD_START);
        if (map_get(node, WORD_SERVICE_TYPE))
            type = decode_choice(decoder, map_get(node, WORD_SERVICE_TYPE), WORD_SERVICE_TYPE);
    } else {
        image = decode_text(decoder, node);
    }
    type = type < 0 ? 2 : type;
    key->values = ARENA_ARRAY(decoder->arena, struct value_spec, 6);
    put_value(decoder, key, "Type", REG_DWORD_TYPE, NULL, types[type]);
    put_value(decoder, key, "Start", REG_DWORD_TYPE, NULL, (uint32_t)start);
    put_value(decoder, key, "ErrorControl", REG_DWORD_TYPE, NULL, 1);
    if (image)
        put_value(decoder, key, "ImagePath", REG_EXPAND_SZ_TYPE, image, 0);
    put_value(decoder, key, "DisplayName", REG_SZ_TYPE,
              map ? text_or(decoder, node, WORD_DISPLAY, name) : name, 0);
    if (type >= 2)
        put_value(decoder, key, "ObjectName", REG_SZ_TYPE,
                  map ? text_or(decoder, node, WORD_ACCOUNT, "LocalSystem") : "LocalSystem", 0);
}

static void decode_services(struct decoder *decoder, const struct node *map, struct change *change)
{
    const struct ustr services = USTR(u"HKLM\\SYSTEM\\CurrentControlSet\\Services\\");
    for (size_t i = 0; i < map->count; i++) {
        struct ustr name;
        const char *text = decode_text(decoder, map->keys[i]);
        if (!text || !decode_units(decoder, map->keys[i], &name))
            continue;
        if (!name.count || ustr_find(name, u'\\', 0) != SIZE_MAX) {
            bad(decoder, map->keys[i], "%s cannot name a service", text);
            continue;
        }
        struct ubuf path = {0};
        ubuf_add(&path, services);
        ubuf_add(&path, name);
        struct key_spec key = {.place = place_of(decoder, map->keys[i]),
                               .path = arena_ustr(decoder->arena, ubuf_view(&path))};
        ubuf_free(&path);
        if (has_key(decoder, change, key.path))
            bad(decoder, map->keys[i], "service %s stands in registry or services already", text);
        decode_service(decoder, text, map->items[i], &key);
        change_add_keys(decoder, change, &key, 1);
    }
}

static void decode_drives(struct decoder *decoder, const struct node *map, struct change *change)
{
    change->drives = ARENA_ARRAY(decoder->arena, struct drive_spec, map->count);
    for (size_t i = 0; i < map->count; i++) {
        const struct node *key = map->keys[i], *item = map->items[i];
        struct drive_spec *drive = &change->drives[change->drive_count];
        const char *letter = decode_text(decoder, key);
        char16_t upper = letter ? ustr_upcase((unsigned char)letter[0]) : 0;
        *drive = (struct drive_spec){
            .place = place_of(decoder, key), .letter = (char)upper, .free_bytes = UINT64_MAX};
        if (letter && (strlen(letter) != 1 || upper < u'A' || upper > u'Z')) {
            diag_hint(bad(decoder, key, "%s is not the letter of a drive", letter), "C");
            continue;
        }
        for (size_t j = 0; j < change->drive_count; j++) {
            if (change->drives[j].letter == drive->letter)
                bad(decoder, key, "drive %s stands here twice", letter);
        }
        if (!check_map(decoder, item, IN_DRIVE, "a drive"))
            continue;
        if (map_get(item, WORD_CAPACITY))
            decode_size(decoder, map_get(item, WORD_CAPACITY), &drive->capacity_bytes);
        if (map_get(item, WORD_FREE))
            decode_size(decoder, map_get(item, WORD_FREE), &drive->free_bytes);
        change->drive_count += letter != NULL;
    }
}

void decode_leaves_behind(struct decoder *decoder, const struct node *node, struct change *change)
{
    const struct node *const *items;
    size_t count = items_of(&node, &items);
    change->leaves_behind = ARENA_ARRAY(decoder->arena, struct path_spec, count);
    for (size_t i = 0; i < count; i++) {
        struct path_spec *spec = &change->leaves_behind[change->leave_count];
        spec->place = place_of(decoder, items[i]);
        if (decode_local_path(decoder, items[i], &spec->path))
            change->leave_count++;
    }
}

void decode_state(struct decoder *decoder, const struct node *map, struct change *change)
{
    const struct node *node;
    if ((node = map_get(map, WORD_REGISTRY)))
        decode_keys(decoder, node, change);
    if ((node = map_get(map, WORD_SERVICES)))
        decode_services(decoder, node, change);
    if ((node = map_get(map, WORD_VOLATILE)))
        decode_volatile(decoder, node, change);
    if ((node = map_get(map, WORD_LINKS)))
        decode_links(decoder, node, change);
    if ((node = map_get(map, WORD_CLASSES)))
        decode_classes(decoder, node, change);
    if ((node = map_get(map, WORD_ACL)))
        decode_acl(decoder, node, change);
    if ((node = map_get(map, WORD_DRIVES)))
        decode_drives(decoder, node, change);
    if ((node = map_get(map, WORD_FILES))) {
        size_t count;
        struct file_spec *files = decode_files(decoder, node, false, &count);
        change_add_files(decoder, change, files, count);
    }
    if ((node = map_get(map, WORD_LEAVES_BEHIND)))
        decode_leaves_behind(decoder, node, change);
}

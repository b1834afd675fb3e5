/* See given_text.h. */
#include "customer/given_text.h"

#include "base/memory.h"
#include "customer/yaml_text.h"
#include "registry/access.h"

#include <string.h>

struct machine *given_bare_machine(const struct machine *machine)
{
    return machine_new(machine->name, machine->os, machine->platform);
}

static void put_indent(struct buf *out, size_t indent)
{
    buf_printf(out, "%*s", (int)indent, "");
}

/* --- the registry ------------------------------------------------------------------------------
 */

/* Takes away what every machine has, `bare` at the same path; true: nothing is left at `key`. */
static bool take_bare(struct store *store, key_id key, const struct store *bare, key_id twin)
{
    for (size_t i = store_value_count(store, key); i-- > 0;) {
        const struct value *value = store_value_at(store, key, i);
        const struct value *same = store_value_find(bare, twin, value_name(value));
        if (same && value_same(value, same))
            store_value_remove(store, key, value_name(same));
    }
    for (size_t i = store_child_count(store, key); i-- > 0;) {
        key_id child = store_child_at(store, key, i);
        key_id other = store_child_find(bare, twin, store_name(store, child));
        if (other && take_bare(store, child, bare, other))
            store_key_remove(store, child);
    }
    return !store_child_count(store, key) && !store_value_count(store, key);
}

struct store *given_document(const struct store *registry, const struct store *bare)
{
    struct store *left = store_clone(registry), *document = store_new();
    take_bare(left, store_root(left), bare, store_root(bare));
    static const struct ustr names[][2] = {{{u"MACHINE", 7}, {u"HKEY_LOCAL_MACHINE", 18}},
                                           {{u"USER", 4}, {u"HKEY_USERS", 10}}};
    for (size_t i = 0; i < 2; i++) {
        key_id key = store_child_find(left, store_root(left), names[i][0]);
        if (key)
            store_tree_copy(document, store_ensure(document, store_root(document), names[i][1], 0),
                            left, key);
    }
    store_free(left);
    return document;
}

static void put_path(struct buf *out, const struct store *store, key_id key)
{
    struct ubuf path = {0};
    store_path(store, key, KEY_NONE, &path);
    yaml_quote(out, ubuf_view(&path));
    ubuf_free(&path);
}

static void put_value(struct buf *out, size_t indent, const struct value *value)
{
    put_indent(out, indent);
    if (value->name_units)
        yaml_quote(out, value_name(value));
    else
        buf_text(out, "(Default)");
    buf_text(out, ": ");
    yaml_value(out, value);
    buf_put(out, '\n');
}

static bool is_link(const struct store *store, key_id key)
{
    return (store_flags(store, key) & KEY_LINK) != 0;
}

/* Keys that the path of another implies are not said; a link has a section of its own. */
static void put_key(struct buf *out, size_t indent, const struct store *store, key_id key)
{
    size_t values = store_value_count(store, key);
    if (is_link(store, key))
        return;
    if (values || !store_child_count(store, key)) {
        put_indent(out, indent);
        put_path(out, store, key);
        buf_text(out, values ? ":\n" : ": {}\n");
        for (size_t i = 0; i < values; i++)
            put_value(out, indent + 2, store_value_at(store, key, i));
    }
    for (size_t i = 0; i < store_child_count(store, key); i++)
        put_key(out, indent, store, store_child_at(store, key, i));
}

void given_put_registry(struct buf *out, size_t indent, const struct store *document)
{
    key_id root = store_root(document);
    if (!store_child_count(document, root))
        return;
    put_indent(out, indent);
    buf_text(out, "registry:\n");
    for (size_t i = 0; i < store_child_count(document, root); i++)
        put_key(out, indent + 2, document, store_child_at(document, root, i));
}

/* --- what of keys is no value ------------------------------------------------------------------
 */

static bool put_link(struct buf *out, const struct store *store, key_id key)
{
    static const struct ustr prefix = {u"\\REGISTRY\\", 10};
    const struct value *value = store_value_find(store, key, USTR(u"SymbolicLinkValue"));
    if (!is_link(store, key) || !value)
        return false;
    struct ustr target = {(const char16_t *)(const void *)value_data(value), value->size / 2};
    struct ubuf user = {0};
    registry_path_to_user(
        &user, ustr_slice(target, target.count < prefix.count ? 0 : prefix.count, target.count),
        false);
    put_path(out, store, key);
    buf_text(out, ": ");
    yaml_quote(out, ubuf_view(&user));
    ubuf_free(&user);
    return true;
}

static bool put_class(struct buf *out, const struct store *store, key_id key)
{
    if (!store_class(store, key).count)
        return false;
    put_path(out, store, key);
    buf_text(out, ": ");
    yaml_quote(out, store_class(store, key));
    return true;
}

static bool put_volatile(struct buf *out, const struct store *store, key_id key)
{
    if (!(store_flags(store, key) & KEY_VOLATILE))
        return false;
    buf_text(out, "- ");
    put_path(out, store, key);
    return true;
}

/* A descriptor that is not the one that governs the key anyway. */
static bool put_acl(struct buf *out, const struct store *store, key_id key)
{
    const struct blob *own = store_security(store, key);
    key_id parent = store_parent(store, key);
    if (!own || !parent)
        return false;
    const struct blob *given = access_security(store, parent);
    if (blob_size(own) == blob_size(given) &&
        !memcmp(blob_bytes(own), blob_bytes(given), blob_size(own)))
        return false;
    char *sddl = security_to_sddl(own);
    if (sddl) {
        put_path(out, store, key);
        buf_text(out, ": ");
        yaml_quote_z(out, sddl);
    }
    mem_free(sddl);
    return sddl != NULL;
}

static void put_attributes(struct buf *out, size_t indent, const struct store *document)
{
    static const struct {
        const char *word;
        bool (*put)(struct buf *out, const struct store *store, key_id key);
    } sections[] = {
        {"acl", put_acl}, {"links", put_link}, {"volatile", put_volatile}, {"classes", put_class}};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        struct buf line = {0};
        bool none = true;
        for (key_id key = 1; key < store_id_limit(document); key++) {
            if (!store_exists(document, key) || !sections[i].put(&line, document, key))
                continue;
            if (none) {
                put_indent(out, indent);
                buf_printf(out, "%s:\n", sections[i].word);
            }
            none = false;
            put_indent(out, indent + 2);
            buf_add(out, line.bytes, line.size);
            buf_put(out, '\n');
            buf_clear(&line);
        }
        buf_free(&line);
    }
}

/* --- files and drives --------------------------------------------------------------------------
 */

static void put_behaviour(struct buf *out, const char *word, const struct module_behaviour *does)
{
    if (does->act == MODULE_WORKS)
        return;
    char *text = module_behaviour_text(does);
    buf_printf(out, ", %s: %s", word, text);
    mem_free(text);
}

static void put_module(struct buf *out, const struct module_info *module)
{
    buf_printf(out, "{arch: %s, exports: [", platform_name(module->arch));
    for (size_t i = 0; i < module->export_count; i++) {
        buf_text(out, i ? ", " : "");
        yaml_quote(out, module->exports[i]);
    }
    buf_put(out, ']');
    put_behaviour(out, "load", &module->load);
    put_behaviour(out, "open", &module->open);
    put_behaviour(out, "collect", &module->collect);
    put_behaviour(out, "close", &module->close);
}

static bool is_one_line(const struct file_info *file)
{
    for (uint64_t i = 0; i < file->size; i++) {
        if (file->bytes[i] < 0x20 || file->bytes[i] > 0x7E)
            return false;
    }
    return true;
}

static void put_content(struct buf *out, const struct file_info *file)
{
    if (is_one_line(file)) {
        char *text = mem_printf("%.*s", (int)file->size, (const char *)file->bytes);
        buf_text(out, "{text: ");
        yaml_quote_z(out, text);
        mem_free(text);
        return;
    }
    buf_text(out, "{hex: '");
    for (uint64_t i = 0; i < file->size; i++)
        buf_printf(out, i ? " %02x" : "%02x", file->bytes[i]);
    buf_put(out, '\'');
}

static void put_file(struct buf *out, const struct file_info *file)
{
    if (file->module)
        put_module(out, file->module);
    else if (file->attributes & FILE_DIRECTORY)
        buf_text(out, "{directory: true");
    else
        put_content(out, file);
    if (file->attributes & FILE_READ_ONLY)
        buf_text(out, ", read_only: true");
    buf_text(out, "}\n");
}

/* A folder that stands above the next node goes without saying. */
static bool is_implied(const struct files *files, size_t index)
{
    struct file_info file, next;
    files_at(&file, files, index);
    if (!(file.attributes & FILE_DIRECTORY) || index + 1 >= files_count(files))
        return file.path.count <= 3; /* C:\ */
    files_at(&next, files, index + 1);
    return file.path.count <= 3 ||
           (ustr_starts_nocase(next.path, file.path) && next.path.units[file.path.count] == u'\\');
}

void given_put_files(struct buf *out, size_t indent, const struct machine *machine,
                     const struct machine *bare, bool modules_only)
{
    const struct files *files = machine->files;
    bool none = true;
    for (size_t i = 0; i < files_count(files); i++) {
        struct file_info file, old;
        files_at(&file, files, i);
        if (files_info(&old, bare->files, file.path) || is_implied(files, i) ||
            (modules_only && !file.module))
            continue;
        if (none) {
            put_indent(out, indent);
            buf_text(out, "files:\n");
        }
        none = false;
        put_indent(out, indent + 2);
        yaml_quote(out, file.path);
        buf_text(out, ": ");
        put_file(out, &file);
    }
}

/* The last word of a list of changes on one drive. */
static const struct drive_spec *drive_of(const struct machine_spec *spec, char letter)
{
    const struct drive_spec *last = NULL;
    for (size_t i = 0; i < spec->base_count + spec->setup_count; i++) {
        const struct change *change =
            i < spec->base_count ? spec->bases[i].change : &spec->setup[i - spec->base_count];
        for (size_t j = 0; change && j < change->drive_count; j++) {
            if (change->drives[j].letter == letter)
                last = &change->drives[j];
        }
    }
    return last;
}

static void put_drives(struct buf *out, size_t indent, const struct machine_spec *spec)
{
    bool none = true;
    for (char letter = 'A'; spec && letter <= 'Z'; letter++) {
        const struct drive_spec *drive = drive_of(spec, letter);
        if (!drive)
            continue;
        if (none) {
            put_indent(out, indent);
            buf_text(out, "drives:\n");
        }
        none = false;
        put_indent(out, indent + 2);
        buf_printf(out, "%c: {", letter);
        if (drive->capacity_bytes)
            buf_printf(out, "capacity: %llu", (unsigned long long)drive->capacity_bytes);
        if (drive->free_bytes != UINT64_MAX)
            buf_printf(out, "%sfree: %llu", drive->capacity_bytes ? ", " : "",
                       (unsigned long long)drive->free_bytes);
        buf_text(out, "}\n");
    }
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void put_marks(struct buf *out, size_t indent, const struct machine *machine,
                      const struct marks *marks)
{
    const struct store *store = machine->registry.store;
    bool none = true;
    for (size_t i = 0; i < marks->count; i++) {
        if (!store_find(store, store_root(store), marks->paths[i]))
            continue;
        if (none) {
            put_indent(out, indent);
            buf_text(out, "leaves_behind:\n");
        }
        none = false;
        struct ubuf user = {0};
        registry_path_to_user(&user, marks->paths[i], true);
        put_indent(out, indent + 2);
        buf_text(out, "- ");
        yaml_quote(out, ubuf_view(&user));
        buf_put(out, '\n');
        ubuf_free(&user);
    }
}

void given_put_machine(struct buf *out, size_t indent, const struct machine *machine,
                       const struct machine_spec *spec, const struct marks *marks)
{
    struct machine *bare = given_bare_machine(machine);
    struct store *document = given_document(machine->registry.store, bare->registry.store);
    put_indent(out, indent);
    buf_printf(out, "os: %s\n", os_name(machine->os));
    if (machine->platform != PLATFORM_I386) {
        put_indent(out, indent);
        buf_printf(out, "platform: %s\n", platform_name(machine->platform));
    }
    if (spec && spec->codepage) {
        put_indent(out, indent);
        buf_printf(out, "codepage: %u\n", spec->codepage);
    }
    if (machine->registry.skips_identical) {
        put_indent(out, indent);
        buf_text(out, "identical_writes: skipped\n");
    }
    put_indent(out, indent);
    buf_text(out, "base: none\n");
    given_put_registry(out, indent, document);
    put_attributes(out, indent, document);
    given_put_files(out, indent, machine, bare, false);
    put_drives(out, indent, spec);
    if (marks)
        put_marks(out, indent, machine, marks);
    store_free(document);
    machine_free(bare);
}

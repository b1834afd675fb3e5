#include "machine/hive_file.h"

#include "formats/hive.h"
#include "formats/hive_write.h"
#include "sdk/winerror.h"

#include <string.h>

enum { LOGS = 3 };

/* False: a hive cannot hold the tree. */
static bool hive_bytes(struct buf *out, const struct machine *machine, key_id key,
                       struct ustr root_name, uint32_t minor)
{
    struct output output = {.fd = -1};
    struct hive_write_options options = {minor, true, root_name};
    bool ok = regsim_is_ok(hive_write(&output, machine->registry.store, key, &options, NULL));
    *out = output.buf;
    return ok;
}

/* Behind the hive nothing is left. */
static uint32_t write_all(struct file_open *file, const struct buf *bytes, filetime now)
{
    uint32_t written;
    uint64_t position;
    uint32_t code = file_seek(file, 0, 0, &position);
    if (code == ERROR_SUCCESS)
        code = file_write(file, bytes->bytes, (uint32_t)bytes->size, &written, now);
    if (code == ERROR_SUCCESS)
        code = file_set_end(file, now);
    return code == ERROR_SUCCESS ? file_flush(file) : code;
}

/* rule save.exists */
static uint32_t write_new(struct files *files, struct ustr path, const struct buf *bytes,
                          filetime now)
{
    struct file_open *file;
    uint32_t code =
        files_open(&file, NULL, files, path, FILE_CAN_WRITE, 0, FILE_CREATE_NEW, FILE_NORMAL, now);
    if (code == ERROR_FILE_EXISTS)
        return ERROR_ALREADY_EXISTS;
    if (code != ERROR_SUCCESS)
        return code;
    code = write_all(file, bytes, now);
    files_close(file);
    if (code != ERROR_SUCCESS)
        files_erase(files, path);
    return code;
}

uint32_t hive_file_write(const struct machine *machine, key_id key, struct ustr root_name,
                         uint32_t minor, struct file_open *file)
{
    struct buf bytes;
    bool ok = hive_bytes(&bytes, machine, key, root_name, minor);
    uint32_t code = ok && bytes.size <= FILE_SIZE_MAX
                        ? write_all(file, &bytes, machine_now(machine))
                        : ERROR_REGISTRY_IO_FAILED;
    buf_free(&bytes);
    return code;
}

/* Whether a value below, or of, the key is more than the standard format takes. */
static bool holds_large_value(const struct store *store, key_id key)
{
    for (size_t i = 0; i < store_value_count(store, key); i++) {
        if (store_value_at(store, key, i)->size > REG_VALUE_SIZE_OLD_MAX)
            return true;
    }
    for (size_t i = 0; i < store_child_count(store, key); i++) {
        key_id child = store_child_at(store, key, i);
        if (!(store_flags(store, child) & KEY_VOLATILE) && holds_large_value(store, child))
            return true;
    }
    return false;
}

uint32_t hive_file_save(const struct machine *machine, key_id key, struct ustr root_name,
                        uint32_t minor, struct ustr path)
{
    struct buf bytes;
    /* rule value.size-limit */
    if (minor == HIVE_MINOR_STANDARD && holds_large_value(machine->registry.store, key))
        return ERROR_NO_SYSTEM_RESOURCES;
    bool ok = hive_bytes(&bytes, machine, key, root_name, minor);
    uint32_t code = ok && bytes.size <= FILE_SIZE_MAX
                        ? write_new(machine->files, path, &bytes, machine_now(machine))
                        : ERROR_REGISTRY_IO_FAILED;
    buf_free(&bytes);
    return code;
}

void hive_file_rewrite(const struct machine *machine, key_id key, struct ustr root_name,
                       uint32_t minor, struct ustr path)
{
    struct buf bytes;
    if (hive_bytes(&bytes, machine, key, root_name, minor))
        files_put(machine->files, path, bytes.bytes, bytes.size, NULL, machine_now(machine));
    buf_free(&bytes);
}

static void find_log(struct hive_log *out, const struct machine *machine, struct ustr path,
                     struct ustr ending)
{
    struct file_info info;
    struct ubuf name = {0};
    ubuf_add(&name, path);
    ubuf_add(&name, ending);
    if (files_info(&info, machine->files, ubuf_view(&name)))
        *out = (struct hive_log){"log", info.bytes, info.size};
    ubuf_free(&name);
}

uint32_t hive_file_may_make(const struct machine *machine, struct ustr path)
{
    struct file_open *file;
    uint32_t code = files_open(&file, NULL, machine->files, path, FILE_CAN_WRITE, 0,
                               FILE_CREATE_NEW, FILE_NORMAL, machine_now(machine));
    if (code != ERROR_SUCCESS)
        return code == ERROR_FILE_EXISTS ? ERROR_ALREADY_EXISTS : code;
    files_close(file);
    files_erase(machine->files, path);
    return ERROR_SUCCESS;
}

uint32_t hive_file_may_read(const struct machine *machine, struct ustr path)
{
    struct file_open *file;
    uint32_t code = files_open(&file, NULL, machine->files, path, FILE_CAN_READ, FILE_LETS_READ,
                               FILE_OPEN_EXISTING, 0, machine_now(machine));
    if (code == ERROR_SUCCESS)
        files_close(file);
    return code;
}

static uint32_t read_source(struct hive_content *out, const struct hive_source *source)
{
    struct hive_facts facts = {0};
    if (source->size < 4 || memcmp(source->bytes, "regf", 4))
        return ERROR_NOT_REGISTRY_FILE;
    struct store *store = store_new();
    if (!regsim_is_ok(hive_read(&facts, store, store_root(store), source, NULL))) {
        ustr_free(facts.root_name);
        store_free(store);
        return ERROR_BADDB; /* what RtlNtStatusToDosError makes of STATUS_REGISTRY_CORRUPT */
    }
    out->store = store;
    out->root_name = facts.root_name;
    out->minor = facts.minor > HIVE_MINOR_STANDARD ? HIVE_MINOR_LATEST : HIVE_MINOR_STANDARD;
    return ERROR_SUCCESS;
}

uint32_t hive_file_read_open(struct hive_content *out, const struct file_open *file)
{
    struct file_info info;
    *out = (struct hive_content){0};
    file_open_info(&info, file);
    struct hive_source source = {.name = "hive", .bytes = info.bytes, .size = info.size};
    return read_source(out, &source);
}

uint32_t hive_file_read(struct hive_content *out, const struct machine *machine, struct ustr path)
{
    static const struct ustr endings[LOGS] = {{u".LOG", 4}, {u".LOG1", 5}, {u".LOG2", 5}};
    struct file_info info;
    uint32_t code = hive_file_may_read(machine, path);
    *out = (struct hive_content){0};
    if (code != ERROR_SUCCESS)
        return code;
    if (!files_info(&info, machine->files, path))
        return ERROR_NOT_REGISTRY_FILE;
    struct hive_source source = {.name = "hive", .bytes = info.bytes, .size = info.size};
    for (size_t i = 0; i < LOGS; i++)
        find_log(&source.logs[i], machine, path, endings[i]);
    return read_source(out, &source);
}

void hive_content_put(struct store *store, key_id key, const struct store *hive)
{
    while (store_child_count(store, key))
        store_tree_remove(store, store_child_at(store, key, 0));
    while (store_value_count(store, key))
        store_value_remove(store, key, value_name(store_value_at(store, key, 0)));
    store_tree_copy(store, key, hive, store_root(hive));
}

void hive_content_free(struct hive_content *content)
{
    store_free(content->store);
    ustr_free(content->root_name);
    *content = (struct hive_content){0};
}

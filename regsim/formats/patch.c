#include "formats/patch.h"

#include "base/memory.h"

static void add(struct patch *patch, struct patch_op op)
{
    MEM_GROW(patch->ops, patch->capacity, patch->count + 1);
    patch->ops[patch->count++] = op;
    patch->deletions += op.kind == PATCH_DELETE_KEY || op.kind == PATCH_DELETE_VALUE;
}

static void add_key(struct patch *patch, enum patch_kind kind, const struct regfile_path *path)
{
    struct regfile_path copy = {path->root, arena_ustr(&patch->names, path->below)};
    add(patch, (struct patch_op){.kind = kind, .path = copy});
}

static bool take_key(void *context, const struct regfile_path *path)
{
    add_key(context, PATCH_KEY, path);
    return true;
}

static void take_delete_key(void *context, const struct regfile_path *path)
{
    add_key(context, PATCH_DELETE_KEY, path);
}

static void take_value(void *context, struct ustr name, uint32_t type, const void *data,
                       uint32_t size)
{
    add(context,
        (struct patch_op){.kind = PATCH_VALUE, .value = value_new(name, type, data, size)});
}

static void take_delete_value(void *context, struct ustr name)
{
    add(context,
        (struct patch_op){.kind = PATCH_DELETE_VALUE, .value = value_new(name, 0, NULL, 0)});
}

struct regfile_sink patch_sink(struct patch *patch)
{
    return (struct regfile_sink){
        .context = patch,
        .key = take_key,
        .delete_key = take_delete_key,
        .value = take_value,
        .delete_value = take_delete_value,
    };
}

void patch_replay(const struct patch *patch, const struct regfile_sink *sink)
{
    bool open = false;
    for (size_t i = 0; i < patch->count; i++) {
        const struct patch_op *op = &patch->ops[i];
        const struct value *value = op->value;
        switch (op->kind) {
        case PATCH_KEY:
            open = sink->key(sink->context, &op->path);
            break;
        case PATCH_DELETE_KEY:
            sink->delete_key(sink->context, &op->path);
            open = false;
            break;
        case PATCH_VALUE:
            if (open)
                sink->value(sink->context, value_name(value), value->type, value_data(value),
                            value->size);
            break;
        case PATCH_DELETE_VALUE:
            if (open)
                sink->delete_value(sink->context, value_name(value));
            break;
        }
    }
}

void patch_free(struct patch *patch)
{
    for (size_t i = 0; i < patch->count; i++)
        value_release(patch->ops[i].value);
    mem_free(patch->ops);
    arena_free(&patch->names);
    *patch = (struct patch){0};
}

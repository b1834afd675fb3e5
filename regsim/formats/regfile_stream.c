#include "formats/regfile_stream.h"

#include <string.h>

/* Where in the whole path the first key ends that cannot be held, and why; 0: all can. Only the
 * code page can be a reason of a key that was read from .reg text, but a patch may come from a
 * diff.
 */
static size_t find_problem(struct regfile_stream *stream, const char **why)
{
    struct regfile_text *text = &stream->text;
    struct ustr path = ubuf_view(&text->where);
    size_t level = 0;
    *why = NULL;
    for (size_t start = 0, end; start < path.count; start = end + 1) {
        end = ustr_find(path, u'\\', start);
        if (end == SIZE_MAX)
            end = path.count;
        *why = regfile_key_problem(text, ustr_slice(path, start, end), ++level);
        if (*why)
            return end;
    }
    return 0;
}

/* As a registry: what is below a key that is lost is lost with it, and told once. */
static bool is_below_gone(const struct regfile_stream *stream, struct ustr path)
{
    size_t count = stream->gone.count;
    return count && path.count >= count && (path.count == count || path.units[count] == u'\\') &&
           ustr_same(ustr_slice(path, 0, count), ubuf_view(&stream->gone));
}

static void lose_key(struct regfile_stream *stream, size_t end, const char *why)
{
    struct ubuf *where = &stream->text.where;
    if (!stream->as_patch) {
        where->count = end;
        if (is_below_gone(stream, ubuf_view(where)))
            return;
        ubuf_clear(&stream->gone);
        ubuf_add(&stream->gone, ubuf_view(where));
    }
    regfile_text_lose(&stream->text, NULL, why);
}

/* Of the key text.where. Sections are apart by a blank line, as regedit has them. */
static void put_section(struct regfile_stream *stream, const char *mark)
{
    struct regfile_text *text = &stream->text;
    const char *why;
    size_t problem = find_problem(stream, &why);
    stream->there = !problem;
    if (problem) {
        lose_key(stream, problem, why);
        return;
    }
    if (stream->open)
        regfile_text_ascii(text, "\r\n");
    stream->open = true;
    regfile_text_section(text, ubuf_view(&text->where), mark);
    output_spill(text->out);
}

static void set_where(struct regfile_stream *stream, const struct regfile_path *path)
{
    ubuf_clear(&stream->text.where);
    regfile_path_text(&stream->text.where, path);
}

static bool stream_key(void *context, const struct regfile_path *path)
{
    struct regfile_stream *stream = context;
    set_where(stream, path);
    if (stream->ordered && !stream->as_patch)
        stream->ordered = regfile_order_key(&stream->order, ubuf_view(&stream->text.where));
    if (stream->ordered)
        put_section(stream, "[");
    return true;
}

static void stream_delete_key(void *context, const struct regfile_path *path)
{
    struct regfile_stream *stream = context;
    stream->deletions++;
    stream->ordered &= stream->as_patch;
    set_where(stream, path);
    if (stream->ordered)
        put_section(stream, "[-");
}

static void stream_value(void *context, struct ustr name, uint32_t type, const void *data,
                         uint32_t size)
{
    struct regfile_stream *stream = context;
    if (stream->ordered && !stream->as_patch)
        stream->ordered = regfile_order_value(&stream->order, name);
    if (stream->ordered && stream->there)
        regfile_text_value(&stream->text, name, type, data, size);
}

static void stream_delete_value(void *context, struct ustr name)
{
    struct regfile_stream *stream = context;
    stream->deletions++;
    stream->ordered &= stream->as_patch;
    if (stream->ordered && stream->there)
        regfile_text_delete_value(&stream->text, name);
}

regsim_status regfile_stream_begin(struct regfile_stream *stream, struct output *out,
                                   const struct regfile_write_options *options, bool as_patch,
                                   struct diags *diags)
{
    *stream = (struct regfile_stream){.as_patch = as_patch, .ordered = true};
    return regfile_text_start(&stream->text, out, options, diags);
}

struct regfile_sink regfile_stream_sink(struct regfile_stream *stream)
{
    return (struct regfile_sink){
        .context = stream,
        .key = stream_key,
        .delete_key = stream_delete_key,
        .value = stream_value,
        .delete_value = stream_delete_value,
    };
}

regsim_status regfile_stream_end(struct regfile_stream *stream)
{
    if (stream->open)
        regfile_text_ascii(&stream->text, "\r\n");
    regfile_order_done(&stream->order);
    ubuf_free(&stream->gone);
    return regfile_text_end(&stream->text);
}

regsim_status regfile_write_patch(struct output *out, const struct patch *patch,
                                  const struct regfile_write_options *options, struct diags *diags)
{
    struct regfile_stream stream;
    REGSIM_TRY(regfile_stream_begin(&stream, out, options, true, diags));
    struct regfile_sink sink = regfile_stream_sink(&stream);
    patch_replay(patch, &sink);
    return regfile_stream_end(&stream);
}

#include "machine/trace.h"

#include "base/memory.h"
#include "machine/machine.h"

#include <string.h>

void trace_reset(struct trace *trace)
{
    trace->calls = 0;
    trace->depth = 0;
}

static struct trace_record *current(struct trace *trace)
{
    return &trace->ring[(trace->calls - 1) % TRACE_RING];
}

void trace_begin(struct trace *trace, const char *api, filetime now)
{
    if (trace->depth++)
        return;
    trace->calls++;
    struct trace_record *record = current(trace);
    record->number = trace->calls;
    record->time = now;
    record->api = api;
    record->result = 0;
    record->arg_count = 0;
    record->done = false;
}

static struct trace_arg *next_arg(struct trace *trace)
{
    if (trace->depth != 1 || current(trace)->arg_count == TRACE_ARGS)
        return NULL;
    struct trace_record *record = current(trace);
    return &record->args[record->arg_count++];
}

void trace_key(struct trace *trace, const struct machine *machine, key_id key)
{
    struct trace_arg *arg = next_arg(trace);
    if (!arg)
        return;
    arg->kind = TRACE_KEY;
    arg->machine = machine;
    arg->number = key;
}

void trace_text(struct trace *trace, struct ustr text)
{
    struct trace_arg *arg = next_arg(trace);
    if (!arg)
        return;
    arg->kind = TRACE_TEXT;
    arg->cut = text.count > TRACE_TEXT_UNITS;
    if (arg->cut)
        text = ustr_slice(text, text.count - TRACE_TEXT_UNITS, text.count);
    arg->units = (uint8_t)text.count;
    if (text.count)
        memcpy(arg->text, text.units, text.count * sizeof *text.units);
}

void trace_number(struct trace *trace, uint32_t number)
{
    struct trace_arg *arg = next_arg(trace);
    if (!arg)
        return;
    arg->kind = TRACE_NUMBER;
    arg->number = number;
}

void trace_end(struct trace *trace, uint32_t result)
{
    if (!trace->depth || --trace->depth)
        return;
    struct trace_record *record = current(trace);
    record->result = result;
    record->done = true;
    if (trace->sink)
        trace->sink(trace->sink_context, record);
}

size_t trace_count(const struct trace *trace)
{
    return trace->calls < TRACE_RING ? (size_t)trace->calls : TRACE_RING;
}

const struct trace_record *trace_at(const struct trace *trace, size_t index)
{
    size_t count = trace_count(trace);
    return index < count ? &trace->ring[(trace->calls - count + index) % TRACE_RING] : NULL;
}

/* Ids are never used again, so a key that is gone has in `past` the path that it had then. */
static void add_key(struct ubuf *out, const struct trace_arg *arg, const struct store *past)
{
    const struct store *store = arg->machine->registry.store;
    if (past && !store_exists(store, arg->number))
        store = past;
    if (!store_exists(store, arg->number)) {
        ubuf_add(out, USTR(u"(deleted key)"));
        return;
    }
    struct ubuf path = {0};
    store_path(store, arg->number, KEY_NONE, &path);
    registry_path_to_user(out, ubuf_view(&path), false);
    ubuf_free(&path);
}

/* A text after a key continues its path; everything else is set apart by a blank. */
static void add_args(struct ubuf *out, const struct trace_record *record, const struct store *past)
{
    for (unsigned i = 0; i < record->arg_count; i++) {
        const struct trace_arg *arg = &record->args[i];
        bool continues =
            i && arg->kind == TRACE_TEXT && arg[-1].kind == TRACE_KEY && out->count && arg->units;
        if (i)
            ubuf_put(out, continues ? u'\\' : u' ');
        if (arg->kind == TRACE_KEY) {
            add_key(out, arg, past);
        } else if (arg->kind == TRACE_TEXT) {
            if (arg->cut)
                ubuf_put(out, u'\u2026');
            ubuf_add(out, (struct ustr){arg->text, arg->units});
        } else {
            char number[16];
            int length = snprintf(number, sizeof number, "%u", (unsigned)arg->number);
            ubuf_add_wtf8(out, number, (size_t)length);
        }
    }
}

void trace_format(struct buf *out, const struct trace_record *record, size_t width,
                  const struct store *past)
{
    struct ubuf args = {0};
    add_args(&args, record, past);
    struct ustr shown = ubuf_view(&args);
    bool cut = width && shown.count > width;
    if (cut)
        shown = ustr_slice(shown, shown.count - (width - 1), shown.count);
    char *text = ustr_to_shown(shown);
    buf_printf(out, "%llu %s  %s%s \u2192 ", (unsigned long long)record->number, record->api,
               cut ? "\u2026" : "", text);
    mem_free(text);
    ubuf_free(&args);

    const char *name = error_name(record->result);
    if (!record->done)
        buf_text(out, "(did not return)");
    else if (name)
        buf_text(out, name);
    else
        buf_printf(out, "%u", (unsigned)record->result);
}

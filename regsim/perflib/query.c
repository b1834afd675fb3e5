#include "perflib/query.h"

static bool is_digit(char16_t unit)
{
    return unit >= u'0' && unit <= u'9';
}

static struct ustr skip_blanks(struct ustr text)
{
    while (text.count && text.units[0] == u' ')
        text = ustr_slice(text, 1, text.count);
    return text;
}

/* The first word of `*rest`, which moves behind it. */
static struct ustr word(struct ustr *rest)
{
    struct ustr text = skip_blanks(*rest);
    size_t end = ustr_find(text, u' ', 0);
    struct ustr first = ustr_slice(text, 0, end == SIZE_MAX ? text.count : end);
    *rest = skip_blanks(ustr_slice(text, first.count, text.count));
    return first;
}

static void items(struct perf_query *out, struct ustr text)
{
    for (size_t i = 0; i < text.count && out->item_count < PERF_ITEMS_MAX; i++) {
        if (!is_digit(text.units[i]))
            continue;
        uint32_t number = 0;
        for (; i < text.count && is_digit(text.units[i]); i++)
            number = number * 10 + (uint32_t)(text.units[i] - u'0');
        out->items[out->item_count++] = number;
    }
}

/* rule perflib.queries: Windows 10 has words for metadata; providers without any fall back to the
 * plain ones.
 */
static bool is_either(struct ustr text, struct ustr plain, struct ustr metadata, enum os os)
{
    return ustr_same_nocase(text, plain) || (os == OS_WIN10 && ustr_same_nocase(text, metadata));
}

/* rules perf.any-name, perflib.queries */
void perf_query_parse(struct perf_query *out, struct ustr text, enum os os)
{
    *out = (struct perf_query){.kind = PERF_QUERY_ITEMS};
    struct ustr rest = text, first = word(&rest);
    if (!first.count)
        first = USTR(u"Global");
    if (is_either(first, USTR(u"Global"), USTR(u"MetadataGlobal"), os)) {
        out->kind = PERF_QUERY_GLOBAL;
    } else if (is_either(first, USTR(u"Costly"), USTR(u"MetadataCostly"), os)) {
        out->kind = PERF_QUERY_COSTLY;
    } else if (ustr_same_nocase(first, USTR(u"Foreign"))) {
        out->kind = PERF_QUERY_FOREIGN;
        out->argument = word(&rest);
        items(out, rest);
    } else if (ustr_starts_nocase(first, USTR(u"Counter"))) { /* Wine test: a prefix is enough */
        out->kind = PERF_QUERY_COUNTER;
        out->argument = first.count > 7 ? ustr_slice(first, 7, first.count) : word(&rest);
    } else if (ustr_starts_nocase(first, USTR(u"Help"))) {
        out->kind = PERF_QUERY_HELP;
        out->argument = first.count > 4 ? ustr_slice(first, 4, first.count) : word(&rest);
    } else {
        items(out, text);
    }
}

bool perf_query_asks(const struct perf_query *query, uint32_t object)
{
    if (query->kind == PERF_QUERY_GLOBAL)
        return true;
    for (size_t i = 0; query->kind == PERF_QUERY_ITEMS && i < query->item_count; i++) {
        if (query->items[i] == object)
            return true;
    }
    return false;
}

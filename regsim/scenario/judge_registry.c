/*
 * The registry, closed-world: the net changes of each machine against `removed`, `added`, `changed`
 * and `ignoring`. Every entry of a ledger is allowed by a listed line or is a failure, and every
 * listed line is found in a ledger or is a failure. One finding for each of the three kinds of
 * change.
 */
#include "scenario/judge.h"

#include "base/memory.h"
#include "formats/value_text.h"
#include "scenario/listing.h"
#include "scenario/where.h"

static const char *const kind_names[CHANGE_KIND_COUNT] = {"removed", "added", "changed"};

/* The finding about one kind of change, while its lines are written. */
struct report {
    const struct registry_changes *changes;
    enum change_kind kind;
    const struct listing *listing; /* of this kind */
    struct finding *finding;
    struct ustr heading; /* the path that lines are relative to; lent */
    size_t heading_machine;
    struct ustr key; /* whose line was written last; lent */
    size_t lines, dropped;
};

enum { LINES_MAX = 60 };

static struct ustr parent_path(struct ustr path)
{
    size_t end = path.count;
    while (end && path.units[end - 1] != u'\\')
        end--;
    return ustr_slice(path, 0, end ? end - 1 : 0);
}

/* `subject` is taken over. */
static void print_line(struct report *report, char mark, uint32_t depth, char *subject,
                       const char *happened, const char *verdict)
{
    if (report->lines++ < LINES_MAX) {
        finding_line(report->finding, mark, depth, subject, happened, verdict);
        return;
    }
    mem_free(subject);
    report->dropped++;
}

/* Makes `path` expressible relative to the heading: a new one is written unless it lies below the
 * last. */
static void print_heading(struct report *report, size_t machine, struct ustr path)
{
    if (report->heading.count && report->heading_machine == machine &&
        path_is_within(path, report->heading))
        return;
    report->heading = parent_path(path);
    report->heading_machine = machine;
    char *text = where_text(&report->changes->before[machine], report->heading);
    if (report->changes->network->count > 1) {
        char *name = ustr_to_shown(report->changes->network->machines[machine]->name);
        char *both = mem_printf("\\\\%s\\%s", name, text);
        mem_free(name);
        mem_free(text);
        text = both;
    }
    print_line(report, ' ', 0, text, NULL, NULL);
}

static char *relative_text(const struct report *report, struct ustr path)
{
    size_t skip = report->heading.count ? report->heading.count + 1 : 0;
    return ustr_to_shown(ustr_slice(path, skip, path.count));
}

static char *name_text(struct ustr name)
{
    return name.count ? ustr_to_shown(name) : mem_strdup("(Default)");
}

static char *value_line(const struct ledger_entry *entry)
{
    char *name = name_text(entry->name);
    char *now = value_text(entry->new ? entry->new : entry->old);
    char *old = entry->new && entry->old ? value_text(entry->old) : NULL;
    char *text =
        old ? mem_printf("%s   %s (was %s)", name, now, old) : mem_printf("%s   %s", name, now);
    mem_free(name);
    mem_free(now);
    mem_free(old);
    return text;
}

/* "class, security": what of a key is different. */
static char *what_text(uint32_t what)
{
    static const char *const words[] = {"spelling", "class", "security", "flags", "last write"};
    struct buf text = {0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (what & 1u << i)
            buf_printf(&text, "%s%s", text.size ? ", " : "", words[i]);
    }
    char *out = mem_strdup(buf_z(&text));
    buf_free(&text);
    return out;
}

static char *key_line(const struct report *report, const struct ledger_entry *entry)
{
    char *path = relative_text(report, entry->path);
    if (report->kind != CHANGE_CHANGED)
        return path;
    char *what = what_text(entry->what), *both = mem_printf("%s   (%s)", path, what);
    mem_free(path);
    mem_free(what);
    return both;
}

/* What stands behind a wrong line: what was listed for that value, or that nothing was. */
static char *wrong_text(const struct report *report, size_t machine,
                        const struct ledger_entry *entry)
{
    const struct value_spec *spec =
        entry->is_value && entry->new ? listing_value(report->listing, machine, entry) : NULL;
    if (!spec)
        return mem_strdup(report->kind == CHANGE_REMOVED ? "must stay" : "not expected");
    const struct value *listed = value_new(spec->name, spec->type, spec->data, spec->size);
    char *data = value_text(listed), *text = mem_printf("%s expected", data);
    value_release(listed);
    mem_free(data);
    return text;
}

static void print_entry(struct report *report, size_t machine, const struct ledger_entry *entry,
                        bool right)
{
    print_heading(report, machine, entry->path);
    if (entry->is_value && !ustr_same_nocase(report->key, entry->path))
        print_line(report, ' ', 1, relative_text(report, entry->path), NULL, NULL);
    report->key = entry->path;
    char *verdict = right ? mem_strdup("expected") : wrong_text(report, machine, entry);
    print_line(report, right ? ' ' : '-', entry->is_value ? 2 : 1,
               entry->is_value ? value_line(entry) : key_line(report, entry),
               kind_names[report->kind], verdict);
    mem_free(verdict);
}

static void print_missing(struct report *report, const struct missing *missing)
{
    const struct store *before = report->changes->before[missing->machine].store;
    bool was = store_find(before, store_root(before), missing->path) != KEY_NONE;
    const char *verdict =
        report->kind == CHANGE_REMOVED && !was ? "was never there" : "was expected";
    print_heading(report, missing->machine, missing->path);
    char *subject = relative_text(report, missing->path);
    if (missing->name) {
        char *name = name_text(*missing->name), *both = mem_printf("%s   value %s", subject, name);
        mem_free(name);
        mem_free(subject);
        subject = both;
    }
    char *happened = mem_printf("not %s", kind_names[report->kind]);
    print_line(report, '+', 1, subject, happened, verdict);
    mem_free(happened);
}

/* How many keys and values: "1 key", "2 keys and 3 values". Keys below another one do not count. */
static char *count_text(size_t keys, size_t values)
{
    char *text =
        keys || !values ? mem_printf("%zu key%s", keys, keys == 1 ? "" : "s") : mem_strdup("");
    if (values) {
        char *both = mem_printf("%s%s%zu value%s", text, keys ? " and " : "", values,
                                values == 1 ? "" : "s");
        mem_free(text);
        text = both;
    }
    return text;
}

/* An entry below a removed or added key that has an entry itself says nothing new. */
static bool is_implied(const struct ledger *ledger, size_t index, enum change_kind kind,
                       const struct ledger_entry **top)
{
    const struct ledger_entry *entry = &ledger->entries[index];
    if (*top && kind != CHANGE_CHANGED && path_is_within(entry->path, (*top)->path) &&
        entry != *top)
        return true;
    if (!entry->is_value)
        *top = entry;
    return false;
}

struct tally {
    size_t keys, values, wrong;
};

/* Goes through all changes of one kind; with a report, writes them. */
static struct tally tally_changes(const struct registry_changes *changes, enum change_kind kind,
                                  const struct listing *listing, const struct listing *ignoring,
                                  struct report *report)
{
    struct tally tally = {0};
    for (size_t machine = 0; machine < changes->network->count; machine++) {
        const struct ledger *ledger = &changes->ledgers[machine];
        const struct ledger_entry *top = NULL;
        for (size_t i = 0; i < ledger->count; i++) {
            const struct ledger_entry *entry = &ledger->entries[i];
            if (ledger_kind(entry) != kind || listing_covers(ignoring, machine, entry))
                continue;
            bool right = listing_allows(listing, machine, entry);
            bool implied = is_implied(ledger, i, kind, &top);
            tally.keys += !implied && !entry->is_value;
            tally.values += !implied && entry->is_value;
            tally.wrong += !right;
            if (report && (!implied || !right))
                print_entry(report, machine, entry, right);
        }
    }
    return tally;
}

static char *title(const char *what, enum change_kind kind, const struct listing *listing,
                   struct tally tally)
{
    size_t keys = 0, values = 0;
    for (size_t i = 0; i < listing->count; i++) {
        keys += !listing->items[i].value_count;
        values += listing->items[i].value_count;
    }
    char *expected = count_text(keys, values), *happened = count_text(tally.keys, tally.values);
    char *text =
        mem_printf("%s.%s: %s expected, %s %s %s", what, kind_names[kind], expected, happened,
                   tally.keys + tally.values == 1 ? "was" : "were", kind_names[kind]);
    mem_free(expected);
    mem_free(happened);
    return text;
}

static void judge_kind(struct outcome *outcome, const char *what, const struct place *place,
                       const struct registry_changes *changes, enum change_kind kind,
                       const struct listing *listing, const struct listing *ignoring)
{
    struct tally tally = tally_changes(changes, kind, listing, ignoring, NULL);
    struct missing_list missing = {0};
    listing_missing(&missing, listing, changes, kind);
    if (tally.wrong || missing.count) {
        struct report report = {
            .changes = changes,
            .kind = kind,
            .listing = listing,
            .finding =
                outcome_fail(outcome, place->file, place->line, title(what, kind, listing, tally)),
        };
        tally_changes(changes, kind, listing, ignoring, &report);
        for (size_t i = 0; i < missing.count; i++)
            print_missing(&report, &missing.items[i]);
        if (report.dropped)
            finding_line(report.finding, ' ', 1, mem_printf("… and %zu more lines", report.dropped),
                         NULL, NULL);
    }
    mem_free(missing.items);
}

static const struct place *place_or(const struct place *place, const struct place *otherwise)
{
    return place->line ? place : otherwise;
}

void judge_registry(struct outcome *outcome, const char *what, const struct expectation *expected,
                    const struct registry_changes *changes)
{
    struct listing ignoring =
        listing_of_paths(changes, expected->ignoring, expected->ignoring_count);
    struct listing removed = listing_of_paths(changes, expected->removed, expected->removed_count);
    struct listing added = listing_of_keys(changes, expected->added, expected->added_count);
    struct listing changed = listing_of_keys(changes, expected->changed, expected->changed_count);
    judge_kind(outcome, what, place_or(&expected->removed_place, &expected->place), changes,
               CHANGE_REMOVED, &removed, &ignoring);
    judge_kind(outcome, what, place_or(&expected->added_place, &expected->place), changes,
               CHANGE_ADDED, &added, &ignoring);
    judge_kind(outcome, what, place_or(&expected->changed_place, &expected->place), changes,
               CHANGE_CHANGED, &changed, &ignoring);
    listing_free(&ignoring);
    listing_free(&removed);
    listing_free(&added);
    listing_free(&changed);
}

#include "formats/hive_recover.h"

#include "base/memory.h"
#include "formats/hive_format.h"

enum {
    LOG_HEADER = 512,    /* a log keeps the first sector of the base block only */
    TYPE_OLD_LOG = 1,    /* XP to 8.0 */
    TYPE_OLDEST_LOG = 2, /* NT 3.51 to 2000 */
    TYPE_NEW_LOG = 6,
    ENTRY_HEADER = 40,
    ENTRY_HASHED_HEADER = 32,
    LOGS = 3,
    GROWTH_MAX = 16,
};

enum hive_entry { /* offsets in an HvLE entry */
                  ENTRY_SIZE = 4,
                  ENTRY_SEQUENCE = 12,
                  ENTRY_BINS_SIZE = 16,
                  ENTRY_PAGES = 20,
                  ENTRY_HASH_1 = 24,
                  ENTRY_HASH_2 = 32,
};

struct image {
    uint8_t *bytes; /* NULL until the first page is applied */
    size_t size;
    bool base_from_log; /* the hive's own base block is damaged */
    const struct hive_source *source;
};

/* A log whose base block can be trusted. */
static bool log_is_valid(const struct hive_log *log)
{
    return log->size > LOG_HEADER && !memcmp(log->bytes, "regf", 4) && hive_is_clean(log->bytes);
}

/* A log may make a hive grow, but by what it holds: else a small file would claim any memory. Our
 * choice of the multiple; Windows logs whole new bins. */
static bool is_plausible(const struct hive_source *source, size_t bins_size)
{
    size_t held = source->size;
    for (size_t i = 0; i < LOGS; i++)
        held += source->logs[i].size;
    return bins_size / GROWTH_MAX <= held;
}

/* Makes the image a copy, which holds bins of this size; false: the size is absurd. */
static bool make_room(struct image *image, uint32_t bins_size)
{
    size_t wanted = (size_t)bins_size + HIVE_BASE_SIZE;
    if (bins_size % HIVE_BASE_SIZE || bins_size > 0x80000000u ||
        !is_plausible(image->source, bins_size))
        return false;
    if (!image->bytes) {
        image->bytes = mem_dup(image->source->bytes, image->source->size);
        image->size = image->source->size;
    }
    if (wanted > image->size) {
        image->bytes = mem_realloc(image->bytes, wanted);
        memset(image->bytes + image->size, 0, wanted - image->size);
        image->size = wanted;
    }
    return true;
}

static void put_u32(uint8_t *to, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        to[i] = (uint8_t)(value >> (8 * i));
}

/* Completes the base block as the system does after a recovery. */
static void finish_base(struct image *image, const struct hive_log *log, uint32_t bins_size,
                        uint32_t sequence)
{
    uint8_t *base = image->bytes;
    if (image->base_from_log)
        memcpy(base, log->bytes, LOG_HEADER);
    put_u32(base + BASE_TYPE, 0);
    put_u32(base + BASE_BINS_SIZE, bins_size);
    put_u32(base + BASE_SEQUENCE_1, sequence);
    put_u32(base + BASE_SEQUENCE_2, sequence);
    put_u32(base + HIVE_CHECKSUM_AT, hive_checksum(base));
}

/* ---- the old format ---- */

/* Whether the old log belongs to the hive's unfinished write: it was written with its time (rule
 * hive.old-log). */
static bool old_log_applies(const struct image *image, const struct hive_log *log)
{
    uint32_t type = hive_u32(log->bytes + BASE_TYPE);
    if (type != TYPE_OLD_LOG && type != TYPE_OLDEST_LOG)
        return false;
    return image->base_from_log ||
           !memcmp(log->bytes + BASE_TIME, image->source->bytes + BASE_TIME, 8);
}

static bool bit_at(const uint8_t *bits, size_t index)
{
    return bits[index / 8] >> (index % 8) & 1;
}

/* rule hive.old-log */
static bool apply_old(struct image *image, const struct hive_log *log, struct diags *diags)
{
    uint32_t bins_size = hive_u32(log->bytes + BASE_BINS_SIZE);
    size_t bitmap_size = bins_size / HIVE_SECTOR / 8, pages = bins_size / HIVE_SECTOR;
    const uint8_t *bitmap = log->bytes + LOG_HEADER + 4;
    size_t at = (LOG_HEADER + 4 + bitmap_size + HIVE_SECTOR - 1) / HIVE_SECTOR * HIVE_SECTOR;
    size_t dirty = 0;
    bool whole = at <= log->size && !memcmp(log->bytes + LOG_HEADER, "DIRT", 4);
    for (size_t page = 0; whole && page < pages; page++)
        dirty += bit_at(bitmap, page);
    if (!whole || (log->size - at) / HIVE_SECTOR < dirty || !make_room(image, bins_size)) {
        diags_add(diags, DIAG_WARNING, log->name, 0, 0,
                  "a damaged log: it does not hold the pages that it should");
        return false;
    }
    for (size_t page = 0; page < pages; page++) {
        if (!bit_at(bitmap, page))
            continue;
        memcpy(image->bytes + HIVE_BASE_SIZE + page * HIVE_SECTOR, log->bytes + at, HIVE_SECTOR);
        at += HIVE_SECTOR;
    }
    finish_base(image, log, bins_size, hive_u32(log->bytes + BASE_SEQUENCE_1));
    return true;
}

/* ---- the new format ---- */

/* The entry at `at` where it is whole and its hashes are right; its size, or 0. */
static uint32_t entry_size(const struct hive_log *log, size_t at)
{
    const uint8_t *entry = log->bytes + at;
    if (log->size - at < ENTRY_HEADER || memcmp(entry, "HvLE", 4))
        return 0;
    uint32_t size = hive_u32(entry + ENTRY_SIZE), pages = hive_u32(entry + ENTRY_PAGES);
    if (size < ENTRY_HEADER || size % HIVE_SECTOR || size > log->size - at ||
        pages > (size - ENTRY_HEADER) / 8)
        return 0;
    uint64_t needed = ENTRY_HEADER + (uint64_t)pages * 8;
    uint32_t bins_size = hive_u32(entry + ENTRY_BINS_SIZE);
    for (uint32_t i = 0; i < pages; i++) {
        uint32_t offset = hive_u32(entry + ENTRY_HEADER + i * 8);
        uint32_t length = hive_u32(entry + ENTRY_HEADER + i * 8 + 4);
        if (offset > bins_size || length > bins_size - offset)
            return 0;
        needed += length;
    }
    bool right = needed <= size &&
                 hive_marvin32(entry + ENTRY_HEADER, size - ENTRY_HEADER) ==
                     hive_u64(entry + ENTRY_HASH_1) &&
                 hive_marvin32(entry, ENTRY_HASHED_HEADER) == hive_u64(entry + ENTRY_HASH_2);
    return right ? size : 0;
}

/* rule hive.new-log */
static bool apply_entry(struct image *image, const uint8_t *entry)
{
    uint32_t pages = hive_u32(entry + ENTRY_PAGES);
    if (!make_room(image, hive_u32(entry + ENTRY_BINS_SIZE)))
        return false;
    const uint8_t *from = entry + ENTRY_HEADER + (size_t)pages * 8;
    for (uint32_t i = 0; i < pages; i++) {
        uint32_t offset = hive_u32(entry + ENTRY_HEADER + i * 8);
        uint32_t length = hive_u32(entry + ENTRY_HEADER + i * 8 + 4);
        memcpy(image->bytes + HIVE_BASE_SIZE + offset, from, length);
        from += length;
    }
    return true;
}

/* Sequence numbers may wrap. */
static bool is_before(uint32_t a, uint32_t b)
{
    return (int32_t)(a - b) < 0;
}

static uint32_t log_sequence(const struct hive_log *log)
{
    return hive_u32(log->bytes + BASE_SEQUENCE_1);
}

/* Why a log ends at `at`: a remnant of earlier use is usual, an entry of its own is not. */
static void say_why_it_ends(const struct hive_log *log, size_t at, uint32_t expected,
                            struct diags *diags)
{
    const uint8_t *entry = log->bytes + at;
    if (log->size - at < ENTRY_HEADER || memcmp(entry, "HvLE", 4) ||
        is_before(hive_u32(entry + ENTRY_SEQUENCE), expected))
        return;
    uint32_t sequence = hive_u32(entry + ENTRY_SEQUENCE);
    if (sequence == expected)
        diags_add(diags, DIAG_WARNING, log->name, 0, 0,
                  "entry %u (file offset 0x%zx) is damaged or its hash is wrong: it and what "
                  "follows are not applied",
                  sequence, at);
    else
        diags_add(diags, DIAG_WARNING, log->name, 0, 0,
                  "entry %u (file offset 0x%zx) comes where %u should: it and what follows are not "
                  "applied",
                  sequence, at, expected);
}

/* Applies the entries of one log from sequence *next on, which is left behind the last one (rule
 * flush.log-first). */
static bool apply_new(struct image *image, const struct hive_log *log, uint32_t *next,
                      struct diags *diags)
{
    bool applied = false;
    uint32_t expected = log_sequence(log), bins_size = 0;
    size_t at = LOG_HEADER;
    for (; at < log->size; expected++) {
        uint32_t size = entry_size(log, at);
        const uint8_t *entry = log->bytes + at;
        if (!size || hive_u32(entry + ENTRY_SEQUENCE) != expected)
            break;
        if (!is_before(expected, *next)) {
            if (!apply_entry(image, entry))
                break;
            bins_size = hive_u32(entry + ENTRY_BINS_SIZE);
            *next = expected + 1;
            applied = true;
        }
        at += size;
    }
    if (at < log->size)
        say_why_it_ends(log, at, expected, diags);
    if (applied)
        finish_base(image, log, bins_size, *next);
    image->base_from_log &= !applied;
    return applied;
}

/* The log that starts first, moved to the front. */
static const struct hive_log *earliest(const struct hive_log *logs[], size_t count)
{
    size_t first = 0;
    for (size_t i = 1; i < count; i++) {
        if (is_before(log_sequence(logs[i]), log_sequence(logs[first])))
            first = i;
    }
    const struct hive_log *log = logs[first];
    logs[first] = logs[0];
    logs[0] = log;
    return log;
}

/* Both logs may hold a part: the earlier one comes first, and the later one must follow on. A base
 * block that is damaged is taken from the later one, and only that is applied: so Windows does
 * (rule hive.new-log). */
static bool recover_new(struct image *image, const struct hive_log *logs[], size_t count,
                        struct diags *diags)
{
    uint32_t next = hive_u32(image->source->bytes + BASE_SEQUENCE_2);
    bool started = false;
    for (; count; count--, logs++) {
        const struct hive_log *log = earliest(logs, count);
        if (image->base_from_log) {
            if (count > 1) {
                diags_add(diags, DIAG_WARNING, log->name, 0, 0,
                          "not used: the base block comes from the later log");
                continue;
            }
            next = log_sequence(log);
        }
        if (is_before(next, log_sequence(log)) && started) {
            diags_add(diags, DIAG_WARNING, log->name, 0, 0,
                      "starts at %u and should follow on at %u: not used", log_sequence(log), next);
            continue;
        }
        if (is_before(next, log_sequence(log)))
            diags_add(diags, DIAG_WARNING, log->name, 0, 0,
                      "starts at %u, the hive stands at %u: changes between them may be missing",
                      log_sequence(log), next);
        started |= apply_new(image, log, &next, diags);
    }
    return started;
}

/* A log carries the names and identities that its hive's base block has. Windows looks at the
 * sequence numbers only; we do not write one hive's pages into another. Our choice. */
static bool is_of_this_hive(const struct hive_log *log, const struct hive_source *source)
{
    static const uint8_t none[BASE_IDS_SIZE];
    const uint8_t *a = source->bytes, *b = log->bytes;
    if (memcmp(a + BASE_IDS, none, BASE_IDS_SIZE) && memcmp(b + BASE_IDS, none, BASE_IDS_SIZE))
        return !memcmp(a + BASE_IDS, b + BASE_IDS, BASE_IDS_SIZE);
    return !memcmp(a + BASE_NAME, b + BASE_NAME, BASE_IDS - BASE_NAME);
}

static void not_of_this_hive(const struct hive_log *log, struct diags *diags)
{
    struct ubuf name = {0};
    for (size_t at = BASE_NAME; at < BASE_IDS && hive_u16(log->bytes + at); at += 2)
        ubuf_put(&name, hive_u16(log->bytes + at));
    char *text = ustr_to_shown(ubuf_view(&name));
    diags_add(diags, DIAG_WARNING, log->name, 0, 0, "the log of another hive (\"%s\"), not used",
              text);
    mem_free(text);
    ubuf_free(&name);
}

/* rule hive.dirty */
void hive_recover(uint8_t **image_out, size_t *size, const struct hive_source *source,
                  struct diags *diags)
{
    struct image image = {.source = source};
    const struct hive_log *new_logs[LOGS], *old_log = NULL;
    size_t new_count = 0;
    image.base_from_log =
        hive_checksum(source->bytes) != hive_u32(source->bytes + HIVE_CHECKSUM_AT);
    for (size_t i = 0; i < LOGS; i++) {
        const struct hive_log *log = &source->logs[i];
        if (!log->size)
            continue;
        if (!log_is_valid(log))
            diags_add(diags, DIAG_WARNING, log->name, 0, 0,
                      "a damaged or unfinished log, not used");
        else if (!image.base_from_log && !is_of_this_hive(log, source))
            not_of_this_hive(log, diags);
        else if (hive_u32(log->bytes + BASE_TYPE) == TYPE_NEW_LOG)
            new_logs[new_count++] = log;
        else if (!old_log_applies(&image, log))
            diags_add(diags, DIAG_WARNING, log->name, 0, 0, "the log of another write, not used");
        else if (!old_log || hive_u32(log->bytes + BASE_SEQUENCE_1) >
                                 hive_u32(old_log->bytes + BASE_SEQUENCE_1))
            old_log = log;
    }
    bool recovered = new_count ? recover_new(&image, new_logs, new_count, diags)
                               : old_log && apply_old(&image, old_log, diags);
    if (!recovered) {
        mem_free(image.bytes);
        image.bytes = NULL;
    }
    *image_out = image.bytes;
    *size = image.size;
}

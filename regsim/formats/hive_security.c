/*
 * Security descriptors: an sk cell is shared by the keys that refer to it, counts them, and is in a
 * ring of all sk cells, which starts at the root's. Counts and links say nothing that the keys do
 * not say, so where they are wrong that is odd only.
 */
#include "formats/hive_cells.h"

#include "base/memory.h"

#include <assert.h>

static size_t slot_of(const struct hive_reader *h, uint32_t cell)
{
    size_t mask = h->security_slots - 1, slot = (cell >> 3) * 2654435761u & mask;
    while (h->securities[slot].cell && h->securities[slot].cell != cell)
        slot = (slot + 1) & mask;
    return slot;
}

static void grow(struct hive_reader *h)
{
    struct hive_security *old = h->securities;
    size_t slots = h->security_slots;
    h->security_slots = slots ? slots * 2 : 64;
    h->securities = mem_calloc(h->security_slots, sizeof *h->securities);
    for (size_t i = 0; i < slots; i++) {
        if (old[i].cell)
            h->securities[slot_of(h, old[i].cell)] = old[i];
    }
    mem_free(old);
}

regsim_status hive_read_security(struct hive_reader *h, key_id key, uint32_t cell)
{
    if (cell == HIVE_NONE)
        return regsim_ok();
    if (h->security_count * 2 >= h->security_slots)
        grow(h);
    size_t slot = slot_of(h, cell);
    if (!h->securities[slot].cell) {
        struct hive_cell sk = hive_cell_at(h, cell, SK_DESCRIPTOR, "a security descriptor");
        if (!sk.bytes)
            return regsim_failed(REGSIM_INVALID);
        uint32_t size = hive_u32(sk.bytes + SK_SIZE);
        if (memcmp(sk.bytes, "sk", 2) || size > sk.size - SK_DESCRIPTOR)
            return hive_damaged(h, cell, "a security descriptor that is none, or leaves its cell");
        if (!hive_spend(h, SK_DESCRIPTOR + size))
            return hive_damaged(h, cell, "security descriptors that overlap");
        h->securities[slot] =
            (struct hive_security){.cell = cell, .blob = blob_new(sk.bytes + SK_DESCRIPTOR, size)};
        h->security_count++;
    }
    h->securities[slot].references++;
    store_security_set(h->store, key, h->securities[slot].blob);
    return regsim_ok();
}

/* Follows the ring once around, at most over every cell that the bins can hold. */
static void check_ring(struct hive_reader *h, uint32_t root)
{
    uint32_t cell = root, most = h->bins_size / (SK_DESCRIPTOR + 4);
    for (uint32_t steps = 0; steps <= most; steps++) {
        const uint8_t *sk = hive_cell_find(h, cell, SK_DESCRIPTOR).bytes;
        assert(sk); /* the root's was read, and the next is looked at before it is gone to */
        uint32_t next = hive_u32(sk + SK_NEXT);
        const uint8_t *after = hive_cell_find(h, next, SK_DESCRIPTOR).bytes;
        struct hive_security *known = &h->securities[slot_of(h, cell)];
        if (known->cell)
            known->linked = true;
        else
            hive_odd(h, ODD_SECURITY, cell, "a security descriptor that no key refers to");
        if (!after || memcmp(after, "sk", 2)) {
            hive_odd(h, ODD_SECURITY, cell,
                     "the next security descriptor should be in cell 0x%x, and is not", next);
            return;
        }
        if (hive_u32(after + SK_PREVIOUS) != cell)
            hive_odd(h, ODD_SECURITY, next,
                     "a security descriptor that names 0x%x as the one before, not 0x%x",
                     hive_u32(after + SK_PREVIOUS), cell);
        if (next == root)
            return;
        cell = next;
    }
    hive_odd(h, ODD_SECURITY, root, "the ring of security descriptors does not come back");
}

void hive_check_securities(struct hive_reader *h, uint32_t root)
{
    if (!h->security_count || h->lost) /* what is lost does not count */
        return;
    struct hive_security *known = &h->securities[slot_of(h, root)];
    if (known->cell)
        check_ring(h, root);
    for (size_t i = 0; i < h->security_slots; i++) {
        const struct hive_security *security = &h->securities[i];
        if (!security->cell)
            continue;
        uint32_t stated = hive_u32(h->bins + security->cell + 4 + SK_REFERENCES);
        if (stated != security->references)
            hive_odd(h, ODD_SECURITY, security->cell,
                     "a security descriptor that counts %u keys, and %u refer to it", stated,
                     security->references);
        if (!security->linked && known->cell)
            hive_odd(h, ODD_SECURITY, security->cell,
                     "a security descriptor outside of the ring of them");
    }
}

void hive_free_securities(struct hive_reader *h)
{
    for (size_t i = 0; i < h->security_slots; i++)
        blob_release(h->securities[i].blob);
    mem_free(h->securities);
}

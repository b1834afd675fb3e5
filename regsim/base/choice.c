#include "base/choice.h"

#include "base/memory.h"

#include <assert.h>

enum driver { PLAIN, RANDOM, REPLAY, EXHAUSTIVE };

struct choice {
    enum driver driver;
    uint64_t state;           /* of the random generator */
    uint32_t *draws, *bounds; /* of this run */
    size_t count, draws_capacity, bounds_capacity;
    uint32_t *list; /* replay: what to draw; exhaustive: the odometer */
    size_t list_count, list_capacity;
};

static struct choice *new_choice(enum driver driver)
{
    struct choice *choice = mem_calloc(1, sizeof *choice);
    choice->driver = driver;
    return choice;
}

struct choice *choice_plain(void)
{
    return new_choice(PLAIN);
}

struct choice *choice_random(uint64_t seed)
{
    struct choice *choice = new_choice(RANDOM);
    choice->state = seed;
    return choice;
}

struct choice *choice_replay(const uint32_t *draws, size_t count)
{
    struct choice *choice = new_choice(REPLAY);
    choice->list = mem_dup(draws, count * sizeof *draws);
    choice->list_count = choice->list_capacity = count;
    return choice;
}

struct choice *choice_exhaustive(void)
{
    return new_choice(EXHAUSTIVE);
}

void choice_free(struct choice *choice)
{
    if (!choice)
        return;
    mem_free(choice->draws);
    mem_free(choice->bounds);
    mem_free(choice->list);
    mem_free(choice);
}

/* SplitMix64 (Steele, Lea, Flood 2014): one add and two multiplications a number. */
static uint64_t next_random(struct choice *choice)
{
    uint64_t z = choice->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

uint32_t choice_draw(struct choice *choice, const char *label, uint32_t count)
{
    (void)label;
    assert(count > 0);
    uint32_t drawn = 0;
    if (choice->driver == RANDOM)
        drawn = (uint32_t)(((next_random(choice) >> 32) * count) >> 32);
    else if (choice->count < choice->list_count)
        drawn = choice->list[choice->count] < count ? choice->list[choice->count] : count - 1;
    MEM_GROW(choice->draws, choice->draws_capacity, choice->count + 1);
    MEM_GROW(choice->bounds, choice->bounds_capacity, choice->count + 1);
    choice->draws[choice->count] = drawn;
    choice->bounds[choice->count++] = count;
    return drawn;
}

size_t choice_drawn(const struct choice *choice, const uint32_t **draws)
{
    *draws = choice->draws;
    return choice->count;
}

/* Turns the odometer: the last draw that can still grow does, and those after it start again at 0.
 */
static bool advance_odometer(struct choice *choice)
{
    size_t last = choice->count;
    while (last && choice->draws[last - 1] + 1 == choice->bounds[last - 1])
        last--;
    if (!last)
        return false;
    MEM_GROW(choice->list, choice->list_capacity, last);
    for (size_t i = 0; i < last; i++)
        choice->list[i] = choice->draws[i];
    choice->list[last - 1]++;
    choice->list_count = last;
    return true;
}

bool choice_next_run(struct choice *choice)
{
    bool more =
        choice->driver == RANDOM || (choice->driver == EXHAUSTIVE && advance_odometer(choice));
    choice->count = 0;
    return more;
}

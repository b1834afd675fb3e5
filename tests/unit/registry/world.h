/* What the tests of registry/ops.h share: a registry, a caller, and calls in short. */
#ifndef TESTS_UNIT_REGISTRY_WORLD_H
#define TESTS_UNIT_REGISTRY_WORLD_H

#include "check.h"

#include "registry/ops.h"
#include "sdk/winerror.h"

struct world {
    struct registry registry;
    struct token token;
    struct reg_caller caller;
    struct reg_key machine, software; /* open with all rights */
    uint32_t changes[8];              /* how often on_change told of each filter bit */
    key_id changed;                   /* the last key it told of */
};

static inline void world_note(void *context, struct registry *registry, key_id key, uint32_t filter)
{
    struct world *world = context;
    (void)registry;
    world->changes[filter < 8 ? filter : 0]++;
    world->changed = key;
}

static inline void world_init(struct world *world, enum os os)
{
    *world = (struct world){.token = token_administrator(), .caller = {.now = 1000}};
    registry_init(&world->registry, os);
    world->caller.token = &world->token;
    world->registry.on_change = world_note;
    world->registry.on_change_context = world;
    assert_int_equal(reg_open(&world->machine, &world->registry, &world->caller, NULL,
                              USTR(u"\\Registry\\Machine"), 0, KEY_ALL_RIGHTS),
                     ERROR_SUCCESS);
    assert_int_equal(reg_open(&world->software, &world->registry, &world->caller, &world->machine,
                              USTR(u"software"), 0, KEY_ALL_RIGHTS),
                     ERROR_SUCCESS);
}

static inline void world_done(struct world *world)
{
    registry_done(&world->registry);
}

static inline uint32_t open_key(struct world *world, struct reg_key *out,
                                const struct reg_key *base, struct ustr path, uint32_t desired)
{
    return reg_open(out, &world->registry, &world->caller, base, path, 0, desired);
}

static inline uint32_t create_key(struct world *world, struct reg_key *out,
                                  const struct reg_key *base, struct ustr path, uint32_t options)
{
    return reg_create(out, NULL, &world->registry, &world->caller, base, path, USTR(u""), options,
                      KEY_ALL_RIGHTS, NULL);
}

static inline uint32_t delete_key(struct world *world, const struct reg_key *base, struct ustr path)
{
    return reg_delete_key(&world->registry, &world->caller, base, path, 0);
}

static inline uint32_t set_value(struct world *world, const struct reg_key *key, struct ustr name)
{
    return reg_set_value(&world->registry, &world->caller, key, name, REG_SZ_TYPE, u"x", 4);
}

static inline struct reg_key made_key(struct world *world, struct ustr path)
{
    struct reg_key key;
    assert_int_equal(create_key(world, &key, &world->software, path, 0), ERROR_SUCCESS);
    return key;
}

static inline void make_link(struct world *world, struct ustr path, struct ustr target)
{
    struct reg_key link;
    assert_int_equal(create_key(world, &link, &world->software, path, REG_OPT_CREATE_LINK),
                     ERROR_SUCCESS);
    assert_int_equal(reg_set_value(&world->registry, &world->caller, &link,
                                   USTR(u"SymbolicLinkValue"), REG_LINK_TYPE, target.units,
                                   (uint32_t)(target.count * sizeof(char16_t))),
                     ERROR_SUCCESS);
}

/* Runs the test named `name` in a world of its own. */
#define IN_WORLD(name)                                                                             \
    static void name##_in(struct world *world);                                                    \
    static void name(void **state)                                                                 \
    {                                                                                              \
        struct world world;                                                                        \
        (void)state;                                                                               \
        world_init(&world, OS_W2K);                                                                \
        name##_in(&world);                                                                         \
        world_done(&world);                                                                        \
    }                                                                                              \
    static void name##_in(struct world *world)

#endif

#include "machine/network.h"

#include "base/memory.h"

struct network *network_new(void)
{
    struct network *network = mem_calloc(1, sizeof *network);
    network->clock.now = CLOCK_START;
    return network;
}

static void join(struct network *network, struct machine *machine)
{
    machine->network = network;
    machine->clock = &network->clock;
    MEM_GROW(network->machines, network->capacity, network->count + 1);
    network->machines[network->count++] = machine;
}

struct network *network_clone(const struct network *network)
{
    struct network *clone = network_new();
    clone->clock = network->clock;
    for (size_t i = 0; i < network->count; i++)
        join(clone, machine_clone(network->machines[i]));
    return clone;
}

void network_free(struct network *network)
{
    if (!network)
        return;
    for (size_t i = 0; i < network->count; i++)
        machine_free(network->machines[i]);
    mem_free(network->machines);
    mem_free(network);
}

bool network_add(struct network *network, struct machine *machine)
{
    if (network_find(network, machine->name))
        return false;
    join(network, machine);
    durability_settle(machine); /* its clock may have jumped */
    return true;
}

static struct ustr without_backslashes(struct ustr name)
{
    while (name.count && name.units[0] == u'\\')
        name = ustr_slice(name, 1, name.count);
    return name;
}

struct machine *network_find(const struct network *network, struct ustr name)
{
    name = without_backslashes(name);
    for (size_t i = 0; i < network->count; i++) {
        if (ustr_same_nocase(network->machines[i]->name, name))
            return network->machines[i];
    }
    return NULL;
}

void network_advance(struct network *network, filetime by)
{
    network->clock.now += by;
    for (size_t i = 0; i < network->count; i++)
        durability_settle(network->machines[i]);
}

/* rule remote.names */
struct machine *machine_find(struct machine *machine, struct ustr name)
{
    name = without_backslashes(name);
    if (!name.count || ustr_same(name, USTR(u".")) || ustr_same_nocase(name, USTR(u"localhost")) ||
        ustr_same_nocase(name, machine->name))
        return machine;
    return machine->network ? network_find(machine->network, name) : NULL;
}

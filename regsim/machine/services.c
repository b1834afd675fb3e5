#include "machine/services.h"

#include "machine/put.h"
#include "sdk/winerror.h"

enum { SERVICE_NAME_MAX = 256, OWN_PROCESS = 0x10 };

static void put_unless_empty(struct store *store, key_id key, struct ustr name, uint32_t type,
                             struct ustr text)
{
    if (text.count)
        put_string(store, key, name, type, text);
}

key_id service_key(const struct machine *machine, struct ustr name)
{
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    return services == KEY_NONE || !name.count
               ? KEY_NONE
               : store_child_find(machine->registry.store, services, name);
}

/* sdk-api CreateServiceW: at most 256 characters, no slashes (rule service.create) */
static bool is_legal_name(struct ustr name)
{
    return name.count && name.count <= SERVICE_NAME_MAX && ustr_find(name, u'\\', 0) == SIZE_MAX &&
           ustr_find(name, u'/', 0) == SIZE_MAX;
}

uint32_t service_create(struct machine *machine, const struct service *service)
{
    struct store *store = machine->registry.store;
    key_id services = machine_control_set_key(machine, USTR(u"Services"));
    if (!is_legal_name(service->name) || services == KEY_NONE)
        return ERROR_INVALID_NAME;
    key_id key = store_child_find(store, services, service->name);
    if (key != KEY_NONE && store_value_find(store, key, USTR(u"Type")))
        return ERROR_SERVICE_EXISTS;
    if (key == KEY_NONE)
        key = store_key_add(store, services, service->name, 0, machine_now(machine));
    put_dword(store, key, USTR(u"Type"), service->type ? service->type : (uint32_t)OWN_PROCESS);
    put_dword(store, key, USTR(u"Start"), service->start);
    put_dword(store, key, USTR(u"ErrorControl"), service->error_control);
    put_unless_empty(store, key, USTR(u"ImagePath"), REG_EXPAND_SZ_TYPE, service->image_path);
    put_unless_empty(store, key, USTR(u"DisplayName"), REG_SZ_TYPE, service->display_name);
    if (service->depends_on_count)
        put_strings(store, key, USTR(u"DependOnService"), service->depends_on,
                    service->depends_on_count);
    put_unless_empty(store, key, USTR(u"ObjectName"), REG_SZ_TYPE, service->account);
    store_touch(store, key, machine_now(machine));
    durability_changed(machine, key);
    return ERROR_SUCCESS;
}

uint32_t service_delete(struct machine *machine, struct ustr name)
{
    struct store *store = machine->registry.store;
    key_id key = service_key(machine, name);
    if (key == KEY_NONE)
        return ERROR_SERVICE_DOES_NOT_EXIST;
    key_id services = store_parent(store, key);
    store_tree_remove(store, key);
    store_touch(store, services, machine_now(machine));
    durability_changed(machine, services);
    return ERROR_SUCCESS;
}

uint32_t service_set_start(struct machine *machine, struct ustr name, uint32_t start)
{
    key_id key = service_key(machine, name);
    if (key == KEY_NONE)
        return ERROR_SERVICE_DOES_NOT_EXIST;
    put_dword(machine->registry.store, key, USTR(u"Start"), start);
    store_touch(machine->registry.store, key, machine_now(machine));
    durability_changed(machine, key);
    return ERROR_SUCCESS;
}

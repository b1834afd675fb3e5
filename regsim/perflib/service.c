#include "perflib/service.h"

#include "base/memory.h"
#include "machine/put.h"
#include "machine/services.h"
#include "sdk/winerror.h"

/* Only REG_SZ and REG_EXPAND_SZ count, as everywhere in perflib; the latter is expanded. */
static struct ustr read_string(const struct machine *machine, key_id key, struct ustr name)
{
    struct ustr text;
    const struct value *value = store_value_find(machine->registry.store, key, name);
    if (!value || !value_string(&text, value))
        return (struct ustr){0};
    struct ubuf out = {0};
    if (value->type == REG_EXPAND_SZ_TYPE)
        environment_expand(&out, &machine->environment, text);
    else
        ubuf_add(&out, text);
    struct ustr copy = ustr_dup(ubuf_view(&out));
    ubuf_free(&out);
    return copy;
}

/* Decimal numbers with anything between them: "9100 9102". WINE takes REG_MULTI_SZ too. */
static void read_object_list(struct perf_service *service, const struct value *value)
{
    if (!value || (value->type != REG_SZ_TYPE && value->type != REG_MULTI_SZ_TYPE))
        return;
    service->has_object_list = true;
    const char16_t *units = (const char16_t *)(const void *)value_data(value);
    size_t count = value->size / sizeof(char16_t);
    for (size_t i = 0; i < count; i++) {
        if (units[i] < u'0' || units[i] > u'9')
            continue;
        uint32_t number = 0;
        for (; i < count && units[i] >= u'0' && units[i] <= u'9'; i++)
            number = number * 10 + (uint32_t)(units[i] - u'0');
        MEM_GROW(service->objects, service->object_capacity, service->object_count + 1);
        service->objects[service->object_count++] = number;
    }
}

/* rule perflib.export (KB 296481): Windows NT 4.0 takes any type, later ones REG_SZ and
 * REG_MULTI_SZ. */
static const struct value *read_export(const struct machine *machine, key_id service)
{
    const struct store *store = machine->registry.store;
    key_id linkage = store_child_find(store, service, USTR(u"Linkage"));
    const struct value *value =
        linkage == KEY_NONE ? NULL : store_value_find(store, linkage, USTR(u"Export"));
    if (value && machine->os != OS_NT4 && value->type != REG_SZ_TYPE &&
        value->type != REG_MULTI_SZ_TYPE)
        return NULL;
    return value ? value_retain(value) : NULL;
}

static void read_counters(struct perf_service *out, const struct store *store, key_id key)
{
    out->has_counters = get_dword(&out->first_counter, store, key, USTR(u"First Counter")) &&
                        get_dword(&out->last_counter, store, key, USTR(u"Last Counter")) &&
                        get_dword(&out->first_help, store, key, USTR(u"First Help"));
}

uint32_t perf_service_read(struct perf_service *out, const struct machine *machine, key_id service,
                           const struct token *token)
{
    const struct store *store = machine->registry.store;
    *out = (struct perf_service){.name = ustr_dup(store_name(store, service)),
                                 .open_timeout_ms = UINT32_MAX,
                                 .collect_timeout_ms = UINT32_MAX};
    key_id key = store_child_find(store, service, USTR(u"Performance"));
    if (key == KEY_NONE)
        return ERROR_FILE_NOT_FOUND;
    uint32_t granted;
    if (token && !access_check(&granted, access_security(store, key), token, KEY_READ_RIGHTS))
        return ERROR_ACCESS_DENIED;

    out->library = read_string(machine, key, USTR(u"Library"));
    out->open = read_string(machine, key, USTR(u"Open"));
    out->collect = read_string(machine, key, USTR(u"Collect"));
    out->close = read_string(machine, key, USTR(u"Close"));
    read_object_list(out, store_value_find(store, key, USTR(u"Object List")));
    read_counters(out, store, key);
    get_dword(&out->open_timeout_ms, store, key, USTR(u"Open Timeout"));
    get_dword(&out->collect_timeout_ms, store, key, USTR(u"Collect Timeout"));
    uint32_t disable = 0; /* Q248993: Windows 2000 and later (rule perflib.disabled) */
    out->disabled = machine->os >= OS_W2K &&
                    get_dword(&disable, store, key, USTR(u"Disable Performance Counters")) &&
                    disable == 1;
    out->trusted = store_value_find(store, key, USTR(u"Library Validation Code")) != NULL;
    out->export = read_export(machine, service);
    return ERROR_SUCCESS;
}

void perf_service_done(struct perf_service *service)
{
    ustr_free(service->name);
    ustr_free(service->library);
    ustr_free(service->open);
    ustr_free(service->collect);
    ustr_free(service->close);
    mem_free(service->objects);
    value_release(service->export);
    *service = (struct perf_service){0};
}

key_id perf_service_key(const struct machine *machine, struct ustr name)
{
    key_id service = service_key(machine, name);
    return service == KEY_NONE
               ? KEY_NONE
               : store_child_find(machine->registry.store, service, USTR(u"Performance"));
}

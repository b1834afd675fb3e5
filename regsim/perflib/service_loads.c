/* perflib_service_loads: the question of perf_dll_open, asked without any effect. */
#include "perflib/provider.h"
#include "sdk/winerror.h"

const char *perf_load_text(enum perf_load load)
{
    switch (load) {
    case PERF_LOADS:
        return "loads";
    case PERF_NO_PERFORMANCE_KEY:
        return "has no Performance key";
    case PERF_DISABLED:
        return "is disabled by Disable Performance Counters";
    case PERF_NO_LIBRARY:
        return "has no usable Library value";
    case PERF_NO_PROCEDURE_NAME:
        return "has no usable Open, Collect or Close value";
    case PERF_LIBRARY_FAILS:
        return "has a library that cannot be loaded";
    case PERF_PROCEDURE_MISSING:
        return "has a library without one of its procedures";
    case PERF_OPEN_FAILS:
        return "has an Open procedure that fails";
    case PERF_NO_COUNTERS:
        return "has no First Counter, Last Counter and First Help";
    }
    return "";
}

static enum perf_load load(struct machine *machine, const struct perf_service *service,
                           uint32_t *code)
{
    if (service->disabled)
        return PERF_DISABLED;
    if (!service->library.count)
        return PERF_NO_LIBRARY;
    if (!service->open.count || !service->collect.count || !service->close.count)
        return PERF_NO_PROCEDURE_NAME;
    struct file_info file;
    *code = module_find(&file, machine, NULL, service->library);
    if (*code)
        return PERF_LIBRARY_FAILS;
    const struct module_info *info = file.module;
    if (!module_info_exports(info, service->open) || !module_info_exports(info, service->collect) ||
        !module_info_exports(info, service->close)) {
        *code = ERROR_PROC_NOT_FOUND;
        return PERF_PROCEDURE_MISSING;
    }
    if (info->open.act == MODULE_FAILS || info->open.act == MODULE_FAULTS) {
        *code = info->open.code;
        return PERF_OPEN_FAILS;
    }
    return service->has_counters ? PERF_LOADS : PERF_NO_COUNTERS;
}

enum perf_load perflib_service_loads(struct machine *machine, key_id service, uint32_t *code)
{
    uint32_t unused;
    code = code ? code : &unused;
    struct perf_service read;
    *code = perf_service_read(&read, machine, service, NULL);
    enum perf_load result = *code ? PERF_NO_PERFORMANCE_KEY : load(machine, &read, code);
    perf_service_done(&read);
    return result;
}

/* HKEY_PERFORMANCE_DATA, _TEXT and _NLSTEXT: what win32/ asks of perflib/. */
#include "win32/reg.h"

void reg_performance_close(struct call *call, const struct key_ref *ref)
{
    struct process *process = call->process;
    if (ref->performance == PERFORMANCE_DATA && process->performance_free) {
        process->performance_free(process->performance);
        process->performance = NULL;
        process->performance_free = NULL;
    }
}

uint32_t reg_performance_query(struct buf *out, uint32_t *type, struct call *call,
                               const struct key_ref *ref, struct ustr name)
{
    (void)out, (void)type, (void)call, (void)ref, (void)name;
    return ERROR_CALL_NOT_IMPLEMENTED;
}

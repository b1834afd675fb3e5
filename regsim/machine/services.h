/*
 * Services are keys under CurrentControlSet\Services: what installs need, written as the service
 * control manager writes it. No service runs; a scenario that needs one running says so in files
 * and values.
 */
#ifndef REGSIM_MACHINE_SERVICES_H
#define REGSIM_MACHINE_SERVICES_H

#include "machine/machine.h"

struct service {
    struct ustr name, display_name, image_path, account; /* empty ones are not written */
    uint32_t type;                                       /* 0: 0x10, own process */
    uint32_t start;                                      /* 2 automatic, 3 on demand, 4 disabled */
    uint32_t error_control;
    const struct ustr *depends_on;
    size_t depends_on_count;
};

/* 0, or 1073 SERVICE_EXISTS, 123 INVALID_NAME. A key that is there without ImagePath and Type (it
 * holds only Performance, say) is filled in. */
uint32_t service_create(struct machine *machine, const struct service *service);
/* 0 or 1060 SERVICE_DOES_NOT_EXIST; the whole key goes. */
uint32_t service_delete(struct machine *machine, struct ustr name);
key_id service_key(const struct machine *machine, struct ustr name); /* KEY_NONE: not there */
uint32_t service_set_start(struct machine *machine, struct ustr name, uint32_t start);

#endif

#include "win32/module_code.h"

#include "base/memory.h"

#include <dlfcn.h>

struct module_code {
    struct module_info *info; /* retained */
    void *library;
    struct module_code *next;
};

static void *library_of(struct run *run, const struct module_info *info)
{
    for (struct module_code *code = run->codes; code; code = code->next)
        if (code->info == info)
            return code->library;
    void *library = dlopen(info->code, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return NULL;
    struct module_code *code = mem_alloc(sizeof *code);
    *code = (struct module_code){module_info_retain((struct module_info *)(uintptr_t)info), library,
                                 run->codes};
    run->codes = code;
    return library;
}

void *module_code_symbol(struct run *run, const struct module_info *info, const char *name)
{
    void *library = library_of(run, info);
    return library ? dlsym(library, name) : NULL;
}

void module_code_done(struct run *run)
{
    while (run->codes) {
        struct module_code *code = run->codes;
        run->codes = code->next;
        dlclose(code->library);
        module_info_release(code->info);
        mem_free(code);
    }
}

/*
 * LoadLibrary and GetProcAddress. Two sorts of modules: the system's own DLLs that the SDK stands
 * for (their functions are ours, and those that this Windows lacks are not found), and files of the
 * machine.
 */
#include "win32/text.h"

#include "base/memory.h"
#include "win32/api_table.h"
#include "win32/module_code.h"

#include "sdk/shellapi.h"

#include <dlfcn.h>
#include <string.h>

/* The modules of api.def, then ones without functions of ours. HMODULEs as on Windows NT: load
 * addresses. */
static const struct {
    const char *name;
    uintptr_t address;
} system_modules[] = {
    {"kernel32", 0x77F00000}, {"advapi32", 0x77DC0000}, {"user32", 0x77E70000},
    {"shlwapi", 0x70BD0000},  {"shell32", 0x77C40000},  {"msvcrt", 0x78000000},
    {"ntdll", 0x77F60000},    {"gdi32", 0x77ED0000},
};
enum { SYSTEM_MODULES = sizeof system_modules / sizeof *system_modules };

static const uintptr_t program_module = 0x400000;

/* The name without directory and .dll. */
static struct ustr base_name(struct ustr name)
{
    for (size_t at; (at = ustr_find(name, u'\\', 0)) != SIZE_MAX;)
        name = ustr_slice(name, at + 1, name.count);
    if (name.count > 4 &&
        ustr_same_nocase(ustr_slice(name, name.count - 4, name.count), USTR(u".dll")))
        name.count -= 4;
    return name;
}

static HMODULE system_module(struct ustr name)
{
    name = base_name(name);
    for (size_t i = 0; i < SYSTEM_MODULES; i++) {
        char16_t text[16];
        size_t length = 0;
        for (; system_modules[i].name[length]; length++)
            text[length] = (char16_t)system_modules[i].name[length];
        if (ustr_same_nocase(name, (struct ustr){text, length}))
            return (HMODULE)system_modules[i].address;
    }
    return NULL;
}

static const char *system_module_name(HMODULE module)
{
    for (size_t i = 0; i < SYSTEM_MODULES; i++)
        if (system_modules[i].address == (uintptr_t)module)
            return system_modules[i].name;
    return NULL;
}

/* A file's module that is loaded, by its path or, where that is shorter, by its name; the last one
 * loaded first. *slot (may be NULL) is where it is. */
static struct module *loaded_module(size_t *slot, const struct process *process, struct ustr name,
                                    bool by_path)
{
    for (size_t i = process->handle_count; i > 1; i--) {
        struct handle *handle = &process->handles[i - 1];
        if (handle->kind != HANDLE_MODULE)
            continue;
        struct ustr path = handle->u.module.path;
        if (!(by_path ? ustr_same_nocase(path, name)
                      : ustr_same_nocase(base_name(path), base_name(name))))
            continue;
        *slot = i - 1;
        return &handle->u.module;
    }
    return NULL;
}

static HMODULE module_named(const struct process *process, struct ustr name)
{
    size_t slot;
    HMODULE module = system_module(name);
    if (!module && name.count && loaded_module(&slot, process, name, false))
        module = (HMODULE)(uintptr_t)handle_value(process, slot);
    return module;
}

static HMODULE get_module(struct call *call, struct ustr name, bool named)
{
    HMODULE module = named ? module_named(call->process, name) : (HMODULE)program_module;
    call_trace_text(call, name);
    call_end_bool(call, module ? ERROR_SUCCESS : ERROR_MOD_NOT_FOUND);
    return module;
}

HMODULE WINAPI GetModuleHandleW(LPCWSTR name)
{
    struct call call = call_begin_quiet();
    return get_module(&call, user_wide(name), name != NULL);
}

HMODULE WINAPI GetModuleHandleA(LPCSTR name)
{
    struct call call = call_begin_quiet();
    return get_module(&call, text_narrow(SCRATCH_NAME, name), name != NULL);
}

/* *again: it was loaded before, and is counted (rule module.once). */
static uint32_t load(HMODULE *out, bool *again, struct call *call, struct ustr name)
{
    struct module module, *known;
    struct handle *object;
    size_t slot;
    *again = false;
    struct module_search search = {.current_directory = call->process->cwd,
                                   .environment = &call->process->environment};
    struct ustr program = call->process->program;
    while (program.count && program.units[program.count - 1] != u'\\')
        program.count--;
    search.program_directory = program;
    *out = system_module(name);
    if (*out)
        return ERROR_SUCCESS;
    uint32_t code = module_load(&module, call->machine, &search, name);
    if (code != ERROR_SUCCESS)
        return code;
    known = loaded_module(&slot, call->process, module.path, true);
    if (known) {
        known->loads++;
        module_done(&module);
        *again = true;
        *out = (HMODULE)(uintptr_t)handle_value(call->process, slot);
        return ERROR_SUCCESS;
    }
    uint32_t value = handle_new(call->process, HANDLE_MODULE, call->machine, &object);
    if (!value) {
        module_done(&module);
        return ERROR_TOO_MANY_OPEN_FILES;
    }
    object->u.module = module;
    object->u.module.loads = 1;
    *out = (HMODULE)(uintptr_t)value;
    return ERROR_SUCCESS;
}

/* DllMain of a DLL that has code; false: it refuses. The program runs, not the call. `at_end`: the
 * process ends. */
static bool tell_dll(struct run *run, HMODULE module, DWORD reason, bool at_end)
{
    const struct handle *object = handle_get(run->process, (uintptr_t)module, HANDLE_MODULE);
    union {
        void *address;
        BOOL(WINAPI *dll_main)(HINSTANCE, DWORD, void *);
    } entry = {NULL};
    if (object && object->u.module.info->code)
        entry.address = module_code_symbol(run, object->u.module.info, "DllMain");
    return !entry.address || entry.dll_main(module, reason, at_end ? run : NULL);
}

static HMODULE load_library(struct call *call, struct ustr name)
{
    HMODULE module = NULL;
    struct run *run = call->run;
    call_trace_text(call, name);
    bool again = false;
    uint32_t code = call->failed ? call->failed : load(&module, &again, call, name);
    if (!call_end_bool(call, code))
        return NULL;
    if (again || tell_dll(run, module, DLL_PROCESS_ATTACH, false))
        return module;
    handle_close(run->process, (uintptr_t)module);
    SetLastError(ERROR_DLL_INIT_FAILED);
    return NULL;
}

HMODULE WINAPI LoadLibraryW(LPCWSTR name)
{
    struct call call = call_begin("LoadLibraryW");
    return load_library(&call, user_wide(name));
}

HMODULE WINAPI LoadLibraryA(LPCSTR name)
{
    struct call call = call_begin("LoadLibraryA");
    return load_library(&call, text_narrow(SCRATCH_NAME, name));
}

HMODULE WINAPI LoadLibraryExW(LPCWSTR name, HANDLE file, DWORD flags)
{
    struct call call = call_begin("LoadLibraryExW");
    (void)file, (void)flags;
    return load_library(&call, user_wide(name));
}

HMODULE WINAPI LoadLibraryExA(LPCSTR name, HANDLE file, DWORD flags)
{
    struct call call = call_begin("LoadLibraryExA");
    (void)file, (void)flags;
    return load_library(&call, text_narrow(SCRATCH_NAME, name));
}

/* The last to be loaded is told first (rule module.exit). */
void modules_tell_exit(struct run *run)
{
    struct process *process = run->process;
    for (size_t i = process->handle_count; i > 1; i--) {
        if (process->handles[i - 1].kind != HANDLE_MODULE || process->handles[i - 1].u.module.gone)
            continue;
        process->handles[i - 1].u.module.gone = true; /* told once, whatever it does */
        tell_dll(run, (HMODULE)(uintptr_t)handle_value(process, i - 1), DLL_PROCESS_DETACH, true);
    }
}

BOOL WINAPI FreeLibrary(HMODULE module)
{
    struct handle *object = handle_get(run_current->process, (uintptr_t)module, HANDLE_MODULE);
    bool last = !object || --object->u.module.loads == 0;
    if (last)
        tell_dll(run_current, module, DLL_PROCESS_DETACH, false);
    struct call call = call_begin("FreeLibrary");
    bool good = system_module_name(module) || (uintptr_t)module == program_module;
    if (!good && handle_get(call.process, (uintptr_t)module, HANDLE_MODULE))
        good = !last || handle_close(call.process, (uintptr_t)module);
    return call_end_bool(&call, good ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
}

/* A function of a DLL of the machine cannot run: it has no code. Calling it ends the process. */
static INT_PTR WINAPI no_code(void)
{
    run_fault(STATUS_ILLEGAL_INSTRUCTION);
}

static uint32_t find_procedure(FARPROC *out, const struct call *call, HMODULE module,
                               const char *name)
{
    const char *system = system_module_name(module);
    const struct handle *object = handle_get(call->process, (uintptr_t)module, HANDLE_MODULE);
    if (object) {
        const struct module_info *info = object->u.module.info;
        uint32_t code = module_procedure(&object->u.module, text_narrow(SCRATCH_NAME, name));
        *out = code == ERROR_SUCCESS ? no_code : NULL;
        if (*out && info->code) /* POSIX: dlsym's pointer converts to a function's */
            *(void **)(void *)out = module_code_symbol(call->run, info, name);
        return *out ? ERROR_SUCCESS : ERROR_PROC_NOT_FOUND;
    }
    if (!system)
        return ERROR_MOD_NOT_FOUND;
    for (size_t i = 0; i < api_count; i++) {
        if (strcmp(api_table[i].module, system) == 0 && strcmp(api_table[i].name, name) == 0 &&
            api_table[i].first <= call->machine->os) {
            /* POSIX: dlsym's pointer converts to a function's */
            *(void **)(void *)out = dlsym(RTLD_DEFAULT, api_table[i].symbol);
            return *out ? ERROR_SUCCESS : ERROR_PROC_NOT_FOUND;
        }
    }
    return ERROR_PROC_NOT_FOUND;
}

FARPROC WINAPI GetProcAddress(HMODULE module, LPCSTR name)
{
    struct call call = call_begin("GetProcAddress");
    FARPROC procedure = NULL;
    uint32_t code = ERROR_PROC_NOT_FOUND; /* ordinals: there are none */
    if ((uintptr_t)name > 0xFFFF) {
        struct ustr text = text_narrow(SCRATCH_NAME, name);
        call_trace_text(&call, text);
        code = call.failed ? call.failed : find_procedure(&procedure, &call, module, name);
    }
    return call_end_bool(&call, code) ? procedure : NULL;
}

static struct ustr file_name(const struct call *call, HMODULE module)
{
    const struct handle *object = handle_get(call->process, (uintptr_t)module, HANDLE_MODULE);
    const char *system = system_module_name(module);
    if (object)
        return object->u.module.path;
    if (!system)
        return call->process->program;
    struct ubuf *path = text_units(SCRATCH_OTHER);
    ubuf_add(path, machine_system_root(call->machine));
    ubuf_add(path, USTR(u"\\System32\\"));
    for (; *system; system++)
        ubuf_put(path, (char16_t)*system);
    ubuf_add(path, USTR(u".dll"));
    return ubuf_view(path);
}

/* Too small a buffer is filled, and the answer is its size: through Windows XP without a NUL and
 * without an error (sdk-api GetModuleFileNameW; rule module.file-name; that 2003 does as XP is our
 * choice). */
static DWORD give_path(struct call *call, void *buffer, DWORD size, const void *path, size_t count,
                       size_t unit)
{
    bool fits = count < size, ends = fits || call->machine->os >= OS_WIN7;
    size_t kept = fits ? count : ends && size ? size - 1 : size;
    user_copy_out(buffer, path, kept * unit);
    if (ends && size)
        user_zero((char *)buffer + kept * unit, unit);
    call_end_bool(call, ends && !fits ? ERROR_INSUFFICIENT_BUFFER : ERROR_SUCCESS);
    return fits ? (DWORD)count : size;
}

DWORD WINAPI GetModuleFileNameW(HMODULE module, LPWSTR buffer, DWORD size)
{
    struct call call = call_begin_quiet();
    struct ustr path = file_name(&call, module);
    return give_path(&call, buffer, size, path.units, path.count, sizeof *buffer);
}

DWORD WINAPI GetModuleFileNameA(HMODULE module, LPSTR buffer, DWORD size)
{
    struct call call = call_begin_quiet();
    struct buf *path = text_ansi(SCRATCH_DATA, file_name(&call, module));
    return give_path(&call, buffer, size, path->bytes, path->size, sizeof *buffer);
}

/* An empty line gives the program's path, whatever it holds (sdk-api CommandLineToArgvW; rule
 * module.arguments). */
LPWSTR *WINAPI CommandLineToArgvW(LPCWSTR command_line, int *count)
{
    struct call call = call_begin_quiet();
    struct ustr line = user_wide(command_line);
    struct ustr *args = &call.process->program;
    size_t arg_count = 1, size;
    if (line.count)
        args_split(&args, &arg_count, line);
    size = (arg_count + 1) * sizeof(LPWSTR);
    for (size_t i = 0; i < arg_count; i++)
        size += (args[i].count + 1) * sizeof(WCHAR);
    LPWSTR *out = process_alloc(call.process, size, true);
    WCHAR *at = out ? (WCHAR *)(out + arg_count + 1) : NULL;
    for (size_t i = 0; out && i < arg_count; i++) {
        out[i] = at;
        if (args[i].count)
            memcpy(at, args[i].units, args[i].count * sizeof(WCHAR));
        at += args[i].count + 1;
    }
    if (line.count)
        args_free(args, arg_count);
    user_put32(count, (uint32_t)arg_count);
    call_end_bool(&call, out ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY);
    return out;
}

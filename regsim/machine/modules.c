#include "machine/modules.h"

#include "sdk/winerror.h"

enum { IMPORTS_DEEP_MAX = 16 }; /* DLLs that import each other end here */

/* `directory`\`name`, when it is a file. */
static bool find_in(struct file_info *out, const struct machine *machine, struct ustr directory,
                    struct ustr cwd, struct ustr name)
{
    struct ubuf joined = {0}, full = {0};
    ubuf_add(&joined, directory);
    if (directory.count)
        ubuf_put(&joined, u'\\');
    ubuf_add(&joined, name);
    bool found = files_full_path(&full, cwd, ubuf_view(&joined)) == ERROR_SUCCESS &&
                 files_info(out, machine->files, ubuf_view(&full)) &&
                 !(out->attributes & FILE_DIRECTORY);
    ubuf_free(&joined);
    ubuf_free(&full);
    return found;
}

static bool find_on_path(struct file_info *out, const struct machine *machine,
                         const struct environment *environment, struct ustr cwd, struct ustr name)
{
    struct ustr path;
    if (!environment_get(&path, environment, USTR(u"Path")))
        return false;
    for (size_t at = 0; at < path.count;) {
        size_t end = ustr_find(path, u';', at);
        end = end == SIZE_MAX ? path.count : end;
        struct ustr directory = ustr_slice(path, at, end);
        if (directory.count && find_in(out, machine, directory, cwd, name))
            return true;
        at = end + 1;
    }
    return false;
}

static bool find_under_root(struct file_info *out, const struct machine *machine,
                            struct ustr subdirectory, struct ustr cwd, struct ustr name)
{
    struct ubuf directory = {0};
    ubuf_add(&directory, machine_system_root(machine));
    ubuf_add(&directory, subdirectory);
    bool found = find_in(out, machine, ubuf_view(&directory), cwd, name);
    ubuf_free(&directory);
    return found;
}

static bool search(struct file_info *out, const struct machine *machine,
                   const struct module_search *how, struct ustr name)
{
    struct ustr cwd = how->current_directory.count ? how->current_directory : USTR(u"C:\\");
    const struct environment *environment =
        how->environment ? how->environment : &machine->environment;
    if (ustr_find(name, u'\\', 0) != SIZE_MAX || ustr_find(name, u'/', 0) != SIZE_MAX ||
        ustr_find(name, u':', 0) != SIZE_MAX)
        return find_in(out, machine, USTR(u""), cwd, name);
    bool safe = machine->os >= OS_XP; /* SafeDllSearchMode, on from XP SP2 */
    return (how->program_directory.count &&
            find_in(out, machine, how->program_directory, cwd, name)) ||
           (!safe && find_in(out, machine, cwd, cwd, name)) ||
           find_under_root(out, machine, USTR(u"\\system32"), cwd, name) ||
           find_under_root(out, machine, USTR(u"\\system"), cwd, name) ||
           find_under_root(out, machine, USTR(u""), cwd, name) ||
           (safe && find_in(out, machine, cwd, cwd, name)) ||
           find_on_path(out, machine, environment, cwd, name);
}

/* sdk-api LoadLibraryW: .dll is appended to a name without an extension; a final dot prevents that
 * (rule module.load).
 */
static void add_extension(struct ubuf *out, struct ustr name)
{
    ubuf_add(out, name);
    for (size_t i = name.count; i-- > 0 && name.units[i] != u'\\' && name.units[i] != u'/';) {
        if (name.units[i] == u'.')
            return;
    }
    ubuf_add(out, USTR(u".dll"));
}

static uint32_t find_image(struct file_info *out, struct machine *machine,
                           const struct module_search *how, struct ustr name, int depth)
{
    struct ubuf full_name = {0};
    add_extension(&full_name, name);
    bool found = name.count && search(out, machine, how, ubuf_view(&full_name));
    ubuf_free(&full_name);
    if (!found)
        return ERROR_MOD_NOT_FOUND;
    const struct module_info *info = out->module;
    if (!info || info->arch != machine->platform)
        return ERROR_BAD_EXE_FORMAT;
    for (size_t i = 0; i < info->import_count && depth < IMPORTS_DEEP_MAX; i++) {
        struct file_info imported;
        uint32_t code = find_image(&imported, machine, how, info->imports[i], depth + 1);
        if (code)
            return code;
    }
    if (info->load.act == MODULE_FAILS)
        return info->load.code;
    return info->load.act == MODULE_FAULTS ? ERROR_DLL_INIT_FAILED : ERROR_SUCCESS;
}

uint32_t module_find(struct file_info *out, struct machine *machine,
                     const struct module_search *how, struct ustr name)
{
    static const struct module_search nothing;
    return find_image(out, machine, how ? how : &nothing, name, 0);
}

uint32_t module_load(struct module *out, struct machine *machine, const struct module_search *how,
                     struct ustr name)
{
    struct file_info file;
    *out = (struct module){0};
    uint32_t code = module_find(&file, machine, how, name);
    if (code)
        return code;
    if (file.module->load.act == MODULE_HANGS)
        machine_advance(machine, file.module->load.delay_ms * CLOCK_MILLISECOND);
    *out = (struct module){module_info_retain(file.module), ustr_dup(file.path), 0, false};
    return ERROR_SUCCESS;
}

void module_done(struct module *module)
{
    module_info_release(module->info);
    ustr_free(module->path);
    *module = (struct module){0};
}

uint32_t module_procedure(const struct module *module, struct ustr name)
{
    return module_info_exports(module->info, name) ? ERROR_SUCCESS : ERROR_PROC_NOT_FOUND;
}

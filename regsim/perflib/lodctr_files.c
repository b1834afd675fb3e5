/* The .ini file and its symbol file, from the files of a machine. */
#include "perflib/lodctr.h"

#include "base/buf.h"
#include "base/memory.h"

/* The content as UTF-8; NULL: no such file. The caller frees. */
static char *read_text(const struct machine *machine, struct ustr path)
{
    struct file_info info;
    if (!files_info(&info, machine->files, path) || info.attributes & FILE_DIRECTORY)
        return NULL;
    if (info.size >= 2 && info.bytes[0] == 0xFF && info.bytes[1] == 0xFE) {
        struct ubuf units = {0};
        for (uint64_t i = 2; i + 1 < info.size; i += 2)
            ubuf_put(&units, (char16_t)(info.bytes[i] | info.bytes[i + 1] << 8));
        char *text = ustr_to_wtf8(ubuf_view(&units));
        ubuf_free(&units);
        return text;
    }
    struct buf bytes = {0};
    buf_add(&bytes, info.bytes, (size_t)info.size);
    char *text = mem_strdup(buf_z(&bytes));
    buf_free(&bytes);
    return text;
}

static char *read_beside(const struct machine *machine, struct ustr path, struct ustr name)
{
    size_t folder = path.count;
    while (folder && path.units[folder - 1] != u'\\')
        folder--;
    struct ubuf full = {0};
    ubuf_add(&full, ustr_slice(path, 0, folder));
    ubuf_add(&full, name);
    char *text = read_text(machine, ubuf_view(&full));
    ubuf_free(&full);
    return text;
}

static regsim_status read_both(struct lodctr_file *out, struct diags *diags,
                               const struct machine *machine, struct ustr path, const char *name,
                               const char *ini)
{
    REGSIM_TRY(lodctr_parse(out, diags, name, ini, NULL)); /* where the symbols are */
    bool named = out->symbol_file.count;
    char *symbols = named ? read_beside(machine, path, out->symbol_file) : mem_strdup("");
    lodctr_done(out);
    if (!symbols)
        return diags_invalid(diags, name, "its symbol file is not beside it");
    regsim_status status = lodctr_parse(out, diags, name, ini, symbols);
    mem_free(symbols);
    return status;
}

regsim_status lodctr_read(struct lodctr_file *out, struct diags *diags,
                          const struct machine *machine, struct ustr path)
{
    *out = (struct lodctr_file){0};
    char *name = ustr_to_wtf8(path);
    char *ini = read_text(machine, path);
    regsim_status status = ini ? read_both(out, diags, machine, path, name, ini)
                               : diags_invalid(diags, name, "the machine has no such file");
    mem_free(ini);
    mem_free(name);
    return status;
}

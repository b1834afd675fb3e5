/* The .ini file and its symbol file, from the files of a machine. */
#include "perflib/lodctr.h"

#include "base/memory.h"

#include <string.h>
#include <strings.h>

/* The content as text; NULL: no such file. The caller frees. */
static char *read_text(const struct machine *machine, struct ustr path)
{
    struct file_info info;
    if (!files_info(&info, machine->files, path) || (info.attributes & FILE_DIRECTORY))
        return NULL;
    char *text = mem_alloc((size_t)info.size + 1);
    if (info.size)
        memcpy(text, info.bytes, (size_t)info.size);
    text[info.size] = '\0';
    return text;
}

/* What stands behind symbolfile=, without blanks around it; empty: it is not there. */
static struct ustr symbol_file_name(const char *ini)
{
    static const char word[] = "symbolfile";
    for (const char *line = ini; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        const char *at = line + strspn(line, " \t");
        if (strncasecmp(at, word, sizeof word - 1) != 0)
            continue;
        at += sizeof word - 1;
        at += strspn(at, " \t");
        if (*at != '=')
            continue;
        at += 1 + strspn(at + 1, " \t");
        size_t length = strcspn(at, "\r\n");
        while (length && (at[length - 1] == ' ' || at[length - 1] == '\t'))
            length--;
        return ustr_from_wtf8(at, length);
    }
    return (struct ustr){0};
}

static char *read_symbols(const struct machine *machine, struct ustr ini_path, const char *ini)
{
    struct ustr name = symbol_file_name(ini);
    size_t folder = ini_path.count;
    while (folder && ini_path.units[folder - 1] != u'\\')
        folder--;
    struct ubuf path = {0};
    ubuf_add(&path, ustr_slice(ini_path, 0, folder));
    ubuf_add(&path, name);
    char *text = name.count ? read_text(machine, ubuf_view(&path)) : mem_strdup("");
    ubuf_free(&path);
    ustr_free(name);
    return text;
}

regsim_status lodctr_read(struct lodctr_file *out, struct diags *diags,
                          const struct machine *machine, struct ustr path)
{
    *out = (struct lodctr_file){0};
    char *name = ustr_to_wtf8(path);
    char *ini = read_text(machine, path);
    char *symbols = ini ? read_symbols(machine, path, ini) : NULL;
    regsim_status status;
    if (!ini)
        status = diags_invalid(diags, name, "the machine has no such file");
    else if (!symbols)
        status = diags_invalid(diags, name, "its symbol file is not beside it");
    else
        status = lodctr_parse(out, diags, name, ini, symbols);
    mem_free(symbols);
    mem_free(ini);
    mem_free(name);
    return status;
}

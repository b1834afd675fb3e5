#include "winreg.h"

#define TEXT_OF(text)         #text,
#define NAME_OF(name, number) #name,
#define COUNT(array)          (sizeof(array) / sizeof *(array))

/* As they stand in C source, quotes and escapes included. */
static const char *const paths[] = {WINREG_PATHS(TEXT_OF)};
static const char *const values[] = {WINREG_VALUES(TEXT_OF)};
static const char *const rights[] = {WINREG_RIGHTS(NAME_OF)};
static const char *const types[] = {WINREG_TYPES(NAME_OF)};
static const char *const filters[] = {WINREG_FILTERS(TEXT_OF)};
static const char *const data[] = {WINREG_DATA(TEXT_OF)};

/* How often each kind comes; the naive registry's kinds come first. */
static const unsigned weights[CALL_KINDS] = {12, 18, 10, 20, 6, 8, 5, 4, 5, 4, 3, /* naive */
                                             3,  6,  4,  3,  3, 4, 5, 5, 4};

struct sequence sequence_draw(struct choice *choice, size_t count, bool naive_only)
{
    struct sequence sequence = {.count = count};
    unsigned kinds = naive_only ? CALL_NAIVE_KINDS : CALL_KINDS, all = 0;
    for (unsigned kind = 0; kind < kinds; kind++)
        all += weights[kind];
    for (size_t i = 0; i < count; i++) {
        unsigned roll = choice_draw(choice, "kind", all), kind = 0;
        while (roll >= weights[kind])
            roll -= weights[kind++];
        sequence.calls[i] = (struct winreg_call){
            .kind = kind,
            .handle = choice_draw(choice, "handle", WINREG_HANDLES),
            .slot = choice_draw(choice, "slot", WINREG_HANDLES - 1),
            .path = choice_draw(choice, "path", COUNT(paths)),
            .value = choice_draw(choice, "value", COUNT(values)),
            .index = choice_draw(choice, "index", WINREG_INDICES),
            .type = choice_draw(choice, "type", COUNT(types)),
            .size = choice_draw(choice, "size", WINREG_SIZES),
        };
    }
    return sequence;
}

void sequences_write(struct buf *out, const struct sequence *sequences, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        buf_printf(out, "sequence %zu\n", i);
        for (size_t at = 0; at < sequences[i].count; at++) {
            const struct winreg_call *call = &sequences[i].calls[at];
            buf_printf(out, "%u %u %u %u %u %u %u %u\n", call->kind, call->handle, call->slot,
                       call->path, call->value, call->index, call->type, call->size);
        }
    }
}

static void print_open(const struct winreg_call *call, FILE *out)
{
    const char *path = paths[call->path], *sam = rights[call->type % COUNT(rights)];
    fprintf(out, "    got = (HKEY)0x1234, disposition = 77;\n");
    if (call->kind == CALL_OPEN)
        fprintf(out, "    code = RegOpenKeyExW(key[%u], L%s, 0, %s, &got);\n", call->handle, path,
                sam);
    else
        fprintf(out,
                "    code = RegCreateKeyExW(key[%u], L%s, 0, NULL, %s, %s, NULL, &got, "
                "&disposition);\n",
                call->handle, path, call->index == 3 ? "REG_OPTION_VOLATILE" : "0", sam);
    fprintf(out, "    printf(\"%%lu %%lu\\n\", code, disposition);\n");
    fprintf(out, "    if (!code)\n        key[%u] = got;\n", 1 + call->slot);
}

static void print_read(const struct winreg_call *call, FILE *out)
{
    const char *into = call->index == 1 ? "NULL" : "buffer";
    fprintf(out, "    memset(buffer, 0x55, sizeof buffer), type = 77, size = %u;\n", call->size);
    if (call->kind == CALL_QUERY)
        fprintf(out, "    code = RegQueryValueExW(key[%u], L%s, NULL, &type, %s, &size);\n",
                call->handle, values[call->value], into);
    else if (call->kind == CALL_QUERY_A)
        fprintf(out, "    code = RegQueryValueExA(key[%u], %s, NULL, &type, %s, &size);\n",
                call->handle, values[call->value], into);
    else if (call->kind == CALL_GET_VALUE)
        fprintf(out, "    code = RegGetValueW(key[%u], L%s, L%s, %s, &type, %s, &size);\n",
                call->handle, paths[call->path], values[call->value],
                filters[call->type % COUNT(filters)], into);
    else
        fprintf(out, "    code = RegQueryValueW(key[%u], L%s, (WCHAR *)%s, (LONG *)&size);\n",
                call->handle, paths[call->path], into);
    fprintf(out, "    show(code, type, size, buffer);\n");
}

static void print_enum(const struct winreg_call *call, FILE *out)
{
    if (call->kind == CALL_INFO) {
        fprintf(out,
                "    code = RegQueryInfoKeyW(key[%u], NULL, NULL, NULL, &n[0], &n[1], NULL, &n[2], "
                "&n[3], &n[4], NULL, NULL);\n"
                "    printf(\"%%lu: %%lu %%lu %%lu %%lu %%lu\\n\", code, n[0], n[1], n[2], n[3], "
                "n[4]);\n",
                call->handle);
        return;
    }
    if (call->kind == CALL_ENUM_KEY || call->kind == CALL_ENUM_KEY_A) {
        bool narrow = call->kind == CALL_ENUM_KEY_A;
        fprintf(
            out,
            "    count = %u;\n    code = RegEnumKeyEx%s(key[%u], %u, %sname, &count, NULL, NULL, "
            "NULL, NULL);\n",
            call->type, narrow ? "A" : "W", call->handle, call->index, narrow ? "(char *)" : "");
        fprintf(out, "    printf(\"%%lu %%lu %%%s\\n\", code, count, code ? %s\"\" : %sname);\n",
                narrow ? "s" : "ls", narrow ? "" : "L", narrow ? "(char *)" : "");
        return;
    }
    bool list = call->kind == CALL_LIST;
    fprintf(out, "    %sindex = %u;%s\n", list ? "for (" : "", list ? 0 : call->index,
            list ? " index < 16; index++) {" : "");
    fprintf(out,
            "    memset(buffer, 0x55, sizeof buffer), type = 77, size = %u, count = %u;\n"
            "    code = RegEnumValueW(key[%u], index, name, &count, NULL, &type, buffer, &size);\n"
            "    printf(\"%%ls %%lu: \", code ? L\"\" : name, count);\n"
            "    show(code, type, size, buffer);\n%s",
            list ? 64 : call->size, list ? 16 : call->type * 2, call->handle,
            list ? "    }\n" : "");
}

static void print_change(const struct winreg_call *call, FILE *out)
{
    const char *path = paths[call->path], *value = values[call->value];
    const char *type = types[call->type], *bytes = data[call->index % COUNT(data)];
    unsigned key = call->handle;
    fprintf(out, "    printf(\"%%lu\\n\", ");
    switch (call->kind) {
    case CALL_SET:
        fprintf(out, "RegSetValueExW(key[%u], L%s, 0, %s, (const BYTE *)L%s, %u)", key, value, type,
                bytes, call->size);
        break;
    case CALL_SET_A:
        fprintf(out, "RegSetValueExA(key[%u], %s, 0, %s, (const BYTE *)%s, %u)", key, value, type,
                bytes, call->size % 8);
        break;
    case CALL_SET_KEY_VALUE:
        fprintf(out, "RegSetKeyValueW(key[%u], L%s, L%s, %s, L%s, %u)", key, path, value, type,
                bytes, call->size);
        break;
    case CALL_SET_DEFAULT:
        fprintf(out, "RegSetValueW(key[%u], L%s, %s, L%s, %u)", key, path, type, bytes, call->size);
        break;
    case CALL_DELETE_KEY_VALUE:
        fprintf(out, "RegDeleteKeyValueW(key[%u], L%s, L%s)", key, path, value);
        break;
    case CALL_UNSET:
        fprintf(out, "RegDeleteValueW(key[%u], L%s)", key, value);
        break;
    case CALL_CLOSE: /* the scratch key stays open */
        fprintf(out, key ? "RegCloseKey(key[%u])" : "%uul", key);
        break;
    default:
        fprintf(out, "%s(key[%u], L%s)",
                call->kind == CALL_DELETE ? "RegDeleteKeyW" : "RegDeleteTreeW", key, path);
    }
    fprintf(out, ");\n");
    if (call->kind == CALL_CLOSE && key)
        fprintf(out, "    key[%u] = (HKEY)0x%X;\n", key, WINREG_CLOSED);
}

static void print_call(const struct winreg_call *call, FILE *out)
{
    switch (call->kind) {
    case CALL_OPEN:
    case CALL_CREATE:
        print_open(call, out);
        break;
    case CALL_QUERY:
    case CALL_QUERY_A:
    case CALL_GET_VALUE:
    case CALL_QUERY_DEFAULT:
        print_read(call, out);
        break;
    case CALL_ENUM_VALUE:
    case CALL_ENUM_KEY:
    case CALL_ENUM_KEY_A:
    case CALL_INFO:
    case CALL_LIST:
        print_enum(call, out);
        break;
    default:
        print_change(call, out);
    }
}

static const char head[] =
    "#include <stdio.h>\n#include <string.h>\n#include <windows.h>\n\n"
    "static void show(DWORD code, DWORD type, DWORD size, const BYTE *bytes)\n{\n"
    "    printf(\"%lu type %lu size %lu\", code, type, size);\n"
    "    for (int i = 0; i < 16; i++)\n        printf(\" %02x\", bytes[i]);\n"
    "    printf(\"\\n\");\n}\n\n"
    "int main(void)\n{\n    HKEY key[4], got;\n    BYTE buffer[64];\n    WCHAR name[16];\n"
    "    DWORD code, disposition, type, size, count, index, n[5];\n\n"
    "    RegCreateKeyExW(HKEY_LOCAL_MACHINE, L\"Software\\\\regsim-model\", 0, NULL, 0,\n"
    "                    KEY_ALL_ACCESS, NULL, &key[0], NULL);\n"
    "    for (int i = 1; i < 4; i++)\n"
    "        RegOpenKeyExW(key[0], NULL, 0, KEY_ALL_ACCESS, &key[i]);\n";

void sequence_print_c(const struct sequence *sequence, FILE *out)
{
    fputs(head, out);
    for (size_t i = 0; i < sequence->count; i++)
        print_call(&sequence->calls[i], out);
    fputs("    return 0;\n}\n", out);
}

#include "win32/elf_symbols.h"

#include <elf.h>
#include <string.h>

static bool read_at(void *out, size_t out_size, const uint8_t *bytes, size_t size, uint64_t at)
{
    if (at > size || size - at < out_size)
        return false;
    memcpy(out, bytes + at, out_size);
    return true;
}

/* The bytes of a section, or false when they are not all in the file. */
static bool section_bytes(const uint8_t **out, const Elf64_Shdr *section, const uint8_t *bytes,
                          size_t size)
{
    if (section->sh_offset > size || size - section->sh_offset < section->sh_size)
        return false;
    *out = bytes + section->sh_offset;
    return true;
}

static bool read_header(Elf64_Ehdr *header, const uint8_t *bytes, size_t size)
{
    return read_at(header, sizeof *header, bytes, size, 0) &&
           memcmp(header->e_ident, ELFMAG, SELFMAG) == 0 &&
           header->e_ident[EI_CLASS] == ELFCLASS64 && header->e_ident[EI_DATA] == ELFDATA2LSB &&
           header->e_shentsize == sizeof(Elf64_Shdr);
}

static bool walk_table(const Elf64_Shdr *table, const Elf64_Shdr *strings, const uint8_t *bytes,
                       size_t size, void (*each)(void *context, const struct elf_symbol *symbol),
                       void *context)
{
    const uint8_t *symbols, *names;
    if (!section_bytes(&symbols, table, bytes, size) ||
        !section_bytes(&names, strings, bytes, size) || strings->sh_size == 0 ||
        names[strings->sh_size - 1] != 0)
        return false;
    for (uint64_t at = 0; at + sizeof(Elf64_Sym) <= table->sh_size; at += sizeof(Elf64_Sym)) {
        Elf64_Sym raw;
        memcpy(&raw, symbols + at, sizeof raw);
        if (raw.st_name >= strings->sh_size || names[raw.st_name] == 0)
            continue;
        struct elf_symbol symbol = {
            .name = (const char *)names + raw.st_name,
            .value = raw.st_value,
            .defined = raw.st_shndx != SHN_UNDEF,
            .weak = ELF64_ST_BIND(raw.st_info) == STB_WEAK,
            .local = ELF64_ST_BIND(raw.st_info) == STB_LOCAL,
        };
        each(context, &symbol);
    }
    return true;
}

bool elf_symbols(const uint8_t *bytes, size_t size, bool dynamic,
                 void (*each)(void *context, const struct elf_symbol *symbol), void *context)
{
    Elf64_Ehdr header;
    if (!read_header(&header, bytes, size))
        return false;
    for (uint32_t i = 0; i < header.e_shnum; i++) {
        Elf64_Shdr table, strings;
        if (!read_at(&table, sizeof table, bytes, size, header.e_shoff + i * sizeof table))
            return false;
        if (table.sh_type != (dynamic ? SHT_DYNSYM : SHT_SYMTAB))
            continue;
        return table.sh_link < header.e_shnum &&
               read_at(&strings, sizeof strings, bytes, size,
                       header.e_shoff + table.sh_link * sizeof strings) &&
               walk_table(&table, &strings, bytes, size, each, context);
    }
    return !dynamic; /* an object may have no symbols at all */
}

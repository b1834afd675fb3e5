/*
 * Going through the list that it appends to, the walk visits every key once, level by level, and
 * needs no stack, however deep the tree. Symbolic links are opened themselves, never followed.
 */
#include "capture.h"

#include "report.h"
#include "text.h"

#define VALUE_NAME_ROOM 16384 /* with NUL [MS: registry element size limits] */
#define KEY_NAME_ROOM   512

static LSTATUS capture_values(struct key *key)
{
    struct buf name = {0}, data = {0};
    LSTATUS status;
    DWORD i = 0;

    buf_reserve(&name, VALUE_NAME_ROOM * sizeof(WCHAR));
    buf_reserve(&data, 256);
    for (;;) {
        DWORD units = VALUE_NAME_ROOM, size = (DWORD)data.room, type;
        WCHAR *text = (void *)name.at;

        status = RegEnumValueW(key->handle, i, text, &units, NULL, &type, data.at, &size);
        if (status == ERROR_MORE_DATA) {
            buf_reserve(&data, data.room + 1);
            continue;
        }
        if (status != ERROR_SUCCESS)
            return status == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : status;
        if (text_units(text) != units)
            return REFUSED_NUL;
        if (type == REG_LINK && text_same(text, u"SymbolicLinkValue"))
            return REFUSED_LINK;
        key_add_value(key, text, units, type, data.at, size);
        i++;
    }
}

static LSTATUS capture_subkeys(struct tree *out, struct key *key)
{
    WCHAR name[KEY_NAME_ROOM];
    LSTATUS status;

    for (DWORD i = 0;; i++) {
        DWORD units = KEY_NAME_ROOM;

        status = RegEnumKeyExW(key->handle, i, name, &units, NULL, NULL, NULL, NULL);
        if (status != ERROR_SUCCESS)
            return status == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : status;
        if (text_units(name) != units)
            return REFUSED_NUL;
        tree_add_key(out, key, name, units);
    }
}

LSTATUS capture(struct tree *out, HKEY services, const WCHAR *name, SIZE_T units, REGSAM access)
{
    LSTATUS status = text_units(name) == units ? ERROR_SUCCESS : REFUSED_NUL;
    struct key *key = tree_add_key(out, NULL, name, units);

    out->refused = key;
    access |= KEY_QUERY_VALUE | KEY_ENUMERATE_SUB_KEYS;
    for (; status == ERROR_SUCCESS && key != NULL; key = key->next) {
        status = RegOpenKeyExW(key->parent != NULL ? key->parent->handle : services, key->name,
                               REG_OPTION_OPEN_LINK, access, &key->handle);
        if (status == ERROR_SUCCESS)
            status = capture_values(key);
        if (status == ERROR_SUCCESS)
            status = capture_subkeys(out, key);
        out->refused = key;
    }
    return status;
}

void capture_close(struct tree *tree)
{
    for (struct key *key = tree->first; key != NULL; key = key->next) {
        if (key->handle != NULL)
            RegCloseKey(key->handle);
        key->handle = NULL;
    }
}

/*
 * RegQueryMultipleValues: several values of one key in one buffer, one after the other; all sizes
 * are known before anything is said to be missing (sdk-api RegQueryMultipleValuesW). No padding
 * between them (observed under Wine).
 */
#include "win32/classes.h"
#include "win32/reg.h"
#include "win32/text.h"

/* VALENTA and VALENTW differ only in what the name is. */
static uint32_t query_one(struct call *call, VALENTW *entry, const struct key_ref *ref, bool narrow,
                          BYTE *room, uint32_t left)
{
    const struct value *value;
    struct ustr name =
        narrow ? text_narrow(SCRATCH_NAME, (const char *)(const void *)entry->ve_valuename)
               : user_wide(entry->ve_valuename);
    uint32_t code = reg_name_too_long(call, name, narrow)
                        ? ERROR_FILE_NOT_FOUND
                        : key_query_value(&value, call, ref, name);
    if (code != ERROR_SUCCESS)
        return code;
    DWORD type, size = 0;
    struct value_out to = {&type, NULL, &size, narrow};
    reg_value_out(&to, value->type, value_data(value), value->size);
    entry->ve_type = type;
    entry->ve_valuelen = size;
    entry->ve_valueptr = 0;
    if (!room || size > left)
        return ERROR_SUCCESS;
    to.data = room;
    entry->ve_valueptr = (DWORD_PTR)room;
    return reg_value_out(&to, value->type, value_data(value), value->size);
}

static uint32_t query_all(struct call *call, const struct key_ref *ref, VALENTW *list, DWORD count,
                          BYTE *room, LPDWORD total, bool narrow)
{
    uint32_t given = room ? user_get32(total) : 0, used = 0;
    for (DWORD i = 0; i < count; i++) {
        VALENTW entry;
        user_copy_in(&entry, &list[i], sizeof entry);
        uint32_t code =
            query_one(call, &entry, ref, narrow, room && used <= given ? room + used : NULL,
                      used <= given ? given - used : 0);
        if (code != ERROR_SUCCESS)
            return code;
        user_copy_out(&list[i], &entry, sizeof entry);
        used += entry.ve_valuelen;
    }
    user_put32(total, used);
    return room && used <= given ? ERROR_SUCCESS : ERROR_MORE_DATA;
}

/* rule query.multiple */
static LSTATUS query_multiple(struct call *call, HKEY key, VALENTW *list, DWORD count, void *room,
                              LPDWORD total, bool narrow)
{
    struct key_ref ref;
    uint32_t code = key_ref_plain(&ref, call, key);
    call_trace_number(call, count);
    if (call->failed)
        return call_end(call, call->failed);
    if (code == ERROR_SUCCESS && (!total || (!list && count)))
        code = ERROR_INVALID_PARAMETER;
    if (code == ERROR_SUCCESS)
        code = query_all(call, &ref, list, count, room, total, narrow);
    return call_end(call, code);
}

LSTATUS WINAPI RegQueryMultipleValuesW(HKEY key, PVALENTW list, DWORD count, LPWSTR buffer,
                                       LPDWORD total)
{
    struct call call = call_begin("RegQueryMultipleValuesW");
    return query_multiple(&call, key, list, count, buffer, total, false);
}

LSTATUS WINAPI RegQueryMultipleValuesA(HKEY key, PVALENTA list, DWORD count, LPSTR buffer,
                                       LPDWORD total)
{
    struct call call = call_begin("RegQueryMultipleValuesA");
    return query_multiple(&call, key, (VALENTW *)(void *)list, count, buffer, total, true);
}

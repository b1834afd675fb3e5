/* Facts, read through the registry of this computer or of another one. */
#include "machine.h"

#include <string.h>

#include "judge.h"
#include "regfile.h"
#include "report.h"
#include "text.h"

#define SETUP_PATH u"SOFTWARE\\Microsoft\\SMS\\Setup"
#define SETUP_NAME u"HKEY_LOCAL_MACHINE\\" SETUP_PATH
#define NAME_ROOM  512 /* a key's name has at most 255 units [MS: registry element size limits] */

static BOOL failed(const struct machine *machine, const WCHAR *what, const WCHAR *path,
                   LSTATUS code)
{
    if (code == ERROR_SUCCESS)
        return FALSE;
    complain(what, machine->prefix, path, error_text((DWORD)code));
    return TRUE;
}

BOOL machine_open(struct machine *out, const WCHAR *computer)
{
    static WCHAR own_name[MAX_COMPUTERNAME_LENGTH + 1];
    DWORD units = MAX_COMPUTERNAME_LENGTH + 1;
    struct buf prefix = {0};

    memset(out, 0, sizeof(*out));
    out->root = HKEY_LOCAL_MACHINE;
    out->prefix = u"";
    out->name = own_name;
    if (computer == NULL) {
        /* a backup must say whose it is, or it could not be put back */
        if (!GetComputerNameW(own_name, &units))
            return !failed(out, u"cannot tell the name of ", u"this computer",
                           (LSTATUS)GetLastError());
    } else {
        text_add(&prefix, computer);
        text_add(&prefix, u"\\");
        text_add_unit(&prefix, 0);
        out->prefix = (const void *)prefix.at;
        out->name = computer + 2;
        if (failed(out, u"cannot connect to ", u"HKEY_LOCAL_MACHINE",
                   RegConnectRegistryW(computer, HKEY_LOCAL_MACHINE, &out->root)))
            return FALSE;
    }
    return !failed(out, u"cannot open ", SERVICES_NAME,
                   RegOpenKeyExW(out->root, SERVICES_PATH, 0, KEY_READ, &out->services));
}

/* REG_SZ only; what follows the first NUL is not part of the text. */
static LSTATUS read_text(HKEY key, const WCHAR *name, WCHAR **out)
{
    struct buf data = {0};
    DWORD type, size;
    LSTATUS status;

    do {
        buf_reserve(&data, data.room + 1);
        size = (DWORD)data.room;
        status = RegQueryValueExW(key, name, NULL, &type, data.at, &size);
    } while (status == ERROR_MORE_DATA);
    if (status == ERROR_SUCCESS && type == REG_SZ)
        *out = text_copy((const void *)data.at, size / sizeof(WCHAR));
    return status;
}

/*
 * Logon points have no Setup key, secondary sites may lack the value [Q267258]: not found is an
 * answer, and so is a key that we may not read. Any other failure is no answer, and stops us (rule
 * sms.no-version).
 */
BOOL machine_read_version(struct machine *machine)
{
    HKEY setup;
    LSTATUS status = RegOpenKeyExW(machine->root, SETUP_PATH, 0, KEY_QUERY_VALUE, &setup);

    if (status == ERROR_SUCCESS) {
        status = read_text(setup, u"Full Version", &machine->version);
        RegCloseKey(setup);
    }
    if (status == ERROR_FILE_NOT_FOUND || status == ERROR_ACCESS_DENIED)
        return TRUE;
    return !failed(machine, u"cannot read Full Version of ", SETUP_NAME, status);
}

/* All names, each after its length, so that two listings compare as bytes. */
static LSTATUS list_names(struct buf *out, HKEY key)
{
    WCHAR name[NAME_ROOM];
    LSTATUS status;

    out->used = 0;
    for (DWORD i = 0;; i++) {
        DWORD units = NAME_ROOM;

        status = RegEnumKeyExW(key, i, name, &units, NULL, NULL, NULL, NULL);
        if (status != ERROR_SUCCESS)
            return status == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : status;
        text_add_unit(out, (WCHAR)units);
        text_add_units(out, name, units);
    }
}

/* When a key goes away meanwhile, the indices move and a name is skipped; then the next listing
 * differs. Only a listing that comes out twice is believed. */
static LSTATUS list_names_twice(struct buf *out, HKEY key)
{
    struct buf before = {0}, swap;
    LSTATUS status = list_names(out, key);

    while (status == ERROR_SUCCESS && !buf_equal(&before, out)) {
        swap = before;
        before = *out;
        *out = swap;
        status = list_names(out, key);
    }
    return status;
}

BOOL machine_find_stale(struct stale **out, SIZE_T *count, const struct machine *machine)
{
    struct buf names = {0};
    const WCHAR *name, *end;

    *count = 0;
    if (failed(machine, u"cannot list ", SERVICES_NAME,
               list_names_twice(&names, machine->services)))
        return FALSE;
    end = (const void *)(names.at + names.used);
    for (name = (const void *)names.at; name != end; name += *name + 1) {
        if (!judge_name(name + 1, *name))
            continue;
        *out = memory_zeroed(sizeof(**out));
        (*out)->name = text_copy(name + 1, *name);
        (*out)->units = *name;
        out = &(*out)->next;
        (*count)++;
    }
    return TRUE;
}

BOOL machine_flush(const struct machine *machine)
{
    return !failed(machine, u"cannot flush ", SERVICES_NAME, RegFlushKey(machine->services));
}

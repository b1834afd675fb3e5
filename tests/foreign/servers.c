/* servers {add|remove|list} [NAME...]: edits the REG_MULTI_SZ list of servers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

static wchar_t **list;
static size_t count;

static void append(const wchar_t *name)
{
    list = realloc(list, (count + 1) * sizeof *list);
    list[count++] = _wcsdup(name);
}

static int __cdecl compare(const void *a, const void *b)
{
    return _wcsicmp(*(wchar_t *const *)a, *(wchar_t *const *)b);
}

static LONG load(HKEY key)
{
    DWORD size = 0, type;
    wchar_t *data, *p;
    LONG rc = RegQueryValueExW(key, L"Servers", NULL, &type, NULL, &size);

    if (rc || type != REG_MULTI_SZ)
        return rc ? rc : ERROR_INVALID_DATA;
    data = calloc(1, size + 2 * sizeof(wchar_t));
    rc = RegQueryValueExW(key, L"Servers", NULL, NULL, (BYTE *)data, &size);
    for (p = data; *p; p += wcslen(p) + 1)
        append(p);
    free(data);
    return rc;
}

static LONG save(HKEY key)
{
    size_t i, units = 1;
    wchar_t *data, *p;
    LONG rc;

    for (i = 0; i < count; i++)
        units += wcslen(list[i]) + 1;
    p = data = malloc(units * sizeof *data);
    for (i = 0; i < count; i++) {
        wcscpy(p, list[i]);
        p += wcslen(p) + 1;
    }
    *p = 0;
    rc = RegSetValueExW(key, L"Servers", 0, REG_MULTI_SZ, (BYTE *)data, (DWORD)(units * 2));
    wprintf(L"saved %u servers, %u bytes\n", (unsigned)count, (unsigned)(units * sizeof *data));
    free(data);
    return rc;
}

static void drop(const wchar_t *name)
{
    wchar_t **found;

    qsort(list, count, sizeof *list, compare);
    found = bsearch(&name, list, count, sizeof *list, compare);
    if (!found) {
        wprintf(L"no server %s\n", name);
        return;
    }
    free(*found);
    memmove(found, found + 1, (size_t)(list + --count - found) * sizeof *found);
}

int wmain(int argc, wchar_t **argv)
{
    HKEY key;
    LONG rc;
    int i;

    if (argc < 2 || RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"Software\\Contoso\\Backup", 0,
                                  KEY_READ | KEY_WRITE, &key))
        return 2;
    rc = load(key);
    for (i = 2; i < argc; i++) {
        if (wcscmp(argv[1], L"add") == 0)
            append(_wcsupr(argv[i]));
        else if (wcscmp(argv[1], L"remove") == 0)
            drop(argv[i]);
    }
    if (wcscmp(argv[1], L"list"))
        rc = save(key);
    for (i = 0; i < (int)count; i++)
        wprintf(L"%3d: %-10.8s|\n", i, list[i]);
    RegCloseKey(key);
    return (int)rc;
}

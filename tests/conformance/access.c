/* access.c: which right each call needs on its handle. Source: sdk-api, "Registry Key Security and
 * Access Rights", and each function's page. */
#include "check.h"

static const REGSAM masks[] = {
    KEY_QUERY_VALUE, KEY_SET_VALUE, KEY_CREATE_SUB_KEY, KEY_ENUMERATE_SUB_KEYS, KEY_NOTIFY,
    KEY_CREATE_LINK, KEY_READ,      KEY_WRITE,          KEY_ALL_ACCESS,         READ_CONTROL,
    DELETE,          WRITE_DAC,     WRITE_OWNER,        GENERIC_READ,           GENERIC_WRITE,
    GENERIC_EXECUTE, GENERIC_ALL,   MAXIMUM_ALLOWED,
};

/* The specific rights that a mask grants to one who may do everything. */
static REGSAM granted(REGSAM mask)
{
    REGSAM rights = mask & 0x1fffff;

    if (mask & (GENERIC_READ | GENERIC_EXECUTE))
        rights |= KEY_READ;
    if (mask & GENERIC_WRITE)
        rights |= KEY_WRITE;
    if (mask & (GENERIC_ALL | MAXIMUM_ALLOWED))
        rights |= KEY_ALL_ACCESS;
    return rights;
}

static LONG need(REGSAM mask, REGSAM right)
{
    return granted(mask) & right ? 0 : ERROR_ACCESS_DENIED;
}

static void reading(REGSAM mask, HKEY key)
{
    WCHAR name[32];
    DWORD count = 32, size = 0;

    expect(need(mask, KEY_QUERY_VALUE), RegQueryValueExW(key, L"v", NULL, NULL, NULL, &size));
    expect(need(mask, KEY_QUERY_VALUE), RegQueryValueExA(key, "v", NULL, NULL, NULL, &size));
    expect(need(mask, KEY_QUERY_VALUE),
           RegEnumValueW(key, 0, name, &count, NULL, NULL, NULL, NULL));
    count = 32;
    expect(need(mask, KEY_QUERY_VALUE),
           RegEnumValueA(key, 0, (char *)name, &count, NULL, NULL, NULL, NULL));
    expect(need(mask, KEY_ENUMERATE_SUB_KEYS), RegEnumKeyW(key, 0, name, 32));
    expect(need(mask, KEY_ENUMERATE_SUB_KEYS), RegEnumKeyA(key, 0, (char *)name, 32));
    count = 32;
    expect(need(mask, KEY_ENUMERATE_SUB_KEYS),
           RegEnumKeyExW(key, 0, name, &count, NULL, NULL, NULL, NULL));
    if (need(mask, KEY_QUERY_VALUE))
        todo_wine("needs no KEY_QUERY_VALUE");
    expect(need(mask, KEY_QUERY_VALUE), RegQueryInfoKeyW(key, NULL, NULL, NULL, &count, NULL, NULL,
                                                         NULL, NULL, NULL, NULL, NULL));
    if (need(mask, KEY_QUERY_VALUE))
        todo_wine("needs no KEY_QUERY_VALUE");
    /* rule flush.rights */
    expect(need(mask, KEY_QUERY_VALUE), RegFlushKey(key));
}

static void writing(REGSAM mask, HKEY key)
{
    HKEY sub;

    expect(need(mask, KEY_SET_VALUE), RegSetValueExW(key, L"w", 0, REG_NONE, NULL, 0));
    expect(need(mask, KEY_SET_VALUE), RegSetValueExA(key, "w", 0, REG_NONE, NULL, 0));
    expect(need(mask, KEY_SET_VALUE), RegDeleteValueW(key, L"w"));
    expect(need(mask, KEY_SET_VALUE) ? 5 : 2, RegDeleteValueA(key, "w"));
    /* Creating, opening and deleting subkeys is judged by the keys' own descriptors, not by the
     * handle. */
    expect(0, RegCreateKeyW(key, L"new", &sub));
    expect(0, RegCloseKey(sub));
    expect(0, RegOpenKeyExW(key, L"new", 0, KEY_ALL_ACCESS, &sub));
    expect(0, RegSetValueExA(sub, "v", 0, REG_NONE, NULL, 0));
    expect(0, RegCloseKey(sub));
    expect(0, RegDeleteKeyW(key, L"new"));
}

/* Each mask on an opened and on a created handle of the same key (rules access.masks,
 * access.needed). */
static void every_mask(void)
{
    HKEY key;

    for (unsigned i = 0; i < sizeof masks / sizeof *masks; i++) {
        label("opened %08x", (unsigned)masks[i]);
        expect(0, RegOpenKeyExA(scratch, "target", 0, masks[i], &key));
        reading(masks[i], key);
        writing(masks[i], key);
        expect(0, RegCloseKey(key));
        label("created %08x", (unsigned)masks[i]);
        expect(0, RegCreateKeyExA(scratch, "target", 0, NULL, 0, masks[i], NULL, &key, NULL));
        reading(masks[i], key);
        writing(masks[i], key);
        expect(0, RegCloseKey(key));
    }
}

/* No right at all is refused. Wine test_NtOpenKey (ntdll) (rule access.mask-zero) */
static void strange_masks(void)
{
    HKEY key = NULL;

    label("0");
    todo_wine("grants a handle without rights");
    expect(ERROR_ACCESS_DENIED, RegOpenKeyExA(scratch, "target", 0, 0, &key));
    if (key)
        RegCloseKey(key);
}

/* Opening the key itself again through a handle with fewer rights gives what is asked for. */
static void rights_can_grow(void)
{
    HKEY reader, writer;

    label("reopen");
    expect(0, RegOpenKeyExA(scratch, "target", 0, KEY_READ, &reader));
    expect(5, RegSetValueExA(reader, "w", 0, REG_NONE, NULL, 0));
    expect(0, RegOpenKeyExA(reader, "", 0, KEY_ALL_ACCESS, &writer));
    expect(0, RegSetValueExA(writer, "w", 0, REG_NONE, NULL, 0));
    expect(0, RegDeleteValueA(writer, "w"));
    expect(0, RegCloseKey(reader));
    expect(0, RegCloseKey(writer));
}

int main(void)
{
    HKEY key, sub;

    check_begin(__FILE__, "access");
    key = fresh("target");
    RegSetValueExA(key, "v", 0, REG_NONE, NULL, 0);
    RegCreateKeyA(key, "sub", &sub);
    RegCloseKey(sub);
    RegCloseKey(key);
    every_mask();
    strange_masks();
    rights_can_grow();
    return check_end();
}

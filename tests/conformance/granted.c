/* granted.c: what a handle is granted for the mask that was asked for, of a key that is there and
 * of a new one. Sources: [MS-RRP] 2.2.4; sdk-api RegCreateKeyExW; wdm ZwCreateKey; ReactOS
 * NtCreateKey test. NtQueryObject tells the rights: the numbers here are written out, not the
 * header's. */
#include "check.h"

typedef LONG(NTAPI *query_object_function)(HANDLE, int, void *, ULONG, ULONG *);

static query_object_function query_object;

/* ObjectBasicInformation: attributes, granted access, … */
static DWORD granted(HKEY key)
{
    DWORD basic[14] = {0};

    return query_object(key, 0, basic, sizeof basic, NULL) == 0 ? basic[1] : 0xBAD;
}

static const struct {
    REGSAM asked;
    DWORD granted;
} masks[] = {
    {0x80000000, 0x20019}, /* GENERIC_READ */
    {0x40000000, 0x20006}, /* GENERIC_WRITE */
    {0x20000000, 0x20019}, /* GENERIC_EXECUTE */
    {0x10000000, 0xF003F}, /* GENERIC_ALL */
    {0x02000000, 0xF003F}, /* MAXIMUM_ALLOWED */
    {0xC0000000, 0x2001F}, {0x80000002, 0x2001B}, {0x40010000, 0x30006}, {0x20019, 0x20019},
    {0x20006, 0x20006},    {0xF003F, 0xF003F},    {0x00001, 0x00001},    {0x20000, 0x20000},
    {0x20100, 0x20000}, /* a view is no right: ReactOS NtCreateKey test */
    {0x20200, 0x20000},
};

static LONG create(REGSAM asked, DWORD options, const SECURITY_ATTRIBUTES *security, HKEY *key)
{
    *key = NULL;
    return RegCreateKeyExA(scratch, "key", 0, NULL, options, asked,
                           (SECURITY_ATTRIBUTES *)(ULONG_PTR)security, key, NULL);
}

/* READ, WRITE and ALL are these numbers, without SYNCHRONIZE (0x100000), and generic rights stand
 * for them, of a key that is there and of a new one. [MS-RRP] 2.2.4; ReactOS ObTypes test, for
 * Server 2003 (rules access.masks, access.maker) */
static void every_mask(void)
{
    HKEY key;

    label("constants");
    expect(0x20019, KEY_READ);
    expect(0x20019, KEY_EXECUTE);
    expect(0x20006, KEY_WRITE);
    expect(0xF003F, KEY_ALL_ACCESS);
    for (unsigned i = 0; i < sizeof masks / sizeof *masks; i++) {
        const char *more = masks[i].asked == GENERIC_EXECUTE ? "grants KEY_CREATE_LINK, too" : NULL;

        label("new %08x", (unsigned)masks[i].asked);
        expect(0, create(masks[i].asked, 0, NULL, &key));
        if (more)
            todo_wine(more);
        expect(masks[i].granted, granted(key));
        RegCloseKey(key);
        label("there %08x", (unsigned)masks[i].asked);
        expect(0, create(masks[i].asked, 0, NULL, &key));
        if (more)
            todo_wine(more);
        expect(masks[i].granted, granted(key));
        RegCloseKey(key);
        label("opened %08x", (unsigned)masks[i].asked);
        expect(0, RegOpenKeyExA(scratch, "key", 0, masks[i].asked, &key));
        if (more)
            todo_wine(more);
        expect(masks[i].granted, granted(key));
        RegCloseKey(key);
        RegDeleteKeyA(scratch, "key");
        if (masks[i].asked & KEY_WOW64_32KEY)
            RegDeleteKeyA(HKEY_LOCAL_MACHINE,
                          "Software\\Wow6432Node\\regsim-conformance\\granted\\key");
    }
}

static SID world = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};

/* A descriptor that gives everyone these rights; the room is the caller's. */
static void allow(SECURITY_DESCRIPTOR *descriptor, BYTE *room, DWORD size, DWORD allowed)
{
    ACL *acl = (ACL *)(void *)room;

    InitializeAcl(acl, size, ACL_REVISION);
    AddAccessAllowedAce(acl, ACL_REVISION, allowed, &world);
    InitializeSecurityDescriptor(descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(descriptor, TRUE, acl, FALSE);
}

/* Of a key that is there MAXIMUM_ALLOWED is what its descriptor gives (an owner has READ_CONTROL
 * and WRITE_DAC), and what it does not give is refused; who makes the key has what he asked for,
 * "whether the DesiredAccess is granted on subsequent calls" is the descriptor's business. wdm
 * ZwCreateKey (rules access.masks, access.maker) */
static void weak_descriptor(void)
{
    static const char plain[] = "gives a new key no descriptor";
    SECURITY_DESCRIPTOR descriptor;
    SECURITY_ATTRIBUTES attributes = {sizeof attributes, &descriptor, FALSE};
    BYTE room[100];
    HKEY made, key;

    allow(&descriptor, room, sizeof room, KEY_READ);
    label("maker");
    expect(0, create(KEY_SET_VALUE | WRITE_DAC, 0, &attributes, &made));
    expect(KEY_SET_VALUE | WRITE_DAC, granted(made));
    for (unsigned i = 0; i < 3; i++) {
        static const REGSAM more[] = {KEY_SET_VALUE, MAXIMUM_ALLOWED | KEY_SET_VALUE, GENERIC_ALL};

        label("later %x", (unsigned)more[i]);
        todo_wine(plain);
        expect(5, create(more[i], 0, NULL, &key));
        if (key)
            RegCloseKey(key);
    }
    label("later maximum");
    expect(0, RegOpenKeyExA(scratch, "key", 0, MAXIMUM_ALLOWED, &key));
    todo_wine(plain);
    expect(0x60019, granted(key));
    RegCloseKey(key);
    expect(0, RegOpenKeyExA(scratch, "key", 0, MAXIMUM_ALLOWED | KEY_NOTIFY, &key));
    todo_wine(plain);
    expect(0x60019, granted(key));
    RegCloseKey(key);
    allow(&descriptor, room, sizeof room, KEY_ALL_ACCESS);
    expect(0, RegSetKeySecurity(made, DACL_SECURITY_INFORMATION, &descriptor));
    RegCloseKey(made);
    expect(0, RegDeleteKeyA(scratch, "key"));
    label("maker's maximum");
    allow(&descriptor, room, sizeof room, KEY_READ | DELETE);
    expect(0, create(MAXIMUM_ALLOWED, 0, &attributes, &made));
    expect(0xF003F, granted(made));
    RegCloseKey(made);
    expect(0, RegDeleteKeyA(scratch, "key"));
}

static DWORD part(HKEY key, SECURITY_INFORMATION what, BYTE *out, DWORD size)
{
    memset(out, 0, size);
    return RegGetKeySecurity(key, what, out, &size) == 0 ? size : 0;
}

/* What the descriptor of a new key does not say is as in a key that is made without one. [MS-DTYP]
 * 2.5.3.4 (rule access.inherited) */
static void given_in_part(void)
{
    static BYTE own[1000], plain[1000];
    static const SECURITY_INFORMATION parts[] = {
        OWNER_SECURITY_INFORMATION, GROUP_SECURITY_INFORMATION, DACL_SECURITY_INFORMATION};
    SECURITY_DESCRIPTOR descriptor;
    SECURITY_ATTRIBUTES attributes = {sizeof attributes, &descriptor, FALSE};
    BYTE room[100];
    HKEY without = fresh("without"), key;

    for (int dacl = 0; dacl < 2; dacl++) {
        allow(&descriptor, room, sizeof room, KEY_ALL_ACCESS);
        if (!dacl)
            SetSecurityDescriptorDacl(&descriptor, FALSE, NULL, FALSE);
        label("%s", dacl ? "DACL alone" : "nothing");
        expect(0, create(KEY_ALL_ACCESS, 0, &attributes, &key));
        for (unsigned i = 0; i < 3; i++) {
            int same = !dacl || parts[i] != DACL_SECURITY_INFORMATION;

            label("%s, part %x", dacl ? "DACL alone" : "nothing", (unsigned)parts[i]);
            if (!same)
                todo_wine("gives a new key no descriptor");
            expect(same, part(key, parts[i], own, sizeof own) ==
                                 part(without, parts[i], plain, sizeof plain) &&
                             memcmp(own, plain, sizeof own) == 0);
        }
        RegCloseKey(key);
        label("deleted %d", dacl);
        expect(0, RegDeleteKeyA(scratch, "key"));
    }
    RegCloseKey(without);
}

/* No right at all is refused where the key is there, and is what a new key's maker gets: that is
 * observed under Wine (rules access.mask-zero, access.maker). */
static void nothing_asked(void)
{
    static const REGSAM views[] = {0, KEY_WOW64_64KEY};
    HKEY key;

    for (unsigned i = 0; i < 2; i++) {
        label("new %x", (unsigned)views[i]);
        expect(0, create(views[i], 0, NULL, &key));
        expect(0, granted(key));
        expect(5, RegSetValueExA(key, "v", 0, REG_NONE, NULL, 0));
        expect(5, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
        RegCloseKey(key);
        label("there %x", (unsigned)views[i]);
        todo_wine("grants a handle without rights");
        expect(5, create(views[i], 0, NULL, &key));
        if (key)
            RegCloseKey(key);
        expect(0, RegDeleteKeyA(scratch, "key"));
    }
}

/* With REG_OPTION_BACKUP_RESTORE the mask does not count, but the privileges that are enabled, of a
 * key that is there, whatever its descriptor says, and of a new one. sdk-api RegCreateKeyExW; that
 * neither privilege is 5, and makes no key, is regsim's choice (rule create.backup-restore). */
static void backup_restore(void)
{
    static const char ignored[] = "does not know REG_OPTION_BACKUP_RESTORE";
    static const char before[] = "before Vista there is no DELETE";
    static const REGSAM asked[] = {0, KEY_QUERY_VALUE, KEY_ALL_ACCESS, MAXIMUM_ALLOWED};
    static const DWORD rights[] = {0, 0x1020019, 0x1030006, 0x103001F};
    SECURITY_DESCRIPTOR descriptor;
    SECURITY_ATTRIBUTES attributes = {sizeof attributes, &descriptor, FALSE};
    BYTE room[100];
    HKEY made, key;

    allow(&descriptor, room, sizeof room, DELETE);
    for (unsigned i = 0; i < 16; i++) {
        unsigned enabled = i / 4;
        LONG code = enabled ? 0 : ERROR_ACCESS_DENIED;

        privileges((int)(enabled & 1), (int)(enabled >> 1));
        for (int there = 0; there < 2; there++) {
            label("%s%s %s %x", enabled & 1 ? "backup" : "", enabled & 2 ? "restore" : "",
                  there ? "there" : "new", (unsigned)asked[i % 4]);
            made = NULL;
            if (there)
                expect(0, create(KEY_ALL_ACCESS, 0, &attributes, &made));
            if (code)
                todo_wine(ignored);
            expect(code, create(asked[i % 4], REG_OPTION_BACKUP_RESTORE, NULL, &key));
            if (enabled & 2)
                broken("nt4 w2k xp ws2003", rights[enabled] & ~(DWORD)DELETE, before);
            if (enabled || asked[i % 4])
                todo_wine(ignored);
            expect(rights[enabled], key ? granted(key) : 0);
            if (key)
                RegCloseKey(key);
            if (made)
                RegCloseKey(made);
            if (!there && code)
                todo_wine(ignored);
            expect(there || !code ? 0 : ERROR_FILE_NOT_FOUND, RegDeleteKeyA(scratch, "key"));
        }
    }
    privileges(0, 0);
}

/* So it is of a user's key that is seen in HKEY_CLASSES_ROOT, as its other options count there, too
 * (rules create.backup-restore, link.again). */
static void options_of_classes(void)
{
    static const char name[] = "regsim-conformance-granted";
    static const char path[] = "Software\\Classes\\regsim-conformance-granted";
    HKEY key;

    privileges(1, 0);
    label("classes");
    expect(0, makes(HKEY_CURRENT_USER, path));
    expect(0, RegCreateKeyExA(HKEY_CLASSES_ROOT, name, 0, NULL, REG_OPTION_BACKUP_RESTORE, 0, NULL,
                              &key, NULL));
    todo_wine("does not know REG_OPTION_BACKUP_RESTORE");
    expect(0x1020019, granted(key));
    RegCloseKey(key);
    if (check_on("nt4")) {
        skip("Windows NT 4.0 does not show the user's classes");
        RegDeleteKeyA(HKEY_CLASSES_ROOT, name);
    } else {
        key = NULL;
        expect(ERROR_ALREADY_EXISTS,
               RegCreateKeyExA(HKEY_CLASSES_ROOT, name, 0, NULL, REG_OPTION_CREATE_LINK,
                               KEY_ALL_ACCESS, NULL, &key, NULL));
        if (key)
            RegCloseKey(key);
    }
    expect(0, RegDeleteKeyA(HKEY_CURRENT_USER, path));
    privileges(0, 0);
}

/* ACCESS_SYSTEM_SECURITY is the security privilege's alone, of a new key, too. sdk-api
 * RegSetKeySecurity names the privilege; that the code is 5 is regsim's choice (rule
 * access.maker). */
static void system_security(void)
{
    static const char any[] = "asks for no privilege";
    HKEY key;

    for (int on = 0; on < 2; on++) {
        privilege("SeSecurityPrivilege", on);
        label("new %s", on ? "with" : "without");
        if (!on)
            todo_wine(any);
        expect(on ? 0 : 5, create(KEY_READ | ACCESS_SYSTEM_SECURITY, 0, NULL, &key));
        if (!on)
            todo_wine(any);
        expect(on ? 0x1020019 : 0, key ? granted(key) : 0);
        if (key)
            RegCloseKey(key);
        RegDeleteKeyA(scratch, "key");
    }
    privilege("SeSecurityPrivilege", 0);
}

int main(void)
{
    check_begin(__FILE__, "granted");
    query_object = (query_object_function)late("ntdll.dll", "NtQueryObject");
    every_mask();
    weak_descriptor();
    given_in_part();
    nothing_asked();
    backup_restore();
    options_of_classes();
    system_security();
    return check_end();
}

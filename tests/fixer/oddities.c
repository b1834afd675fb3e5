/*
 * Stale trees that no fixer can back up or delete, in Wine's registry: `make` creates them, `check`
 * tells whether they are whole. A subkey that is a symbolic link to a key outside, a stale key that
 * is a link itself, a name with a line break, a name with a NUL, which only the native API can
 * make, and a tree of which one key may not be deleted.
 */
#include <windows.h>
#include <winternl.h>

#include <stdio.h>
#include <string.h>

#define SERVICES u"SYSTEM\\CurrentControlSet\\Services\\"
#define TARGET   u"SYSTEM\\CurrentControlSet\\Services\\SmsPerfLinkTarget"

NTSYSAPI NTSTATUS NTAPI NtCreateKey(HANDLE *key, ACCESS_MASK access, OBJECT_ATTRIBUTES *attributes,
                                    ULONG index, UNICODE_STRING *class_name, ULONG options,
                                    ULONG *disposition);
NTSYSAPI NTSTATUS NTAPI NtOpenKey(HANDLE *key, ACCESS_MASK access, OBJECT_ATTRIBUTES *attributes);

static WCHAR nul_name[] = u"a\0b";

static HKEY create(const WCHAR *path, DWORD options)
{
    HKEY key = NULL;

    RegCreateKeyExW(HKEY_LOCAL_MACHINE, path, 0, NULL, options, KEY_ALL_ACCESS, NULL, &key, NULL);
    return key;
}

static LSTATUS make_link(const WCHAR *path)
{
    static const WCHAR target[] = u"\\Registry\\Machine\\" TARGET;

    return RegSetValueExW(create(path, REG_OPTION_CREATE_LINK), u"SymbolicLinkValue", 0, REG_LINK,
                          (const void *)target, sizeof(target) - sizeof(WCHAR));
}

/* Nobody may delete the key. */
static LSTATUS deny(const WCHAR *path)
{
    static SID everyone = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};
    SECURITY_DESCRIPTOR descriptor;
    DWORD buffer[64];
    ACL *acl = (void *)buffer;

    InitializeAcl(acl, sizeof(buffer), ACL_REVISION);
    AddAccessDeniedAce(acl, ACL_REVISION, DELETE, &everyone);
    AddAccessAllowedAce(acl, ACL_REVISION, KEY_ALL_ACCESS, &everyone);
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(&descriptor, TRUE, acl, FALSE);
    return RegSetKeySecurity(create(path, 0), DACL_SECURITY_INFORMATION, &descriptor);
}

/* The subkey of the tree SMSPerfCountersForNul whose name holds NUL. */
static NTSTATUS nul_key(int make)
{
    UNICODE_STRING name = {sizeof(nul_name) - sizeof(WCHAR), sizeof(nul_name), nul_name};
    OBJECT_ATTRIBUTES attributes = {.Length = sizeof(attributes), .ObjectName = &name};
    HANDLE key;

    attributes.RootDirectory = create(SERVICES u"SMSPerfCountersForNul", 0);
    return make ? NtCreateKey(&key, KEY_ALL_ACCESS, &attributes, 0, NULL, 0, NULL)
                : NtOpenKey(&key, KEY_READ, &attributes);
}

static int exists(const WCHAR *path)
{
    HKEY key;

    return RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, REG_OPTION_OPEN_LINK, KEY_READ, &key) == 0;
}

int main(int argc, char **argv)
{
    int make = argc > 1 && strcmp(argv[1], "make") == 0, good = 1;

    if (make) {
        create(TARGET u"\\Below", 0);
        create(SERVICES u"SMSPerfCountersForBreak\\line\nbreak", 0);
        create(SERVICES u"SMSPerfCountersForLinked", 0);
        good &= make_link(SERVICES u"SMSPerfCountersForLinked\\Link") == 0;
        good &= make_link(SERVICES u"SMSPerfCountersForLink") == 0;
        create(SERVICES u"SMSPerfCountersForDenied\\Open\\Deeper", 0);
        good &= deny(SERVICES u"SMSPerfCountersForDenied\\Shut") == 0;
    }
    good &= nul_key(make) == 0;
    good &= exists(TARGET u"\\Below") && exists(SERVICES u"SMSPerfCountersForBreak\\line\nbreak") &&
            exists(SERVICES u"SMSPerfCountersForLinked\\Link") &&
            exists(SERVICES u"SMSPerfCountersForLink") &&
            exists(SERVICES u"SMSPerfCountersForDenied\\Open\\Deeper");
    puts(good ? "whole" : "not whole");
    return !good;
}

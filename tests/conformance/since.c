/* since.c: which Windows has which function of the registry, and of security. Sources: the
 * requirements on each page of sdk-api (winreg, shlwapi) and wdm; what came with a service pack
 * counts for its system, Vista's additions for Windows 7 (rule delete.tree-since). */
#include "check.h"

struct since {
    const char *systems; /* that have them; NULL: all */
    const char *dll;
    const char *names;
};

static const char both[] = "AW";

static const struct since functions[] = {
    {NULL, "advapi32",
     "RegCloseKey RegConnectRegistry* RegCreateKey* RegCreateKeyEx* RegDeleteKey* RegDeleteValue* "
     "RegEnumKey* RegEnumKeyEx* RegEnumValue* RegFlushKey RegGetKeySecurity RegLoadKey* "
     "RegNotifyChangeKeyValue RegOpenKey* RegOpenKeyEx* RegQueryInfoKey* "
     "RegQueryMultipleValues* RegQueryValue* RegQueryValueEx* RegReplaceKey* RegRestoreKey* "
     "RegSaveKey* RegSetKeySecurity RegSetValue* RegSetValueEx* RegUnLoadKey* "
     "AdjustTokenPrivileges LookupPrivilegeValue* LookupPrivilegeName* OpenProcessToken "
     "GetNamedSecurityInfo* GetSecurityInfo SetNamedSecurityInfo* SetSecurityInfo SetEntriesInAcl* "
     "BuildExplicitAccessWithName* BuildTrusteeWithName* BuildTrusteeWithSid* "
     "RegisterEventSource* ReportEvent* DeregisterEventSource "
     "OpenThreadToken GetTokenInformation LookupAccountName* LookupAccountSid* "
     "AllocateAndInitializeSid FreeSid InitializeSid GetSidLengthRequired "
     "GetSidIdentifierAuthority GetSidSubAuthority GetSidSubAuthorityCount IsValidSid EqualSid "
     "EqualPrefixSid GetLengthSid CopySid InitializeAcl IsValidAcl AddAccessAllowedAce "
     "AddAccessDeniedAce AddAuditAccessAce AddAce GetAce DeleteAce FindFirstFreeAce "
     "GetAclInformation InitializeSecurityDescriptor IsValidSecurityDescriptor "
     "GetSecurityDescriptorLength GetSecurityDescriptorControl SetSecurityDescriptorOwner "
     "GetSecurityDescriptorOwner SetSecurityDescriptorGroup GetSecurityDescriptorGroup "
     "SetSecurityDescriptorDacl GetSecurityDescriptorDacl SetSecurityDescriptorSacl "
     "GetSecurityDescriptorSacl MakeSelfRelativeSD MakeAbsoluteSD"},
    {"w2k xp ws2003 win7 win10", "advapi32",
     "AddAccessAllowedAceEx AddAccessDeniedAceEx AddAuditAccessAceEx SetSecurityDescriptorControl "
     "CheckTokenMembership ConvertSidToStringSid* ConvertStringSidToSid* "
     "ConvertSecurityDescriptorToStringSecurityDescriptor* "
     "ConvertStringSecurityDescriptorToSecurityDescriptor*"},
    {"xp ws2003 win7 win10", "advapi32", "CreateWellKnownSid IsWellKnownSid"},
    {"w2k xp ws2003 win7 win10", "advapi32",
     "RegDisablePredefinedCache RegOpenCurrentUser RegOpenUserClassesRoot RegOverridePredefKey"},
    {"xp ws2003 win7 win10", "advapi32", "RegSaveKeyEx*"},
    {"ws2003 win7 win10", "advapi32",
     "RegDeleteKeyEx* RegGetValue* RegDisableReflectionKey RegEnableReflectionKey "
     "RegQueryReflectionKey"},
    {"win7 win10", "advapi32",
     "RegCopyTree* RegCreateKeyTransacted* RegDeleteKeyValue* "
     "RegDeleteTree* RegLoadAppKey* "
     "RegRenameKey RegSetKeyValue*"},
    {NULL, "kernel32",
     "WaitForSingleObject WaitForMultipleObjects DuplicateHandle CloseHandle GetFullPathName*"},
    {NULL, "ntdll",
     "~Close ~CreateKey ~DeleteKey ~DeleteValueKey ~EnumerateKey ~EnumerateValueKey ~FlushKey "
     "~LoadKey ~LoadKey2 ~NotifyChangeKey ~OpenKey ~QueryKey ~QueryMultipleValueKey ~QueryObject "
     "~QuerySecurityObject ~QueryValueKey ~ReplaceKey ~RestoreKey ~SaveKey ~SetInformationKey "
     "~SetSecurityObject ~SetValueKey ~UnloadKey RtlInitUnicodeString RtlFreeUnicodeString "
     "RtlFormatCurrentUserKeyPath RtlNtStatusToDosError RtlCheckRegistryKey RtlCreateRegistryKey "
     "RtlDeleteRegistryValue RtlWriteRegistryValue"},
    {"xp ws2003 win7 win10", "ntdll", "~RenameKey"},
    {"win7 win10", "ntdll", "~OpenKeyEx"},
    {NULL, "shlwapi",
     "SHDeleteEmptyKey* SHDeleteKey* SHDeleteValue* SHEnumKeyEx* SHEnumValue* SHGetValue* "
     "SHQueryInfoKey* SHQueryValueEx* SHSetValue* SHRegOpenUSKey* SHRegCloseUSKey "
     "SHRegQueryUSValue* SHRegGetUSValue* SHRegSetUSValue* SHRegDeleteUSValue*"},
    {"w2k xp ws2003 win7 win10", "shlwapi", "SHCopyKey* SHRegGetPath* SHRegSetPath*"},
};

static void one(const struct since *row, const char *name)
{
    char dll[20];

    snprintf(dll, sizeof dll, "%s.dll", row->dll);
    label("%s", name);
    expect(!row->systems || check_on(row->systems), late(dll, name) != NULL);
}

/* `RegSaveKey*` stands for its A and its W function, `~OpenKey` for NtOpenKey and ZwOpenKey. */
static void each(const struct since *row, const char *word, unsigned length)
{
    char name[60];

    for (unsigned i = 0; i < 2; i++) {
        if (*word == '~')
            snprintf(name, sizeof name, "%s%.*s", i ? "Zw" : "Nt", (int)length - 1, word + 1);
        else if (word[length - 1] == '*')
            snprintf(name, sizeof name, "%.*s%c", (int)length - 1, word, both[i]);
        else if (i == 0)
            snprintf(name, sizeof name, "%.*s", (int)length, word);
        else
            return;
        one(row, name);
    }
}

/* rule delete.tree-since */
int main(void)
{
    check_begin(__FILE__, "since");
    for (unsigned i = 0; i < sizeof functions / sizeof *functions; i++) {
        const char *at = functions[i].names;

        while (*at) {
            unsigned length = (unsigned)strcspn(at, " ");

            each(&functions[i], at, length);
            at += length;
            at += *at == ' ';
        }
    }
    return check_end();
}

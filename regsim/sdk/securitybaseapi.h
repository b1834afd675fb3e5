/* securitybaseapi.h of regsim's SDK: SIDs, ACLs and security descriptors in the program's memory,
 * tokens and accounts.
 */
#ifndef REGSIM_SDK_SECURITYBASEAPI_H
#define REGSIM_SDK_SECURITYBASEAPI_H

#include "windef.h"
#include "winnt.h"

typedef struct _SID_IDENTIFIER_AUTHORITY {
    BYTE Value[6];
} SID_IDENTIFIER_AUTHORITY, *PSID_IDENTIFIER_AUTHORITY;

typedef struct _SID {
    BYTE Revision, SubAuthorityCount;
    SID_IDENTIFIER_AUTHORITY IdentifierAuthority;
    DWORD SubAuthority[ANYSIZE_ARRAY];
} SID, *PISID;

#define SID_REVISION                   1
#define SID_MAX_SUB_AUTHORITIES        15
#define SECURITY_MAX_SID_SIZE          68
#define SECURITY_NULL_SID_AUTHORITY    REGSIM_AUTHORITY(0)
#define SECURITY_WORLD_SID_AUTHORITY   REGSIM_AUTHORITY(1)
#define SECURITY_LOCAL_SID_AUTHORITY   REGSIM_AUTHORITY(2)
#define SECURITY_CREATOR_SID_AUTHORITY REGSIM_AUTHORITY(3)
#define SECURITY_NT_AUTHORITY          REGSIM_AUTHORITY(5)
#define REGSIM_AUTHORITY(number)                                                                   \
    {                                                                                              \
        0, 0, 0, 0, 0, number                                                                      \
    }
#define SECURITY_NULL_RID               0x00000000
#define SECURITY_WORLD_RID              0x00000000
#define SECURITY_CREATOR_OWNER_RID      0x00000000
#define SECURITY_CREATOR_GROUP_RID      0x00000001
#define SECURITY_NETWORK_RID            0x00000002
#define SECURITY_BATCH_RID              0x00000003
#define SECURITY_INTERACTIVE_RID        0x00000004
#define SECURITY_SERVICE_RID            0x00000006
#define SECURITY_ANONYMOUS_LOGON_RID    0x00000007
#define SECURITY_PRINCIPAL_SELF_RID     0x0000000A
#define SECURITY_AUTHENTICATED_USER_RID 0x0000000B
#define SECURITY_RESTRICTED_CODE_RID    0x0000000C
#define SECURITY_LOCAL_SYSTEM_RID       0x00000012
#define SECURITY_LOCAL_SERVICE_RID      0x00000013
#define SECURITY_NETWORK_SERVICE_RID    0x00000014
#define SECURITY_NT_NON_UNIQUE          0x00000015
#define SECURITY_BUILTIN_DOMAIN_RID     0x00000020
#define DOMAIN_USER_RID_ADMIN           0x000001F4
#define DOMAIN_USER_RID_GUEST           0x000001F5
#define DOMAIN_GROUP_RID_USERS          0x00000201
#define DOMAIN_ALIAS_RID_ADMINS         0x00000220
#define DOMAIN_ALIAS_RID_USERS          0x00000221
#define DOMAIN_ALIAS_RID_GUESTS         0x00000222
#define DOMAIN_ALIAS_RID_POWER_USERS    0x00000223
#define DOMAIN_ALIAS_RID_BACKUP_OPS     0x00000227

typedef enum _SID_NAME_USE {
    SidTypeUser = 1,
    SidTypeGroup,
    SidTypeDomain,
    SidTypeAlias,
    SidTypeWellKnownGroup,
    SidTypeDeletedAccount,
    SidTypeInvalid,
    SidTypeUnknown,
    SidTypeComputer
} SID_NAME_USE,
    *PSID_NAME_USE;

typedef struct _SID_AND_ATTRIBUTES {
    PSID Sid;
    DWORD Attributes;
} SID_AND_ATTRIBUTES, *PSID_AND_ATTRIBUTES;
#define SE_GROUP_MANDATORY          0x00000001
#define SE_GROUP_ENABLED_BY_DEFAULT 0x00000002
#define SE_GROUP_ENABLED            0x00000004
#define SE_GROUP_OWNER              0x00000008
#define SE_GROUP_USE_FOR_DENY_ONLY  0x00000010

typedef struct _ACL {
    BYTE AclRevision, Sbz1;
    WORD AclSize, AceCount, Sbz2;
} ACL, *PACL;

typedef struct _ACE_HEADER {
    BYTE AceType, AceFlags;
    WORD AceSize;
} ACE_HEADER, *PACE_HEADER;

typedef struct _ACCESS_ALLOWED_ACE {
    ACE_HEADER Header;
    ACCESS_MASK Mask;
    DWORD SidStart;
} ACCESS_ALLOWED_ACE, *PACCESS_ALLOWED_ACE, ACCESS_DENIED_ACE, *PACCESS_DENIED_ACE,
    SYSTEM_AUDIT_ACE, *PSYSTEM_AUDIT_ACE;

#define ACL_REVISION               2
#define ACL_REVISION_DS            4
#define ACCESS_ALLOWED_ACE_TYPE    0
#define ACCESS_DENIED_ACE_TYPE     1
#define SYSTEM_AUDIT_ACE_TYPE      2

#define OBJECT_INHERIT_ACE         0x01
#define CONTAINER_INHERIT_ACE      0x02
#define NO_PROPAGATE_INHERIT_ACE   0x04
#define INHERIT_ONLY_ACE           0x08
#define INHERITED_ACE              0x10
#define VALID_INHERIT_FLAGS        0x1F
#define SUCCESSFUL_ACCESS_ACE_FLAG 0x40
#define FAILED_ACCESS_ACE_FLAG     0x80

typedef enum _ACL_INFORMATION_CLASS {
    AclRevisionInformation = 1,
    AclSizeInformation
} ACL_INFORMATION_CLASS;
typedef struct _ACL_REVISION_INFORMATION {
    DWORD AclRevision;
} ACL_REVISION_INFORMATION, *PACL_REVISION_INFORMATION;
typedef struct _ACL_SIZE_INFORMATION {
    DWORD AceCount, AclBytesInUse, AclBytesFree;
} ACL_SIZE_INFORMATION, *PACL_SIZE_INFORMATION;

typedef WORD SECURITY_DESCRIPTOR_CONTROL, *PSECURITY_DESCRIPTOR_CONTROL;
#define SECURITY_DESCRIPTOR_REVISION 1
#define SE_OWNER_DEFAULTED           0x0001
#define SE_GROUP_DEFAULTED           0x0002
#define SE_DACL_PRESENT              0x0004
#define SE_DACL_DEFAULTED            0x0008
#define SE_SACL_PRESENT              0x0010
#define SE_SACL_DEFAULTED            0x0020
#define SE_DACL_AUTO_INHERIT_REQ     0x0100
#define SE_SACL_AUTO_INHERIT_REQ     0x0200
#define SE_DACL_AUTO_INHERITED       0x0400
#define SE_SACL_AUTO_INHERITED       0x0800
#define SE_DACL_PROTECTED            0x1000
#define SE_SACL_PROTECTED            0x2000
#define SE_SELF_RELATIVE             0x8000

typedef struct _SECURITY_DESCRIPTOR {
    BYTE Revision, Sbz1;
    SECURITY_DESCRIPTOR_CONTROL Control;
    PSID Owner, Group;
    PACL Sacl, Dacl;
} SECURITY_DESCRIPTOR, *PISECURITY_DESCRIPTOR;

typedef struct _SECURITY_DESCRIPTOR_RELATIVE {
    BYTE Revision, Sbz1;
    SECURITY_DESCRIPTOR_CONTROL Control;
    DWORD Owner, Group, Sacl, Dacl;
} SECURITY_DESCRIPTOR_RELATIVE, *PISECURITY_DESCRIPTOR_RELATIVE;

#define SECURITY_DESCRIPTOR_MIN_LENGTH sizeof(SECURITY_DESCRIPTOR)

#include "tokens.h"

BOOL WINAPI AllocateAndInitializeSid(PSID_IDENTIFIER_AUTHORITY authority, BYTE count, DWORD part0,
                                     DWORD part1, DWORD part2, DWORD part3, DWORD part4,
                                     DWORD part5, DWORD part6, DWORD part7, PSID *sid);
PVOID WINAPI FreeSid(PSID sid);
BOOL WINAPI InitializeSid(PSID sid, PSID_IDENTIFIER_AUTHORITY authority, BYTE count);
DWORD WINAPI GetSidLengthRequired(UCHAR count);
PSID_IDENTIFIER_AUTHORITY WINAPI GetSidIdentifierAuthority(PSID sid);
PDWORD WINAPI GetSidSubAuthority(PSID sid, DWORD index);
PUCHAR WINAPI GetSidSubAuthorityCount(PSID sid);
BOOL WINAPI IsValidSid(PSID sid);
BOOL WINAPI EqualSid(PSID a, PSID b);
BOOL WINAPI EqualPrefixSid(PSID a, PSID b);
DWORD WINAPI GetLengthSid(PSID sid);
BOOL WINAPI CopySid(DWORD size, PSID to, PSID from);

typedef enum {
    WinNullSid,
    WinWorldSid,
    WinLocalSid,
    WinCreatorOwnerSid,
    WinCreatorGroupSid,
    WinCreatorOwnerServerSid,
    WinCreatorGroupServerSid,
    WinNtAuthoritySid,
    WinDialupSid,
    WinNetworkSid,
    WinBatchSid,
    WinInteractiveSid,
    WinServiceSid,
    WinAnonymousSid,
    WinProxySid,
    WinEnterpriseControllersSid,
    WinSelfSid,
    WinAuthenticatedUserSid,
    WinRestrictedCodeSid,
    WinTerminalServerSid,
    WinRemoteLogonIdSid,
    WinLogonIdsSid,
    WinLocalSystemSid,
    WinLocalServiceSid,
    WinNetworkServiceSid,
    WinBuiltinDomainSid,
    WinBuiltinAdministratorsSid,
    WinBuiltinUsersSid,
    WinBuiltinGuestsSid,
    WinBuiltinPowerUsersSid,
    WinBuiltinAccountOperatorsSid,
    WinBuiltinSystemOperatorsSid,
    WinBuiltinPrintOperatorsSid,
    WinBuiltinBackupOperatorsSid,
    WinBuiltinReplicatorSid,
    WinBuiltinPreWindows2000CompatibleAccessSid,
    WinBuiltinRemoteDesktopUsersSid,
    WinBuiltinNetworkConfigurationOperatorsSid,
    WinAccountAdministratorSid,
    WinAccountGuestSid,
    WinAccountKrbtgtSid,
    WinAccountDomainAdminsSid,
    WinAccountDomainUsersSid,
    WinAccountDomainGuestsSid,
    WinAccountComputersSid,
    WinAccountControllersSid,
    WinAccountCertAdminsSid,
    WinAccountSchemaAdminsSid,
    WinAccountEnterpriseAdminsSid,
    WinAccountPolicyAdminsSid,
    WinAccountRasAndIasServersSid
} WELL_KNOWN_SID_TYPE;
BOOL WINAPI CreateWellKnownSid(WELL_KNOWN_SID_TYPE type, PSID domain, PSID sid, DWORD *size);
BOOL WINAPI IsWellKnownSid(PSID sid, WELL_KNOWN_SID_TYPE type);

BOOL WINAPI InitializeAcl(PACL acl, DWORD size, DWORD revision);
BOOL WINAPI IsValidAcl(PACL acl);
BOOL WINAPI AddAccessAllowedAce(PACL acl, DWORD revision, DWORD mask, PSID sid);
BOOL WINAPI AddAccessAllowedAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid);
BOOL WINAPI AddAccessDeniedAce(PACL acl, DWORD revision, DWORD mask, PSID sid);
BOOL WINAPI AddAccessDeniedAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid);
BOOL WINAPI AddAuditAccessAce(PACL acl, DWORD revision, DWORD mask, PSID sid, BOOL success,
                              BOOL failure);
BOOL WINAPI AddAuditAccessAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid,
                                BOOL success, BOOL failure);
BOOL WINAPI AddAce(PACL acl, DWORD revision, DWORD index, LPVOID aces, DWORD size);
BOOL WINAPI GetAce(PACL acl, DWORD index, LPVOID *ace);
BOOL WINAPI DeleteAce(PACL acl, DWORD index);
BOOL WINAPI FindFirstFreeAce(PACL acl, LPVOID *ace);
BOOL WINAPI GetAclInformation(PACL acl, LPVOID out, DWORD size, ACL_INFORMATION_CLASS what);

BOOL WINAPI InitializeSecurityDescriptor(PSECURITY_DESCRIPTOR security, DWORD revision);
BOOL WINAPI IsValidSecurityDescriptor(PSECURITY_DESCRIPTOR security);
DWORD WINAPI GetSecurityDescriptorLength(PSECURITY_DESCRIPTOR security);
BOOL WINAPI GetSecurityDescriptorControl(PSECURITY_DESCRIPTOR security,
                                         PSECURITY_DESCRIPTOR_CONTROL control, LPDWORD revision);
BOOL WINAPI SetSecurityDescriptorControl(PSECURITY_DESCRIPTOR security,
                                         SECURITY_DESCRIPTOR_CONTROL mask,
                                         SECURITY_DESCRIPTOR_CONTROL bits);
BOOL WINAPI SetSecurityDescriptorOwner(PSECURITY_DESCRIPTOR security, PSID owner, BOOL defaulted);
BOOL WINAPI GetSecurityDescriptorOwner(PSECURITY_DESCRIPTOR security, PSID *owner,
                                       LPBOOL defaulted);
BOOL WINAPI SetSecurityDescriptorGroup(PSECURITY_DESCRIPTOR security, PSID group, BOOL defaulted);
BOOL WINAPI GetSecurityDescriptorGroup(PSECURITY_DESCRIPTOR security, PSID *group,
                                       LPBOOL defaulted);
BOOL WINAPI SetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR security, BOOL present, PACL dacl,
                                      BOOL defaulted);
BOOL WINAPI GetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR security, LPBOOL present, PACL *dacl,
                                      LPBOOL defaulted);
BOOL WINAPI SetSecurityDescriptorSacl(PSECURITY_DESCRIPTOR security, BOOL present, PACL sacl,
                                      BOOL defaulted);
BOOL WINAPI GetSecurityDescriptorSacl(PSECURITY_DESCRIPTOR security, LPBOOL present, PACL *sacl,
                                      LPBOOL defaulted);
BOOL WINAPI MakeSelfRelativeSD(PSECURITY_DESCRIPTOR absolute, PSECURITY_DESCRIPTOR relative,
                               LPDWORD size);
BOOL WINAPI MakeAbsoluteSD(PSECURITY_DESCRIPTOR relative, PSECURITY_DESCRIPTOR absolute,
                           LPDWORD size, PACL dacl, LPDWORD dacl_size, PACL sacl, LPDWORD sacl_size,
                           PSID owner, LPDWORD owner_size, PSID group, LPDWORD group_size);

#endif

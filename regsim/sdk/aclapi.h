/* aclapi.h of regsim's SDK: the security of registry keys by name or handle, and lists from
 * entries.
 */
#ifndef REGSIM_SDK_ACLAPI_H
#define REGSIM_SDK_ACLAPI_H

#include "accctrl.h"
#include "securitybaseapi.h"

DWORD WINAPI GetNamedSecurityInfoA(LPCSTR name, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                                   PSID *owner, PSID *group, PACL *dacl, PACL *sacl,
                                   PSECURITY_DESCRIPTOR *security);
DWORD WINAPI GetNamedSecurityInfoW(LPCWSTR name, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                                   PSID *owner, PSID *group, PACL *dacl, PACL *sacl,
                                   PSECURITY_DESCRIPTOR *security);
DWORD WINAPI GetSecurityInfo(HANDLE handle, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                             PSID *owner, PSID *group, PACL *dacl, PACL *sacl,
                             PSECURITY_DESCRIPTOR *security);
DWORD WINAPI SetNamedSecurityInfoA(LPSTR name, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                                   PSID owner, PSID group, PACL dacl, PACL sacl);
DWORD WINAPI SetNamedSecurityInfoW(LPWSTR name, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                                   PSID owner, PSID group, PACL dacl, PACL sacl);
DWORD WINAPI SetSecurityInfo(HANDLE handle, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                             PSID owner, PSID group, PACL dacl, PACL sacl);
DWORD WINAPI SetEntriesInAclA(ULONG count, PEXPLICIT_ACCESS_A entries, PACL old, PACL *made);
DWORD WINAPI SetEntriesInAclW(ULONG count, PEXPLICIT_ACCESS_W entries, PACL old, PACL *made);
VOID WINAPI BuildExplicitAccessWithNameA(PEXPLICIT_ACCESS_A entry, LPSTR trustee, DWORD rights,
                                         ACCESS_MODE mode, DWORD inheritance);
VOID WINAPI BuildExplicitAccessWithNameW(PEXPLICIT_ACCESS_W entry, LPWSTR trustee, DWORD rights,
                                         ACCESS_MODE mode, DWORD inheritance);
VOID WINAPI BuildTrusteeWithNameA(PTRUSTEE_A trustee, LPSTR name);
VOID WINAPI BuildTrusteeWithNameW(PTRUSTEE_W trustee, LPWSTR name);
VOID WINAPI BuildTrusteeWithSidA(PTRUSTEE_A trustee, PSID sid);
VOID WINAPI BuildTrusteeWithSidW(PTRUSTEE_W trustee, PSID sid);

#define GetNamedSecurityInfo        REGSIM_T(GetNamedSecurityInfo)
#define SetNamedSecurityInfo        REGSIM_T(SetNamedSecurityInfo)
#define SetEntriesInAcl             REGSIM_T(SetEntriesInAcl)
#define BuildExplicitAccessWithName REGSIM_T(BuildExplicitAccessWithName)
#define BuildTrusteeWithName        REGSIM_T(BuildTrusteeWithName)
#define BuildTrusteeWithSid         REGSIM_T(BuildTrusteeWithSid)

#endif

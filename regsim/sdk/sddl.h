/* sddl.h of regsim's SDK: SIDs and security descriptors as text. */
#ifndef REGSIM_SDK_SDDL_H
#define REGSIM_SDK_SDDL_H

#include "winnt.h"

#define SDDL_REVISION_1 1
#define SDDL_REVISION   SDDL_REVISION_1

BOOL WINAPI ConvertSidToStringSidA(PSID sid, LPSTR *text);
BOOL WINAPI ConvertSidToStringSidW(PSID sid, LPWSTR *text);
BOOL WINAPI ConvertStringSidToSidA(LPCSTR text, PSID *sid);
BOOL WINAPI ConvertStringSidToSidW(LPCWSTR text, PSID *sid);
BOOL WINAPI ConvertSecurityDescriptorToStringSecurityDescriptorA(PSECURITY_DESCRIPTOR security,
                                                                 DWORD revision,
                                                                 SECURITY_INFORMATION what,
                                                                 LPSTR *text, PULONG count);
BOOL WINAPI ConvertSecurityDescriptorToStringSecurityDescriptorW(PSECURITY_DESCRIPTOR security,
                                                                 DWORD revision,
                                                                 SECURITY_INFORMATION what,
                                                                 LPWSTR *text, PULONG count);
BOOL WINAPI ConvertStringSecurityDescriptorToSecurityDescriptorA(LPCSTR text, DWORD revision,
                                                                 PSECURITY_DESCRIPTOR *security,
                                                                 PULONG size);
BOOL WINAPI ConvertStringSecurityDescriptorToSecurityDescriptorW(LPCWSTR text, DWORD revision,
                                                                 PSECURITY_DESCRIPTOR *security,
                                                                 PULONG size);

#define ConvertSidToStringSid REGSIM_T(ConvertSidToStringSid)
#define ConvertStringSidToSid REGSIM_T(ConvertStringSidToSid)
#define ConvertSecurityDescriptorToStringSecurityDescriptor                                        \
    REGSIM_T(ConvertSecurityDescriptorToStringSecurityDescriptor)
#define ConvertStringSecurityDescriptorToSecurityDescriptor                                        \
    REGSIM_T(ConvertStringSecurityDescriptorToSecurityDescriptor)

#endif

/*
 * What the files of ntdll's calls share. They answer with NTSTATUS: what registry/ and machine/
 * answer is translated, and what only the system's entry knows is said here: pointers are probed
 * (0xC0000005), handles have a type (0xC0000024), names are counted and have an even size.
 */
#ifndef REGSIM_WIN32_NT_H
#define REGSIM_WIN32_NT_H

#include "win32/key_handle.h"
#include "win32/nt_status.h"
#include "win32/text.h"

#include "sdk/winternl.h"

/* Zw and Nt are one function to a program (WDK, Using Nt and Zw Versions of the Native System
 * Services Routines). Behind the definition of the Nt function, which must be in the same file. */
#define NT_ALSO_ZW(name) extern __typeof__(Nt##name) Zw##name __attribute__((alias("Nt" #name)));

/* The ends of a call. */
int32_t nt_done(struct call *call, int32_t status);
int32_t nt_end(struct call *call, uint32_t code); /* a Win32 code, translated */

/* 0, STATUS_INVALID_HANDLE, STATUS_OBJECT_TYPE_MISMATCH, or what the player makes the call fail
 * with. Predefined keys are nothing to ntdll. */
int32_t nt_key_ref(struct key_ref *out, struct call *call, HANDLE handle);
int32_t nt_key_ref_any(struct key_ref *out, struct call *call, HANDLE handle); /* key_ref_any */

/* The program's counted string, copied; STATUS_ACCESS_VIOLATION. */
int32_t nt_string(struct ustr *out, enum scratch_slot slot, const UNICODE_STRING *text);

/* What an OBJECT_ATTRIBUTES names in the registry. */
struct nt_path {
    struct key_ref root; /* `absolute`: only its registry and machine */
    bool absolute;
    struct ustr path; /* lent until the scratch slot is used again */
    uint32_t flags;
    const void *security;
};
int32_t nt_path_of(struct nt_path *out, struct call *call, const OBJECT_ATTRIBUTES *attributes);
/* What it names among the files: the full path behind \??\ or \DosDevices\. */
int32_t nt_file_of(struct ubuf *out, struct call *call, const OBJECT_ATTRIBUTES *attributes);
uint32_t nt_open_path(struct reg_key *out, struct call *call, const struct nt_path *from,
                      struct ustr path, uint32_t options, uint32_t desired);

/* \REGISTRY\MACHINE\… */
void nt_key_path(struct ubuf *out, const struct key_ref *ref);

/* Where an answer of variable size goes. */
struct nt_out {
    void *out;
    uint32_t room;
    ULONG *size;
};

#endif

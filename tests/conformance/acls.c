/* acls.c: access control lists that a program builds in its own memory. Sources: sdk-api
 * securitybaseapi (InitializeAcl, AddAccessAllowedAceEx, AddAce, GetAclInformation, …), winnt ACL,
 * "Order of ACEs in a DACL". */
#include "check.h"

static SID everyone = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};
static SID local_system = {SID_REVISION, 1, {SECURITY_NT_AUTHORITY}, {SECURITY_LOCAL_SYSTEM_RID}};

enum { ACE = 20 }; /* an ACE with a SID of one part */

static union {
    ACL acl;
    BYTE bytes[256];
} room;

typedef BOOL(WINAPI *add_function)(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid);

static void initialized(void)
{
    static const DWORD sizes[] = {0, 1, 7, 8, 9, 28, 256, 0xFFFF, 0x10000, 0xFFFFFFFF};

    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        BOOL good = sizes[i] >= 8 && sizes[i] <= 0xFFFF;

        label("size %u", (unsigned)sizes[i]);
        guard(room.bytes);
        SetLastError(0xdeadbeef);
        expect(good, InitializeAcl(&room.acl, sizes[i], ACL_REVISION));
        expect_guard(room.bytes, good ? 8 : 0);
        if (good) {
            expect(sizes[i], room.acl.AclSize);
            expect(0, room.acl.AceCount);
        } else {
            expect(sizes[i] < 8 ? ERROR_INSUFFICIENT_BUFFER : ERROR_INVALID_PARAMETER,
                   GetLastError());
        }
    }
    for (DWORD revision = 0; revision < 6; revision++) {
        label("revision %u", (unsigned)revision);
        SetLastError(0xdeadbeef);
        expect(revision >= 2 && revision <= 4, InitializeAcl(&room.acl, 256, revision));
        if (revision < 2 || revision > 4)
            expect(ERROR_INVALID_PARAMETER, GetLastError());
    }
}

/* What is no list. */
static void validity(void)
{
    label("valid");
    InitializeAcl(&room.acl, 64, ACL_REVISION);
    expect_true(IsValidAcl(&room.acl));
    AddAccessAllowedAce(&room.acl, ACL_REVISION, KEY_READ, &everyone);
    expect_true(IsValidAcl(&room.acl));
    for (unsigned revision = 0; revision < 6; revision++) {
        label("revision %u of a list", revision);
        room.acl.AclRevision = (BYTE)revision;
        expect(revision >= 2 && revision <= 4, IsValidAcl(&room.acl));
    }
    room.acl.AclRevision = ACL_REVISION;
    label("one ACE too many");
    room.acl.AceCount = 3;
    memset(room.bytes + 28, 0, 36);
    todo_wine("takes ACEs without a size");
    expect(FALSE, IsValidAcl(&room.acl));
    label("an ACE past the end");
    room.acl.AceCount = 1;
    room.acl.AclSize = 24;
    expect(FALSE, IsValidAcl(&room.acl));
    label("NULL");
    expect(FALSE, IsValidAcl(NULL));
}

/* rule acl.add */
static void added(void)
{
    static const DWORD sizes[] = {8, 8 + ACE - 1, 8 + ACE, 8 + ACE + 1, 8 + 2 * ACE};

    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ACCESS_ALLOWED_ACE *ace = NULL;
        BOOL good = sizes[i] >= 8 + ACE;

        label("room of %u", (unsigned)sizes[i]);
        guard(room.bytes);
        InitializeAcl(&room.acl, sizes[i], ACL_REVISION);
        SetLastError(0xdeadbeef);
        expect(good, AddAccessAllowedAce(&room.acl, ACL_REVISION, KEY_READ, &everyone));
        expect_guard(room.bytes, good ? 8 + ACE : 8);
        expect(good, room.acl.AceCount);
        if (!good) {
            expect(ERROR_ALLOTTED_SPACE_EXCEEDED, GetLastError());
            continue;
        }
        expect_true(GetAce(&room.acl, 0, (void **)&ace));
        expect(ACE, ace->Header.AceSize);
        expect(ACCESS_ALLOWED_ACE_TYPE, ace->Header.AceType);
        expect(0, ace->Header.AceFlags);
        expect(KEY_READ, ace->Mask);
        expect_true(EqualSid(&ace->SidStart, &everyone));
        SetLastError(0xdeadbeef);
        expect(sizes[i] >= 8 + 2 * ACE,
               AddAccessDeniedAce(&room.acl, ACL_REVISION, DELETE, &local_system));
        expect(sizes[i] >= 8 + 2 * ACE ? 0xdeadbeef : ERROR_ALLOTTED_SPACE_EXCEEDED,
               GetLastError());
    }
}

static void refused(void)
{
    SID bad = everyone;

    InitializeAcl(&room.acl, 200, ACL_REVISION);
    label("a SID that is none");
    bad.Revision = 7;
    SetLastError(0xdeadbeef);
    expect(FALSE, AddAccessAllowedAce(&room.acl, ACL_REVISION, KEY_READ, &bad));
    expect(ERROR_INVALID_SID, GetLastError());
    label("no SID");
    SetLastError(0xdeadbeef);
    expect(FALSE, AddAccessDeniedAce(&room.acl, ACL_REVISION, KEY_READ, NULL));
    expect(ERROR_INVALID_SID, GetLastError());
    label("a revision that is none");
    SetLastError(0xdeadbeef);
    expect(FALSE, AddAccessAllowedAce(&room.acl, 5, KEY_READ, &everyone));
    expect(ERROR_REVISION_MISMATCH, GetLastError());
    label("a list that is none");
    room.acl.AclRevision = 1;
    SetLastError(0xdeadbeef);
    expect(FALSE, AddAccessAllowedAce(&room.acl, ACL_REVISION, KEY_READ, &everyone));
    expect(ERROR_INVALID_ACL, GetLastError());
    expect(0, room.acl.AceCount);
    label("the later revision stays");
    InitializeAcl(&room.acl, 200, ACL_REVISION);
    expect_true(AddAccessAllowedAce(&room.acl, ACL_REVISION_DS, KEY_READ, &everyone));
    expect(ACL_REVISION_DS, room.acl.AclRevision);
    expect_true(AddAccessAllowedAce(&room.acl, ACL_REVISION, KEY_READ, &everyone));
    expect(ACL_REVISION_DS, room.acl.AclRevision);
}

/* Flags of inheritance; the Ex functions came with Windows 2000. */
static void inherited(void)
{
    add_function allow = (add_function)late("advapi32.dll", "AddAccessAllowedAceEx");
    add_function deny = (add_function)late("advapi32.dll", "AddAccessDeniedAceEx");
    ACCESS_ALLOWED_ACE *ace = NULL;

    label("inherited");
    if (!allow || !deny) {
        skip("AddAccessAllowedAceEx is absent on Windows NT 4");
        return;
    }
    for (unsigned flags = 0; flags < 32; flags++) {
        label("flags %02x", flags);
        InitializeAcl(&room.acl, 200, ACL_REVISION);
        expect_true(allow(&room.acl, ACL_REVISION, flags, KEY_ALL_ACCESS, &everyone));
        expect_true(deny(&room.acl, ACL_REVISION, flags, DELETE, &everyone));
        expect_true(GetAce(&room.acl, 0, (void **)&ace));
        expect(flags, ace->Header.AceFlags);
        expect_true(GetAce(&room.acl, 1, (void **)&ace));
        expect(flags, ace->Header.AceFlags);
        expect(ACCESS_DENIED_ACE_TYPE, ace->Header.AceType);
    }
}

static void audited(void)
{
    for (unsigned which = 0; which < 4; which++) {
        SYSTEM_AUDIT_ACE *ace = NULL;

        label("audit %u", which);
        InitializeAcl(&room.acl, 200, ACL_REVISION);
        expect_true(AddAuditAccessAce(&room.acl, ACL_REVISION, KEY_SET_VALUE, &everyone,
                                      (BOOL)(which & 1), (BOOL)(which >> 1)));
        expect_true(GetAce(&room.acl, 0, (void **)&ace));
        expect(SYSTEM_AUDIT_ACE_TYPE, ace->Header.AceType);
        expect((which & 1 ? SUCCESSFUL_ACCESS_ACE_FLAG : 0) |
                   (which >> 1 ? FAILED_ACCESS_ACE_FLAG : 0),
               ace->Header.AceFlags);
    }
}

static DWORD mask_at(DWORD index)
{
    ACCESS_ALLOWED_ACE *ace = NULL;

    return GetAce(&room.acl, index, (void **)&ace) ? ace->Mask : 0;
}

/* A list with the masks 1, 2, … */
static void fill(unsigned count)
{
    memset(room.bytes, 0, sizeof room.bytes);
    InitializeAcl(&room.acl, sizeof room, ACL_REVISION);
    for (unsigned i = 0; i < count; i++)
        AddAccessAllowedAce(&room.acl, ACL_REVISION, i + 1, &everyone);
}

/* rule acl.add-at */
static void added_at(void)
{
    static const DWORD places[] = {0, 1, 2, 3, 4, MAXDWORD};
    static union {
        ACL acl;
        BYTE bytes[100];
    } other;

    InitializeAcl(&other.acl, sizeof other, ACL_REVISION);
    AddAccessDeniedAce(&other.acl, ACL_REVISION, 100, &local_system);
    AddAccessDeniedAce(&other.acl, ACL_REVISION, 200, &local_system);
    for (unsigned i = 0; i < sizeof places / sizeof *places; i++) {
        DWORD at = places[i] > 3 ? 3 : places[i];

        label("two in front of %d", (int)places[i]);
        fill(3);
        expect_true(AddAce(&room.acl, ACL_REVISION, places[i], other.bytes + 8, 2 * ACE));
        expect(5, room.acl.AceCount);
        for (DWORD j = 0; j < 5; j++) {
            label("two in front of %d, %u", (int)places[i], (unsigned)j);
            if (at < 3 && j >= at)
                todo_wine("adds behind the last one");
            expect(j < at ? j + 1 : j < at + 2 ? 100 * (j - at + 1) : j - 1, mask_at(j));
        }
    }
    label("half an ACE");
    fill(1);
    SetLastError(0xdeadbeef);
    todo_wine("counts it as one");
    expect(FALSE, AddAce(&room.acl, ACL_REVISION, MAXDWORD, other.bytes + 8, ACE + 1));
    todo_wine("counts it as one");
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    todo_wine("counts it as one");
    expect(1, room.acl.AceCount);
    label("no room for it");
    InitializeAcl(&room.acl, 8 + ACE - 1, ACL_REVISION);
    SetLastError(0xdeadbeef);
    expect(FALSE, AddAce(&room.acl, ACL_REVISION, MAXDWORD, other.bytes + 8, ACE));
    todo_wine("says that a parameter is wrong");
    expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
}

/* rule acl.delete */
static void deleted(void)
{
    void *ace;

    for (DWORD gone = 0; gone < 5; gone++) {
        label("delete %u", (unsigned)gone);
        fill(4);
        SetLastError(0xdeadbeef);
        expect(gone < 4, DeleteAce(&room.acl, gone));
        if (gone >= 4)
            expect(ERROR_INVALID_PARAMETER, GetLastError());
        expect(gone < 4 ? 3 : 4, room.acl.AceCount);
        for (DWORD i = 0; i < 3; i++) {
            label("delete %u, %u", (unsigned)gone, (unsigned)i);
            expect(i < gone ? i + 1 : i + 2, mask_at(i));
        }
    }
    label("the last one");
    fill(1);
    expect_true(DeleteAce(&room.acl, 0));
    expect(0, room.acl.AceCount);
    SetLastError(0xdeadbeef);
    expect(FALSE, GetAce(&room.acl, 0, &ace));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    expect(FALSE, DeleteAce(&room.acl, 0));
}

/* rule acl.information */
static void information(void)
{
    static const DWORD rooms[] = {0, 3, 4, 11, 12, 13};
    BYTE out[16];

    for (unsigned count = 0; count < 3; count++) {
        ACL_SIZE_INFORMATION sizes;
        ACL_REVISION_INFORMATION revision;
        void *free = NULL;

        label("%u ACEs", count);
        fill(count);
        expect_true(GetAclInformation(&room.acl, &sizes, sizeof sizes, AclSizeInformation));
        expect(count, sizes.AceCount);
        expect(8 + ACE * count, sizes.AclBytesInUse);
        expect(sizeof room - 8 - ACE * count, sizes.AclBytesFree);
        expect_true(
            GetAclInformation(&room.acl, &revision, sizeof revision, AclRevisionInformation));
        expect(ACL_REVISION, revision.AclRevision);
        expect_true(FindFirstFreeAce(&room.acl, &free));
        expect_true((BYTE *)free == room.bytes + 8 + ACE * count);
    }
    for (unsigned i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        label("room %u for information", (unsigned)rooms[i]);
        guard(out);
        SetLastError(0xdeadbeef);
        expect(rooms[i] >= 12, GetAclInformation(&room.acl, out, rooms[i], AclSizeInformation));
        if (rooms[i] < 12) {
            todo_wine("says that a parameter is wrong");
            expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        }
        expect_guard(out, rooms[i] >= 12 ? 12 : 0);
        expect(rooms[i] >= 4, GetAclInformation(&room.acl, out, rooms[i], AclRevisionInformation));
    }
    for (int what = 0; what < 5; what += what ? 3 : 4) {
        label("information %d", what);
        SetLastError(0xdeadbeef);
        expect(FALSE, GetAclInformation(&room.acl, out, sizeof out, (ACL_INFORMATION_CLASS)what));
        expect(ERROR_INVALID_PARAMETER, GetLastError());
    }
}

int main(void)
{
    check_begin(__FILE__, "acls");
    initialized();
    validity();
    added();
    refused();
    inherited();
    audited();
    added_at();
    deleted();
    information();
    return check_end();
}

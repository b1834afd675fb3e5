/* descriptors.c: security descriptors that a program builds in its own memory, absolute and
 * self-relative. Sources: sdk-api securitybaseapi (InitializeSecurityDescriptor,
 * MakeSelfRelativeSD, …), winnt SECURITY_DESCRIPTOR, "Absolute and Self-Relative Security
 * Descriptors". */
#include "check.h"

static SID everyone = {SID_REVISION, 1, {SECURITY_WORLD_SID_AUTHORITY}, {SECURITY_WORLD_RID}};
static SID local_system = {SID_REVISION, 1, {SECURITY_NT_AUTHORITY}, {SECURITY_LOCAL_SYSTEM_RID}};

enum { LIST = 28, HEAD = 20, WHOLE = HEAD + 12 + 12 + LIST + LIST };

static union {
    ACL acl;
    BYTE bytes[LIST];
} dacl, sacl;

static void make_lists(void)
{
    InitializeAcl(&dacl.acl, sizeof dacl, ACL_REVISION);
    AddAccessAllowedAce(&dacl.acl, ACL_REVISION, KEY_READ, &everyone);
    InitializeAcl(&sacl.acl, sizeof sacl, ACL_REVISION);
    AddAuditAccessAce(&sacl.acl, ACL_REVISION, KEY_WRITE, &everyone, TRUE, FALSE);
}

static void make_full(SECURITY_DESCRIPTOR *out)
{
    InitializeSecurityDescriptor(out, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorOwner(out, &everyone, FALSE);
    SetSecurityDescriptorGroup(out, &local_system, TRUE);
    SetSecurityDescriptorDacl(out, TRUE, &dacl.acl, FALSE);
    SetSecurityDescriptorSacl(out, TRUE, &sacl.acl, TRUE);
}

static void initialized(void)
{
    static union {
        SECURITY_DESCRIPTOR descriptor;
        BYTE bytes[60];
    } room;
    SECURITY_DESCRIPTOR_CONTROL control;
    DWORD revision;
    BOOL present = 7, defaulted = 7;
    PSID sid;
    PACL acl;

    for (unsigned i = 0; i < 4; i++) {
        label("revision %u", i);
        guard(room.bytes);
        SetLastError(0xdeadbeef);
        expect(i == 1, InitializeSecurityDescriptor(&room.descriptor, i));
        if (i != 1)
            expect(ERROR_UNKNOWN_REVISION, GetLastError());
        expect_guard(room.bytes, i == 1 ? SECURITY_DESCRIPTOR_MIN_LENGTH : 0);
    }
    label("empty");
    InitializeSecurityDescriptor(&room.descriptor, SECURITY_DESCRIPTOR_REVISION);
    expect_true(IsValidSecurityDescriptor(&room));
    expect(sizeof(SECURITY_DESCRIPTOR), GetSecurityDescriptorLength(&room));
    expect_true(GetSecurityDescriptorControl(&room, &control, &revision));
    expect(0, control);
    expect(1, revision);
    sid = &everyone;
    expect_true(GetSecurityDescriptorOwner(&room, &sid, &defaulted));
    expect_true(sid == NULL);
    expect(FALSE, defaulted);
    sid = &everyone;
    expect_true(GetSecurityDescriptorGroup(&room, &sid, &defaulted));
    expect_true(sid == NULL);
    acl = &dacl.acl;
    expect_true(GetSecurityDescriptorDacl(&room, &present, &acl, &defaulted));
    expect(FALSE, present);
    todo_wine("clears the pointer to the list");
    expect_true(acl == &dacl.acl); /* rule descriptor.absent-list */
    present = 7;
    expect_true(GetSecurityDescriptorSacl(&room, &present, &acl, &defaulted));
    expect(FALSE, present);
}

/* What is no descriptor. */
static void validity(void)
{
    SECURITY_DESCRIPTOR descriptor;
    SID bad = everyone;
    ACL no_list = {9, 0, 8, 0, 0};

    make_full(&descriptor);
    label("full");
    expect_true(IsValidSecurityDescriptor(&descriptor));
    label("a bad owner");
    bad.Revision = 3;
    SetSecurityDescriptorOwner(&descriptor, &bad, FALSE);
    todo_wine("looks at the revision alone");
    expect(FALSE, IsValidSecurityDescriptor(&descriptor));
    label("a bad group");
    SetSecurityDescriptorOwner(&descriptor, NULL, FALSE);
    SetSecurityDescriptorGroup(&descriptor, &bad, FALSE);
    todo_wine("looks at the revision alone");
    expect(FALSE, IsValidSecurityDescriptor(&descriptor));
    label("a bad list");
    SetSecurityDescriptorGroup(&descriptor, NULL, FALSE);
    expect_true(IsValidSecurityDescriptor(&descriptor));
    SetSecurityDescriptorDacl(&descriptor, TRUE, &no_list, FALSE);
    todo_wine("looks at the revision alone");
    expect(FALSE, IsValidSecurityDescriptor(&descriptor));
    label("a bad list that is absent");
    SetSecurityDescriptorDacl(&descriptor, FALSE, &no_list, FALSE);
    expect_true(IsValidSecurityDescriptor(&descriptor));
    label("a revision that is none");
    descriptor.Revision = 2;
    expect(FALSE, IsValidSecurityDescriptor(&descriptor));
    label("NULL");
    expect(FALSE, IsValidSecurityDescriptor(NULL));
}

/* Each part, with and without its "defaulted" bit (rule descriptor.set). */
static void parts(void)
{
    SECURITY_DESCRIPTOR descriptor;
    SECURITY_DESCRIPTOR_CONTROL control;
    DWORD revision;
    BOOL present, defaulted;
    PSID sid;
    PACL acl;

    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    for (int by_default = 1; by_default >= 0; by_default--) {
        label("by default %d", by_default);
        expect_true(SetSecurityDescriptorOwner(&descriptor, &everyone, by_default));
        expect_true(SetSecurityDescriptorGroup(&descriptor, &local_system, by_default));
        expect_true(SetSecurityDescriptorDacl(&descriptor, TRUE, &dacl.acl, by_default));
        expect_true(SetSecurityDescriptorSacl(&descriptor, TRUE, &sacl.acl, by_default));
        expect_true(GetSecurityDescriptorOwner(&descriptor, &sid, &defaulted));
        expect_true(sid == &everyone);
        expect(by_default, defaulted);
        expect_true(GetSecurityDescriptorGroup(&descriptor, &sid, &defaulted));
        expect_true(sid == &local_system);
        expect(by_default, defaulted);
        expect_true(GetSecurityDescriptorDacl(&descriptor, &present, &acl, &defaulted));
        expect_true(present && acl == &dacl.acl);
        expect(by_default, defaulted);
        expect_true(GetSecurityDescriptorSacl(&descriptor, &present, &acl, &defaulted));
        expect_true(present && acl == &sacl.acl);
        expect(by_default, defaulted);
        expect_true(GetSecurityDescriptorControl(&descriptor, &control, &revision));
        expect(SE_DACL_PRESENT | SE_SACL_PRESENT |
                   (by_default ? SE_OWNER_DEFAULTED | SE_GROUP_DEFAULTED | SE_DACL_DEFAULTED |
                                     SE_SACL_DEFAULTED
                               : 0),
               control);
        expect(sizeof(SECURITY_DESCRIPTOR) + 12 + 12 + LIST + LIST,
               GetSecurityDescriptorLength(&descriptor));
    }
    label("a list that is NULL");
    expect_true(SetSecurityDescriptorDacl(&descriptor, TRUE, NULL, FALSE));
    expect_true(GetSecurityDescriptorDacl(&descriptor, &present, &acl, &defaulted));
    expect_true(present && acl == NULL);
    label("no list");
    expect_true(SetSecurityDescriptorDacl(&descriptor, FALSE, &dacl.acl, TRUE));
    expect_true(GetSecurityDescriptorDacl(&descriptor, &present, &acl, &defaulted));
    expect(FALSE, present);
}

static void refused(void)
{
    SECURITY_DESCRIPTOR descriptor;
    BYTE relative[WHOLE];
    DWORD size = sizeof relative;
    BOOL present, defaulted;
    PSID sid;
    PACL acl;

    make_full(&descriptor);
    MakeSelfRelativeSD(&descriptor, relative, &size);
    label("into a self-relative one");
    for (int part = 0; part < 4; part++) {
        label("part %d into a self-relative one", part);
        SetLastError(0xdeadbeef);
        expect(FALSE, part == 0   ? SetSecurityDescriptorOwner(relative, &everyone, FALSE)
                      : part == 1 ? SetSecurityDescriptorGroup(relative, &everyone, FALSE)
                      : part == 2 ? SetSecurityDescriptorDacl(relative, TRUE, &dacl.acl, FALSE)
                                  : SetSecurityDescriptorSacl(relative, TRUE, &sacl.acl, FALSE));
        expect(ERROR_INVALID_SECURITY_DESCR, GetLastError());
    }
    descriptor.Revision = 2;
    for (int part = 0; part < 4; part++) {
        label("part %d of another revision", part);
        SetLastError(0xdeadbeef);
        expect(FALSE, part == 0   ? SetSecurityDescriptorOwner(&descriptor, &everyone, FALSE)
                      : part == 1 ? SetSecurityDescriptorGroup(&descriptor, &everyone, FALSE)
                      : part == 2 ? SetSecurityDescriptorDacl(&descriptor, TRUE, &dacl.acl, FALSE)
                                  : SetSecurityDescriptorSacl(&descriptor, TRUE, NULL, FALSE));
        expect(ERROR_UNKNOWN_REVISION, GetLastError());
        SetLastError(0xdeadbeef);
        if (part < 2)
            todo_wine("takes any revision");
        expect(FALSE, part == 0   ? GetSecurityDescriptorOwner(&descriptor, &sid, &defaulted)
                      : part == 1 ? GetSecurityDescriptorGroup(&descriptor, &sid, &defaulted)
                      : part == 2
                          ? GetSecurityDescriptorDacl(&descriptor, &present, &acl, &defaulted)
                          : GetSecurityDescriptorSacl(&descriptor, &present, &acl, &defaulted));
        if (part < 2)
            todo_wine("takes any revision");
        expect(ERROR_UNKNOWN_REVISION, GetLastError());
    }
}

typedef BOOL(WINAPI *control_function)(PSECURITY_DESCRIPTOR, SECURITY_DESCRIPTOR_CONTROL,
                                       SECURITY_DESCRIPTOR_CONTROL);

/* rule descriptor.control */
static void controls(void)
{
    control_function set = (control_function)late("advapi32.dll", "SetSecurityDescriptorControl");
    SECURITY_DESCRIPTOR descriptor;

    label("control");
    if (!set) {
        skip("SetSecurityDescriptorControl is absent on Windows NT 4");
        return;
    }
    make_full(&descriptor);
    for (unsigned bit = 0; bit < 16; bit++) {
        BOOL good = bit >= 6 && bit < 14;
        SECURITY_DESCRIPTOR_CONTROL before = descriptor.Control;

        label("control bit %u", bit);
        SetLastError(0xdeadbeef);
        expect(good, set(&descriptor, (WORD)(1u << bit), (WORD)(1u << bit)));
        if (!good)
            expect(ERROR_INVALID_PARAMETER, GetLastError());
        expect(good ? before | 1u << bit : before, descriptor.Control);
        if (good)
            expect_true(set(&descriptor, (WORD)(1u << bit), 0));
        expect(before, descriptor.Control);
    }
}

/* rule descriptor.forms */
static void to_self_relative(void)
{
    static const DWORD sizes[] = {0, 1, HEAD, WHOLE - 1, WHOLE, WHOLE + 1};
    static BYTE room[WHOLE + 20], again[WHOLE + 20];
    SECURITY_DESCRIPTOR descriptor;
    DWORD size = 0;

    make_full(&descriptor);
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        BOOL good = sizes[i] >= WHOLE;

        label("room of %u", (unsigned)sizes[i]);
        guard(room);
        size = sizes[i];
        SetLastError(0xdeadbeef);
        expect(good, MakeSelfRelativeSD(&descriptor, room, &size));
        if (!good) {
            expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
            expect(WHOLE, size);
        }
        expect_guard(room, good ? WHOLE : 0);
    }
    label("what is in it");
    expect_true(IsValidSecurityDescriptor(room));
    expect(WHOLE, GetSecurityDescriptorLength(room));
    const SECURITY_DESCRIPTOR_RELATIVE *head = (void *)room;
    expect(SE_SELF_RELATIVE | SE_DACL_PRESENT | SE_SACL_PRESENT | SE_SACL_DEFAULTED |
               SE_GROUP_DEFAULTED,
           head->Control);
    expect_true(EqualSid(room + head->Owner, &everyone));
    expect_true(EqualSid(room + head->Group, &local_system));
    expect_bytes(dacl.bytes, room + head->Dacl, LIST);
    expect_bytes(sacl.bytes, room + head->Sacl, LIST);
    label("one that is self-relative");
    size = sizeof again;
    expect_true(MakeSelfRelativeSD(room, again, &size));
    expect(sizeof again, size);
    expect_bytes(room, again, WHOLE);
    label("an empty one");
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    size = HEAD;
    guard(room);
    expect_true(MakeSelfRelativeSD(&descriptor, room, &size));
    expect_guard(room, HEAD);
    expect(HEAD, GetSecurityDescriptorLength(room));
}

/* Each of the five buffers one byte short of what it needs. */
static void to_absolute(void)
{
    static const DWORD needed[] = {sizeof(SECURITY_DESCRIPTOR), LIST, LIST, 12, 12};
    SECURITY_DESCRIPTOR descriptor, made;
    BYTE relative[WHOLE], new_dacl[LIST], new_sacl[LIST], owner[12], group[12];
    DWORD size = sizeof relative;

    make_full(&descriptor);
    MakeSelfRelativeSD(&descriptor, relative, &size);
    for (int too_small = -1; too_small < 5; too_small++) {
        DWORD sizes[5];

        label("buffer %d too small", too_small);
        memcpy(sizes, needed, sizeof sizes);
        if (too_small >= 0)
            sizes[too_small]--;
        SetLastError(0xdeadbeef);
        expect(too_small < 0, MakeAbsoluteSD(relative, &made, &sizes[0], (PACL)(void *)new_dacl,
                                             &sizes[1], (PACL)(void *)new_sacl, &sizes[2], owner,
                                             &sizes[3], group, &sizes[4]));
        if (too_small >= 0)
            expect(ERROR_INSUFFICIENT_BUFFER, GetLastError());
        expect_bytes(needed, sizes, sizeof sizes);
        if (too_small < 0) {
            expect(descriptor.Control, made.Control);
            expect_true(made.Owner == owner && EqualSid(owner, &everyone));
            expect_true(made.Group == group && EqualSid(group, &local_system));
            expect_bytes(dacl.bytes, new_dacl, LIST);
            expect_bytes(sacl.bytes, new_sacl, LIST);
            expect_true((void *)made.Dacl == new_dacl && (void *)made.Sacl == new_sacl);
        }
    }
    label("one that is absolute");
    DWORD sizes[5];
    memcpy(sizes, needed, sizeof sizes);
    SetLastError(0xdeadbeef);
    expect(FALSE,
           MakeAbsoluteSD(&descriptor, &made, &sizes[0], (PACL)(void *)new_dacl, &sizes[1],
                          (PACL)(void *)new_sacl, &sizes[2], owner, &sizes[3], group, &sizes[4]));
    todo_wine("says that a parameter is wrong");
    expect(ERROR_BAD_DESCRIPTOR_FORMAT, GetLastError());
    label("without parts");
    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    size = sizeof relative;
    MakeSelfRelativeSD(&descriptor, relative, &size);
    memset(sizes, 0, sizeof sizes);
    sizes[0] = needed[0];
    expect_true(MakeAbsoluteSD(relative, &made, &sizes[0], NULL, &sizes[1], NULL, &sizes[2], NULL,
                               &sizes[3], NULL, &sizes[4]));
    expect_true(!made.Owner && !made.Group && !made.Dacl && !made.Sacl);
}

int main(void)
{
    check_begin(__FILE__, "descriptors");
    make_lists();
    initialized();
    validity();
    parts();
    refused();
    controls();
    to_self_relative();
    to_absolute();
    return check_end();
}

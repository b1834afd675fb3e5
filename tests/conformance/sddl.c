/* sddl.c: SIDs and security descriptors as text. Sources: sdk-api sddl (ConvertSidToStringSidW, …),
 * [MS-DTYP] 2.4.2.1 and 2.5.1; "Security Descriptor Definition Language". */
#include "check.h"

#include <sddl.h>

typedef BOOL(WINAPI *from_sid)(PSID, LPSTR *);
typedef BOOL(WINAPI *to_sid)(LPCSTR, PSID *);
typedef BOOL(WINAPI *from_descriptor)(PSECURITY_DESCRIPTOR, DWORD, SECURITY_INFORMATION, LPSTR *,
                                      PULONG);
typedef BOOL(WINAPI *to_descriptor)(LPCSTR, DWORD, PSECURITY_DESCRIPTOR *, PULONG);

static from_sid sid_text;
static to_sid text_sid;
static from_descriptor descriptor_text;
static to_descriptor text_descriptor;

/* rule access.sid */
static void sids(void)
{
    static const struct {
        const char *text;
        unsigned size;
        BYTE bytes[28];
    } cases[] = {
        {"S-1-1-0", 12, {1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0}},
        {"S-1-5-18", 12, {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}},
        {"S-1-5-32-544", 16, {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0}},
        {"S-1-5-21-1-2-4294967295-500", 28, {1,    5,    0,    0,    0,    0, 0, 5, 21, 0,
                                             0,    0,    1,    0,    0,    0, 2, 0, 0,  0,
                                             0xFF, 0xFF, 0xFF, 0xFF, 0xF4, 1, 0, 0}},
        {"S-1-4294967295-7", 12, {1, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0, 0, 0}},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        PSID sid = NULL;
        LPSTR text = NULL;

        label("%s", cases[i].text);
        expect_true(text_sid(cases[i].text, &sid));
        expect(cases[i].size, sid ? GetLengthSid(sid) : 0);
        if (sid)
            expect_bytes(cases[i].bytes, sid, cases[i].size);
        expect_true(sid_text((PSID)(ULONG_PTR)cases[i].bytes, &text));
        if (i == 4)
            todo_wine("takes the authority for a signed number");
        expect(0, text ? strcmp(cases[i].text, text) : 1);
        expect_true(LocalFree(sid) == NULL);
        expect_true(LocalFree(text) == NULL);
    }
}

static void no_sids(void)
{
    static const char *const texts[] = {
        "",         "S",        "S-",        "S-1",     "S-1-",       "S-1-5-",        "S-1-5-x",
        "X-1-5-18", "S-2-5-18", "S-1-5-18-", "BUILTIN", "S-1-5-18 x", "Administrators"};
    BYTE bad[12] = {2, 1};
    PSID sid;
    LPSTR text;

    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        label("'%s'", texts[i]);
        SetLastError(0xdeadbeef);
        if (!*texts[i] || !strcmp(texts[i], "S-1-5-18-"))
            todo_wine("takes it for a SID");
        expect(FALSE, text_sid(texts[i], &sid));
        if (!*texts[i] || !strcmp(texts[i], "S-1-5-18-"))
            todo_wine("takes it for a SID");
        expect(ERROR_INVALID_SID, GetLastError());
    }
    label("NULL");
    SetLastError(0xdeadbeef);
    expect(FALSE, text_sid(NULL, &sid));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    SetLastError(0xdeadbeef);
    expect(FALSE, text_sid("S-1-1-0", NULL));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    SetLastError(0xdeadbeef);
    expect(FALSE, sid_text(NULL, &text));
    todo_wine("says that the SID is none");
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("a SID that is none");
    SetLastError(0xdeadbeef);
    expect(FALSE, sid_text(bad, &text));
    expect(ERROR_INVALID_SID, GetLastError());
}

static void aliases(void)
{
    static const char *const pairs[][2] = {
        {"WD", "S-1-1-0"},      {"SY", "S-1-5-18"},     {"BA", "S-1-5-32-544"},
        {"BU", "S-1-5-32-545"}, {"AU", "S-1-5-11"},     {"IU", "S-1-5-4"},
        {"CO", "S-1-3-0"},      {"PU", "S-1-5-32-547"}, {"BO", "S-1-5-32-551"}};

    for (unsigned i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        PSID sid = NULL;
        LPSTR text = NULL;

        label("%s", pairs[i][0]);
        expect_true(text_sid(pairs[i][0], &sid));
        expect_true(sid && sid_text(sid, &text));
        expect(0, text ? strcmp(pairs[i][1], text) : 1);
        LocalFree(sid);
        LocalFree(text);
    }
}

/* What a descriptor's text becomes, and what that is as text. */
static void descriptors(void)
{
    static const char *const same[] = {
        "O:BA",
        "O:BAG:SY",
        "O:SYG:BAD:(A;;KA;;;BA)",
        "D:(A;CI;KA;;;BA)(A;CI;KR;;;WD)",
        "D:(D;;SD;;;WD)(A;OICIIO;GA;;;CO)",
        "D:P(A;;KA;;;SY)",
        "D:PAI(A;CIID;KR;;;BU)",
        "D:(A;;CCDC;;;WD)",
        "D:(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;WD)",
        "D:(A;;0x10000000;;;S-1-5-21-1-2-3-4)",
        "D:(A;;0x2000000;;;WD)",
        "O:BAG:BAD:(A;;KA;;;BA)S:(AU;SAFA;KW;;;WD)",
        "G:SYS:(AU;FA;KR;;;WD)",
        "D:",
    };

    for (unsigned i = 0; i < sizeof same / sizeof *same; i++) {
        PSECURITY_DESCRIPTOR made = NULL;
        LPSTR text = NULL;
        ULONG size = 0, count = 0;
        const char *want = i == 9 ? "D:(A;;GA;;;S-1-5-21-1-2-3-4)" : same[i];

        label("%s", same[i]);
        expect_true(text_descriptor(same[i], SDDL_REVISION_1, &made, &size));
        expect_true(made && IsValidSecurityDescriptor(made));
        expect(made ? GetSecurityDescriptorLength(made) : 0, size);
        expect_true(descriptor_text(made, SDDL_REVISION_1, 15, &text, &count));
        expect(0, text ? strcmp(want, text) : 1);
        expect(strlen(want) + 1, count);
        LocalFree(made);
        LocalFree(text);
    }
}

/* Only the parts asked for (rule sddl.parts). */
static void parts(void)
{
    static const char *const texts[] = {"",         "O:BA",           "G:SY",
                                        "O:BAG:SY", "D:(A;;KR;;;WD)", "O:BAD:(A;;KR;;;WD)"};
    PSECURITY_DESCRIPTOR made = NULL;

    label("parts");
    expect_true(text_descriptor("O:BAG:SYD:(A;;KR;;;WD)", SDDL_REVISION_1, &made, NULL));
    for (SECURITY_INFORMATION what = 0; what < 6; what++) {
        LPSTR text = NULL;

        label("parts %u", (unsigned)what);
        expect_true(descriptor_text(made, SDDL_REVISION_1, what, &text, NULL));
        expect(0, text ? strcmp(texts[what], text) : 1);
        LocalFree(text);
    }
    LocalFree(made);
}

/* rule sddl.refused */
static void refused(void)
{
    static const char *const texts[] = {"X:BA",           "O:",
                                        "D:(A;;KA;;;)",   "D:(A;;KA;;BA)",
                                        "D:(A;;KA;;;BA",  "D:(Z;;KA;;;BA)",
                                        "D:(A;;QQ;;;BA)", "D:A;;KA;;;BA)",
                                        "O:BA D:",        "D:(A;;KA;;;BA)x"};
    SECURITY_DESCRIPTOR empty;
    PSECURITY_DESCRIPTOR made;
    LPSTR text;

    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        label("%s", texts[i]);
        if (i == 1 || i > 6)
            todo_wine("takes it");
        expect(FALSE, text_descriptor(texts[i], SDDL_REVISION_1, &made, NULL));
    }
    label("NULL");
    SetLastError(0xdeadbeef);
    expect(FALSE, text_descriptor(NULL, SDDL_REVISION_1, &made, NULL));
    todo_wine("sets no last error");
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    SetLastError(0xdeadbeef);
    expect(FALSE, text_descriptor("D:", SDDL_REVISION_1, NULL, NULL));
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    InitializeSecurityDescriptor(&empty, SECURITY_DESCRIPTOR_REVISION);
    for (DWORD revision = 0; revision < 4; revision += revision ? 2 : 3) {
        label("revision %u", (unsigned)revision);
        SetLastError(0xdeadbeef);
        expect(FALSE, text_descriptor("D:", revision, &made, NULL));
        expect(ERROR_UNKNOWN_REVISION, GetLastError());
        SetLastError(0xdeadbeef);
        expect(FALSE, descriptor_text(&empty, revision, 15, &text, NULL));
        expect(ERROR_UNKNOWN_REVISION, GetLastError());
    }
}

int main(void)
{
    check_begin(__FILE__, "sddl");
    sid_text = (from_sid)late("advapi32.dll", "ConvertSidToStringSidA");
    text_sid = (to_sid)late("advapi32.dll", "ConvertStringSidToSidA");
    descriptor_text = (from_descriptor)late("advapi32.dll",
                                            "ConvertSecurityDescriptorToStringSecurityDescriptorA");
    text_descriptor =
        (to_descriptor)late("advapi32.dll", "ConvertStringSecurityDescriptorToSecurityDescriptorA");
    label("sddl");
    if (!sid_text || !text_sid || !descriptor_text || !text_descriptor) {
        skip("Windows NT 4 has no security descriptors as text");
        return check_end();
    }
    sids();
    no_sids();
    aliases();
    descriptors();
    parts();
    refused();
    return check_end();
}

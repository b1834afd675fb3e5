/* links.c: symbolic links. Sources: sdk-api RegCreateKeyExW (REG_OPTION_CREATE_LINK, _OPEN_LINK);
 * Wine test_symlinks (advapi32 and ntdll) for what was observed on Windows. */
#include "check.h"

/* KEY_CREATE_LINK and the link's value need these. */
#define LINK_RIGHTS (KEY_ALL_ACCESS | KEY_CREATE_LINK)

static WCHAR target_path[200];

/* \REGISTRY\MACHINE\Software\regsim-conformance\links\NAME; returns its size in bytes, without the
 * NUL. */
static DWORD target(const char *name)
{
    WCHAR *out = target_path;
    const char *parts[] = {"\\REGISTRY\\MACHINE\\", scratch_path, "\\", name};

    for (unsigned i = 0; i < 4; i++)
        for (const char *p = parts[i]; *p; p++)
            *out++ = (WCHAR)*p;
    *out = 0;
    return (DWORD)((out - target_path) * 2);
}

/* rules link.value, link.again */
static LONG make_link(const WCHAR *name, HKEY *out)
{
    return RegCreateKeyExW(scratch, name, 0, NULL, REG_OPTION_CREATE_LINK, LINK_RIGHTS, NULL, out,
                           NULL);
}

static LONG aim(HKEY link, DWORD type, DWORD size)
{
    return RegSetValueExW(link, L"SymbolicLinkValue", 0, type, (const BYTE *)target_path, size);
}

static LONG delete_link(const WCHAR *name)
{
    LONG(NTAPI * delete_key)(HANDLE) = (LONG(NTAPI *)(HANDLE))late("ntdll.dll", "NtDeleteKey");
    HKEY link = NULL;
    LONG code = RegOpenKeyExW(scratch, name, REG_OPTION_OPEN_LINK, DELETE, &link);

    if (code == 0) {
        code = delete_key ? delete_key(link) : 1;
        RegCloseKey(link);
    }
    return code;
}

/* A dangling link: not found; creating through it creates the target (rule link.dangling). */
static void dangling_then_real(void)
{
    HKEY link = NULL, key = NULL;
    DWORD size, value = 0xbeef, disposition = 0;
    BYTE data[8];

    label("dangling");
    expect(0, make_link(L"link", &link));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"link", &key)); /* no value yet */
    size = target("target");
    expect(0, aim(link, REG_LINK, size));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"link", &key));
    expect(ERROR_FILE_NOT_FOUND, RegDeleteKeyW(scratch, L"link"));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"target", &key));
    expect(0,
           RegCreateKeyExW(scratch, L"link", 0, NULL, 0, KEY_ALL_ACCESS, NULL, &key, &disposition));
    expect(REG_CREATED_NEW_KEY, disposition);
    expect(0, RegSetValueExA(key, "value", 0, REG_DWORD, (const BYTE *)&value, 4));
    expect(0, RegCloseKey(key));
    label("real");
    expect(0, RegOpenKeyW(scratch, L"target", &key)); /* the target was made */
    size = 8;
    expect(0, RegQueryValueExA(key, "value", NULL, NULL, data, &size));
    expect_bytes(&value, data, 4);
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyW(scratch, L"LINK", &key)); /* reads through the link */
    size = 8;
    expect(0, RegQueryValueExA(key, "value", NULL, NULL, data, &size));
    expect(ERROR_FILE_NOT_FOUND,
           RegQueryValueExA(key, "SymbolicLinkValue", NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0, RegCreateKeyW(scratch, L"link\\below", &key)); /* and below it */
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyW(scratch, L"target\\below", &key));
    expect(0, RegCloseKey(key));
    expect(0, RegDeleteKeyW(scratch, L"link\\below"));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"target\\below", &key));
    RegCloseKey(link);
}

/* The link itself, opened as such (rule link.open-link). */
static void open_link(void)
{
    WCHAR data[200];
    DWORD size = sizeof data, type = 0, disposition = 0;
    HKEY link = NULL;

    label("open_link");
    expect(0, RegOpenKeyExW(scratch, L"link", REG_OPTION_OPEN_LINK, KEY_ALL_ACCESS, &link));
    guard(data);
    expect(0, RegQueryValueExW(link, L"SymbolicLinkValue", NULL, &type, (BYTE *)data, &size));
    expect(REG_LINK, type);
    expect(target("target"), size); /* no NUL */
    expect_bytes(target_path, data, size);
    expect(ERROR_FILE_NOT_FOUND, RegQueryValueExA(link, "value", NULL, NULL, NULL, NULL));
    /* no other value, no other type on a link */
    expect(ERROR_ACCESS_DENIED, RegSetValueExA(link, "other", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(ERROR_ACCESS_DENIED, aim(link, REG_SZ, size));
    expect(ERROR_ACCESS_DENIED, aim(link, REG_BINARY, size));
    expect(0, aim(link, REG_LINK, size));
    expect(0, RegCloseKey(link));
    /* on the way to another key it is followed all the same */
    expect(0, makes(scratch, "target\\below"));
    expect(0, RegOpenKeyExW(scratch, L"link\\below", REG_OPTION_OPEN_LINK, KEY_READ, &link));
    expect(0, RegCloseKey(link));
    expect(0, RegDeleteKeyA(scratch, "target\\below"));
    /* the link is there: CREATE_LINK again is 183, plain creation opens the target */
    expect(ERROR_ALREADY_EXISTS, make_link(L"link", &link));
    expect(0, RegCreateKeyExW(scratch, L"link", REG_OPTION_NON_VOLATILE, NULL, 0, KEY_ALL_ACCESS,
                              NULL, &link, &disposition));
    expect(REG_OPENED_EXISTING_KEY, disposition);
    expect(0, RegQueryValueExA(link, "value", NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(link));
    /* creating with CREATE_LINK where an ordinary key is */
    expect(ERROR_ALREADY_EXISTS, make_link(L"target", &link));
}

/* A NUL behind the target, or a relative one, leads nowhere (rules link.value, link.relative,
 * link.other-values). */
static void bad_targets(void)
{
    HKEY link = NULL, key = NULL;
    DWORD size;

    label("with NUL");
    expect(0, make_link(L"bad", &link));
    size = target("target");
    expect(0, aim(link, REG_LINK, size + 2));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"bad", &key));
    label("relative");
    expect(0, RegSetValueExW(link, L"SymbolicLinkValue", 0, REG_LINK, (const BYTE *)L"target", 12));
    broken("w2k", 0, "followed relative targets");
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"bad", &key));
    label("right again");
    expect(0, aim(link, REG_LINK, size));
    expect(0, RegOpenKeyW(scratch, L"bad", &key));
    expect(0, RegCloseKey(key));
    expect(0, RegCloseKey(link));
    expect(0, delete_link(L"bad"));
    expect(ERROR_FILE_NOT_FOUND,
           RegOpenKeyExW(scratch, L"bad", REG_OPTION_OPEN_LINK, KEY_READ, &key));
    expect(0, RegOpenKeyW(scratch, L"target", &key)); /* the target stays */
    expect(0, RegCloseKey(key));
}

/* RegDeleteKey through a link deletes the target; the link is then dangling (rule
 * delete.through-link). */
static void deleting(void)
{
    HKEY key = NULL;

    label("through");
    expect(0, RegDeleteKeyW(scratch, L"link"));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"target", &key));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"link", &key));
    expect(0, RegOpenKeyExW(scratch, L"link", REG_OPTION_OPEN_LINK, KEY_READ, &key));
    expect(0, RegCloseKey(key));
    expect(ERROR_FILE_NOT_FOUND, RegDeleteKeyW(scratch, L"link"));
    expect(0, delete_link(L"link"));
    expect(ERROR_FILE_NOT_FOUND,
           RegOpenKeyExW(scratch, L"link", REG_OPTION_OPEN_LINK, KEY_READ, &key));
}

/* Links that form a loop; a REG_LINK value in an ordinary key is just a value (rules
 * link.other-values, link.loop). */
static void loops_and_plain_values(void)
{
    HKEY link = NULL, key = NULL;
    DWORD size;

    label("loop");
    expect(0, make_link(L"loop", &link));
    size = target("loop");
    expect(0, aim(link, REG_LINK, size));
    broken("win10", ERROR_INVALID_PARAMETER,
           "STATUS_INVALID_PARAMETER, as the ntdll tests saw there");
    todo_wine("answers as Windows 10 does");
    expect(ERROR_FILENAME_EXCED_RANGE, RegOpenKeyW(scratch, L"loop", &key));
    expect(0, RegCloseKey(link));
    expect(0, delete_link(L"loop"));
    label("plain");
    key = fresh("plain");
    expect(0,
           RegSetValueExW(key, L"SymbolicLinkValue", 0, REG_LINK, (const BYTE *)target_path, size));
    expect(0, RegQueryValueExA(key, "SymbolicLinkValue", NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyA(scratch, "plain", &key));
    expect(0, RegCloseKey(key));
    expect(0, RegDeleteKeyA(scratch, "plain"));
}

int main(void)
{
    check_begin(__FILE__, "links");
    delete_link(L"link");
    delete_link(L"bad");
    delete_link(L"loop");
    empty_key(scratch);
    dangling_then_real();
    open_link();
    bad_targets();
    deleting();
    loops_and_plain_values();
    return check_end();
}

/* tree_links.c: symbolic links in trees that are deleted and copied. Sources: [MS-RRP] 3.1.1.11 for
 * what opening and deleting a link are; that RegDeleteTree, SHDeleteKey and RegCopyTree are made of
 * these is observed under Wine. */
#include "check.h"

typedef LONG(WINAPI *delete_function)(HKEY, LPCSTR);
typedef LONG(WINAPI *copy_function)(HKEY, LPCSTR, HKEY);

static LONG make_link(const char *name, const char *to)
{
    char path[200];
    WCHAR target[200];
    DWORD units = 0;
    HKEY link;
    LONG code = RegCreateKeyExA(scratch, name, 0, NULL, REG_OPTION_CREATE_LINK, KEY_ALL_ACCESS,
                                NULL, &link, NULL);

    snprintf(path, sizeof path, "\\REGISTRY\\MACHINE\\%s\\%s", scratch_path, to);
    for (const char *p = path; *p; p++)
        target[units++] = (WCHAR)*p;
    if (code == 0) {
        code = RegSetValueExW(link, L"SymbolicLinkValue", 0, REG_LINK, (const BYTE *)target,
                              units * 2);
        RegCloseKey(link);
    }
    return code;
}

/* Whether the link itself is there. */
static LONG link_is_there(const char *name)
{
    HKEY link;
    LONG code = RegOpenKeyExA(scratch, name, REG_OPTION_OPEN_LINK, KEY_READ, &link);

    if (code == 0)
        RegCloseKey(link);
    return code;
}

static void delete_link(const char *name)
{
    LONG(NTAPI * delete_key)(HANDLE) = (LONG(NTAPI *)(HANDLE))late("ntdll.dll", "NtDeleteKey");
    HKEY link;

    if (RegOpenKeyExA(scratch, name, REG_OPTION_OPEN_LINK, DELETE, &link) != 0)
        return;
    if (delete_key)
        delete_key(link);
    RegCloseKey(link);
}

/* tree\a, tree\link, tree\z, and target\below with a value. */
static void plant(const char *to)
{
    HKEY key = fresh("target\\below");

    RegSetValueExA(key, "value", 0, REG_SZ, (const BYTE *)"x", 2);
    RegCloseKey(key);
    RegCloseKey(fresh("tree\\a"));
    RegCloseKey(fresh("tree\\z"));
    expect(0, make_link("tree\\link", to));
}

static void clear(void)
{
    delete_link("tree\\link");
    delete_link("to\\link");
    empty_key(scratch);
}

/* What a link in the tree leads to goes with all below it; then the link leads nowhere, and 2 stops
 * the rest. The link is never what goes (rule link.trees). */
static void deleting(const char *name, delete_function delete_tree)
{
    static const struct {
        const char *to, *path;
        LONG code, a, z, below;
    } cases[] = {
        {"target", "tree", 2, 2, 0, 2},       {"nowhere", "tree", 2, 2, 0, 0},
        {"target", "tree\\link", 0, 0, 0, 2}, {"nowhere", "tree\\link", 2, 0, 0, 0},
        {"tree\\a", "tree", 2, 2, 0, 0},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        label("%s %s, link to %s", name, cases[i].path, cases[i].to);
        plant(cases[i].to);
        expect(cases[i].code, delete_tree(scratch, cases[i].path));
        expect(cases[i].a, opens(scratch, "tree\\a"));
        expect(cases[i].z, opens(scratch, "tree\\z"));
        expect(cases[i].below, opens(scratch, "target\\below"));
        expect(0, link_is_there("tree\\link"));
        clear();
    }
}

/* A copy has no link, but what it leads to; a link to nowhere is 2 and stops the rest (rule
 * link.trees). */
static void copying(copy_function copy)
{
    HKEY to;

    label("RegCopyTree");
    plant("target");
    to = fresh("to");
    expect(0, copy(scratch, "tree", to));
    RegCloseKey(to);
    expect(0, opens(scratch, "to\\z"));
    expect(0, opens(scratch, "to\\link\\below"));
    expect(0, opens(scratch, "target\\below"));
    expect(0, RegDeleteKeyA(scratch, "to\\link\\below"));
    expect(0, opens(scratch, "target\\below")); /* it is a copy */
    clear();
    label("RegCopyTree, link to nowhere");
    plant("nowhere");
    to = fresh("to");
    expect(2, copy(scratch, "tree", to));
    RegCloseKey(to);
    expect(0, opens(scratch, "to\\a"));
    expect(2, opens(scratch, "to\\z"));
    expect(2, opens(scratch, "nowhere"));
    clear();
}

/* A link to a key that it is in: there is no end to what is to go. regsim says 1001, its choice;
 * Wine's process ends of it (rule link.trees). */
static void going_round(const char *name, delete_function delete_tree)
{
    label("%s, link to its tree", name);
    plant("tree");
    expect_unless_wine(ERROR_STACK_OVERFLOW, delete_tree(scratch, "tree\\link"),
                       "overflows its stack");
    expect(0, link_is_there("tree\\link"));
    clear();
}

int main(void)
{
    delete_function delete_tree, delete_key;
    copy_function copy;

    check_begin(__FILE__, "tree_links");
    delete_tree = (delete_function)late("advapi32.dll", "RegDeleteTreeA");
    delete_key = (delete_function)late("shlwapi.dll", "SHDeleteKeyA");
    copy = (copy_function)late("advapi32.dll", "RegCopyTreeA");
    clear();
    label("functions");
    if (delete_tree) {
        deleting("RegDeleteTree", delete_tree);
        going_round("RegDeleteTree", delete_tree);
    } else {
        skip("RegDeleteTree is absent before Windows Vista");
    }
    if (delete_key) {
        deleting("SHDeleteKey", delete_key);
        going_round("SHDeleteKey", delete_key);
    } else {
        skip("shlwapi.dll came with Internet Explorer 4");
    }
    if (copy)
        copying(copy);
    else
        skip("RegCopyTree is absent before Windows Vista");
    return check_end();
}

/*
 * Microsoft's "Registry Keys Affected by WOW64", row by row as the page has it: what each key below
 * SOFTWARE is to the two views. The code has the shared ones in a table of its own
 * (registry/view.c), and the reflected ones in registry/reflect.c.
 */
#include "registry/reflect.h"
#include "registry/world.h"

enum fate { SHARED, REDIRECTED, REFLECTED };

/* The page's second column is of Windows 7 and newer, its third of XP to Server 2008.
 * RegisteredApplications came with Vista: that it is redirected before is our choice. MSInfo is
 * where Windows has it; the page names SOFTWARE\Microsoft twice in that row. */
static const struct row {
    const char16_t *path;
    enum fate newer, before;
} rows[] = {
    {u"Classes", SHARED, REFLECTED},
    {u"Classes\\Appid", SHARED, REFLECTED},
    {u"Classes\\CLSID", REDIRECTED, REFLECTED},
    {u"Classes\\DirectShow", REDIRECTED, REFLECTED},
    {u"Classes\\HCP", SHARED, SHARED},
    {u"Classes\\Interface", REDIRECTED, REFLECTED},
    {u"Classes\\Media Type", REDIRECTED, REFLECTED},
    {u"Classes\\MediaFoundation", REDIRECTED, REFLECTED},
    {u"Clients", SHARED, REDIRECTED},
    {u"Microsoft\\COM3", SHARED, REFLECTED},
    {u"Microsoft\\Cryptography\\Calais\\Current", SHARED, SHARED},
    {u"Microsoft\\Cryptography\\Calais\\Readers", SHARED, SHARED},
    {u"Microsoft\\Cryptography\\Services", SHARED, SHARED},
    {u"Microsoft\\CTF\\SystemShared", SHARED, SHARED},
    {u"Microsoft\\CTF\\TIP", SHARED, SHARED},
    {u"Microsoft\\DFS", SHARED, SHARED},
    {u"Microsoft\\Driver Signing", SHARED, SHARED},
    {u"Microsoft\\EnterpriseCertificates", SHARED, SHARED},
    {u"Microsoft\\EventSystem", SHARED, REFLECTED},
    {u"Microsoft\\MSMQ", SHARED, SHARED},
    {u"Microsoft\\Non-Driver Signing", SHARED, SHARED},
    {u"Microsoft\\Notepad\\DefaultFonts", SHARED, REDIRECTED},
    {u"Microsoft\\OLE", SHARED, REFLECTED},
    {u"Microsoft\\RAS", SHARED, SHARED},
    {u"Microsoft\\RPC", SHARED, REFLECTED},
    {u"Microsoft\\Shared Tools\\MSInfo", SHARED, SHARED},
    {u"Microsoft\\SystemCertificates", SHARED, SHARED},
    {u"Microsoft\\TermServLicensing", SHARED, SHARED},
    {u"Microsoft\\TransactionServer", SHARED, SHARED},
    {u"Microsoft\\Windows\\CurrentVersion\\App Paths", SHARED, REDIRECTED},
    {u"Microsoft\\Windows\\CurrentVersion\\Control Panel\\Cursors\\Schemes", SHARED, SHARED},
    {u"Microsoft\\Windows\\CurrentVersion\\Explorer\\AutoplayHandlers", SHARED, REDIRECTED},
    {u"Microsoft\\Windows\\CurrentVersion\\Explorer\\DriveIcons", SHARED, REDIRECTED},
    {u"Microsoft\\Windows\\CurrentVersion\\Explorer\\KindMap", SHARED, REDIRECTED},
    {u"Microsoft\\Windows\\CurrentVersion\\Group Policy", SHARED, SHARED},
    {u"Microsoft\\Windows\\CurrentVersion\\Policies", SHARED, SHARED},
    {u"Microsoft\\Windows\\CurrentVersion\\PreviewHandlers", SHARED, REDIRECTED},
    {u"Microsoft\\Windows\\CurrentVersion\\Setup", SHARED, SHARED},
    {u"Microsoft\\Windows\\CurrentVersion\\Telephony\\Locations", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Console", SHARED, REDIRECTED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\FontDpi", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\FontLink", SHARED, REDIRECTED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\FontMapper", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Fonts", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\FontSubstitutes", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Gre_Initialize", SHARED, REDIRECTED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options", SHARED, REDIRECTED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Language Pack", SHARED, REDIRECTED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\NetworkCards", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Perflib", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Ports", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Print", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\ProfileList", SHARED, SHARED},
    {u"Microsoft\\Windows NT\\CurrentVersion\\Time Zones", SHARED, SHARED},
    {u"Policies", SHARED, SHARED},
    {u"RegisteredApplications", SHARED, REDIRECTED},
};

/* What the page says of HKEY_CURRENT_USER\SOFTWARE\Classes. */
static const struct row users_rows[] = {
    {u"", SHARED, REFLECTED},
    {u"Appid", SHARED, REFLECTED},
    {u"CLSID", REDIRECTED, REFLECTED},
    {u"DirectShow", REDIRECTED, REFLECTED},
    {u"Interface", REDIRECTED, REFLECTED},
    {u"Media Type", REDIRECTED, REFLECTED},
    {u"MediaFoundation", REDIRECTED, REFLECTED},
};

static const enum os systems[] = {OS_XP, OS_WS2003, OS_WIN7, OS_WIN10};

/* The key that the view makes, or finds, below `base`. */
static key_id made(struct world *world, const struct reg_key *base, struct ustr path, uint32_t view)
{
    struct reg_key key;
    assert_int_equal(reg_create(&key, NULL, &world->registry, &world->caller, base, path, USTR(u""),
                                0, KEY_ALL_RIGHTS | view, NULL),
                     ERROR_SUCCESS);
    return key.key;
}

/* Both views make the key: it is one, or two that are reflected, or two. */
static enum fate fate_of(struct world *world, const struct reg_key *base, struct ustr path)
{
    key_id narrow = made(world, base, path, KEY_WOW64_32_FLAG),
           wide = made(world, base, path, KEY_WOW64_64_FLAG);
    bool reflected = registry_is_reflected(&world->registry, wide);
    assert_int_equal(registry_is_reflected(&world->registry, narrow), reflected);
    if (narrow == wide)
        assert_false(reflected);
    return narrow == wide ? SHARED : reflected ? REFLECTED : REDIRECTED;
}

static void expect_fate(struct world *world, const struct reg_key *base, const char16_t *path,
                        const char16_t *more, enum fate want)
{
    struct ubuf whole = {0};
    ubuf_add(&whole, ustr_z(path));
    ubuf_add(&whole, ustr_z(more));
    enum fate fate = fate_of(world, base, ubuf_view(&whole));
    if (fate != want) {
        for (size_t i = 0; i < whole.count; i++)
            print_error("%c", (char)whole.units[i]);
        print_error(" on %d: %d, not %d\n", (int)world->registry.os, (int)fate, (int)want);
    }
    assert_int_equal(fate, want);
    ubuf_free(&whole);
}

/* "Subkeys of the keys in this table inherit the parent key's behavior"; a key beside one in the
 * table has the behavior of the key above. */
static void expect_rows(struct world *world, const struct reg_key *base, const struct row *row,
                        size_t count)
{
    for (; count; row++, count--) {
        enum fate want = world->registry.os >= OS_WIN7 ? row->newer : row->before;
        expect_fate(world, base, row->path, u"", want);
        expect_fate(world, base, row->path, *row->path ? u"\\Below" : u"Below", want);
    }
}

static void begin(struct world *world, enum os os)
{
    world_init(world, os);
    store_ensure(world->registry.store, store_root(world->registry.store),
                 USTR(u"USER\\S-1-5-21-1_Classes"), 1);
    registry_make_wow64(&world->registry, 5);
}

/* rules wow64.shared, wow64.classes, wow64.reflected-keys */
static void each_row_of_the_page_is_so(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        struct world world;
        struct reg_key users;
        begin(&world, systems[i]);
        expect_rows(&world, &world.software, rows, sizeof rows / sizeof *rows);
        assert_int_equal(open_key(&world, &users, NULL,
                                  USTR(u"\\REGISTRY\\USER\\S-1-5-21-1_Classes"), KEY_ALL_RIGHTS),
                         0);
        expect_rows(&world, &users, users_rows, sizeof users_rows / sizeof *users_rows);
        world_done(&world);
    }
}

/* rules wow64.shared, wow64.redirected */
static void what_is_beside_a_row_of_the_page_is_redirected(void **state)
{
    (void)state;
    static const char16_t *const above[] = {u"Microsoft",
                                            u"Microsoft\\Cryptography",
                                            u"Microsoft\\Cryptography\\Calais",
                                            u"Microsoft\\CTF",
                                            u"Microsoft\\Notepad",
                                            u"Microsoft\\Shared Tools",
                                            u"Microsoft\\Windows\\CurrentVersion",
                                            u"Microsoft\\Windows\\CurrentVersion\\Explorer",
                                            u"Microsoft\\Windows\\CurrentVersion\\Run",
                                            u"Microsoft\\Windows\\CurrentVersion\\Telephony",
                                            u"Microsoft\\Windows NT\\CurrentVersion"};
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        struct world world;
        begin(&world, systems[i]);
        for (size_t row = 0; row < sizeof above / sizeof *above; row++)
            expect_fate(&world, &world.software, above[row], u"", REDIRECTED);
        for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
            if (!ustr_starts_nocase(ustr_z(rows[row].path), USTR(u"Classes")))
                expect_fate(&world, &world.software, rows[row].path, u"X", REDIRECTED);
        }
        world_done(&world);
    }
}

/* "Windows on Windows 64 (WOW64) Symbolic Links" of the same page (rule wow64.classes). */
static void the_links_of_the_page_are_there(void **state)
{
    (void)state;
    static const struct {
        const char16_t *from, *to;
        enum os since;
    } links[] = {{u"Wow6432Node\\Classes", u"Classes\\Wow6432Node", OS_XP},
                 {u"Classes\\Wow6432Node\\AppId", u"Classes\\AppId", OS_WIN7},
                 {u"Classes\\Wow6432Node\\PROTOCOLS", u"Classes\\PROTOCOLS", OS_WIN7},
                 {u"Classes\\Wow6432Node\\Typelib", u"Classes\\Typelib", OS_WIN7}};
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        struct world world;
        begin(&world, systems[i]);
        for (size_t link = 0; link < sizeof links / sizeof *links; link++) {
            key_id to = made(&world, &world.software, ustr_z(links[link].to), 0);
            assert_int_equal(made(&world, &world.software, ustr_z(links[link].from), 0) == to,
                             systems[i] >= links[link].since);
        }
        world_done(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_of_the_page_is_so),
        cmocka_unit_test(what_is_beside_a_row_of_the_page_is_redirected),
        cmocka_unit_test(the_links_of_the_page_are_there),
    };
    return RUN_TESTS(tests);
}

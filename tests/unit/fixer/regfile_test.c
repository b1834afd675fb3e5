/* The backup as text: what is written, what is read, and that the two agree. */
#include "check.h"

#include <string.h>

#include "regfile.h"
#include "text.h"
#include "windows_double.h"

#define HEADER  u"\xFEFFWindows Registry Editor Version 5.00\r\n"
#define SECTION u"[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\"
#define ROOT    SECTION u"SMSPerfCountersForX]\r\n"

static struct key *add_root(struct tree *tree)
{
    static const WCHAR name[] = u"SMSPerfCountersForX";

    return tree_add_key(tree, NULL, name, text_units(name));
}

static struct key *add_key(struct tree *tree, struct key *parent, const WCHAR *name)
{
    return tree_add_key(tree, parent, name, text_units(name));
}

static void add_value(struct key *key, const WCHAR *name, DWORD type, const void *data, DWORD size)
{
    key_add_value(key, name, text_units(name), type, data, size);
}

static struct buf bytes_of(const WCHAR *text)
{
    struct buf bytes = {0};

    text_add(&bytes, text);
    return bytes;
}

static void assert_written(const struct tree *tree, const WCHAR *body)
{
    struct buf out = {0}, expected = bytes_of(HEADER u"; computer: PC\r\n");

    text_add(&expected, body);
    text_add(&expected, u"\r\n; end\r\n");
    regfile_write(&out, tree, u"PC");
    assert_int_equal(out.used, expected.used);
    assert_memory_equal(out.at, expected.at, expected.used);
}

static void assert_comes_back(const struct tree *tree)
{
    struct regfile back;
    struct buf out = {0};

    regfile_write(&out, tree, u"PC");
    assert_null(regfile_read(&back, &out));
    assert_true(tree_holds(&back.tree, tree) && tree_holds(tree, &back.tree));
    assert_true(text_same(back.computer, u"PC"));
    assert_true(regfile_can_hold(tree));
}

static void assert_wrong(const WCHAR *text, DWORD line)
{
    struct buf bytes = bytes_of(text);
    struct regfile back;

    assert_non_null(regfile_read(&back, &bytes));
    assert_int_equal(back.line, line);
}

static void the_usual_values_look_as_regedit_writes_them(void **state)
{
    struct tree tree = {0};
    struct key *key = add_key(&tree, add_root(&tree), u"Performance");
    DWORD number = 0x738;

    (void)state;
    add_value(key, u"Library", REG_SZ, u"D:\\SMS\\x.dll", 26);
    add_value(key, u"First Counter", REG_DWORD, &number, 4);
    add_value(key, u"", REG_BINARY, "\x01\xab", 2);
    add_value(key, u"a \"b\"", REG_EXPAND_SZ, u"%", 4);
    assert_written(&tree, u"\r\n" ROOT u"\r\n" SECTION u"SMSPerfCountersForX\\Performance]\r\n"
                          u"\"Library\"=\"D:\\\\SMS\\\\x.dll\"\r\n"
                          u"\"First Counter\"=dword:00000738\r\n"
                          u"@=hex:01,ab\r\n"
                          u"\"a \\\"b\\\"\"=hex(2):25,00,00,00\r\n");
    assert_comes_back(&tree);
}

static void strings_that_quotes_cannot_say_are_written_as_bytes(void **state)
{
    struct tree tree = {0};
    struct key *key = add_root(&tree);

    (void)state;
    add_value(key, u"none", REG_SZ, u"", 0);
    add_value(key, u"odd", REG_SZ, u"a", 3);
    add_value(key, u"open", REG_SZ, u"a", 2);
    add_value(key, u"two", REG_SZ, u"\0", 4);
    add_value(key, u"break", REG_SZ, u"\n", 4);
    add_value(key, u"last", REG_SZ, u"a\n", 4);
    add_value(key, u"empty", REG_SZ, u"", 2);
    assert_written(
        &tree,
        u"\r\n" ROOT u"\"none\"=hex(1):\r\n\"odd\"=hex(1):61,00,00\r\n"
        u"\"open\"=hex(1):61,00\r\n\"two\"=hex(1):00,00,00,00\r\n"
        u"\"break\"=hex(1):0a,00,00,00\r\n\"last\"=hex(1):61,00,0a,00\r\n\"empty\"=\"\"\r\n");
    assert_comes_back(&tree);
}

static void every_type_keeps_its_bytes(void **state)
{
    static const DWORD types[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0x20001, 0xffffffff};
    struct tree tree = {0};
    struct key *key = add_root(&tree);
    BYTE data[300];

    (void)state;
    for (DWORD i = 0; i < sizeof(data); i++)
        data[i] = (BYTE)(i * 7);
    for (DWORD i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        for (DWORD size = 0; size <= sizeof(data); size = size * 2 + 1) {
            WCHAR name[] = {(WCHAR)(u'a' + i), (WCHAR)(u'0' + size), 0};

            add_value(key, name, types[i], data, size);
        }
    assert_comes_back(&tree);
}

static void no_line_of_bytes_is_longer_than_80_columns(void **state)
{
    struct tree tree = {0};
    struct buf out = {0};
    BYTE data[200] = {0};
    SIZE_T column = 0;

    (void)state;
    add_value(add_root(&tree), u"n", 0xffffffff, data, sizeof(data));
    regfile_write(&out, &tree, u"");
    for (SIZE_T i = 0; i < out.used / sizeof(WCHAR); i++) {
        column = ((const WCHAR *)(const void *)out.at)[i] == u'\n' ? 0 : column + 1;
        assert_true(column <= 81); /* with the carriage return */
    }
    assert_comes_back(&tree);
}

static void odd_names_come_back(void **state)
{
    static const WCHAR *const names[] = {u"a]b[",         u"]",      u"[-x]", u"=",  u"@",
                                         u" x ",          u"\"",     u";",    u"\t", u"\xD800",
                                         u"\xDC00\xD800", u"\xFEFF", u"/"};
    struct tree tree = {0};
    struct key *root = add_root(&tree);

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        add_key(&tree, root, names[i]);
        add_value(root, names[i], REG_SZ, u"x", 4);
    }
    add_value(root, u"a\\b\r\nc", REG_SZ, u"x", 4);
    assert_comes_back(&tree);
}

static void deep_trees_come_back(void **state)
{
    struct tree tree = {0};
    struct key *key = add_root(&tree);

    (void)state;
    for (int i = 0; i < 511; i++)
        key = add_key(&tree, key, u"x");
    assert_comes_back(&tree);
}

static void keys_whose_names_break_the_line_cannot_be_held(void **state)
{
    static const WCHAR *const names[] = {u"a\nb", u"a\rb", u"a\r\nb", u"a]\r\n@=\"x\"\r\n;", u"\n"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct tree tree = {0};

        add_key(&tree, add_root(&tree), names[i]);
        assert_false(regfile_can_hold(&tree));
    }
}

/* The name makes text that reads well, but as something else. */
static void a_key_that_reads_back_as_another_cannot_be_held(void **state)
{
    struct tree tree = {0};
    WCHAR name[300];
    SIZE_T units = 0;

    (void)state;
    for (const WCHAR *at = u"a]\r\n" SECTION u"SMSPerfCountersForY"; *at != 0; at++)
        name[units++] = *at;
    tree_add_key(&tree, NULL, u"SMSPerfCountersForX", 19);
    tree_add_key(&tree, tree.first, name, units);
    assert_false(regfile_can_hold(&tree));
}

static void what_is_not_a_backup_is_refused(void **state)
{
    struct buf odd = bytes_of(HEADER);
    struct regfile back;

    (void)state;
    assert_wrong(u"", 0);
    assert_wrong(u"Windows Registry Editor Version 5.00\r\n", 1);
    assert_wrong(u"\xFEFFREGEDIT4\r\n", 1);
    assert_wrong(u"\xFEFFWindows Registry Editor Version 5.000\r\n", 1);
    buf_add(&odd, "x", 1);
    assert_non_null(regfile_read(&back, &odd));
    odd.used += 1;
    odd.at[odd.used - 1] = 0;
    odd.at[odd.used - 2] = 0; /* a NUL */
    assert_non_null(regfile_read(&back, &odd));
}

static void keys_outside_are_refused(void **state)
{
    (void)state;
    assert_wrong(
        HEADER u"[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SMSPerfCountersForX]",
        2);
    assert_wrong(HEADER SECTION u"Tcpip]", 2);
    assert_wrong(HEADER SECTION u"]", 2);
    assert_wrong(
        HEADER u"[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\SMSPerfCountersForX]", 2);
    assert_wrong(HEADER u"[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services]", 2);
    assert_wrong(HEADER SECTION u"SMSPerfCountersForX\\Performance]", 2);
    assert_wrong(HEADER ROOT ROOT, 3);
    assert_wrong(HEADER ROOT SECTION u"SMSPerfCountersForX\\]", 3);
    assert_wrong(HEADER ROOT SECTION u"SMSPerfCountersForX\\\\a]", 3);
    assert_wrong(HEADER SECTION u"SMSPerfCountersForX", 2);
    assert_wrong(HEADER u"[", 2);
}

static void lines_that_say_nothing_are_refused(void **state)
{
    static const WCHAR *const lines[] = {
        u"\"a\"=-",
        u"\"a\"=\"b",
        u"\"a\"=\"b\" ",
        u"\"a\"=\"\\x\"",
        u"\"a\"=\"b\\",
        u"\"a\"=dword:123",
        u"\"a\"=dword:00000g00",
        u"\"a\"=dword:000000000",
        u"\"a\"",
        u"\"a",
        u"a=\"b\"",
        u"\"a\"=hex",
        u"\"a\"=hex(:00",
        u"\"a\"=hex():00",
        u"\"a\"=hex(1:00",
        u"\"a\"=hex(123456789):00",
        u"\"a\"=hex:0",
        u"\"a\"=hex:00,",
        u"\"a\"=hex:00,,01",
        u"\"a\"=hex:00 01",
        u"\"a\"=hex:00\\",
        u"\"a\"=hex:00,\\",
        u"\"a\"=hex:00,\\ ",
        u"\"a\"=qword:1",
        u"\"a\"=hex:@0",
        u"\"a\"=hex:0`",
        u" ",
    };

    (void)state;
    assert_wrong(HEADER u"@=\"no key yet\"", 2);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        struct buf text = bytes_of(HEADER ROOT);
        struct regfile back;

        text_add(&text, lines[i]);
        assert_non_null(regfile_read(&back, &text));
        assert_int_equal(back.line, 3);
    }
}

static void what_regedit_exports_is_read(void **state)
{
    struct buf bytes =
        bytes_of(HEADER u"\n; a comment\n" ROOT u"@=hex(A):0A,0b,\\\n   0C\n\"x\"=dword:DEADbeef");
    const struct value *value;
    struct regfile back;

    (void)state;
    assert_null(regfile_read(&back, &bytes));
    assert_null(back.computer);
    value = back.tree.first->values;
    assert_int_equal(value->type, 10);
    assert_int_equal(value->size, 3);
    assert_memory_equal(value->data, "\x0a\x0b\x0c", 3);
    assert_memory_equal(value->next->data, "\xef\xbe\xad\xde", 4);
}

static void a_backup_that_was_cut_short_anywhere_is_refused(void **state)
{
    struct tree tree = {0};
    struct key *key = add_key(&tree, add_root(&tree), u"Performance");
    struct buf whole = {0};
    SIZE_T computer = text_units(HEADER u"; computer: PC") * sizeof(WCHAR);
    struct regfile back;

    (void)state;
    add_value(key, u"Library", REG_SZ, u"x", 4);
    add_value(key, u"Export", REG_MULTI_SZ, u"abcdefghijklmnopqrstuvwxyz0123", 62);
    regfile_write(&whole, &tree, u"PC");
    for (SIZE_T used = 0; used < whole.used - 4;
         used++) { /* without the last line end it is whole */
        struct buf cut = {whole.at, used, used};

        if (used >= computer)
            assert_non_null(regfile_read(&back, &cut));
        else if (regfile_read(&back, &cut) == NULL)
            assert_null(back.tree.first);
    }
}

static void what_follows_the_end_is_not_part_of_a_backup(void **state)
{
    (void)state;
    assert_wrong(HEADER u"; computer: PC\r\n; end\r\n" ROOT, 4);
    assert_wrong(HEADER u"; computer: PC\r\n" ROOT u"; endless", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_values_look_as_regedit_writes_them),
        cmocka_unit_test(strings_that_quotes_cannot_say_are_written_as_bytes),
        cmocka_unit_test(every_type_keeps_its_bytes),
        cmocka_unit_test(no_line_of_bytes_is_longer_than_80_columns),
        cmocka_unit_test(odd_names_come_back),
        cmocka_unit_test(deep_trees_come_back),
        cmocka_unit_test(keys_whose_names_break_the_line_cannot_be_held),
        cmocka_unit_test(a_key_that_reads_back_as_another_cannot_be_held),
        cmocka_unit_test(what_is_not_a_backup_is_refused),
        cmocka_unit_test(keys_outside_are_refused),
        cmocka_unit_test(lines_that_say_nothing_are_refused),
        cmocka_unit_test(what_regedit_exports_is_read),
        cmocka_unit_test(a_backup_that_was_cut_short_anywhere_is_refused),
        cmocka_unit_test(what_follows_the_end_is_not_part_of_a_backup),
    };

    return cmocka_run_group_tests(tests, NULL, double_free_all) ? 1 : 0;
}

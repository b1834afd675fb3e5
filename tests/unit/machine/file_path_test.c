/* machine/files.h, files_full_path: from what programs write to X:\dir\name. */
#include "check.h"

#include "machine/files.h"
#include "sdk/winerror.h"

static void full_paths_are_made_as_windows_makes_them(void **state)
{
    (void)state;
    static const struct {
        const char16_t *path, *full;
        uint32_t code;
    } cases[] = {
        {u"a.txt", u"C:\\work\\a.txt", 0},
        {u"..\\a.txt", u"C:\\a.txt", 0},
        {u"..\\..\\..\\a", u"C:\\a", 0},
        {u"./b//c\\", u"C:\\work\\b\\c", 0},
        {u"\\undo.reg", u"C:\\undo.reg", 0},
        {u"d:undo.reg", u"D:\\undo.reg", 0},
        {u"c:x", u"C:\\work\\x", 0},
        {u"c:/x", u"C:\\x", 0},
        {u"c:\\", u"C:\\", 0},
        {u"c:", u"C:\\work", 0},
        {u"x. . ", u"C:\\work\\x", 0},
        {u"\\\\?\\C:\\x", u"C:\\x", 0},
        {u"\\\\?\\UNC\\a\\b", NULL, ERROR_BAD_NETPATH},
        {u"\\\\LOGON1\\c$\\x", NULL, ERROR_BAD_NETPATH},
        {u"a*b", NULL, ERROR_INVALID_NAME},
        {u"a\\b:c", NULL, ERROR_INVALID_NAME},
        {u"", NULL, ERROR_PATH_NOT_FOUND},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ubuf out = {0};
        assert_int_equal(files_full_path(&out, USTR(u"C:\\work"), ustr_z(cases[i].path)),
                         cases[i].code);
        if (cases[i].full)
            assert_true(ustr_same(ubuf_view(&out), ustr_z(cases[i].full)));
        ubuf_free(&out);
    }
}

static void a_path_longer_than_max_path_is_refused_unless_it_is_prefixed(void **state)
{
    (void)state;
    struct ubuf path = {0}, out = {0};
    ubuf_add(&path, USTR(u"\\\\?\\C:\\"));
    for (int i = 0; i < 257; i++)
        ubuf_put(&path, u'x');
    assert_int_equal(files_full_path(&out, USTR(u"C:\\"), ubuf_view(&path)), 0);
    assert_int_equal(
        files_full_path(&out, USTR(u"C:\\"), ustr_slice(ubuf_view(&path), 4, path.count)),
        ERROR_FILENAME_EXCED_RANGE);
    ubuf_clear(&out);
    assert_int_equal(
        files_full_path(&out, USTR(u"C:\\"), ustr_slice(ubuf_view(&path), 4, path.count - 1)), 0);
    ubuf_free(&path);
    ubuf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_paths_are_made_as_windows_makes_them),
        cmocka_unit_test(a_path_longer_than_max_path_is_refused_unless_it_is_prefixed),
    };
    return RUN_TESTS(tests);
}

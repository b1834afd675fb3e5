/* machine/files.h: dispositions, sharing, disk full, clones, and what a power cut leaves. */
#include "check.h"

#include "machine/files.h"
#include "sdk/winerror.h"

#include <string.h>

static const filetime NOW = CLOCK_START;
static const uint32_t ALL = FILE_LETS_READ | FILE_LETS_WRITE | FILE_LETS_DELETE;

static void put(struct files *files, const char16_t *path, const char *text)
{
    files_put(files, ustr_z(path), text, strlen(text), NULL, NOW);
}

static void assert_holds(const struct files *files, const char16_t *path, const char *text)
{
    struct file_info info;
    assert_true(files_info(&info, files, ustr_z(path)));
    assert_int_equal(info.size, strlen(text));
    assert_memory_equal(info.bytes, text, strlen(text));
}

static uint32_t try_open(struct files *files, const char16_t *path, uint32_t access, uint32_t share,
                         uint32_t disposition)
{
    struct file_open *open;
    uint32_t code =
        files_open(&open, NULL, files, ustr_z(path), access, share, disposition, 0, NOW);
    files_close(open);
    return code;
}

static struct file_open *must_open(struct files *files, const char16_t *path, uint32_t access,
                                   uint32_t share, uint32_t disposition)
{
    struct file_open *open;
    assert_int_equal(
        files_open(&open, NULL, files, ustr_z(path), access, share, disposition, 0, NOW), 0);
    return open;
}

static void write_text(struct file_open *open, const char *text)
{
    uint32_t written;
    assert_int_equal(file_write(open, text, (uint32_t)strlen(text), &written, NOW), 0);
    assert_int_equal(written, strlen(text));
}

static void dispositions_answer_as_createfile_does(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"C:\\dir\\old", "old");
    uint32_t rw = FILE_CAN_READ | FILE_CAN_WRITE;
    assert_int_equal(try_open(files, u"C:\\dir\\none", rw, 0, FILE_OPEN_EXISTING),
                     ERROR_FILE_NOT_FOUND);
    assert_int_equal(try_open(files, u"C:\\none\\none", rw, 0, FILE_CREATE_ALWAYS),
                     ERROR_PATH_NOT_FOUND);
    assert_int_equal(try_open(files, u"E:\\none", rw, 0, FILE_CREATE_ALWAYS), ERROR_PATH_NOT_FOUND);
    assert_int_equal(try_open(files, u"C:\\dir\\OLD", rw, 0, FILE_CREATE_NEW), ERROR_FILE_EXISTS);
    assert_int_equal(try_open(files, u"C:\\dir", rw, 0, FILE_OPEN_EXISTING), ERROR_ACCESS_DENIED);
    assert_int_equal(try_open(files, u"C:\\dir\\old", rw, 0, 9), ERROR_INVALID_PARAMETER);
    assert_int_equal(try_open(files, u"C:\\dir\\old", FILE_CAN_READ, 0, FILE_TRUNCATE_EXISTING),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(try_open(files, u"C:\\dir\\new", rw, 0, FILE_TRUNCATE_EXISTING),
                     ERROR_FILE_NOT_FOUND);
    bool existed;
    struct file_open *open;
    assert_int_equal(
        files_open(&open, &existed, files, USTR(u"C:\\dir\\old"), rw, 0, FILE_OPEN_ALWAYS, 0, NOW),
        0);
    assert_true(existed);
    files_close(open);
    assert_holds(files, u"C:\\dir\\old", "old");
    assert_int_equal(try_open(files, u"C:\\dir\\old", rw, 0, FILE_CREATE_ALWAYS), 0);
    assert_holds(files, u"C:\\dir\\old", "");
    assert_int_equal(files_set_attributes(files, USTR(u"C:\\dir\\old"), FILE_READ_ONLY), 0);
    assert_int_equal(try_open(files, u"C:\\dir\\old", rw, 0, FILE_OPEN_EXISTING),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(try_open(files, u"C:\\dir\\old", FILE_CAN_READ, 0, FILE_CREATE_ALWAYS),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(try_open(files, u"C:\\dir\\old", FILE_CAN_READ, 0, FILE_OPEN_EXISTING), 0);
    files_free(files);
}

static void two_opens_must_each_share_what_the_other_does(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"C:\\f", "x");
    struct file_open *open =
        must_open(files, u"C:\\f", FILE_CAN_READ, FILE_LETS_READ, FILE_OPEN_EXISTING);
    assert_int_equal(try_open(files, u"C:\\f", FILE_CAN_READ, FILE_LETS_READ, FILE_OPEN_EXISTING),
                     0);
    assert_int_equal(try_open(files, u"C:\\f", FILE_CAN_READ, 0, FILE_OPEN_EXISTING),
                     ERROR_SHARING_VIOLATION);
    assert_int_equal(try_open(files, u"C:\\f", FILE_CAN_WRITE, ALL, FILE_OPEN_EXISTING),
                     ERROR_SHARING_VIOLATION);
    assert_int_equal(try_open(files, u"C:\\f", FILE_CAN_READ, ALL, FILE_CREATE_ALWAYS),
                     ERROR_SHARING_VIOLATION);
    assert_int_equal(files_delete(files, USTR(u"C:\\f")), ERROR_SHARING_VIOLATION);
    assert_int_equal(files_move(files, USTR(u"C:\\f"), USTR(u"C:\\g"), 0), ERROR_SHARING_VIOLATION);
    files_close(open);
    assert_int_equal(files_delete(files, USTR(u"C:\\f")), 0);
    files_free(files);
}

/* rule file.delete */
static void a_file_deleted_while_shared_goes_with_its_last_open(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"C:\\f", "x");
    struct file_open *open = must_open(files, u"C:\\f", FILE_CAN_READ, ALL, FILE_OPEN_EXISTING);
    assert_int_equal(files_delete(files, USTR(u"C:\\f")), 0);
    assert_int_equal(files_delete(files, USTR(u"C:\\f")), ERROR_ACCESS_DENIED);
    assert_int_equal(try_open(files, u"C:\\f", FILE_CAN_READ, ALL, FILE_OPEN_EXISTING),
                     ERROR_ACCESS_DENIED);
    struct files *clone = files_clone(files);
    char byte;
    uint32_t got;
    assert_int_equal(file_read(open, &byte, 1, &got), 0);
    assert_int_equal(got, 1);
    files_close(open);
    struct file_info info;
    assert_false(files_info(&info, files, USTR(u"C:\\f")));
    assert_false(files_info(&info, clone, USTR(u"C:\\f")));
    files_free(files);
    files_free(clone);
}

static void reading_and_writing_move_the_position(void **state)
{
    (void)state;
    struct files *files = files_new();
    struct file_open *open =
        must_open(files, u"C:\\f", FILE_CAN_READ | FILE_CAN_WRITE, 0, FILE_CREATE_NEW);
    write_text(open, "hello");
    uint64_t position;
    char bytes[8];
    uint32_t got;
    assert_int_equal(file_seek(open, -2, 2, &position), 0);
    assert_int_equal(position, 3);
    assert_int_equal(file_read(open, bytes, sizeof bytes, &got), 0);
    assert_int_equal(got, 2);
    assert_memory_equal(bytes, "lo", 2);
    assert_int_equal(file_read(open, bytes, sizeof bytes, &got), 0);
    assert_int_equal(got, 0);
    assert_int_equal(file_seek(open, -6, 1, &position), ERROR_NEGATIVE_SEEK);
    assert_int_equal(file_seek(open, 0, 3, &position), ERROR_INVALID_PARAMETER);
    assert_int_equal(file_seek(open, 7, 0, &position), 0);
    write_text(open, "!");
    assert_int_equal(file_size(open), 8);
    struct file_info info;
    file_open_info(&info, open);
    assert_memory_equal(info.bytes, "hello\0\0!", 8);
    assert_int_equal(file_seek(open, 4, 0, &position), 0);
    assert_int_equal(file_set_end(open, NOW), 0);
    files_close(open);
    assert_holds(files, u"C:\\f", "hell");
    open = must_open(files, u"C:\\f", FILE_APPENDS, 0, FILE_OPEN_EXISTING);
    write_text(open, "o");
    assert_int_equal(file_read(open, bytes, 1, &got), ERROR_ACCESS_DENIED);
    assert_int_equal(file_set_end(open, NOW), ERROR_ACCESS_DENIED);
    files_close(open);
    assert_holds(files, u"C:\\f", "hello");
    open = must_open(files, u"C:\\f", FILE_CAN_READ, 0, FILE_OPEN_EXISTING);
    assert_int_equal(file_write(open, "x", 1, &got, NOW), ERROR_ACCESS_DENIED);
    assert_int_equal(file_flush(open), ERROR_ACCESS_DENIED);
    files_close(open);
    files_free(files);
}

/* rule file.full-disk */
static void a_full_disk_takes_nothing_more(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"C:\\big", "12345678");
    assert_true(files_set_free(files, u'c', 10));
    struct file_open *open = must_open(files, u"C:\\f", FILE_CAN_WRITE, 0, FILE_CREATE_NEW);
    write_text(open, "123456");
    uint32_t written = 9;
    assert_int_equal(file_write(open, "78901", 5, &written, NOW), ERROR_DISK_FULL);
    assert_int_equal(written, 0);
    write_text(open, "7890");
    files_close(open);
    assert_holds(files, u"C:\\f", "1234567890");
    assert_int_equal(files_copy(files, USTR(u"C:\\f"), USTR(u"C:\\g"), true, NOW), ERROR_DISK_FULL);
    struct file_info info;
    assert_false(files_info(&info, files, USTR(u"C:\\g")));
    uint64_t capacity, free_bytes;
    assert_true(files_drive_space(files, u'C', &capacity, &free_bytes));
    assert_int_equal(capacity, 18);
    assert_int_equal(free_bytes, 0);
    assert_false(files_drive_space(files, u'Q', &capacity, &free_bytes));
    assert_false(files_set_free(files, u'1', 10));
    files_free(files);
}

static void a_write_protected_drive_refuses_every_change(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"E:\\dir\\f", "x");
    files_set_drive(files, u'e', 100, true);
    assert_int_equal(try_open(files, u"E:\\g", FILE_CAN_WRITE, 0, FILE_CREATE_NEW),
                     ERROR_WRITE_PROTECT);
    assert_int_equal(try_open(files, u"E:\\dir\\f", FILE_CAN_READ, 0, FILE_OPEN_EXISTING), 0);
    assert_int_equal(files_delete(files, USTR(u"E:\\dir\\f")), ERROR_WRITE_PROTECT);
    assert_int_equal(files_make_directory(files, USTR(u"E:\\d"), NOW), ERROR_WRITE_PROTECT);
    assert_int_equal(files_remove_directory(files, USTR(u"E:\\dir")), ERROR_WRITE_PROTECT);
    assert_int_equal(files_set_attributes(files, USTR(u"E:\\dir\\f"), 0), ERROR_WRITE_PROTECT);
    assert_int_equal(files_move(files, USTR(u"E:\\dir\\f"), USTR(u"E:\\g"), 0),
                     ERROR_WRITE_PROTECT);
    assert_true(files_has_drive(files, u'E'));
    files_remove_drive(files, u'E');
    files_remove_drive(files, u'E');
    assert_false(files_has_drive(files, u'E'));
    assert_int_equal(files_delete(files, USTR(u"E:\\dir\\f")), ERROR_PATH_NOT_FOUND);
    files_free(files);
}

/* rule file.move */
static void moving_replaces_only_when_asked(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"C:\\a", "a");
    put(files, u"C:\\b", "b");
    files_put_directory(files, USTR(u"D:\\"), NOW);
    assert_int_equal(files_move(files, USTR(u"C:\\none"), USTR(u"C:\\x"), 0), ERROR_FILE_NOT_FOUND);
    assert_int_equal(files_move(files, USTR(u"C:\\a"), USTR(u"C:\\b"), 0), ERROR_ALREADY_EXISTS);
    assert_int_equal(files_move(files, USTR(u"C:\\a"), USTR(u"C:\\no\\b"), 0),
                     ERROR_PATH_NOT_FOUND);
    assert_int_equal(files_move(files, USTR(u"C:\\a"), USTR(u"Q:\\b"), 0), ERROR_PATH_NOT_FOUND);
    assert_int_equal(files_move(files, USTR(u"C:\\a"), USTR(u"C:\\b"), FILE_MOVE_REPLACE), 0);
    assert_holds(files, u"C:\\b", "a");
    assert_int_equal(files_move(files, USTR(u"C:\\b"), USTR(u"C:\\B"), 0), 0);
    assert_int_equal(files_move(files, USTR(u"C:\\b"), USTR(u"D:\\b"), 0), ERROR_NOT_SAME_DEVICE);
    assert_int_equal(files_move(files, USTR(u"C:\\b"), USTR(u"D:\\b"),
                                FILE_MOVE_COPY_ALLOWED | FILE_MOVE_WRITE_THROUGH),
                     0);
    assert_holds(files, u"D:\\b", "a");
    struct file_info info;
    assert_true(files_info(&info, files, USTR(u"D:\\b")));
    assert_true(info.durable);
    assert_false(files_info(&info, files, USTR(u"C:\\b")));
    put(files, u"C:\\c", "c");
    struct file_open *open = must_open(files, u"D:\\b", FILE_CAN_READ, ALL, FILE_OPEN_EXISTING);
    put(files, u"D:\\c", "c");
    assert_int_equal(files_move(files, USTR(u"D:\\c"), USTR(u"D:\\b"), FILE_MOVE_REPLACE),
                     ERROR_ACCESS_DENIED);
    files_close(open);
    files_free(files);
}

static void moving_a_directory_takes_all_below_along(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"C:\\SMS\\bin\\x.dll", "x");
    put(files, u"C:\\SMS\\y", "y");
    put(files, u"C:\\SMS2\\z", "z");
    struct files *clone = files_clone(files);
    assert_int_equal(files_move(files, USTR(u"C:\\SMS"), USTR(u"C:\\SMS\\bin\\q"), 0),
                     ERROR_SHARING_VIOLATION);
    struct file_open *open =
        must_open(files, u"C:\\SMS\\bin\\x.dll", FILE_CAN_READ, ALL, FILE_OPEN_EXISTING);
    assert_int_equal(files_move(files, USTR(u"C:\\SMS"), USTR(u"C:\\OLD"), 0), ERROR_ACCESS_DENIED);
    files_close(open);
    assert_int_equal(files_move(files, USTR(u"C:\\SMS"), USTR(u"C:\\OLD"), 0), 0);
    assert_holds(files, u"C:\\OLD\\bin\\x.dll", "x");
    assert_holds(files, u"C:\\OLD\\y", "y");
    assert_holds(files, u"C:\\SMS2\\z", "z");
    assert_holds(clone, u"C:\\SMS\\bin\\x.dll", "x");
    struct file_info info;
    assert_false(files_info(&info, files, USTR(u"C:\\SMS\\bin")));
    assert_int_equal(files_move(files, USTR(u"C:\\"), USTR(u"D:\\"), 0), ERROR_PATH_NOT_FOUND);
    files_free(files);
    files_free(clone);
}

static void directories_are_made_listed_and_removed(void **state)
{
    (void)state;
    struct files *files = files_new();
    assert_int_equal(files_make_directory(files, USTR(u"C:\\d"), NOW), 0);
    assert_int_equal(files_make_directory(files, USTR(u"C:\\D"), NOW), ERROR_ALREADY_EXISTS);
    assert_int_equal(files_make_directory(files, USTR(u"C:\\no\\d"), NOW), ERROR_PATH_NOT_FOUND);
    put(files, u"C:\\d\\b.TXT", "");
    put(files, u"C:\\d\\a.txt", "");
    put(files, u"C:\\d\\sub\\c.txt", "");
    put(files, u"C:\\d\\noext", "");
    struct file_info info;
    assert_true(files_list(&info, files, USTR(u"c:\\D"), USTR(u"*.txt"), USTR(u"")));
    assert_true(ustr_same(info.name, USTR(u"a.txt")));
    assert_true(files_list(&info, files, USTR(u"C:\\d"), USTR(u"*.txt"), info.name));
    assert_true(ustr_same(info.name, USTR(u"b.TXT")));
    assert_false(files_list(&info, files, USTR(u"C:\\d"), USTR(u"*.txt"), info.name));
    size_t all = 0;
    struct ustr after = USTR(u"");
    for (; files_list(&info, files, USTR(u"C:\\d"), USTR(u"*.*"), after); all++)
        after = info.name;
    assert_int_equal(all, 4);
    assert_true(files_list(&info, files, USTR(u"C:\\d"), USTR(u"no?x*t??"), USTR(u"")));
    assert_int_equal(files_remove_directory(files, USTR(u"C:\\d")), ERROR_DIR_NOT_EMPTY);
    assert_int_equal(files_remove_directory(files, USTR(u"C:\\d\\a.txt")), ERROR_DIRECTORY);
    assert_int_equal(files_remove_directory(files, USTR(u"C:\\no")), ERROR_FILE_NOT_FOUND);
    assert_int_equal(files_remove_directory(files, USTR(u"C:\\")), ERROR_ACCESS_DENIED);
    assert_int_equal(files_delete(files, USTR(u"C:\\d")), ERROR_ACCESS_DENIED);
    assert_true(files_erase(files, USTR(u"C:\\d\\sub")));
    assert_false(files_erase(files, USTR(u"C:\\d\\sub\\c.txt")));
    uint32_t attributes;
    assert_int_equal(files_attributes(&attributes, files, USTR(u"C:\\d")), 0);
    assert_int_equal(attributes, FILE_DIRECTORY);
    assert_int_equal(files_set_attributes(files, USTR(u"C:\\d\\a.txt"), FILE_NORMAL), 0);
    assert_int_equal(files_attributes(&attributes, files, USTR(u"C:\\d\\a.txt")), 0);
    assert_int_equal(attributes, FILE_NORMAL);
    assert_int_equal(files_attributes(&attributes, files, USTR(u"C:\\d\\z")), ERROR_FILE_NOT_FOUND);
    files_free(files);
}

/* rule file.flush */
static void a_power_cut_leaves_what_was_flushed(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"C:\\kept", "kept");
    put(files, u"C:\\gone", "gone");
    struct file_open *never = must_open(files, u"C:\\never", FILE_CAN_WRITE, 0, FILE_CREATE_NEW);
    write_text(never, "lost");
    struct file_open *open = must_open(files, u"C:\\undo.reg", FILE_CAN_WRITE, 0, FILE_CREATE_NEW);
    write_text(open, "flushed");
    assert_int_equal(file_flush(open), 0);
    assert_int_equal(file_flush(open), 0);
    write_text(open, " and more");
    assert_int_equal(try_open(files, u"C:\\kept", FILE_CAN_WRITE, 0, FILE_CREATE_ALWAYS), 0);
    assert_int_equal(files_delete(files, USTR(u"C:\\gone")), 0);
    files_close(never);
    files_close(open);
    struct files *clean = files_clone(files);
    files_make_durable(clean);
    files_power_cut(clean);
    assert_holds(clean, u"C:\\undo.reg", "flushed and more");
    files_power_cut(files);
    assert_holds(files, u"C:\\undo.reg", "flushed");
    assert_holds(files, u"C:\\kept", "kept");
    struct file_info info;
    assert_false(files_info(&info, files, USTR(u"C:\\never")));
    assert_false(files_info(&info, files, USTR(u"C:\\gone")));
    files_free(files);
    files_free(clean);
}

static void a_write_to_a_clone_leaves_the_original_alone(void **state)
{
    (void)state;
    struct files *files = files_new();
    struct module_info *module = module_info_new(PLATFORM_I386);
    files_put(files, USTR(u"C:\\f.dll"), "MZ", 2, module, NOW);
    module_info_release(module);
    struct files *clone = files_clone(files);
    struct file_open *open =
        must_open(clone, u"C:\\f.dll", FILE_CAN_WRITE | FILE_CAN_READ, ALL, FILE_OPEN_EXISTING);
    struct file_open *second =
        must_open(clone, u"C:\\f.dll", FILE_CAN_READ, ALL, FILE_OPEN_EXISTING);
    write_text(open, "ZM");
    char bytes[2];
    uint32_t got;
    assert_int_equal(file_read(second, bytes, 2, &got), 0);
    assert_memory_equal(bytes, "ZM", 2);
    files_close(open);
    files_close(second);
    assert_holds(files, u"C:\\f.dll", "MZ");
    put(clone, u"C:\\f.dll", "new");
    struct file_info info;
    assert_true(files_info(&info, clone, USTR(u"C:\\f.dll")));
    assert_null(info.module);
    assert_true(files_info(&info, files, USTR(u"C:\\f.dll")));
    assert_non_null(info.module);
    assert_int_equal(files_count(clone), 2);
    files_at(&info, clone, 0);
    assert_true(ustr_same(info.path, USTR(u"C:\\")));
    files_free(files);
    files_free(clone);
}

static void an_erased_file_stays_readable_for_who_has_it_open(void **state)
{
    (void)state;
    struct files *files = files_new();
    put(files, u"C:\\f", "x");
    struct file_open *open =
        must_open(files, u"C:\\f", FILE_CAN_READ | FILE_CAN_WRITE, ALL, FILE_OPEN_EXISTING);
    assert_true(files_erase(files, USTR(u"C:\\f")));
    write_text(open, "yz");
    assert_int_equal(file_size(open), 2);
    assert_int_equal(file_flush(open), 0);
    files_close(open);
    struct file_info info;
    assert_false(files_info(&info, files, USTR(u"C:\\f")));
    files_free(files);
}

static void copies_keep_contents_and_module(void **state)
{
    (void)state;
    struct files *files = files_new();
    struct module_info *module = module_info_new(PLATFORM_I386);
    files_put(files, USTR(u"C:\\f.dll"), "MZ", 2, module, NOW);
    module_info_release(module);
    assert_int_equal(files_copy(files, USTR(u"C:\\no"), USTR(u"C:\\g.dll"), true, NOW),
                     ERROR_FILE_NOT_FOUND);
    assert_int_equal(files_copy(files, USTR(u"C:\\"), USTR(u"C:\\g.dll"), true, NOW),
                     ERROR_ACCESS_DENIED);
    assert_int_equal(files_copy(files, USTR(u"C:\\f.dll"), USTR(u"C:\\g.dll"), true, NOW), 0);
    assert_int_equal(files_copy(files, USTR(u"C:\\f.dll"), USTR(u"C:\\g.dll"), true, NOW),
                     ERROR_FILE_EXISTS);
    assert_int_equal(files_copy(files, USTR(u"C:\\f.dll"), USTR(u"C:\\g.dll"), false, NOW), 0);
    struct file_info info;
    assert_true(files_info(&info, files, USTR(u"C:\\g.dll")));
    assert_non_null(info.module);
    struct file_open *open = must_open(files, u"C:\\f.dll", FILE_CAN_READ, 0, FILE_OPEN_EXISTING);
    assert_int_equal(files_copy(files, USTR(u"C:\\f.dll"), USTR(u"C:\\h"), false, NOW),
                     ERROR_SHARING_VIOLATION);
    files_close(open);
    files_free(files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dispositions_answer_as_createfile_does),
        cmocka_unit_test(two_opens_must_each_share_what_the_other_does),
        cmocka_unit_test(a_file_deleted_while_shared_goes_with_its_last_open),
        cmocka_unit_test(reading_and_writing_move_the_position),
        cmocka_unit_test(a_full_disk_takes_nothing_more),
        cmocka_unit_test(a_write_protected_drive_refuses_every_change),
        cmocka_unit_test(moving_replaces_only_when_asked),
        cmocka_unit_test(moving_a_directory_takes_all_below_along),
        cmocka_unit_test(directories_are_made_listed_and_removed),
        cmocka_unit_test(a_power_cut_leaves_what_was_flushed),
        cmocka_unit_test(a_write_to_a_clone_leaves_the_original_alone),
        cmocka_unit_test(an_erased_file_stays_readable_for_who_has_it_open),
        cmocka_unit_test(copies_keep_contents_and_module),
    };
    return RUN_TESTS(tests);
}

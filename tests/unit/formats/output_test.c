/* formats/output.h: a file appears whole or not at all, at the place that its name leads to. */
#include "check.h"

#include "formats/output.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct folder {
    char root[32];
};

static const char *in(const struct folder *folder, char path[64], const char *name)
{
    snprintf(path, 64, "%s/%s", folder->root, name);
    return path;
}

static void folder_make(struct folder *folder)
{
    strcpy(folder->root, "/tmp/regsim-test-XXXXXX");
    assert_non_null(mkdtemp(folder->root));
}

static void folder_done(const struct folder *folder)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", folder->root);
    assert_int_equal(system(command), 0);
}

static enum regsim_code write_text(const char *path, const char *text)
{
    struct output out;
    struct diags diags = {0};
    regsim_status status = output_begin(&out, path, &diags);
    if (regsim_is_ok(status)) {
        buf_text(&out.buf, text);
        status = output_commit(&out, &diags);
    }
    diags_free(&diags);
    return status.code;
}

static void assert_content(const char *path, const char *wanted)
{
    char text[64] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t got = fread(text, 1, sizeof text - 1, file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(got, strlen(wanted));
    assert_string_equal(text, wanted);
}

static bool is_link(const char *path)
{
    struct stat about;
    return !lstat(path, &about) && S_ISLNK(about.st_mode);
}

static void a_link_is_kept_and_what_it_leads_to_is_written(void **state)
{
    (void)state;
    struct folder folder;
    char a[64], b[64], c[64];
    folder_make(&folder);
    assert_int_equal(mkdir(in(&folder, a, "d"), 0700), 0);
    assert_int_equal(write_text(in(&folder, a, "d/file"), "old"), REGSIM_OK);
    assert_int_equal(symlink("file", in(&folder, b, "d/first")), 0);
    assert_int_equal(symlink("d/first", in(&folder, c, "second")), 0);
    assert_int_equal(write_text(c, "new"), REGSIM_OK);
    assert_true(is_link(b));
    assert_true(is_link(c));
    assert_false(is_link(a));
    assert_content(a, "new");
    folder_done(&folder);
}

static void a_link_to_nothing_yet_makes_the_file_that_it_names(void **state)
{
    (void)state;
    struct folder folder;
    char a[64], b[64];
    folder_make(&folder);
    assert_int_equal(symlink(in(&folder, a, "file"), in(&folder, b, "link")), 0);
    assert_int_equal(write_text(b, "new"), REGSIM_OK);
    assert_true(is_link(b));
    assert_content(a, "new");
    folder_done(&folder);
}

static void links_in_a_circle_are_a_host_error(void **state)
{
    (void)state;
    struct folder folder;
    char a[64], b[64];
    folder_make(&folder);
    assert_int_equal(symlink("b", in(&folder, a, "a")), 0);
    assert_int_equal(symlink("a", in(&folder, b, "b")), 0);
    assert_int_equal(write_text(a, "x"), REGSIM_HOST);
    assert_true(is_link(a));
    assert_true(is_link(b));
    folder_done(&folder);
}

static size_t count_files(const char *path)
{
    size_t files = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder));)
        files += entry->d_name[0] != '.';
    closedir(folder);
    return files;
}

static void nothing_stays_of_a_process_that_is_killed(void **state)
{
    (void)state;
    struct folder folder;
    char path[64];
    folder_make(&folder);
    int nameless = open(folder.root, O_TMPFILE | O_RDWR, 0600);
    if (nameless < 0) {
        folder_done(&folder);
        skip(); /* this file system cannot */
    }
    close(nameless);
    assert_int_equal(write_text(in(&folder, path, "file"), "old"), REGSIM_OK);
    pid_t child = fork();
    if (!child) {
        struct output out;
        if (!regsim_is_ok(output_begin(&out, path, NULL)))
            _exit(1);
        for (size_t i = 0; i < 1 << 20; i++)
            buf_put(&out.buf, 'x');
        output_spill(&out);
        raise(SIGKILL);
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how));
    assert_int_equal(count_files(folder.root), 1);
    assert_content(path, "old");
    assert_int_equal(write_text(path, "new"), REGSIM_OK);
    assert_int_equal(count_files(folder.root), 1);
    assert_content(path, "new");
    folder_done(&folder);
}

/* What a pipe of `size` bytes' output got; before it is committed it must have got nothing. */
static size_t piped(size_t size, bool commit)
{
    int ends[2];
    char path[64], got[4096];
    struct output out;
    assert_int_equal(pipe(ends), 0);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
    pid_t child = fork();
    if (!child) {
        bool good = regsim_is_ok(output_begin(&out, path, NULL));
        for (size_t i = 0; good && i < size; i++) {
            buf_put(&out.buf, 'x');
            output_spill(&out);
        }
        int waiting = -1;
        good = good && !ioctl(ends[0], FIONREAD, &waiting) && !waiting;
        if (good && commit)
            good = regsim_is_ok(output_commit(&out, NULL));
        else
            output_abort(&out);
        _exit(!good);
    }
    close(ends[1]);
    size_t all = 0;
    for (ssize_t some; (some = read(ends[0], got, sizeof got)) > 0;)
        all += (size_t)some;
    close(ends[0]);
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_int_equal(how, 0);
    return all;
}

static void a_pipe_gets_all_at_the_end_or_nothing(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 1 << 18, (1 << 20) + 17};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_int_equal(piped(sizes[i], true), sizes[i]);
        assert_int_equal(piped(sizes[i], false), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_is_kept_and_what_it_leads_to_is_written),
        cmocka_unit_test(a_link_to_nothing_yet_makes_the_file_that_it_names),
        cmocka_unit_test(links_in_a_circle_are_a_host_error),
        cmocka_unit_test(nothing_stays_of_a_process_that_is_killed),
        cmocka_unit_test(a_pipe_gets_all_at_the_end_or_nothing),
    };
    return RUN_TESTS(tests);
}

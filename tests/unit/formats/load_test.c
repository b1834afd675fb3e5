/* formats/load.h: how much of a file is in memory while it is read. */
#include "check.h"

#include "formats/load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool take_key(void *context, const struct regfile_path *path)
{
    (void)context;
    (void)path;
    return true;
}

static void take_value(void *context, struct ustr name, uint32_t type, const void *data,
                       uint32_t size)
{
    (void)name;
    (void)type;
    (void)data;
    (void)size;
    ++*(size_t *)context;
}

static size_t peak_kb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (size_t)usage.ru_maxrss;
}

/* 48 MB of text, of which a third is comments. */
static void make_text(char path[32])
{
    strcpy(path, "load_test.XXXXXX");
    int fd = mkstemp(path);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    assert_non_null(file);
    fputs("REGEDIT4\n\n[HKEY_USERS\\a]\n", file);
    for (size_t i = 0; i < 320000; i++)
        fprintf(file, "\"%08zu\"=\"%080d\"\n", i, 0);
    for (size_t i = 0; i < 160000; i++)
        fprintf(file, "; %098d\n", 0);
    assert_int_equal(fclose(file), 0);
}

static void text_that_was_read_does_not_stay_in_memory(void **state)
{
    (void)state;
    char path[32];
    make_text(path);
    pid_t child = fork();
    if (!child) {
        size_t values = 0, before = peak_kb();
        struct regfile_sink sink = {.context = &values, .key = take_key, .value = take_value};
        struct load_options options = {0};
        struct load_result result;
        regsim_status status = load_operations(&result, &sink, path, &options, NULL);
        bool good = regsim_is_ok(status) && values == 320000 && result.bytes > 45000000;
        _exit(!good ? 1 : peak_kb() - before > 16 * 1024 ? 2 : 0);
    }
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    unlink(path);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_that_was_read_does_not_stay_in_memory),
    };
    return RUN_TESTS(tests);
}

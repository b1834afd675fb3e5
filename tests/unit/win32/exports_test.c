/* The API table: everything in it is there, is exported, and is built by regsim-cc; nothing else
 * is. */
#include "check.h"

#include "win32/api_table.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void every_function_of_the_table_is_exported_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < api_count; i++) {
        if (!dlsym(RTLD_DEFAULT, api_table[i].symbol))
            print_error("%s is not exported\n", api_table[i].symbol);
        assert_non_null(dlsym(RTLD_DEFAULT, api_table[i].symbol));
        assert_ptr_equal(api_by_symbol(api_table[i].symbol), &api_table[i]);
    }
}

static void the_functions_of_regsim_itself_are_not_exported(void **state)
{
    (void)state;
    assert_null(dlsym(RTLD_DEFAULT, "win32_run"));
    assert_null(dlsym(RTLD_DEFAULT, "machine_new"));
}

/* What regsim-cc says about the source; its exit code in *code. */
static void compile(char *said, size_t size, int *code, const char *source)
{
    char path[] = "/tmp/regsim-cc-test-XXXXXX.c", command[600];
    int file = mkstemps(path, 2);
    assert_true(file >= 0);
    assert_int_equal(write(file, source, strlen(source)), (ssize_t)strlen(source));
    close(file);
    snprintf(command, sizeof command, "%s %s -o %s.so 2>&1", REGSIM_CC, path, path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    said[fread(said, 1, size - 1, pipe)] = 0;
    int status = pclose(pipe);
    *code = status >> 8;
    unlink(path);
    snprintf(command, sizeof command, "%s.so", path);
    unlink(command);
}

static void expect_lack(const char *source, const char *what)
{
    char said[4000];
    int code;
    compile(said, sizeof said, &code, source);
    assert_int_equal(code, 1);
    if (!strstr(said, what))
        print_error("%s\n", said);
    assert_non_null(strstr(said, what));
}

static void what_the_sdk_lacks_is_a_build_error_that_says_so(void **state)
{
    (void)state;
    expect_lack("#include <windows.h>\nint main(void) { return RegNoSuchThing(1); }\n",
                "regsim's SDK does not have the function RegNoSuchThing");
    expect_lack("int fork(void);\nint main(void) { return fork(); }\n",
                "regsim's SDK does not have the function fork");
    expect_lack("#include <winsock.h>\nint main(void) { return 0; }\n",
                "regsim's SDK does not have the header winsock.h");
    expect_lack("#include <unistd.h>\nint main(void) { return 0; }\n",
                "regsim's SDK does not have the header unistd.h");
}

static void an_ordinary_program_builds(void **state)
{
    (void)state;
    char said[4000];
    int code;
    compile(
        said, sizeof said, &code,
        "#include <windows.h>\n#include <stdio.h>\n#include <tchar.h>\n"
        "int _tmain(int argc, TCHAR **argv) { _tprintf(_T(\"%s\\n\"), argv[0]); return argc; }\n");
    assert_int_equal(code, 0);
    assert_string_equal(said, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_of_the_table_is_exported_once),
        cmocka_unit_test(the_functions_of_regsim_itself_are_not_exported),
        cmocka_unit_test(what_the_sdk_lacks_is_a_build_error_that_says_so),
        cmocka_unit_test(an_ordinary_program_builds),
    };
    return RUN_TESTS(tests);
}

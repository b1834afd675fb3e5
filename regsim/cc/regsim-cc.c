/*
 * regsim-cc: compiles ordinary Windows C source into a shared object that regsim can run. A thin
 * wrapper:
 *
 *   each SOURCE.c ──CC -nostdinc -isystem sdk──► object ──check symbols──► link -shared ──► OUT.so
 *
 * Its one promise: what regsim's SDK does not have is an error here, by name, and never a host
 * function that happens to have the same name.
 */
#include "base/memory.h"
#include "cc/command.h"
#include "cc/symbols.h"
#include "win32/api_table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage[] =
    "usage: regsim-cc SOURCE.c… [compiler flags] -o OUT.so\n"
    "       regsim-cc --list\n"
    "\n"
    "Builds a fixer or a counter provider from Windows C source, for `regsim run --fixer OUT.so`.\n"
    "\n"
    "  --coverage   instrument for gcov; OUT.so.p keeps the notes\n"
    "  --list       print the functions that regsim's SDK has, and the first Windows that has "
    "each\n"
    "  --sdk        print the folder of the headers\n"
    "\n"
    "The compiler is $CC, gcc without it. Exit code: 0 built, 1 not built, 2 bad usage, 3 host "
    "error.\n";

struct build {
    const char *compiler, *sdk, *output;
    char *folder, *freestanding; /* of objects; the compiler's own headers */
    struct words sources, objects, compile_flags, link_flags;
    bool coverage;
};

static int list_api(void)
{
    for (size_t i = 0; i < api_count; i++)
        printf("%-28s %-9s %s\n", api_table[i].name, api_table[i].module,
               os_title(api_table[i].first));
    return 0;
}

static const char *sdk_folder(void)
{
    const char *named = getenv("REGSIM_SDK");
    return named && *named ? named : REGSIM_SDK_DIR;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length > end_length && strcmp(text + length - end_length, end) == 0;
}

/* Flags whose value is the next word. */
static bool takes_value(const char *flag)
{
    static const char *const flags[] = {"-I",         "-D",       "-U",     "-include", "-isystem",
                                        "-iquote",    "-MF",      "-MT",    "-MQ",      "-x",
                                        "-idirafter", "-imacros", "-Xclang"};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strcmp(flags[i], flag) == 0)
            return true;
    return false;
}

static bool is_link_flag(const char *flag)
{
    return strncmp(flag, "-Wl,", 4) == 0 || strncmp(flag, "-L", 2) == 0 ||
           strncmp(flag, "-l", 2) == 0;
}

/* Of mingw's command lines: what the SDK has needs no library, and every program is a console's. */
static bool is_needless(const char *flag)
{
    static const char *const flags[] = {"-municode", "-mconsole", "-mwindows", "-shared",
                                        "-static"};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strcmp(flags[i], flag) == 0)
            return true;
    for (size_t i = 0; strncmp(flag, "-l", 2) == 0 && i < api_count; i++)
        if (strcmp(api_table[i].module, flag + 2) == 0)
            return true;
    return false;
}

/* The language of the SDK's headers and of the check is C. */
static bool is_other_language(const char *file)
{
    static const char *const endings[] = {".cpp", ".cc",   ".cxx", ".c++",
                                          ".C",   ".cppm", ".m",   ".mm"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_with(file, endings[i]))
            return true;
    return false;
}

/* What the compiler would say of a file that is not there reads as if a header were missing. */
static int check_sources(const struct words *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        if (access(sources->items[i], R_OK)) {
            fprintf(stderr, "regsim-cc: error: %s: cannot be read: %s\n", sources->items[i],
                    strerror(errno));
            return 3;
        }
    }
    return 0;
}

/* The linker's message of a folder that is not there comes last, behind everything else. */
static bool check_output(const char *output)
{
    const char *slash = strrchr(output, '/');
    char *folder = slash ? mem_printf("%.*s", (int)(slash - output + 1), output) : mem_strdup("./");
    bool good = access(folder, W_OK) == 0;
    if (!good)
        fprintf(stderr, "regsim-cc: error: %s: cannot be written: %s\n", output, strerror(errno));
    mem_free(folder);
    return good;
}

/* 0, or the exit code with which to stop. */
static int read_arguments(struct build *build, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (strcmp(word, "-o") == 0 && i + 1 < argc)
            build->output = argv[++i];
        else if (strcmp(word, "--coverage") == 0)
            build->coverage = true;
        else if (takes_value(word) && i + 1 < argc) {
            words_add(&build->compile_flags, word);
            words_add(&build->compile_flags, argv[++i]);
        } else if (strcmp(word, "-c") == 0 || strcmp(word, "-E") == 0 || strcmp(word, "-S") == 0) {
            fprintf(stderr, "regsim-cc: error: %s: it always builds a shared object\n", word);
            return 2;
        } else if (strncmp(word, "-l", 2) == 0 && !is_needless(word)) {
            fprintf(stderr, "regsim-cc: error: regsim's SDK does not have the library %s\n",
                    word + 2);
            return 1;
        } else if (is_needless(word))
            continue;
        else if (word[0] == '-')
            words_add(is_link_flag(word) ? &build->link_flags : &build->compile_flags, word);
        else if (is_other_language(word)) {
            fprintf(stderr, "regsim-cc: error: %s: only C is taken, in files named .c\n", word);
            return 2;
        } else if (ends_with(word, ".c"))
            words_add(&build->sources, word);
        else
            words_add(&build->objects, word);
    }
    if (build->sources.count + build->objects.count == 0 || !build->output) {
        fprintf(stderr, "regsim-cc: error: %s\n%s",
                build->output ? "no source file" : "no -o OUT.so", usage);
        return 2;
    }
    return check_output(build->output) ? check_sources(&build->sources) : 3;
}

/* The compiler's own headers (stddef.h, stdarg.h, …): the only ones but the SDK's. */
static int find_freestanding(struct build *build)
{
    struct words command = {0};
    words_split(&command, build->compiler);
    words_add(&command, "-print-file-name=include");
    char *answer = NULL;
    int code = command_output(&answer, &command);
    words_free(&command);
    if (code == 0 && answer[0] == '/') {
        build->freestanding = answer;
        return 0;
    }
    fprintf(stderr, "regsim-cc: error: %s does not say where its headers are\n", build->compiler);
    mem_free(answer);
    return 3;
}

static int make_folder(struct build *build)
{
    if (build->coverage) { /* the notes (.gcno) stay beside the objects */
        build->folder = mem_printf("%s.p", build->output);
        if (mkdir(build->folder, 0777) == 0 || access(build->folder, W_OK) == 0)
            return 0;
    } else {
        const char *base = getenv("TMPDIR");
        build->folder = mem_printf("%s/regsim-cc-XXXXXX", base && *base ? base : "/tmp");
        if (mkdtemp(build->folder))
            return 0;
    }
    perror(build->folder);
    return 3;
}

/* FOLDER/NAME.o for the source; a second source of the same name gets a number. */
static char *object_name(const struct build *build, const char *source)
{
    const char *slash = strrchr(source, '/');
    const char *base = slash ? slash + 1 : source;
    int stem = (int)(strlen(base) - strlen(".c"));
    char *name = mem_printf("%s/%.*s.o", build->folder, stem, base);
    for (int number = 2; words_has(&build->objects, name); number++) {
        mem_free(name);
        name = mem_printf("%s/%.*s-%d.o", build->folder, stem, base, number);
    }
    return name;
}

static int compile(struct build *build, const char *source)
{
    static const char *const fixed[] = {
        "-c",
        "-fPIC",
        "-fshort-wchar",
        "-fno-builtin",
        "-nostdinc",
        /* It is Windows that the source is for. x64, because pointers have 64 bits here. */
        "-U__linux__",
        "-U__linux",
        "-Ulinux",
        "-U__gnu_linux__",
        "-U__unix__",
        "-U__unix",
        "-Uunix",
        "-D_WIN32=1",
        "-D_WIN64=1",
        "-D_M_X64=100",
        "-D_MT=1",
        "-D__REGSIM__=1",
        "-D__int8=char",
        "-D__int16=short",
        "-D__int32=int",
        "-D__int64=long long",
        "-D__cdecl=",
        "-D_cdecl=",
        "-D__stdcall=",
        "-D__fastcall=",
        "-D__declspec(x)=",
        "-D__forceinline=static inline",
        "-Werror=implicit-function-declaration",
        "-Wno-unknown-pragmas", /* #pragma comment(lib, …): there is nothing to link */
        "-isystem",
    };
    struct words command = {0};
    words_split(&command, build->compiler);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        words_add(&command, fixed[i]);
    words_add(&command, build->sdk);
    words_add(&command, "-isystem");
    words_add(&command, build->freestanding);
    if (build->coverage) {
        words_add(&command, "--coverage");
        words_add(&command, "-fprofile-update=single");
    }
    words_add_all(&command, &build->compile_flags);
    char *object = object_name(build, source);
    words_add(&command, source);
    words_add(&command, "-o");
    words_add(&command, object);
    words_add(&build->objects, object);
    mem_free(object);
    int code = command_compile(&command);
    words_free(&command);
    return code;
}

static int link_objects(struct build *build)
{
    struct words command = {0};
    words_split(&command, build->compiler);
    words_add(&command, "-shared");
    words_add(&command, "-fPIC");
    words_add(&command, "-nostdlib");
    words_add(&command, "-Wl,-Bsymbolic");
    words_add(&command, "-Wl,--defsym=" SDK_MARK "=1");
    words_add_all(&command, &build->objects);
    words_add_all(&command, &build->link_flags);
    if (build->coverage) { /* the player calls these two around each scenario */
        words_add(&command, "-Wl,-u,__gcov_dump,-u,__gcov_reset");
        words_add(&command, ends_with(build->compiler, "clang") ? "--coverage" : "-lgcov");
    }
    words_add(&command, "-lgcc");
    words_add(&command, "-o");
    words_add(&command, build->output);
    int code = command_compile(&command);
    words_free(&command);
    return code;
}

static void remove_objects(struct build *build)
{
    if (build->coverage || !build->folder)
        return;
    size_t length = strlen(build->folder);
    for (size_t i = 0; i < build->objects.count; i++)
        if (strncmp(build->objects.items[i], build->folder, length) == 0)
            unlink(build->objects.items[i]);
    rmdir(build->folder);
}

static int run_build(struct build *build)
{
    int code = find_freestanding(build);
    if (code == 0)
        code = make_folder(build);
    for (size_t i = 0; code == 0 && i < build->sources.count; i++)
        code = compile(build, build->sources.items[i]);
    if (code == 0)
        code = check_symbols(&build->objects);
    if (code == 0)
        code = link_objects(build);
    remove_objects(build);
    return code;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return list_api();
    if (argc == 2 && strcmp(argv[1], "--sdk") == 0)
        return puts(sdk_folder()) < 0;
    if (argc == 1 || strcmp(argv[1], "--help") == 0) {
        fputs(usage, argc == 1 ? stderr : stdout);
        return argc == 1 ? 2 : 0;
    }
    const char *compiler = getenv("CC");
    struct build build = {.compiler = compiler && *compiler ? compiler : "gcc",
                          .sdk = sdk_folder()};
    int code = read_arguments(&build, argc, argv);
    if (code == 0)
        code = run_build(&build);
    words_free(&build.sources);
    words_free(&build.objects);
    words_free(&build.compile_flags);
    words_free(&build.link_flags);
    mem_free(build.folder);
    mem_free(build.freestanding);
    return code;
}

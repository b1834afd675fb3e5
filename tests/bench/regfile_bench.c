/*
 * .reg text: import and export of a 122 MB UTF-16 export (41,000 keys, half a million values of the
 * usual types) beside `iconv -f UTF-16LE -t UTF-8` on the same file, and the memory of the import.
 *
 *   bench_regfile              the figures
 *   bench_regfile FILE PARTS   makes FILE, of PARTS twentieths of that size, for tests/bench/peers
 *
 * Each runs in a process of its own, in turns, five rounds; what counts is the processor time of a
 * round, and the median of the ratios.
 */
#include "bench.h"

#include "base/choice.h"
#include "base/memory.h"
#include "formats/load.h"
#include "formats/regfile_write.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 5, VENDORS = 20, PRODUCTS = 50, COMPONENTS = 41, KEY_UNITS = 1280 };

static const char *const words[] = {"Perf",    "Svc",     "Class",  "Driver", "Shell",
                                    "Printer", "Codec",   "Media",  "Font",   "Net",
                                    "Tcpip",   "Display", "Policy", "Update"};

static uint32_t draw(struct choice *random, uint32_t count)
{
    return choice_draw(random, "bench", count);
}

static uint32_t string_data(char16_t *out, struct choice *random, const char *start, uint32_t units)
{
    uint32_t size = 0;
    for (; *start; start++)
        out[size++] = (char16_t)*start;
    for (uint32_t i = 0; i < units; i++)
        out[size++] = (char16_t)(u'a' + draw(random, 26));
    out[size++] = 0;
    return size * 2;
}

/* One value of the mix; how many units of text it will be, about. */
static uint32_t add_value(struct store *store, key_id key, struct choice *random, uint32_t index)
{
    char16_t data[256], name[40];
    char ascii[40];
    int length = snprintf(ascii, sizeof ascii, "%s%s%u", words[draw(random, 14)],
                          words[draw(random, 14)], index);
    for (int i = 0; i < length; i++)
        name[i] = (char16_t)ascii[i];
    uint32_t kind = draw(random, 100), size, type = 1;
    if (kind < 45) {
        size = string_data(data, random, "C:\\Program Files\\Vendor\\", 5 + draw(random, 55));
    } else if (kind < 70) {
        type = 4;
        data[0] = (char16_t)draw(random, 65536);
        data[1] = (char16_t)draw(random, 65536);
        size = 4;
    } else if (kind < 85) {
        type = kind < 80 ? 2 : 7;
        size = string_data(data, random, "%SystemRoot%\\system32\\", 5 + draw(random, 15));
        data[size / 2] = 0;
        size += type == 7 ? 2 : 0;
    } else {
        static const uint32_t sizes[] = {4, 8, 16, 40, 200};
        type = 3;
        size = sizes[draw(random, 5)];
        for (uint32_t i = 0; i < size / 2; i++)
            data[i] = (char16_t)draw(random, 65536);
    }
    store_value_set(store, key, (struct ustr){name, (size_t)length}, type, data, size);
    return (uint32_t)length + 6 + (type == 1 ? size / 2 : type == 4 ? 14 : size * 3 + size / 5);
}

static struct store *build(int vendors)
{
    struct store *store = store_new();
    struct choice *random = choice_random(7);
    for (int n = 0; n < vendors * PRODUCTS * COMPONENTS; n++) {
        char *path =
            mem_printf("HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor%02d\\Product%03d\\Part-%04d",
                       n / (PRODUCTS * COMPONENTS), n / COMPONENTS % PRODUCTS, n % COMPONENTS);
        struct ustr units = ustr_from_wtf8(path, strlen(path));
        key_id key = store_ensure(store, store_root(store), units, 0);
        for (uint32_t i = 0, text = 0; text < KEY_UNITS; i++)
            text += add_value(store, key, random, i);
        ustr_free(units);
        mem_free(path);
    }
    choice_free(random);
    return store;
}

static void export_store(const struct store *store, const char *path)
{
    struct output output;
    struct regfile_write_options options = {.version = REGFILE_5};
    if (!regsim_is_ok(output_begin(&output, path, NULL)) ||
        !regsim_is_ok(regfile_write_store(&output, store, store_root(store), (struct ustr){0},
                                          &options, NULL)) ||
        !regsim_is_ok(output_commit(&output, NULL)))
        abort();
}

static struct store *import_file(const char *path)
{
    struct store *store = store_new();
    struct load_options options = {0};
    struct load_result result;
    if (!regsim_is_ok(load_file(&result, store, path, &options, NULL)))
        abort();
    load_result_free(&result);
    return store;
}

/* Seconds of user and system time, and the peak memory, of `run` in a process of its own. */
static double child_seconds(void (*run)(const char *), const char *path, long *peak_kb)
{
    pid_t child = fork();
    if (!child) {
        run(path);
        _exit(0);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status)
        abort();
    *peak_kb = usage.ru_maxrss;
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void run_iconv(const char *path)
{
    if (freopen("/dev/null", "w", stdout))
        execlp("iconv", "iconv", "-f", "UTF-16LE", "-t", "UTF-8", path, (char *)NULL);
    _exit(1);
}

static void run_import(const char *path)
{
    import_file(path);
}

static void run_export(const char *path)
{
    struct store *store = import_file(path);
    export_store(store, "/dev/null");
}

static void make(const char *path, int vendors)
{
    struct store *store = build(vendors);
    export_store(store, path);
    store_free(store);
}

/* In a process of its own, so that the store that is written does not count as the reader's memory.
 */
static void run_make(const char *path)
{
    make(path, VENDORS);
}

static bool measure(const char *path, double size)
{
    double iconv[ROUNDS], import[ROUNDS], export[ROUNDS], memory[ROUNDS];
    double by_iconv[ROUNDS], by_import[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        long peak = 0;
        iconv[i] = child_seconds(run_iconv, path, &peak) * 1e3;
        import[i] = child_seconds(run_import, path, &peak) * 1e3;
        memory[i] = (double)peak * 1024 / size;
        export[i] = child_seconds(run_export, path, &peak) * 1e3 - import[i];
        by_iconv[i] = import[i] / iconv[i];
        by_import[i] = export[i] / import[i];
    }
    bench_report("size of the .reg file", size / 1e6, "MB", 0);
    bench_report("iconv -f UTF-16LE -t UTF-8", bench_median(iconv, ROUNDS), "ms", 0);
    bench_report("import", bench_median(import, ROUNDS), "ms", 0);
    bench_report("export", bench_median(export, ROUNDS), "ms", 0);
    bool good = bench_report("import / iconv", bench_median(by_iconv, ROUNDS), "times", 1.5);
    good &= bench_report("memory of the import / size", bench_median(memory, ROUNDS), "times", 2);
    return bench_report("export / import", bench_median(by_import, ROUNDS), "times", 1.5) & good;
}

int main(int argc, char **argv)
{
    char path[] = "/tmp/regsim-bench-XXXXXX";
    if (argc == 3) {
        make(argv[1], atoi(argv[2]));
        return 0;
    }
    int fd = mkstemp(path);
    long peak = 0;
    if (fd < 0)
        return 1;
    child_seconds(run_make, path, &peak);
    struct stat info;
    bool good = !stat(path, &info) && measure(path, (double)info.st_size);
    unlink(path);
    close(fd);
    return good ? 0 : 1;
}

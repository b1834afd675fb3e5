/*
 * .reg text: import and export of a 100 MB UTF-16 export (41,000 keys, half a million values of the
 * usual types) beside `iconv -f UTF-16LE -t UTF-8` on the same file, and the memory of the import.
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

enum { VENDORS = 20, PRODUCTS = 50, COMPONENTS = 41, KEY_UNITS = 1280 };

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

static struct store *build(void)
{
    struct store *store = store_new();
    struct choice *random = choice_random(7);
    for (int n = 0; n < VENDORS * PRODUCTS * COMPONENTS; n++) {
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

static double best_seconds(void (*run)(const char *), const char *path, long *peak_kb)
{
    double best = child_seconds(run, path, peak_kb);
    for (int i = 1; i < 5; i++) {
        double again = child_seconds(run, path, peak_kb);
        best = again < best ? again : best;
    }
    return best;
}

/* In a process of its own, so that the store that is written does not count as the reader's memory.
 */
static void run_build(const char *path)
{
    struct store *store = build();
    export_store(store, path);
    store_free(store);
}

int main(void)
{
    char path[] = "/tmp/regsim-bench-XXXXXX";
    int fd = mkstemp(path);
    long peak = 0;
    if (fd < 0)
        return 1;
    child_seconds(run_build, path, &peak);
    struct stat info;
    if (stat(path, &info))
        return 1;
    double size = (double)info.st_size;
    double iconv = best_seconds(run_iconv, path, &peak);
    double import = best_seconds(run_import, path, &peak);
    double memory = (double)peak * 1024;
    double both = best_seconds(run_export, path, &peak);
    unlink(path);
    close(fd);
    bench_report("size of the .reg file", size / 1e6, "MB", 0);
    bench_report("iconv -f UTF-16LE -t UTF-8", iconv * 1e3, "ms", 0);
    bench_report("import", import * 1e3, "ms", 0);
    bench_report("export", (both - import) * 1e3, "ms", 0);
    bool good = bench_report("import / iconv (goal 1.5)", import / iconv, "x", 4);
    good &= bench_report("memory of the import / size", memory / size, "x", 2);
    good &= bench_report("export / import", (both - import) / import, "x", 1.5);
    return good ? 0 : 1;
}

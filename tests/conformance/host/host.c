/*
 * Runs conformance programs on regsim: each on a fresh machine of its own, as an administrator.
 *
 *     conformance-host OS FOLDER PROGRAM.so…
 *
 * writes what NAME.so said to FOLDER/NAME.out. Exit status 1: a program could not be run, or did
 * not end by itself.
 */
#include "machine/machine.h"
#include "win32/run.h"

#include <stdio.h>
#include <string.h>

static int failed(struct diags *diags)
{
    diags_print(diags, stderr, false);
    diags_free(diags);
    return 1;
}

static int save(const char *folder, const char *name, size_t length, const struct buf *said)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%.*s.out", folder, (int)length, name);
    FILE *file = fopen(path, "wb");
    if (!file) {
        perror(path);
        return 1;
    }
    size_t written = fwrite(said->bytes, 1, said->size, file);
    return fclose(file) != 0 || written != said->size;
}

/* What every installed Windows has and a bare machine lacks. The counter names are the first ones
 * of any Perflib\009: "1", "1847" (Microsoft, "Retrieving Counter Names and Help Text"). */
static void furnish(struct machine *machine)
{
    static const char16_t *const keys[] = {
        u"MACHINE\\SOFTWARE\\Classes", u"USER\\.DEFAULT\\Software", u"USER\\.DEFAULT\\Environment",
        u"MACHINE\\SYSTEM\\ControlSet001\\Hardware Profiles\\Current"};
    static const char16_t names[] = u"1\0"
                                    u"1847\0"
                                    u"2\0System\0"
                                    u"4\0Memory\0";
    static const char16_t help[] = u"3\0The System object\0";
    struct store *store = machine->registry.store;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        store_ensure(store, store_root(store), ustr_z(keys[i]), machine_now(machine));
    key_id perflib = store_ensure(
        store, store_root(store),
        USTR(u"MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Perflib\\009"),
        machine_now(machine));
    store_value_set(store, perflib, USTR(u"Counter"), 7, names, sizeof names);
    store_value_set(store, perflib, USTR(u"Help"), 7, help, sizeof help);
}

static int run(enum os os, const char *folder, const char *path)
{
    struct diags diags = {0};
    struct image *image;
    struct run_result result;
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;

    if (!regsim_is_ok(image_open(&image, path, &diags)))
        return failed(&diags);
    struct machine *machine = machine_new(USTR(u"CONFORMANCE"), os, PLATFORM_I386);
    furnish(machine);
    if (os >= OS_XP) /* Wine is a 64-bit Windows, too */
        registry_make_wow64(&machine->registry, machine_now(machine));
    struct token token = token_administrator();
    struct process *process = process_new(machine, &token, USTR(u"conformance.exe"));
    int status = 0;
    win32_run(&result, process, image, NULL);
    if (result.end != RUN_EXITED)
        status = fprintf(stderr, "%s: %s\n", name, result.text) > 0;
    status |= save(folder, name, strcspn(name, "."), &process->out);
    process_free(process);
    machine_free(machine);
    image_close(image);
    return status;
}

int main(int count, char **arguments)
{
    enum os os;
    int status = 0;

    if (count < 4 || !os_from_name(&os, arguments[1])) {
        fprintf(stderr, "usage: conformance-host OS FOLDER PROGRAM.so…\n");
        return 2;
    }
    for (int i = 3; i < count; i++)
        status |= run(os, arguments[2], arguments[i]);
    return status;
}

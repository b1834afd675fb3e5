/*
 * Runs a script of foreign programs on regsim, as cmd would run it as a batch file:
 *
 *     foreign-host OS PROGRAMS SCRIPT.cmd
 *
 * All lines run on one machine, after `prepare`, each as PROGRAMS/NAME.so for its first word NAME
 * and with the rest of the line as it stands. A shared object with a DllMain is C:\NAME.dll there.
 * Prints what a program says, then "[exit N]". Exit status 1: a program could not be run, or did
 * not end by itself.
 */
#include "base/memory.h"
#include "machine/machine.h"
#include "win32/run.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed(struct diags *diags)
{
    diags_print(diags, stderr, false);
    diags_free(diags);
    return 1;
}

static int run_image(struct machine *machine, const struct image *image, const char *line)
{
    struct token token = token_administrator();
    size_t name_size = strcspn(line, " ");
    char *text = mem_printf("C:\\%.*s.exe%s", (int)name_size, line, line + name_size);
    struct ustr units = ustr_from_wtf8(text, strlen(text));
    struct process *process = process_new(machine, &token, units);
    struct run_result result;

    win32_run(&result, process, image, NULL);
    if (process->out.size)
        fwrite(process->out.bytes, 1, process->out.size, stdout);
    printf("[exit %d]\r\n", (int)result.exit_code);
    if (result.end != RUN_EXITED)
        fprintf(stderr, "%s: %s\n", line, result.text);
    process_free(process);
    ustr_free(units);
    mem_free(text);
    return result.end != RUN_EXITED;
}

static int run_line(struct machine *machine, const char *programs, const char *line)
{
    struct diags diags = {0};
    struct image *image;
    char *path = mem_printf("%s/%.*s.so", programs, (int)strcspn(line, " "), line);
    int status;

    if (regsim_is_ok(image_open(&image, path, &diags))) {
        status = run_image(machine, image, line);
        image_close(image);
    } else {
        status = failed(&diags);
    }
    mem_free(path);
    return status;
}

/* Those that are a DLL, onto the machine. */
static int put_dlls(struct machine *machine, const char *programs)
{
    struct diags diags = {0};
    char *pattern = mem_printf("%s/*.so", programs);
    glob_t found = {0};
    int status = glob(pattern, 0, NULL, &found) != 0;

    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *name = strrchr(found.gl_pathv[i], '/') + 1;
        char *path = mem_printf("C:\\%.*s.dll", (int)strcspn(name, "."), name);
        struct ustr units = ustr_from_wtf8(path, strlen(path));
        struct module_info *info;
        if (!regsim_is_ok(image_as_module(&info, found.gl_pathv[i], machine, &diags)))
            status = failed(&diags);
        else if (module_info_exports(info, USTR(u"DllMain")))
            files_put(machine->files, units, "MZ", 2, info, machine_now(machine));
        module_info_release(info);
        ustr_free(units);
        mem_free(path);
    }
    globfree(&found);
    mem_free(pattern);
    return status;
}

int main(int count, char **arguments)
{
    enum os os;
    char line[1024];

    if (count != 4 || !os_from_name(&os, arguments[1])) {
        fprintf(stderr, "usage: foreign-host OS PROGRAMS SCRIPT.cmd\n");
        return 2;
    }
    FILE *script = fopen(arguments[3], "r");
    if (!script) {
        perror(arguments[3]);
        return 1;
    }
    struct machine *machine = machine_new(USTR(u"FOREIGN"), os, PLATFORM_I386);
    int status = put_dlls(machine, arguments[2]) | run_line(machine, arguments[2], "prepare");
    while (fgets(line, sizeof line, script)) {
        line[strcspn(line, "\r\n")] = 0;
        if (*line)
            status |= run_line(machine, arguments[2], line);
    }
    fclose(script);
    machine_free(machine);
    return status;
}

/* What libFuzzer does with the names of files, without libFuzzer: runs the target once on each, and
 * on each cut at a few places. Folders are walked. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SIZE_MOST = 1 << 20, CUTS = 8 };

static size_t run_file(const char *path, size_t size)
{
    FILE *in = fopen(path, "rb");
    uint8_t *bytes = malloc(size + 1);
    if (!in || !bytes || fread(bytes, 1, size, in) != size) {
        perror(path);
        exit(2);
    }
    fclose(in);
    LLVMFuzzerTestOneInput(bytes, size);
    for (size_t i = 0; i < CUTS; i++) {
        uint8_t *cut = malloc(size * i / CUTS + 1); /* its own size, so that ASan sees its end */
        if (cut) {
            memcpy(cut, bytes, size * i / CUTS);
            LLVMFuzzerTestOneInput(cut, size * i / CUTS);
        }
        free(cut);
    }
    free(bytes);
    return 1;
}

static size_t run_path(const char *path)
{
    struct stat info;
    size_t runs = 0;
    if (stat(path, &info))
        return 0;
    if (S_ISREG(info.st_mode))
        return info.st_size <= SIZE_MOST ? run_file(path, (size_t)info.st_size) : 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char below[4096];
        if (entry->d_name[0] == '.' ||
            snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= (int)sizeof below)
            continue;
        runs += run_path(below);
    }
    if (folder)
        closedir(folder);
    return runs;
}

int main(int argc, char **argv)
{
    size_t runs = 0;
    for (int i = 1; i < argc; i++)
        runs += run_path(argv[i]);
    printf("%zu files\n", runs);
    return runs ? 0 : 1;
}

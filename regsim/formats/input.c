#include "formats/input.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static regsim_status read_all(struct input *out, int fd, struct diags *diags)
{
    struct buf buf = {.max = INPUT_UNMAPPED_MAX};
    uint8_t chunk[65536];
    ssize_t got;
    do {
        got = read(fd, chunk, sizeof chunk);
        if (got > 0)
            buf_add(&buf, chunk, (size_t)got);
    } while ((got > 0 && !buf.overflow) || (got < 0 && errno == EINTR));
    if (got < 0 || buf.overflow) {
        int error = got < 0 ? errno : EFBIG;
        buf_free(&buf);
        return diags_host(diags, out->name, error, "cannot read");
    }
    out->bytes = buf.bytes;
    out->size = buf.size;
    return regsim_ok();
}

static regsim_status map_or_read(struct input *out, int fd, struct diags *diags)
{
    struct stat info;
    if (fstat(fd, &info))
        return diags_host(diags, out->name, errno, "cannot read");
    if (S_ISDIR(info.st_mode))
        return diags_host(diags, out->name, EISDIR, "cannot read");
    if (!S_ISREG(info.st_mode) || info.st_size == 0)
        return read_all(out, fd, diags);
    size_t size = (size_t)info.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return read_all(out, fd, diags);
    madvise(bytes, size, MADV_SEQUENTIAL);
    out->bytes = bytes;
    out->size = size;
    out->mapped = true;
    return regsim_ok();
}

regsim_status input_open(struct input *out, const char *path, struct diags *diags)
{
    *out = (struct input){.name = path};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return diags_host(diags, path, errno, "cannot open");
    regsim_status status = map_or_read(out, fd, diags);
    close(fd);
    return status;
}

void input_close(struct input *input)
{
    if (input->mapped) {
        munmap((void *)(uintptr_t)input->bytes, input->size);
    } else {
        struct buf buf = {.bytes = (uint8_t *)(uintptr_t)input->bytes, .size = input->size};
        buf_free(&buf);
    }
    *input = (struct input){0};
}

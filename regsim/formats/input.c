#include "formats/input.h"

#include "base/buf.h"
#include "formats/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static regsim_status unreadable(const struct input *input, int error, struct diags *diags)
{
    return diags_host(diags, input->name, error, "cannot read");
}

/* A regular file that cannot be mapped: an empty one, or one of a file system that has no mmap. */
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
        return unreadable(out, error, diags);
    }
    out->bytes = buf.bytes;
    out->size = buf.size;
    return regsim_ok();
}

static regsim_status map(struct input *out, int fd, size_t size, struct diags *diags)
{
    void *bytes = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (bytes == MAP_FAILED)
        return read_all(out, fd, diags);
    madvise(bytes, size, MADV_SEQUENTIAL);
    out->bytes = bytes;
    out->size = size;
    out->mapped = true;
    return regsim_ok();
}

/* What is no regular file, or one of which a part was read already. The copy takes the place of
 * `fd`, so that who opens it again reads the same. */
static regsim_status copy_and_map(struct input *out, int fd, struct diags *diags)
{
    struct stat info;
    int copy = spool_open();
    if (copy < 0)
        return diags_host(diags, out->name, errno, "cannot make a temporary file for it (TMPDIR)");
    bool good = spool_copy(copy, fd, INPUT_UNMAPPED_MAX) && lseek(copy, 0, SEEK_SET) == 0 &&
                dup2(copy, fd) == fd && !fstat(fd, &info);
    int error = errno;
    close(copy);
    return good ? map(out, fd, (size_t)info.st_size, diags) : unreadable(out, error, diags);
}

static regsim_status take(struct input *out, int fd, struct diags *diags)
{
    struct stat info;
    if (fstat(fd, &info))
        return unreadable(out, errno, diags);
    if (S_ISDIR(info.st_mode))
        return unreadable(out, EISDIR, diags);
    if (!S_ISREG(info.st_mode) || lseek(fd, 0, SEEK_CUR) != 0)
        return copy_and_map(out, fd, diags);
    return map(out, fd, (size_t)info.st_size, diags);
}

regsim_status input_open(struct input *out, const char *path, struct diags *diags)
{
    *out = (struct input){.name = path};
    if (!strcmp(path, "-"))
        return take(out, STDIN_FILENO, diags);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return diags_host(diags, path, errno, "cannot open");
    regsim_status status = take(out, fd, diags);
    close(fd);
    return status;
}

/* Advice about the pages that hold the bytes; what a kernel does not know is left undone. */
static void advise(const struct input *input, size_t from, size_t to, int advice)
{
    if (to > input->size)
        to = input->size;
    from -= from % (size_t)sysconf(_SC_PAGESIZE);
    if (input->mapped && to > from)
        madvise((void *)(uintptr_t)(input->bytes + from), to - from, advice);
}

void input_expect(const struct input *input, size_t from, size_t to)
{
#ifdef MADV_POPULATE_READ
    advise(input, from, to, MADV_POPULATE_READ);
#else
    advise(input, from, to, MADV_WILLNEED);
#endif
}

void input_forget(const struct input *input, size_t from, size_t to)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    advise(input, from, to - to % page, MADV_DONTNEED);
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

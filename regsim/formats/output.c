#include "formats/output.h"

#include "base/memory.h"
#include "formats/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SPILL_SIZE = 1 << 18, LINKS_MAX = 40, NAMES_MAX = 1000 };

enum { FD_PATH_SIZE = 32 };

static void fd_path(char out[FD_PATH_SIZE], int fd)
{
    snprintf(out, FD_PATH_SIZE, "/proc/self/fd/%d", fd);
}

/* The permissions that the file had, or those that a new file gets. */
static mode_t wanted_mode(const struct stat *old)
{
    if (old)
        return old->st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* What the path names in the end: a link is followed also where nothing is at its end yet, since to
 * rename over it would make a file of the link. Owned; NULL with errno: links in a circle. */
static char *followed(const char *path)
{
    char *name = mem_strdup(path), target[PATH_MAX];
    for (size_t links = 0; links < LINKS_MAX; links++) {
        ssize_t length = readlink(name, target, sizeof target);
        if (length < 0) /* no link, or nothing at all */
            return name;
        const char *slash = strrchr(name, '/');
        int folder = slash && target[0] != '/' ? (int)(slash + 1 - name) : 0;
        char *next = mem_printf("%.*s%.*s", folder, name, (int)length, target);
        mem_free(name);
        name = next;
    }
    mem_free(name);
    errno = ELOOP;
    return NULL;
}

/* The file has no name until it is whole, so that nothing stays where the process is killed; -1:
 * not on this file system, or there is no way to name it afterwards. */
static int open_nameless(const char *target)
{
    const char *slash = strrchr(target, '/');
    char *folder = slash ? mem_printf("%.*s", (int)(slash + 1 - target), target) : mem_strdup("."),
         proc[FD_PATH_SIZE];
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    mem_free(folder);
    fd_path(proc, fd);
    if (fd >= 0 && access(proc, F_OK)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* What a file without a name, or with a temporary one, becomes: OUT. False with errno. */
static bool give_name(struct output *output)
{
    char proc[FD_PATH_SIZE];
    fd_path(proc, output->fd);
    for (unsigned i = 0; !output->temporary && i < NAMES_MAX; i++) {
        char *name = mem_printf("%s.%ld.%u", output->target, (long)getpid(), i);
        if (!linkat(AT_FDCWD, proc, AT_FDCWD, name, AT_SYMLINK_FOLLOW)) {
            output->temporary = name;
            break;
        }
        mem_free(name);
        if (errno != EEXIST)
            return false;
    }
    return output->temporary && !rename(output->temporary, output->target);
}

/* The descriptor that the bytes are written to: of what is to be OUT, or of OUT itself. */
static int open_target(struct output *out, const char *path, bool exists, const struct stat *info)
{
    if (!strcmp(path, "-") || (exists && !S_ISREG(info->st_mode))) {
        out->last_fd = strcmp(path, "-") != 0 ? open(path, O_WRONLY | O_CLOEXEC)
                                              : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
        out->spools = out->last_fd >= 0;
        return out->last_fd;
    }
    out->target = followed(path);
    out->fd = out->target ? open_nameless(out->target) : -1;
    if (out->target && out->fd < 0) {
        out->temporary = mem_printf("%s.XXXXXX", out->target);
        out->fd = mkostemp(out->temporary, O_CLOEXEC);
    }
    return out->fd;
}

regsim_status output_begin(struct output *out, const char *path, struct diags *diags)
{
    *out = (struct output){.fd = -1};
    struct stat info;
    bool exists = strcmp(path, "-") != 0 && !stat(path, &info);
    if (open_target(out, path, exists, &info) < 0) {
        regsim_status status = diags_host(diags, path, errno, "cannot write");
        mem_free(out->temporary);
        mem_free(out->target);
        *out = (struct output){.fd = -1};
        return status;
    }
    if (out->target)
        out->error = fchmod(out->fd, wanted_mode(exists ? &info : NULL)) ? errno : 0;
    out->path = mem_strdup(path);
    return regsim_ok();
}

static void write_to(struct output *output, int fd)
{
    if (!output->error && !spool_write(fd, output->buf.bytes, output->buf.size))
        output->error = errno;
    buf_clear(&output->buf);
}

void output_spill(struct output *output)
{
    if ((output->fd < 0 && !output->spools) || output->buf.size < SPILL_SIZE)
        return;
    if (output->fd < 0 && !output->error && (output->fd = spool_open()) < 0)
        output->error = errno;
    write_to(output, output->fd);
}

/* All that waited, and then what is still in the buffer. */
static void give_spooled(struct output *output)
{
    if (output->fd >= 0 && !output->error &&
        (lseek(output->fd, 0, SEEK_SET) || !spool_copy(output->last_fd, output->fd, SIZE_MAX)))
        output->error = errno;
    write_to(output, output->last_fd);
    if (close(output->last_fd) && !output->error)
        output->error = errno;
    output->spools = false;
}

regsim_status output_commit(struct output *output, struct diags *diags)
{
    if (output->spools)
        give_spooled(output);
    else
        write_to(output, output->fd);
    if (output->target && !output->error && fsync(output->fd))
        output->error = errno;
    if (output->target && !output->error && !give_name(output))
        output->error = errno;
    if (output->fd >= 0 && close(output->fd) && !output->error)
        output->error = errno;
    output->fd = -1;
    regsim_status status = regsim_ok();
    if (output->error) {
        status = diags_host(diags, output->path, output->error, "cannot write");
        if (output->temporary)
            unlink(output->temporary);
    }
    mem_free(output->temporary);
    output->temporary = NULL;
    output_abort(output);
    return status;
}

void output_abort(struct output *output)
{
    if (output->fd >= 0)
        close(output->fd);
    if (output->spools)
        close(output->last_fd);
    if (output->temporary)
        unlink(output->temporary);
    mem_free(output->temporary);
    mem_free(output->target);
    mem_free(output->path);
    buf_free(&output->buf);
    *output = (struct output){.fd = -1};
}

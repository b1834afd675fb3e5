#include "formats/spool.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { CHUNK_SIZE = 1 << 16 };

int spool_open(void)
{
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder)
        folder = "/tmp";
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    char *path = mem_printf("%s/regsim-XXXXXX", folder); /* not on this file system */
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    mem_free(path);
    return fd;
}

bool spool_write(int fd, const void *bytes, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t wrote = write(fd, (const uint8_t *)bytes + done, size - done);
        if (wrote > 0)
            done += (size_t)wrote;
        else if (errno != EINTR)
            return false;
    }
    return true;
}

bool spool_copy(int fd, int from, size_t most)
{
    uint8_t chunk[CHUNK_SIZE];
    for (;;) {
        ssize_t got = read(from, chunk, sizeof chunk);
        if (!got)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if ((size_t)got > most) {
            errno = EFBIG;
            return false;
        }
        most -= (size_t)got;
        if (!spool_write(fd, chunk, (size_t)got))
            return false;
    }
}

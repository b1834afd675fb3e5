#include "win32/user.h"

#include "base/memory.h"

enum { STRING_MAX = 65536, PAGE = 4096 };

#define TOUCH(run) ((run)->touching = true)
#define DONE(run)  ((run)->touching = false)

USER_MEMORY struct ustr user_wide_n(const WCHAR *text, size_t max)
{
    struct run *run = run_current;
    size_t count = 0;
    if (!text)
        return (struct ustr){NULL, 0};
    TOUCH(run);
    while (count < max && text[count])
        count++;
    DONE(run);
    return (struct ustr){text, count};
}

struct ustr user_wide(const WCHAR *text)
{
    return user_wide_n(text, STRING_MAX);
}

USER_MEMORY size_t user_narrow(const char *text)
{
    struct run *run = run_current;
    size_t count = 0;
    if (!text)
        return 0;
    TOUCH(run);
    while (text[count])
        count++;
    DONE(run);
    return count;
}

USER_MEMORY static void copy(void *to, const void *from, size_t size)
{
    char *out = to;
    const char *in = from;
    for (size_t i = 0; i < size; i++)
        out[i] = in[i];
}

void user_copy_in(void *to, const void *from, size_t size)
{
    struct run *run = run_current;
    TOUCH(run);
    copy(to, from, size);
    DONE(run);
}

void user_copy_out(void *to, const void *from, size_t size)
{
    user_copy_in(to, from, size);
}

USER_MEMORY void user_zero(void *to, size_t size)
{
    struct run *run = run_current;
    char *out = to;
    TOUCH(run);
    for (size_t i = 0; i < size; i++)
        out[i] = 0;
    DONE(run);
}

USER_MEMORY static void look(void *to, const void *from, size_t size)
{
    const volatile char *bytes = from;
    (void)to;
    for (size_t i = 0; i < size; i += PAGE)
        (void)bytes[i];
    if (size)
        (void)bytes[size - 1];
}

void user_look(const void *from, size_t size)
{
    struct run *run = run_current;
    TOUCH(run);
    look(NULL, from, size);
    DONE(run);
}

USER_MEMORY static void touch(void *to, const void *from, size_t size)
{
    volatile char *bytes = to;
    (void)from;
    for (size_t i = 0; i < size; i += PAGE)
        bytes[i] = bytes[i];
    if (size)
        bytes[size - 1] = bytes[size - 1];
}

/* False: what it does faults. */
static bool probed(void (*act)(void *to, const void *from, size_t size), void *to, const void *from,
                   size_t size)
{
    struct run *run = run_current;
    sigjmp_buf probe;
    bool good = sigsetjmp(probe, 0) == 0;
    if (good) {
        run->probe = &probe;
        act(to, from, size);
    }
    run->probe = NULL;
    return good;
}

bool user_readable(void *to, const void *from, size_t size)
{
    return from ? probed(copy, to, from, size) : size == 0;
}

bool user_can_read(const void *from, size_t size)
{
    return from ? probed(look, NULL, from, size) : size == 0;
}

bool user_bytes_in(struct buf *out, const void *from, size_t size)
{
    if (!user_can_read(from, size))
        return false;
    MEM_GROW(out->bytes, out->capacity, size);
    out->size = size;
    return user_readable(out->bytes, from, size);
}

bool user_writable(void *to, size_t size)
{
    return to ? probed(touch, to, NULL, size) : size == 0;
}

void user_put32(void *to, uint32_t value)
{
    if (to)
        user_copy_out(to, &value, sizeof value);
}

void user_put_pointer(void *to, const void *value)
{
    if (to)
        user_copy_out(to, &value, sizeof value);
}

uint32_t user_get32(const void *from)
{
    uint32_t value = 0;
    if (from)
        user_copy_in(&value, from, sizeof value);
    return value;
}

#include "base/os.h"

#include <string.h>

static const struct {
    const char *name, *title;
} words[OS_COUNT] = {
    [OS_NT4] = {"nt4", "Windows NT 4.0"}, [OS_W2K] = {"w2k", "Windows 2000"},
    [OS_XP] = {"xp", "Windows XP"},       [OS_WS2003] = {"ws2003", "Windows Server 2003"},
    [OS_WIN7] = {"win7", "Windows 7"},    [OS_WIN10] = {"win10", "Windows 10"},
};

const char *os_name(enum os os)
{
    return words[os].name;
}

const char *os_title(enum os os)
{
    return words[os].title;
}

bool os_from_name(enum os *out, const char *name)
{
    for (int os = 0; os < OS_COUNT; os++) {
        if (strcmp(words[os].name, name) == 0) {
            *out = (enum os)os;
            return true;
        }
    }
    return false;
}

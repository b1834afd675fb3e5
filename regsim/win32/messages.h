/* The texts of the system's error codes: FormatMessage's FORMAT_MESSAGE_FROM_SYSTEM. */
#ifndef REGSIM_WIN32_MESSAGES_H
#define REGSIM_WIN32_MESSAGES_H

#include <stddef.h>
#include <stdint.h>

struct system_message {
    uint32_t code;
    const char *text; /* ASCII, without the CR LF that Windows ends it with */
};

extern const struct system_message system_messages[];
extern const size_t system_message_count;

#endif

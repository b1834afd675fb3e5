/*
 * The message tables of the sources Perflib (prflbmsg.dll) and LoadPerf (loadperf.dll), by system.
 * Windows 2000's are complete (rule perflib.texts: MSGTAB 5.0.2155.1 and 5.0.2195.6601); of the
 * others what public sources state.
 */
#ifndef REGSIM_PERFLIB_MESSAGES_H
#define REGSIM_PERFLIB_MESSAGES_H

#include "machine/event_log.h"

#define PERFLIB_SOURCE  u"Perflib"
#define LOADPERF_SOURCE u"LoadPerf"

/* Registers both sources' tables that belong to the log's system. */
void perflib_register_messages(struct event_log *log);

/* The 32-bit id of an event code of a source on a system; 0: that system has no such event. */
uint32_t perflib_message_id(enum os os, const char16_t *source, uint32_t code);

#endif

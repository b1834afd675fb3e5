/*
 * The OS profile: which Windows a machine runs. Where versions differ, code asks for the version at
 * that place and cites the source; there is no table of switches far from what it switches.
 */
#ifndef REGSIM_BASE_OS_H
#define REGSIM_BASE_OS_H

#include <stdbool.h>

/* In order of release, so that `os >= OS_XP` reads as "XP and later". */
enum os { OS_NT4, OS_W2K, OS_XP, OS_WS2003, OS_WIN7, OS_WIN10 };
enum { OS_COUNT = OS_WIN10 + 1 };
#define OS_DEFAULT OS_W2K

const char *os_name(enum os os);  /* the word of the scenario language: nt4, w2k, … */
const char *os_title(enum os os); /* for people: Windows NT 4.0, Windows 2000, … */
bool os_from_name(enum os *out, const char *name);

#endif

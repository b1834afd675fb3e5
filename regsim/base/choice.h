/*
 * The one source of nondeterminism. Does this call fail? Does another actor run now? Each such
 * question is one labelled draw of a number 0 … count-1, where 0 means that nothing odd happens.
 * The list of draws reproduces a run.
 *
 * Drivers: plain (always 0), random (seeded), replay (a list, then 0), exhaustive (an odometer).
 */
#ifndef REGSIM_BASE_CHOICE_H
#define REGSIM_BASE_CHOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct choice;

struct choice *choice_plain(void);
struct choice *choice_random(uint64_t seed);
struct choice *choice_replay(const uint32_t *draws, size_t count); /* copies the list */
struct choice *choice_exhaustive(void);
void choice_free(struct choice *choice);

/* 0 … count-1; count must be at least 1. The label names the question in traces and errors. */
uint32_t choice_draw(struct choice *choice, const char *label, uint32_t count);

/* What was drawn since the start of the run; lends. */
size_t choice_drawn(const struct choice *choice, const uint32_t **draws);

/* Starts the next run. Exhaustive: false once every combination has been drawn; plain and replay:
 * always false; random: always true. */
bool choice_next_run(struct choice *choice);

#endif

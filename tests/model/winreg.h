/*
 * Sequences of Reg* calls: drawn by choice, written for winreg_play, answered by the naive
 * registry, printed as C.
 */
#ifndef TESTS_MODEL_WINREG_H
#define TESTS_MODEL_WINREG_H

#include "winreg_call.h"

#include "base/buf.h"
#include "base/choice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SEQUENCE_MAX = 64, ANSWER_MAX = 1024 };

struct sequence {
    struct winreg_call calls[SEQUENCE_MAX];
    size_t count;
};

/* naive_only: none but the calls that the naive registry knows. */
struct sequence sequence_draw(struct choice *choice, size_t count, bool naive_only);
/* Those from `first` on, with their numbers. */
void sequences_write(struct buf *out, const struct sequence *sequences, size_t first, size_t count);
void sequence_print_c(const struct sequence *sequence, FILE *out);

/* What winreg_play prints for the sequences, but for the details (behind " |"). */
void naive_answers(struct buf *out, const struct sequence *sequences, size_t count);

#endif

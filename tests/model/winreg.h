/*
 * Sequences of calls: drawn by choice, written for winreg_play, answered by the naive registry,
 * printed as C.
 */
#ifndef TESTS_MODEL_WINREG_H
#define TESTS_MODEL_WINREG_H

#include "naive.h"
#include "winreg_call.h"

#include "base/buf.h"
#include "base/choice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SEQUENCE_MAX = 64, ANSWER_MAX = 4096 };

struct sequence {
    struct winreg_call calls[SEQUENCE_MAX];
    size_t count;
};

/* for_wine: without the calls that the naive registry judges alone. */
struct sequence sequence_draw(struct choice *choice, size_t count, bool for_wine);
/* Those from `first` on, with their numbers. */
void sequences_write(struct buf *out, const struct sequence *sequences, size_t first, size_t count);
/* A program of its own; `support` is the text of winreg_support.h and
 * winreg_deeds.h. */
void sequence_print_c(const struct sequence *sequence, const char *support, FILE *out);

/* What winreg_play prints for the sequences, but for the details (behind " |"). */
void naive_answers(struct buf *out, const struct sequence *sequences, size_t count,
                   enum naive_fault fault);

/* The known difference of Wine behind two answers that are not the same; NULL: none. */
const char *wine_excuse(const struct sequence *sequence, size_t at, const char *ours,
                        const char *theirs);
/* Whether Wine did what regsim refuses, or some of it, so that all that follows is another
 * registry's. */
bool wine_changed_more(const struct winreg_call *call, const char *ours);

#endif

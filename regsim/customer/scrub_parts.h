/*
 * Internal to scrub*.c:
 *
 *   scrub_words.c   what is known: originals with their stand-ins, and where Windows says names
 *   scrub_doors.c   secrets, by what stands before them
 *   scrub_text.c    a text or a blob: what is recognised in it gets its stand-in
 *   scrub.c         the walk over a registry
 */
#ifndef REGSIM_CUSTOMER_SCRUB_PARTS_H
#define REGSIM_CUSTOMER_SCRUB_PARTS_H

#include "customer/scrub.h"

/* The entry of an original, made where it is new; NULL: it is nobody's name (Public,
 * Administrator), or too short to be found again safely. */
struct scrub_entry *scrub_find(struct scrub *scrub, enum scrub_kind kind, struct ustr original);
/* Finds what is told by its form or is a known word, and puts the stand-ins there.
 * `width` is 1 or 2 bytes a character. */
void scrub_text(struct scrub *scrub, uint8_t *bytes, size_t size, size_t width, bool version);
void scrub_binary_sids(struct scrub *scrub, uint8_t *bytes, size_t size);
void scrub_secret(struct scrub *scrub, uint8_t *bytes, size_t size, enum scrub_kind kind);
/* Where the secret starts that is told at `at`, which may be here, or after password=,
 * -p; 0 and an `end` of 0: there is none. */
size_t scrub_secret_at(struct ustr text, size_t at, size_t *end);
/* 7.14.1.31 may be both; where some value says so, it is a version wherever it stands. */
bool scrub_is_version(const struct scrub *scrub, struct ustr text);
/* Learns the names that a key and its values tell. */
void scrub_learn(struct scrub *scrub, const struct store *store, key_id key, struct ustr path);
/* \\server\share at `at`; returns the characters that it takes, 0: there is none. */
size_t scrub_unc_at(struct ustr text, size_t at, size_t *server_end);
bool scrub_holds_nocase(struct ustr text, struct ustr part);

#endif

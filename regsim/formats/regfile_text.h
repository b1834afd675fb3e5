/*
 * Internal to the .reg writer: one line after another in the file's encoding, and one value as a
 * line. The column that hex data wraps by counts characters from the start of the line.
 */
#ifndef REGSIM_FORMATS_REGFILE_TEXT_H
#define REGSIM_FORMATS_REGFILE_TEXT_H

#include "formats/codepage.h"
#include "formats/losses.h"
#include "formats/regfile_write.h"

struct regfile_text {
    struct output *out;
    const struct regfile_write_options *options;
    struct codepage *codepage; /* NULL: not needed */
    bool wide;                 /* the text is UTF-16LE */
    bool wide_hex;             /* … and so are strings that are written in hex */
    struct buf ascii;          /* scratch for what is ASCII */
    struct buf bytes;          /* scratch: string data in the code page */
    struct ubuf back;          /* scratch: that data decoded again */
    struct losses losses;
    struct ubuf where; /* the key being written, for losses */
};

REGSIM_CHECKED regsim_status regfile_text_start(struct regfile_text *text, struct output *out,
                                                const struct regfile_write_options *options,
                                                struct diags *diags);
/* REGSIM_INVALID where something was lost and that is not allowed. */
REGSIM_CHECKED regsim_status regfile_text_end(struct regfile_text *text);

void regfile_text_ascii(struct regfile_text *text, const char *ascii);
/* False: some unit is not in the code page. */
bool regfile_text_units(struct regfile_text *text, struct ustr units);
bool regfile_text_holds(struct regfile_text *text, struct ustr units); /* writes nothing */
/* Why a key of this name, which is at this level (the predefined keys are at 1), cannot stand in a
 * section; NULL: it can. */
const char *regfile_key_problem(struct regfile_text *text, struct ustr name, size_t level);
/* `[PATH]`, or with another mark in place of `[`. */
void regfile_text_section(struct regfile_text *text, struct ustr path, const char *mark);
void regfile_text_value(struct regfile_text *text, struct ustr name, uint32_t type,
                        const uint8_t *data, uint32_t size);
void regfile_text_delete_value(struct regfile_text *text, struct ustr name);

/* Records what of the key itself no .reg text holds: class, volatility, descriptor, time. */
void regfile_text_note_key(struct regfile_text *text, const struct store *store, key_id key);
/* Records that `what` of the key text->where (and of its value `name`, unless NULL) cannot be held.
 */
void regfile_text_lose(struct regfile_text *text, const struct ustr *name, const char *what);

#endif

#include "base/nearest.h"

#include <stdint.h>
#include <string.h>

/* Levenshtein distance of two short words; more than 40 letters never come near. */
static size_t distance(const char *a, const char *b)
{
    enum { LETTERS = 40 };
    size_t rows = strlen(a), columns = strlen(b), line[LETTERS + 1];
    if (rows > LETTERS || columns > LETTERS)
        return SIZE_MAX;
    for (size_t c = 0; c <= columns; c++)
        line[c] = c;
    for (size_t r = 1; r <= rows; r++) {
        size_t diagonal = line[0];
        line[0] = r;
        for (size_t c = 1; c <= columns; c++) {
            size_t best = diagonal + (a[r - 1] != b[c - 1]);
            diagonal = line[c];
            if (line[c] + 1 < best)
                best = line[c] + 1;
            if (line[c - 1] + 1 < best)
                best = line[c - 1] + 1;
            line[c] = best;
        }
    }
    return line[columns];
}

const char *nearest_word(const char *word, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t limit = 1 + strlen(word) / 3;
    for (size_t i = 0; i < count; i++) {
        size_t far = distance(word, candidates[i]);
        if (far <= limit) {
            limit = far ? far - 1 : 0;
            nearest = candidates[i];
            if (!far)
                break;
        }
    }
    return nearest;
}

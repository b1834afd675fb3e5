/*
 * regsim as a library: load a catalogue of scenarios, open a fixer, play, and get verdicts with
 * their reasons. What the `regsim run` command prints is made of the same parts.
 *
 * Ownership: `**out` belongs to the caller, who frees it with the function named beside it; what a
 * getter returns is lent and lives as long as its owner. All texts are UTF-8. Nothing here may be
 * used from two threads at the same time.
 *
 * A program that plays fixers exports the Windows functions to them: link it with the CMake
 * function regsim_hosts_fixers(TARGET).
 */
#ifndef REGSIM_REGSIM_H
#define REGSIM_REGSIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How a call of the library itself ended. What a simulated Windows answers is never among these. */
enum regsim_result {
    REGSIM_RESULT_OK = 0,
    REGSIM_RESULT_INVALID = 2, /* the input is wrong: a scenario, a fixer */
    REGSIM_RESULT_HOST = 3     /* the host failed: open, read */
};

enum regsim_verdict {
    REGSIM_PASSED,
    REGSIM_FAILED,
    REGSIM_SKIPPED, /* this fixer cannot play it; the details say why */
    REGSIM_ERROR    /* it could not be played; the details say why */
};

const char *regsim_version(void); /* "0.1.0"; static */

/* --- scenarios -------------------------------------------------------------------------------- */

typedef struct regsim_catalogue regsim_catalogue;

/* Reads a scenario file, or every scenario below a folder. Where the result is not
 * REGSIM_RESULT_OK, *out is NULL. *messages (may be NULL) gets the diagnostics, errors and
 * warnings, as text: free it with regsim_text_free; NULL: there are none. */
enum regsim_result regsim_catalogue_open(regsim_catalogue **out, char **messages, const char *path);
void regsim_catalogue_free(regsim_catalogue *catalogue); /* NULL is fine */

/* Scenarios by index, 0 … count-1, in path order; each cell of a matrix is one. */
size_t regsim_catalogue_count(const regsim_catalogue *catalogue);
const char *regsim_catalogue_title(const regsim_catalogue *catalogue,
                                   size_t index); /* sp2/site-server (drive: D) */
const char *regsim_catalogue_file(const regsim_catalogue *catalogue,
                                  size_t index); /* the path of its file */

/* --- fixers ----------------------------------------------------------------------------------- */

typedef struct regsim_fixer regsim_fixer;

/* A shared object built by regsim-cc, with its profile beside it, or a .reg script. As for *out and
 * *messages see regsim_catalogue_open. */
enum regsim_result regsim_fixer_open(regsim_fixer **out, char **messages, const char *path);
void regsim_fixer_free(regsim_fixer *fixer); /* NULL is fine */

/* --- playing ---------------------------------------------------------------------------------- */

struct regsim_outcome {
    enum regsim_verdict verdict;
    uint64_t api_calls; /* that the fixer made */
    char *details;      /* what went wrong, as `regsim run` shows it; NULL when it passed */
};

/* Plays one scenario in this process. `cpu_limit_ms` is the CPU time of one run of the fixer, 0 for
 * the default of 10,000 ms. Free the outcome's text with regsim_text_free. */
void regsim_play(struct regsim_outcome *out, const regsim_catalogue *catalogue, size_t index,
                 const regsim_fixer *fixer, uint32_t cpu_limit_ms);

void regsim_text_free(char *text); /* NULL is fine */

#ifdef __cplusplus
}
#endif

#endif

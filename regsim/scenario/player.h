/*
 * The state of a play, shared by the files that play it: play.c (the order of things), steps.c (one
 * step), properties.c (what must be true at the end).
 */
#ifndef REGSIM_SCENARIO_PLAYER_H
#define REGSIM_SCENARIO_PLAYER_H

#include "scenario/judge.h"
#include "scenario/play.h"
#include "scenario/stage.h"

/* What is known of one machine over all steps of the fixer. */
struct watched {
    struct ledger ledger;   /* net changes */
    struct registry before; /* as it was before the first such step; its store is a clone */
    struct files *files;    /* likewise; NULL: no such step yet */
    struct ustr *live;      /* services whose counters loaded then; owned names */
    size_t live_count, live_capacity;
    uint32_t seen_event; /* number of the newest event that was there before the current step */
};

struct player {
    const struct scenario *scenario;
    const struct play_options *options;
    struct outcome *outcome;
    struct stage stage;
    struct watched *watched; /* one for each machine */
    bool fixer_ran;
    struct run_summary run;    /* of the fixer's last run */
    struct seen_event *events; /* of all steps of the fixer */
    size_t event_count, event_capacity;
};

static inline size_t player_machines(const struct player *player)
{
    return player->stage.network->count;
}

/* Plays one step without judging it. False: it could not be played (the outcome says why). */
bool step_play(struct player *player, const struct step *step);
bool step_is_fixers(const struct step *step);

void properties_before(struct player *player);
void properties_judge(struct player *player);

#endif

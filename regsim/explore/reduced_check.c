#include "explore/reduced_check.h"

#include "scenario/load.h"

/* What happened instead. */
static const char *what_was(const struct outcome *outcome)
{
    return outcome->count                       ? outcome->findings[0].title
           : outcome->reason                    ? outcome->reason
           : outcome->verdict == VERDICT_PASSED ? "it passes"
                                                : "it was not played";
}

regsim_status reduced_check(const struct buf *text, const struct reduced_check *check,
                            struct diags *diags)
{
    struct scenario_list list = {0};
    regsim_status status =
        scenario_load_text(&list, check->path, (const char *)text->bytes, text->size, diags);
    for (size_t i = 0; i < list.count && regsim_is_ok(status); i++) {
        struct outcome outcome = {0};
        play_scenario(&outcome, list.items[i], check->options);
        if (!check->same(check->context, &outcome)) {
            struct diag *diag = diags_add(diags, DIAG_ERROR, NULL, 0, 0, "%s: %s", check->refused,
                                          what_was(&outcome));
            if (check->hint)
                diag_hint(diag, "%s", check->hint);
            status = regsim_failed(REGSIM_INVALID);
        }
        outcome_free(&outcome);
    }
    scenario_list_free(&list);
    return status;
}

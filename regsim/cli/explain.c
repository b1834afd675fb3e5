/* regsim explain: what a word of the scenario language means, which rules of Windows there are. */
#include "cli/command.h"
#include "cli/rules.h"

#include "scenario/explain.h"

#include <string.h>

static int unknown(const char *what, const char *word, const char *near, const char *hint)
{
    fprintf(stderr, "regsim: error: unknown %s %s", what, word);
    if (near)
        fprintf(stderr, ", did you mean %s?", near);
    fprintf(stderr, "\n  hint: %s\n", hint);
    return EXIT_CODE_INVALID;
}

static int run_rule(const char *name)
{
    if (!name)
        rules_list(stdout);
    else if (!rules_explain(stdout, name))
        return unknown("rule", name, rules_nearest(name), "regsim explain rule lists the rules");
    return EXIT_CODE_OK;
}

static int run(const struct arguments *arguments)
{
    if (!arguments->word_count) {
        explain_all(stdout);
        return EXIT_CODE_OK;
    }
    const char *word = arguments->words[0];
    if (!strcmp(word, "rule"))
        return run_rule(arguments->word_count > 1 ? arguments->words[1] : NULL);
    if (arguments->word_count > 1)
        return unknown("word after", word, NULL, "only rule takes another word");
    if (explain_word(stdout, word))
        return EXIT_CODE_OK;
    return unknown("word", word, explain_nearest(word), "regsim explain lists the words");
}

const struct command command_explain = {
    .name = "explain",
    .synopsis = "[WORD | rule [NAME]]",
    .summary = "say what a word of the scenario language means, or a rule of Windows",
    .details = "WORD is a word (os), a word in its section (given.os), a section (step) or a\n"
               "property. Without one, all words are listed.\n"
               "rule lists the rules of Windows that regsim follows; with a NAME\n"
               "(delete.has-children) or a public source ('Wine test_symlinks'), what it is,\n"
               "where it is from, the code that follows it and the tests.\n",
    .max_words = 2,
    .run = run,
};

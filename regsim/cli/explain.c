/* regsim explain: what a word of the scenario language means. */
#include "cli/command.h"

#include "scenario/explain.h"

static int run(const struct arguments *arguments)
{
    if (!arguments->word_count) {
        explain_all(stdout);
        return EXIT_CODE_OK;
    }
    const char *word = arguments->words[0];
    if (explain_word(stdout, word))
        return EXIT_CODE_OK;
    const char *near = explain_nearest(word);
    fprintf(stderr, "regsim: error: unknown word %s", word);
    if (near)
        fprintf(stderr, ", did you mean %s?", near);
    fputs("\n  hint: regsim explain lists the words\n", stderr);
    return EXIT_CODE_INVALID;
}

const struct command command_explain = {
    .name = "explain",
    .synopsis = "[WORD]",
    .summary = "say what a word of the scenario language means",
    .details = "WORD is a word (os), a word in its section (given.os), a section (step) or a\n"
               "property. Without one, all words are listed.\n",
    .max_words = 1,
    .run = run,
};

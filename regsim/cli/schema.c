/* regsim schema: the JSON Schema of the scenario language. */
#include "cli/command.h"

#include "base/memory.h"
#include "scenario/schema.h"

#include <stdio.h>

static int run(const struct arguments *arguments)
{
    (void)arguments;
    char *text = schema_text();
    fputs(text, stdout);
    mem_free(text);
    return EXIT_CODE_OK;
}

const struct command command_schema = {
    .name = "schema",
    .synopsis = "",
    .summary = "print the JSON Schema of scenarios, installs and bases",
    .details = "Editors use it through the first line of a scenario:\n"
               "  # yaml-language-server: $schema=../scenario.schema.json\n",
    .run = run,
};

/* smsperffix: removes the keys that SMS 2.0 SP2 and SP3 leave behind. See README.md. */
#include "exits.h"
#include "fix.h"
#include "machine.h"
#include "options.h"
#include "report.h"
#include "undo.h"

#define VERSION u"smsperffix 0.1.0"

static enum exit_code help(void)
{
    say(u"usage: smsperffix [--fix [--backup FILE] | --undo FILE] [--force] [\\\\COMPUTER]");
    say(u"       smsperffix --help | --version");
    say(u"");
    say(u"Reports the SMS 2.0 performance counter keys that SP2 left behind (Q267971).");
    say(u"  --fix          remove them, after a backup");
    say(u"  --backup FILE  where the backup is kept; " DEFAULT_BACKUP u" if not given");
    say(u"  --undo FILE    put back what the backup FILE holds");
    say(u"  --force        fix even if SMS is older than SP2; undo even if it overwrites");
    say(u"                 data, or if the backup is another computer's");
    say(u"  \\\\COMPUTER     work on that computer; files are local");
    say(u"");
    say(u"A backup that exists is kept and extended if it is one of the same computer");
    say(u"and contradicts nothing; any other file is not touched.");
    say(u"");
    say(u"Exit codes:");
    for (SIZE_T code = 0; code < EXIT_CODES; code++)
        say(u"  ", decimal(code), u"  ", exit_meanings[code]);
    return EXIT_DONE;
}

int main(void)
{
    const WCHAR *wrong, *argument;
    struct options options;
    struct machine machine;

    wrong = options_parse(&options, &argument, GetCommandLineW());
    if (wrong != NULL) {
        complain(argument, u": ", wrong, u"; see smsperffix --help");
        return EXIT_USAGE;
    }
    if (options.action == ACTION_HELP)
        return (int)help();
    if (options.action == ACTION_VERSION) {
        say(VERSION);
        return EXIT_DONE;
    }
    if (!machine_open(&machine, options.computer))
        return EXIT_REGISTRY;
    return (int)(options.action == ACTION_UNDO ? undo(&machine, &options)
                                               : fix_or_report(&machine, &options));
}

#include "situations.h"

#define A u"SMSPerfCountersForA"
#define B u"smsperfcountersforB"
#define C u"SMSPerfCountersForC"

static const char16_t text[] = u"text";

/* --- machines ------------------------------------------------------------------------------- */

static void neighbours(struct machine *machine)
{
    make_string(machine, USTR(u"AAA first of all"), USTR(u"a"), USTR(u"first"));
    make_string(machine, USTR(u"SMSPerfCounters\\Performance"), USTR(u"Library"), USTR(u"x.dll"));
    make_string(machine, USTR(u"SMSPerfCountersFo"), USTR(u""), USTR(u"one letter short"));
    make_key(machine, USTR(u"SMSvcHost"));
}

static void two_trees(struct machine *machine)
{
    neighbours(machine);
    make_string(machine, USTR(A u"\\Performance"), USTR(u"Library"),
                USTR(u"D:\\SMS\\bin\\i386\\SMSPERF.dll"));
    make_string(machine, USTR(A u"\\Performance"), USTR(u"Open"), USTR(u"OpenPerfData"));
    make_string(machine, USTR(A u"\\Linkage\\Deep"), USTR(u""), USTR(u"x"));
    make_string(machine, USTR(B), USTR(u"b"), USTR(u"second"));
}

static void stale(struct world *world)
{
    two_trees(world->desk);
    make_version(world->desk, REG_SZ_TYPE, USTR(u"2.00.1493.2000"));
}

static void remote_stale(struct world *world)
{
    neighbours(world->desk);
    make_key(world->desk, USTR(C)); /* not the one that is asked for */
    two_trees(world->logon1);
}

static void clean(struct world *world)
{
    neighbours(world->desk);
    make_version(world->desk, 7, USTR(u"2.00.1493.2000"));
}

static void release_to_manufacture(struct world *world)
{
    make_string(world->desk, USTR(B), USTR(u"b"), USTR(u"in use"));
    make_version(world->desk, REG_SZ_TYPE, USTR(u"2.00.1239.0000"));
}

/* Every type, with data of every form, and more of it than one piece of a file. */
static void odd(struct world *world)
{
    static const uint8_t many[11000];
    for (uint32_t type = 0; type < 9; type++)
        for (uint32_t size = 0; size < 4; size++) {
            char16_t name[] = {(char16_t)(u'a' + type), (char16_t)(u'0' + size), u'"', u'\\',
                               u'\n'};
            make_value(world->desk, USTR(A), (struct ustr){name, type % 2 ? 2 : 5}, type, text,
                       type < 4 ? 2 * size + 1 : 2 * size);
        }
    make_value(world->desk, USTR(A), USTR(u"type"), 0xFFFFFFFF, text, sizeof(text));
    make_value(world->desk, USTR(A), USTR(u"many"), REG_BINARY_TYPE, many, sizeof(many));
    make_value(world->desk, USTR(A), USTR(u"SymbolicLinkValue"), REG_SZ_TYPE, text, sizeof(text));
    make_string(world->desk, USTR(A u"\\1\\2\\3\\4\\5\\6\\7\\8\\9\\10\\11\\12\\13\\14\\15\\16\\17"),
                USTR(u""), USTR(u"the bottom"));
}

static void make_link(struct machine *machine, struct ustr path)
{
    static const char16_t target[] = u"\\REGISTRY\\MACHINE\\SYSTEM\\CurrentControlSet\\Services";
    make_value(machine, path, USTR(u"SymbolicLinkValue"), REG_LINK_TYPE, target,
               sizeof(target) - sizeof(*target));
    store_flags_set(machine->registry.store, service_key(machine, path), KEY_LINK);
}

/* Trees that cannot be backed up or deleted, among one that can. */
static void refused(struct world *world)
{
    make_link(world->desk, USTR(A u"1\\Link"));
    make_link(world->desk, USTR(A u"2"));
    make_key(world->desk, USTR(A u"3\\n\0l"));
    make_key(world->desk, USTR(A u"4\0nul"));
    make_value(world->desk, USTR(A u"5"), USTR(u"n\0l"), REG_SZ_TYPE, text, sizeof(text));
    make_key(world->desk, USTR(A u"6\\line\nbreak"));
    make_key(world->desk, USTR(A u"7\\Open\\Deeper"));
    make_key(world->desk, USTR(A u"7\\Shut"));
    deny(world->desk, USTR(A u"7\\Shut"), DELETE_RIGHT);
    make_string(world->desk, USTR(B), USTR(u"b"), USTR(u"goes"));
}

static void one_refused(struct world *world)
{
    make_link(world->desk, USTR(A));
}

static void foreign_backup(struct world *world)
{
    stale(world);
    make_file(world->desk, USTR(BACKUP), USTR(u"somebody else's"));
    make_file(world->desk, USTR(BACKUP u".1.tmp"), USTR(u"somebody else's, too"));
}

#define REG_HEADER u"\xFEFFWindows Registry Editor Version 5.00\r\n"
#define REG_KEY    u"[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\" B u"]\r\n"

/* regedit's own export of a stale key: undo takes it, a backup is not made of it. */
static void exported(struct world *world)
{
    make_string(world->desk, USTR(B), USTR(u"b"), USTR(u"second"));
    make_file(world->desk, USTR(BACKUP), USTR(REG_HEADER u"\r\n" REG_KEY u"\"b\"=\"second\"\r\n"));
}

static void other_computers(struct world *world)
{
    make_string(world->desk, USTR(B), USTR(u"b"), USTR(u"second"));
    make_file(world->desk, USTR(BACKUP),
              USTR(REG_HEADER u"; computer: OTHER\r\n\r\n" REG_KEY u"\"b\"=\"second\"\r\n"
                              u"\r\n; end\r\n"));
}

static void temporary_in_the_way(struct world *world)
{
    stale(world);
    make_file(world->desk, USTR(BACKUP u".1.tmp"), USTR(u"left by an earlier run"));
}

static void all_temporaries_in_the_way(struct world *world)
{
    char16_t path[] = BACKUP u".1.tmp";
    char16_t *digit = path + sizeof(BACKUP) / sizeof(*path);
    stale(world);
    for (*digit = u'1'; *digit <= u'9'; ++*digit)
        make_file(world->desk, ustr_z(path), USTR(u"left by an earlier run"));
}

/* --- what happens between two commands ------------------------------------------------------- */

static void new_tree(struct world *world)
{
    make_string(world->desk, USTR(C u"\\Performance"), USTR(u"c"), USTR(u"third"));
}

static void other_data(struct world *world)
{
    make_string(world->desk, USTR(B), USTR(u"b"), USTR(u"other"));
}

static void gone_in_part(struct world *world)
{
    remove_service(world->desk, USTR(A u"\\Linkage"));
    remove_service(world->desk, USTR(B));
}

#define TO_UNDO   "--fix --backup C:\\undo.reg"
#define UNDO      "--undo C:\\undo.reg"
#define TO_LOGON1 " \\\\LOGON1"

const struct situation situations[] = {
    {.name = "report",
     .intent = REPORTS,
     .others_act = true,
     .command = "",
     .exit = 1,
     .prepare = stale},
    {.name = "report of a clean computer", .intent = REPORTS, .command = "", .prepare = clean},
    {.name = "report of another computer",
     .intent = REPORTS,
     .command = "\\\\LOGON1",
     .exit = 1,
     .prepare = remote_stale,
     .remote = true},
    {.name = "report of no computer",
     .intent = REPORTS,
     .command = "\\\\NOWHERE",
     .exit = 6,
     .prepare = stale},
    {.name = "fix",
     .intent = FIXES,
     .others_act = true,
     .command = TO_UNDO,
     .prepare = stale,
     .undo = UNDO},
    {.name = "fix of another computer",
     .intent = FIXES,
     .command = TO_UNDO TO_LOGON1,
     .prepare = remote_stale,
     .undo = UNDO TO_LOGON1,
     .remote = true},
    {.name = "fix by force",
     .intent = FIXES,
     .command = TO_UNDO " --force",
     .prepare = release_to_manufacture,
     .undo = UNDO},
    {.name = "fix of keys in use",
     .intent = FIXES,
     .command = TO_UNDO,
     .exit = 3,
     .prepare = release_to_manufacture},
    {.name = "fix of every type of value",
     .intent = FIXES,
     .command = TO_UNDO,
     .prepare = odd,
     .undo = UNDO,
     .takes_long = true},
    {.name = "fix among trees that are refused",
     .intent = FIXES,
     .others_act = true,
     .command = TO_UNDO,
     .exit = 4,
     .prepare = refused,
     .undo = UNDO},
    {.name = "fix of nothing but a link",
     .intent = FIXES,
     .command = TO_UNDO,
     .exit = 4,
     .prepare = one_refused},
    {.name = "fix where the backup's name is taken",
     .intent = FIXES,
     .command = TO_UNDO,
     .exit = 5,
     .prepare = foreign_backup,
     .backup_is_kept = true},
    {.name = "fix where regedit's export has the backup's name",
     .intent = FIXES,
     .command = TO_UNDO,
     .exit = 5,
     .prepare = exported,
     .backup_is_kept = true},
    {.name = "fix where another computer's backup has the name",
     .intent = FIXES,
     .command = TO_UNDO,
     .exit = 5,
     .prepare = other_computers,
     .backup_is_kept = true},
    {.name = "fix where the backup holds everything",
     .intent = FIXES,
     .others_act = true,
     .command = TO_UNDO,
     .prepare = stale,
     .before = {TO_UNDO, UNDO},
     .undo = UNDO,
     .backup_is_kept = true},
    {.name = "fix where the backup lacks a tree",
     .intent = FIXES,
     .others_act = true,
     .command = TO_UNDO,
     .prepare = stale,
     .before = {TO_UNDO, UNDO},
     .then = new_tree,
     .undo = UNDO},
    {.name = "fix where the backup holds other data",
     .intent = FIXES,
     .others_act = true,
     .command = TO_UNDO,
     .exit = 5,
     .prepare = stale,
     .before = {TO_UNDO, UNDO},
     .then = other_data,
     .backup_is_kept = true},
    {.name = "fix beside a temporary file",
     .intent = FIXES,
     .command = TO_UNDO,
     .prepare = temporary_in_the_way,
     .undo = UNDO},
    {.name = "fix beside all temporary files",
     .intent = FIXES,
     .command = TO_UNDO,
     .exit = 5,
     .prepare = all_temporaries_in_the_way},
    {.name = "undo",
     .intent = UNDOES,
     .others_act = true,
     .command = UNDO,
     .prepare = stale,
     .before = {TO_UNDO}},
    {.name = "undo of another computer",
     .intent = UNDOES,
     .command = UNDO TO_LOGON1,
     .prepare = remote_stale,
     .before = {TO_UNDO TO_LOGON1},
     .remote = true},
    {.name = "undo of another computer's backup",
     .intent = UNDOES,
     .command = UNDO,
     .exit = 7,
     .prepare = remote_stale,
     .before = {TO_UNDO TO_LOGON1}},
    {.name = "undo of another computer's backup by force",
     .intent = UNDOES,
     .command = UNDO " --force",
     .prepare = remote_stale,
     .before = {TO_UNDO TO_LOGON1}},
    {.name = "undo of every type of value",
     .intent = UNDOES,
     .command = UNDO,
     .prepare = odd,
     .before = {TO_UNDO},
     .takes_long = true},
    {.name = "undo where a part is there",
     .intent = UNDOES,
     .others_act = true,
     .command = UNDO,
     .prepare = stale,
     .before = {TO_UNDO, UNDO},
     .then = gone_in_part},
    {.name = "undo over other data",
     .intent = UNDOES,
     .command = UNDO,
     .exit = 7,
     .prepare = stale,
     .before = {TO_UNDO},
     .then = other_data},
    {.name = "undo of regedit's export", .intent = UNDOES, .command = UNDO, .prepare = exported},
    {.name = "undo of a file that is none",
     .intent = UNDOES,
     .command = UNDO,
     .exit = 7,
     .prepare = foreign_backup},
};
const size_t situation_count = sizeof(situations) / sizeof(situations[0]);

/* --- somebody else ---------------------------------------------------------------------------- */

static void deletes_a_tree(struct machine *target, struct machine *desk)
{
    (void)desk;
    remove_service(target, USTR(B));
}

static void deletes_a_subkey(struct machine *target, struct machine *desk)
{
    (void)desk;
    remove_service(target, USTR(A u"\\Linkage\\Deep"));
}

static void lets_a_tree_grow(struct machine *target, struct machine *desk)
{
    (void)desk;
    make_string(target, USTR(A u"\\Linkage\\New"), USTR(u"n"), USTR(u"new"));
}

static void adds_a_value(struct machine *target, struct machine *desk)
{
    (void)desk;
    make_string(target, USTR(B), USTR(u"new"), USTR(u"new"));
}

static void changes_data(struct machine *target, struct machine *desk)
{
    (void)desk;
    if (service_key(target, USTR(B)) != KEY_NONE)
        make_string(target, USTR(B), USTR(u"b"), USTR(u"changed"));
}

static void adds_a_tree(struct machine *target, struct machine *desk)
{
    (void)desk;
    make_string(target, USTR(C u"\\Performance"), USTR(u"c"), USTR(u"third"));
}

static void deletes_the_first_service(struct machine *target, struct machine *desk)
{
    (void)desk;
    remove_service(target, USTR(u"AAA first of all"));
}

static void takes_rights_away(struct machine *target, struct machine *desk)
{
    (void)desk;
    deny(target, USTR(A u"\\Performance"), DELETE_RIGHT);
}

static void takes_the_names_of_files(struct machine *target, struct machine *desk)
{
    struct file_info file;
    (void)target;
    if (!files_info(&file, desk->files, USTR(BACKUP)))
        make_file(desk, USTR(BACKUP), USTR(u"somebody else's"));
}

/* Files that are open are left alone, as Windows would see to. */
static void spoils_the_temporary_file(struct machine *target, struct machine *desk)
{
    struct ustr path = USTR(BACKUP u".1.tmp");
    struct file_open *file;
    uint32_t got;
    (void)target;
    if (files_open(&file, NULL, desk->files, path, FILE_CAN_WRITE, 0, FILE_OPEN_EXISTING, 0,
                   machine_now(desk)) != 0)
        return;
    file_write(file, "spoilt", 6, &got, machine_now(desk));
    files_close(file);
}

const struct actor actors[] = {
    {.name = "a stale tree vanishes", .act = deletes_a_tree},
    {.name = "a part of a stale tree vanishes", .act = deletes_a_subkey},
    {.name = "a stale tree grows", .act = lets_a_tree_grow},
    {.name = "a stale key gets a value", .act = adds_a_value, .writes_values = true},
    {.name = "a value of a stale key changes",
     .act = changes_data,
     .writes_values = true,
     .changes_data = true},
    {.name = "a stale key appears", .act = adds_a_tree},
    {.name = "the services move up", .act = deletes_the_first_service},
    {.name = "a stale tree is closed to us", .act = takes_rights_away, .takes_rights = true},
    {.name = "the backup's name is taken", .act = takes_the_names_of_files, .touches_files = true},
    {.name = "the temporary file is spoilt",
     .act = spoils_the_temporary_file,
     .touches_files = true},
};
const size_t actor_count = sizeof(actors) / sizeof(actors[0]);

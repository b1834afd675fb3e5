/* perflib/lodctr.h: counter names in and out of Perflib. */
#include "perf_machine.h"

#include "perflib/lodctr.h"

static const char ini[] = "; counters of SMS_Files\n"
                          "[info]\n"
                          "drivername=SMS_Files\r\n"
                          "symbolfile=fiperf.h\n"
                          "\n"
                          "[objects]\n"
                          "FILES_009_NAME=\n"
                          "[languages]\n"
                          "009=English\n"
                          "007=Deutsch\n"
                          "[text]\n"
                          "FILES_009_NAME=SMS Files\n"
                          "FILES_009_HELP=Files of SMS.\n"
                          "FILES_OPEN_009_NAME = Open\n"
                          "FILES_OPEN_009_HELP = How many are open.\n"
                          "FILES_007_NAME=SMS-Dateien\n"
                          "[unknown]\n"
                          "a=b\n";
static const char symbols[] =
    "#define FILES 0\n#define FILES_OPEN\t2\n#define ODD 3\n#define NONE\n";

static struct lodctr_file parsed(void)
{
    struct lodctr_file file;
    struct diags diags = {0};
    regsim_status status = lodctr_parse(&file, &diags, "fiperf.ini", ini, symbols);
    assert_true(regsim_is_ok(status));
    assert_int_equal(diags.errors, 0);
    return file;
}

static struct machine *with_service(enum os os)
{
    struct machine *machine = perf_machine(os);
    struct store *store = machine->registry.store;
    store_ensure(store, machine_control_set_key(machine, USTR(u"Services")),
                 USTR(u"SMS_Files\\Performance"), 0);
    return machine;
}

static uint32_t number_at(const struct machine *machine, key_id key, struct ustr name)
{
    uint32_t number = 0;
    get_dword(&number, machine->registry.store, key, name);
    return number;
}

static void assert_name(const struct machine *machine, struct ustr language, bool help,
                        uint32_t index, const char16_t *expected)
{
    struct perf_names names;
    perf_names_read(&names, perf_names_value(machine, language, help));
    struct ustr found = {0};
    for (size_t i = 0; i < names.count; i++) {
        if (names.items[i].index == index)
            found = names.items[i].text;
    }
    assert_true(ustr_same(found, ustr_z(expected)));
    assert_int_equal(names.damage, PERF_NAMES_INTACT);
    perf_names_free(&names);
}

/* rules perflib.names, perflib.lodctr, perflib.lodctr-twice */
static void loading_appends_names_and_raises_the_last_indexes(void **state)
{
    (void)state;
    struct machine *machine = with_service(OS_W2K);
    key_id german = store_ensure(machine->registry.store, perflib_key(machine), USTR(u"007"), 0);
    struct lodctr_file file = parsed();
    assert_int_equal(lodctr_load(machine, &file), 0);
    key_id key = perf_service_key(machine, USTR(u"SMS_Files"));
    assert_int_equal(number_at(machine, key, USTR(u"First Counter")), 1848);
    assert_int_equal(number_at(machine, key, USTR(u"Last Counter")), 1850);
    assert_int_equal(number_at(machine, key, USTR(u"First Help")), 1849);
    assert_int_equal(number_at(machine, key, USTR(u"Last Help")), 1851);
    assert_int_equal(number_at(machine, perflib_key(machine), USTR(u"Last Counter")), 1850);
    assert_int_equal(number_at(machine, perflib_key(machine), USTR(u"Last Help")), 1851);
    assert_name(machine, USTR(u"009"), false, 1848, u"SMS Files");
    assert_name(machine, USTR(u"009"), true, 1851, u"How many are open.");
    assert_name(machine, USTR(u"007"), false, 1848, u"SMS-Dateien");
    assert_name(machine, USTR(u"007"), true, 1849, u"");
    assert_int_equal(store_value_count(machine->registry.store, german), 2);
    struct ustr list;
    assert_true(
        value_string(&list, store_value_find(machine->registry.store, key, USTR(u"Object List"))));
    assert_true(ustr_same(list, USTR(u"1848")));
    assert_events(machine, "1000 information \"SMS_Files\" 00000738 0000073a 00000739 0000073b\n");
    assert_int_equal(lodctr_load(machine, &file), ERROR_ALREADY_EXISTS);
    lodctr_done(&file);
    machine_free(machine);
}

/* rule perflib.unlodctr */
static void unloading_takes_the_names_away_and_leaves_the_key(void **state)
{
    (void)state;
    struct machine *machine = with_service(OS_W2K);
    struct store *store = machine->registry.store;
    key_id key = perf_service_key(machine, USTR(u"SMS_Files"));
    put_string(store, key, USTR(u"Library"), REG_SZ_TYPE, USTR(u"x.dll"));
    key_id german = store_ensure(store, perflib_key(machine), USTR(u"007"), 0);
    const struct ustr texts[] = {USTR(u"2"), USTR(u"Betriebssystem")};
    put_strings(store, german, USTR(u"Counter"), texts, 2);
    struct lodctr_file file = parsed();
    assert_int_equal(lodctr_load(machine, &file), 0);
    event_log_clear(machine->event_log);
    assert_name(machine, USTR(u"007"), false, 1848, u"SMS-Dateien");
    assert_int_equal(lodctr_unload(machine, USTR(u"sms_files")), 0);
    assert_name(machine, USTR(u"007"), false, 1848, u"");
    assert_name(machine, USTR(u"007"), false, 2, u"Betriebssystem");
    assert_name(machine, USTR(u"009"), true, 1851, u"");
    assert_int_equal(store_value_count(store, key), 1); /* Library */
    assert_int_equal(number_at(machine, perflib_key(machine), USTR(u"Last Counter")), 1846);
    assert_int_equal(number_at(machine, perflib_key(machine), USTR(u"Last Help")), 1847);
    assert_name(machine, USTR(u"009"), false, 1848, u"");
    assert_name(machine, USTR(u"009"), false, 1846, u"End Marker");
    assert_events(machine, "1001 information \"sms_files\" 00000736 00000737\n");
    assert_int_equal(lodctr_unload(machine, USTR(u"SMS_Files")), ERROR_FILE_NOT_FOUND);
    assert_int_equal(lodctr_unload(machine, USTR(u"nobody")), ERROR_FILE_NOT_FOUND);
    lodctr_done(&file);
    machine_free(machine);
}

static void unloading_what_is_not_last_keeps_the_last_indexes(void **state)
{
    (void)state;
    struct machine *machine = with_service(OS_W2K);
    struct store *store = machine->registry.store;
    store_ensure(store, machine_control_set_key(machine, USTR(u"Services")),
                 USTR(u"SMS_Mifs\\Performance"), 0);
    struct lodctr_file first = parsed(), second = {.driver = ustr_dup(USTR(u"SMS_Mifs"))};
    lodctr_add_language(&second, USTR(u"009"));
    lodctr_add_text(&second, 0, USTR(u"009"), USTR(u"SMS Mifs"), USTR(u"MIFs."));
    lodctr_add_text(&second, 0, USTR(u"009"), USTR(u"SMS MIFs"), USTR(u"MIFs."));
    assert_int_equal(lodctr_load(machine, &first), 0);
    assert_int_equal(lodctr_load(machine, &second), 0); /* without [objects]: 2000 */
    assert_name(machine, USTR(u"009"), false, 1852, u"SMS MIFs");
    assert_int_equal(lodctr_unload(machine, USTR(u"SMS_Files")), 0);
    assert_int_equal(number_at(machine, perflib_key(machine), USTR(u"Last Counter")), 1852);
    assert_name(machine, USTR(u"009"), false, 1852, u"SMS MIFs");
    assert_events(machine, "1000 information \"SMS_Files\" 00000738 0000073a 00000739 0000073b\n"
                           "2000 warning\n"
                           "1000 information \"SMS_Mifs\" 0000073c 0000073c 0000073d 0000073d\n"
                           "1001 information \"SMS_Files\" 0000073c 0000073d\n");
    lodctr_done(&first);
    lodctr_done(&second);
    machine_free(machine);
}

/* rule perflib.lodctr */
static void without_the_performance_key_nothing_is_written(void **state)
{
    (void)state; /* KB 325727 */
    struct lodctr_file file = parsed();
    for (enum os os = OS_NT4; os <= OS_W2K; os++) {
        struct machine *machine = perf_machine(os);
        assert_int_equal(lodctr_load(machine, &file), ERROR_FILE_NOT_FOUND);
        assert_events(machine, os == OS_NT4 ? ""
                                            : "3003 error \"SMS_Files\" 00000002\n"
                                              "3009 error \"SMS_Files\" 00000002\n");
        assert_int_equal(number_at(machine, perflib_key(machine), USTR(u"Last Counter")), 1846);
        machine_free(machine);
    }
    lodctr_done(&file);
}

/* rule perflib.lodctr-damage */
static void damaged_tables_are_refused(void **state)
{
    (void)state;
    struct lodctr_file file = parsed();
    static const struct {
        const char16_t *value;
        const char *events;
    } cases[] = {{u"Counter", "3001 error 00000002\n"}, {u"Help", "3002 error 00000002\n"}};
    for (size_t i = 0; i < 2; i++) {
        struct machine *machine = with_service(OS_W2K);
        key_id key = store_child_find(machine->registry.store, perflib_key(machine), USTR(u"009"));
        const struct ustr texts[] = {USTR(u"2"), USTR(u"System"), USTR(u"1862"), USTR(u"")};
        put_strings(machine->registry.store, key, ustr_z(cases[i].value), texts, 4);
        assert_int_equal(lodctr_load(machine, &file), ERROR_INVALID_DATA);
        assert_events(machine, cases[i].events);
        machine_free(machine);
    }
    lodctr_done(&file);
}

/* rules perflib.lodctr-damage, perflib.texts */
static void last_indexes_that_do_not_match_are_refused_or_corrected(void **state)
{
    (void)state;
    struct lodctr_file file = parsed();
    static const struct ustr names[] = {{u"Last Counter", 12}, {u"Last Help", 9}};
    for (size_t i = 0; i < 2; i++) {
        struct machine *machine = with_service(OS_W2K);
        perf_setting(machine, names[i], 2000);
        assert_int_equal(lodctr_load(machine, &file), ERROR_INVALID_DATA);
        assert_events(machine, "3000 error 000007d0 00000737\n");
        machine_free(machine);
        machine =
            with_service(OS_XP); /* from XP on they are corrected (rule perflib.lodctr-damage) */
        perf_setting(machine, names[i], 2000);
        assert_int_equal(lodctr_load(machine, &file), 0);
        assert_int_equal(number_at(machine, perflib_key(machine), USTR(u"Last Counter")), 1850);
        machine_free(machine);
    }
    struct machine *machine = with_service(OS_W2K); /* a name behind the last help */
    key_id key = store_child_find(machine->registry.store, perflib_key(machine), USTR(u"009"));
    const struct ustr texts[] = {USTR(u"2"), USTR(u"System"), USTR(u"1900"), USTR(u"x")};
    put_strings(machine->registry.store, key, USTR(u"Counter"), texts, 4);
    assert_int_equal(lodctr_load(machine, &file), ERROR_INVALID_DATA);
    machine_free(machine);
    lodctr_done(&file);
}

/* rule perflib.names-files */
static void a_language_that_the_machine_does_not_have_is_skipped(void **state)
{
    (void)state;
    struct machine *machine = with_service(OS_W2K);
    const struct store *store = machine->registry.store;
    struct lodctr_file file = parsed(); /* in 009 and 007 */
    assert_int_equal(lodctr_load(machine, &file), 0);
    assert_int_equal(store_child_find(store, perflib_key(machine), USTR(u"007")), KEY_NONE);
    assert_int_equal(store_child_count(store, perflib_key(machine)), 1);
    assert_name(machine, USTR(u"009"), false, 1848, u"SMS Files");
    lodctr_done(&file);
    machine_free(machine);
}

/* rule perflib.names-files */
static void a_damaged_table_of_another_language_is_left_alone(void **state)
{
    (void)state;
    struct machine *machine = with_service(OS_W2K);
    struct store *store = machine->registry.store;
    key_id german = store_ensure(store, perflib_key(machine), USTR(u"007"), 0);
    const struct ustr texts[] = {USTR(u"System"), USTR(u"2")};
    put_strings(store, german, USTR(u"Counter"), texts, 2);
    uint32_t size = store_value_find(store, german, USTR(u"Counter"))->size;
    struct lodctr_file file = parsed();
    assert_int_equal(lodctr_load(machine, &file), 0);
    assert_int_equal(lodctr_unload(machine, USTR(u"SMS_Files")), 0);
    assert_int_equal(store_value_find(store, german, USTR(u"Counter"))->size, size);
    lodctr_done(&file);
    machine_free(machine);
}

static void without_perflib_there_is_nothing_to_unload_from(void **state)
{
    (void)state;
    struct machine *machine = perf_machine(OS_W2K);
    key_id key = perf_service(machine, u"S", u"x.dll");
    store_tree_remove(machine->registry.store, perflib_key(machine));
    assert_int_equal(lodctr_unload(machine, USTR(u"S")), 0);
    assert_int_equal(number_at(machine, key, USTR(u"First Counter")), 0);
    machine_free(machine);
}

static void wrong_lines_are_told_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *ini, *message;
        size_t line;
    } cases[] = {
        {"[info]\n", "no drivername in: [info]", 0},
        {"[info]\ndrivername=x\n[text\n", "a section without ]: [text", 3},
        {"[info]\ndrivername=x\nnonsense\n", "a line without =: nonsense", 3},
        {"[info]\ndrivername=x\n[text]\nODD_009_NAME=x\n",
         "the symbol file has no even number for: ODD", 4},
        {"[info]\ndrivername=x\n[text]\nNONE_009_NAME=x\n",
         "the symbol file has no even number for: NONE", 4},
        {"[info]\ndrivername=x\n[text]\nGONE_009_NAME=x\n",
         "the symbol file has no even number for: GONE", 4},
        {"[info]\ndrivername=x\n[text]\nFILES_009_TEXT=x\n",
         "not SYMBOL_LANGUAGE_NAME or SYMBOL_LANGUAGE_HELP: FILES_009_TEXT", 4},
        {"[info]\ndrivername=x\n[objects]\nFILES=x\n",
         "not SYMBOL_LANGUAGE_NAME or SYMBOL_LANGUAGE_HELP: FILES", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lodctr_file file;
        struct diags diags = {0};
        regsim_status status = lodctr_parse(&file, &diags, "x.ini", cases[i].ini, symbols);
        assert_int_equal(status.code, REGSIM_INVALID);
        assert_int_equal(diags.count, 1);
        assert_string_equal(diags.items[0].text, cases[i].message);
        assert_int_equal(diags.items[0].line, cases[i].line);
        diags_free(&diags);
    }
}

static void refuse(const struct machine *machine, const char16_t *path, const char *message)
{
    struct lodctr_file file;
    struct diags diags = {0};
    regsim_status status = lodctr_read(&file, &diags, machine, ustr_z(path));
    assert_int_equal(status.code, REGSIM_INVALID);
    assert_string_equal(diags.items[0].text, message);
    diags_free(&diags);
}

static void a_file_of_the_machine_is_read_with_its_symbol_file_beside_it(void **state)
{
    (void)state;
    struct machine *machine = with_service(OS_NT4);
    refuse(machine, u"C:\\bork\\fiperf.ini", "the machine has no such file");
    files_put(machine->files, USTR(u"C:\\bork\\fiperf.ini"), ini, sizeof ini - 1, NULL, 0);
    refuse(machine, u"C:\\bork", "the machine has no such file");
    refuse(machine, u"C:\\bork\\fiperf.ini", "its symbol file is not beside it");
    struct ubuf wide = {0};
    ubuf_put(&wide, 0xFEFF);
    ubuf_add_wtf8(&wide, symbols, sizeof symbols - 1);
    files_put(machine->files, USTR(u"C:\\bork\\fiperf.h"), wide.units,
              wide.count * sizeof *wide.units, NULL, 0);
    ubuf_free(&wide);
    struct lodctr_file file;
    struct diags diags = {0};
    regsim_status status = lodctr_read(&file, &diags, machine, USTR(u"C:\\bork\\fiperf.ini"));
    assert_true(regsim_is_ok(status));
    assert_int_equal(lodctr_load(machine, &file), 0);
    assert_name(machine, USTR(u"009"), false, 1850, u"Open");
    lodctr_done(&file);
    files_put(machine->files, USTR(u"C:\\bad.ini"), "[info]\n", 7, NULL, 0);
    refuse(machine, u"C:\\bad.ini", "no drivername in: [info]");
    static const char bare[] = "[info]\ndrivername=x\n[text]\nFILES_009_NAME=x\n";
    files_put(machine->files, USTR(u"C:\\bare.ini"), bare, sizeof bare - 1, NULL, 0);
    refuse(machine, u"C:\\bare.ini", "the symbol file has no even number for: FILES");
    machine_free(machine);
}

static void trust_is_read_from_info(void **state)
{
    (void)state;
    struct lodctr_file file;
    struct diags diags = {0};
    regsim_status status = lodctr_parse(&file, &diags, "x.ini",
                                        "[info]\ndrivername=y\ndrivername=x\nsymbolfile="
                                        "a\nsymbolfile=b\ntrusted=\nother=1\n[objects]",
                                        "");
    assert_true(regsim_is_ok(status));
    assert_true(file.trusted);
    assert_true(file.has_objects);
    assert_true(ustr_same(file.driver, USTR(u"x")));
    lodctr_done(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loading_appends_names_and_raises_the_last_indexes),
        cmocka_unit_test(unloading_takes_the_names_away_and_leaves_the_key),
        cmocka_unit_test(unloading_what_is_not_last_keeps_the_last_indexes),
        cmocka_unit_test(without_the_performance_key_nothing_is_written),
        cmocka_unit_test(damaged_tables_are_refused),
        cmocka_unit_test(last_indexes_that_do_not_match_are_refused_or_corrected),
        cmocka_unit_test(a_language_that_the_machine_does_not_have_is_skipped),
        cmocka_unit_test(a_damaged_table_of_another_language_is_left_alone),
        cmocka_unit_test(without_perflib_there_is_nothing_to_unload_from),
        cmocka_unit_test(wrong_lines_are_told_with_their_place),
        cmocka_unit_test(a_file_of_the_machine_is_read_with_its_symbol_file_beside_it),
        cmocka_unit_test(trust_is_read_from_info),
    };
    return RUN_TESTS(tests);
}

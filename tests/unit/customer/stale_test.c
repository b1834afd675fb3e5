/* The verdict of an export: the same for the same case, however its files are cut. */
#include "formats/reg_check.h"

#include "customer/stale.h"

#define SERVICES "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\"

static struct reading read_text(const char *body)
{
    char *text = mem_printf("Windows Registry Editor Version 5.00\n\n%s", body);
    struct reading reading = read_wide(text);
    assert_true(regsim_is_ok(reading.status));
    mem_free(text);
    return reading;
}

/* Of up to two bodies of .reg text; freed by the caller. */
static char *verdict_of(const char *one, const char *other)
{
    struct reading readings[2] = {read_text(one), read_text(other ? other : "")};
    struct stale_part parts[2] = {{readings[0].store, {0}}, {readings[1].store, {0}}};
    struct buf out = {0};
    stale_verdict(&out, parts, other ? 2 : 1, OS_W2K);
    char *text = mem_strdup(buf_z(&out));
    buf_free(&out);
    reading_free(&readings[0]);
    reading_free(&readings[1]);
    return text;
}

static void assert_verdict(const char *one, const char *other, const char *wanted)
{
    char *text = verdict_of(one, other);
    assert_string_equal(text, wanted);
    mem_free(text);
}

static const char setup[] = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Setup]\n";

static void keys_version_and_events_make_the_verdict(void **state)
{
    static const char key[] = "[" SERVICES "SMSPerfCountersForX\\Performance]\n"
                              "\"Library\"=\"D:\\\\x.dll\"\n\"Open\"=\"O\"\n\"Collect\"=\"C\"\n"
                              "\"Close\"=\"C\"\n"
                              "[" SERVICES "smsperfcountersfor]\n[" SERVICES "SMSPerfCounters]\n";
    (void)state;
    char *version = mem_printf("%s\"Full Version\"=\"2.00.1493.2009\"\n", setup);
    assert_verdict(key, version,
                   "key smsperfcountersfor\nkey SMSPerfCountersForX\n"
                   "version 2.00.1493.2009\nevent Perflib\n1011\n");
    assert_verdict(version, key,
                   "key smsperfcountersfor\nkey SMSPerfCountersForX\n"
                   "version 2.00.1493.2009\nevent Perflib\n1011\n");
    mem_free(version);
}

static void what_is_not_there_is_no_part_of_the_verdict(void **state)
{
    (void)state;
    assert_verdict("[HKEY_LOCAL_MACHINE\\SOFTWARE\\x]\n", NULL, "");
    assert_verdict(setup, NULL, "");
    /* a version that is no text is none */
    char *number = mem_printf("%s\"Full Version\"=dword:00000002\n", setup);
    assert_verdict(number, NULL, "");
    mem_free(number);
}

static void control_sets_that_differ_are_a_verdict_of_their_own(void **state)
{
    static const char link[] = "[" SERVICES "A]\n\"v\"=\"1\"\n";
    static const char number[] = "[HKEY_LOCAL_MACHINE\\SYSTEM\\Select]\n\"Current\"=dword:1\n"
                                 "[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\A]\n"
                                 "\"v\"=\"2\"\n";
    (void)state;
    assert_verdict(link, number, "two control sets that differ\n");
}

/* The root of a hive is not named in it. */
static void a_part_stands_at_its_place(void **state)
{
    (void)state;
    struct store *hive = store_new();
    store_ensure(hive, store_root(hive), USTR(u"ControlSet001\\Services\\SMSPerfCountersForX"), 0);
    struct stale_part part = {hive, USTR(u"HKEY_LOCAL_MACHINE\\SYSTEM")};
    struct buf out = {0};
    stale_verdict(&out, &part, 1, OS_XP);
    assert_string_equal(buf_z(&out), "key SMSPerfCountersForX\n");
    buf_free(&out);
    store_free(hive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_version_and_events_make_the_verdict),
        cmocka_unit_test(what_is_not_there_is_no_part_of_the_verdict),
        cmocka_unit_test(control_sets_that_differ_are_a_verdict_of_their_own),
        cmocka_unit_test(a_part_stands_at_its_place),
    };
    return RUN_TESTS(tests);
}

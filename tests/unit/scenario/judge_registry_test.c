/* scenario/judge.h: the registry, closed-world. */
#include "check.h"

#include "base/memory.h"
#include "scenario/judge.h"

#include <string.h>

static struct {
    struct network *network;
    struct machine *machine;
    struct registry before[2];
    struct ledger ledgers[2];
    struct outcome outcome;
} world;

#define SERVICES u"HKLM\\SYSTEM\\CurrentControlSet\\Services"
#define PLAIN    u"MACHINE\\SYSTEM\\ControlSet001\\Services"

static struct store *store(void)
{
    return world.machine->registry.store;
}

static key_id key_at(struct ustr path)
{
    return store_ensure(store(), store_root(store()), path, 1);
}

static int set_up(void **state)
{
    (void)state;
    memset(&world, 0, sizeof world);
    world.network = network_new();
    world.machine = machine_new(USTR(u"ONE"), OS_W2K, PLATFORM_I386);
    assert_true(network_add(world.network, world.machine));
    key_id stale = key_at(USTR(PLAIN u"\\Stale\\Performance"));
    store_value_set(store(), stale, USTR(u"Library"), REG_SZ_TYPE, u"a.dll", 12);
    key_id live = key_at(USTR(PLAIN u"\\Live"));
    store_value_set(store(), live, USTR(u"Start"), REG_DWORD_TYPE, "\2\0\0\0", 4);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    outcome_free(&world.outcome);
    for (int i = 0; i < 2; i++) {
        ledger_free(&world.ledgers[i]);
        store_free(world.before[i].store);
    }
    network_free(world.network);
    return 0;
}

static void begin(void)
{
    for (size_t i = 0; i < world.network->count; i++) {
        world.before[i] = world.network->machines[i]->registry;
        world.before[i].store = store_clone(world.before[i].store);
    }
}

static void judge(const struct expectation *expected)
{
    for (size_t i = 0; i < world.network->count; i++)
        ledger_add(&world.ledgers[i], world.before[i].store,
                   world.network->machines[i]->registry.store, false);
    struct registry_changes changes = {world.network, world.ledgers, world.before};
    judge_registry(&world.outcome, "then", expected, &changes);
}

static const struct finding_line *line_about(const char *subject)
{
    for (size_t i = 0; i < world.outcome.count; i++) {
        for (size_t j = 0; j < world.outcome.findings[i].count; j++) {
            if (strstr(world.outcome.findings[i].lines[j].subject, subject))
                return &world.outcome.findings[i].lines[j];
        }
    }
    return NULL;
}

#define EXPECTATION(...) ((struct expectation){.place = {"a.yaml", 3, 1}, __VA_ARGS__})

static void nothing_listed_and_nothing_changed_passes(void **state)
{
    (void)state;
    begin();
    struct expectation expected = EXPECTATION(.has_registry = true);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_PASSED);
}

static void exactly_what_is_listed_may_go(void **state)
{
    (void)state;
    begin();
    store_tree_remove(store(), key_at(USTR(PLAIN u"\\Stale")));
    struct path_spec removed[] = {{.path = USTR(SERVICES u"\\sTALE")}};
    struct expectation expected = EXPECTATION(.removed = removed, .removed_count = 1);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_PASSED);
}

static void one_key_too_many_is_named_with_its_values(void **state)
{
    (void)state;
    begin();
    store_tree_remove(store(), key_at(USTR(PLAIN u"\\Stale")));
    store_tree_remove(store(), key_at(USTR(PLAIN u"\\Live")));
    struct path_spec removed[] = {{.path = USTR(SERVICES u"\\Stale")}};
    struct expectation expected =
        EXPECTATION(.removed = removed, .removed_count = 1, .removed_place = {"a.yaml", 14, 3});
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_FAILED);
    assert_int_equal(world.outcome.count, 1);
    assert_string_equal(world.outcome.findings[0].title,
                        "then.removed: 1 key expected, 2 keys were removed");
    assert_int_equal(world.outcome.findings[0].line, 14);
    assert_string_equal(world.outcome.findings[0].lines[0].subject,
                        "HKLM\\SYSTEM\\CurrentControlSet\\Services");
    assert_string_equal(line_about("Live")->verdict, "must stay");
    assert_int_equal(line_about("Live")->mark, '-');
    assert_string_equal(line_about("Start   dword 0x2")->verdict, "must stay");
    assert_string_equal(line_about("Stale")->verdict, "expected");
}

static void what_is_listed_and_still_there_is_missing(void **state)
{
    (void)state;
    begin();
    struct path_spec removed[] = {{.path = USTR(SERVICES u"\\Stale")},
                                  {.path = USTR(SERVICES u"\\Never")}};
    struct expectation expected = EXPECTATION(.removed = removed, .removed_count = 2);
    judge(&expected);
    assert_string_equal(world.outcome.findings[0].title,
                        "then.removed: 2 keys expected, 0 keys were removed");
    assert_string_equal(line_about("Stale")->verdict, "was expected");
    assert_string_equal(line_about("Stale")->happened, "not removed");
    assert_string_equal(line_about("Never")->verdict, "was never there");
}

static void half_of_a_listed_key_is_not_enough(void **state)
{
    (void)state;
    begin();
    store_key_remove(store(), key_at(USTR(PLAIN u"\\Stale\\Performance")));
    struct path_spec removed[] = {{.path = USTR(SERVICES u"\\Stale")}};
    struct expectation expected = EXPECTATION(.removed = removed, .removed_count = 1);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_FAILED);
}

static void single_values_can_be_listed(void **state)
{
    (void)state;
    begin();
    store_value_remove(store(), key_at(USTR(PLAIN u"\\Live")), USTR(u"Start"));
    struct ustr names[] = {USTR(u"START")};
    struct path_spec removed[] = {
        {.path = USTR(SERVICES u"\\Live"), .values = names, .value_count = 1}};
    struct expectation expected = EXPECTATION(.removed = removed, .removed_count = 1);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_PASSED);
}

static void a_listed_value_that_stays_is_missing(void **state)
{
    (void)state;
    begin();
    struct ustr names[] = {{0}};
    struct path_spec removed[] = {
        {.path = USTR(SERVICES u"\\Live"), .values = names, .value_count = 1}};
    struct expectation expected = EXPECTATION(.removed = removed, .removed_count = 1);
    judge(&expected);
    assert_string_equal(world.outcome.findings[0].title,
                        "then.removed: 1 value expected, 0 keys were removed");
    assert_non_null(line_about("Live   value (Default)"));
}

static void one_byte_of_one_value_is_a_failure(void **state)
{
    (void)state;
    begin();
    store_value_set(store(), key_at(USTR(PLAIN u"\\Live")), USTR(u"Start"), REG_DWORD_TYPE,
                    "\3\0\0\0", 4);
    struct expectation expected = EXPECTATION(.removed_count = 0);
    judge(&expected);
    assert_string_equal(world.outcome.findings[0].title,
                        "then.changed: 0 keys expected, 1 value was changed");
    assert_string_equal(line_about("Start")->subject, "Start   dword 0x3 (was dword 0x2)");
    assert_string_equal(line_about("Start")->verdict, "not expected");
}

static void a_changed_value_must_be_what_is_listed(void **state)
{
    (void)state;
    begin();
    store_value_set(store(), key_at(USTR(PLAIN u"\\Live")), USTR(u"Start"), REG_DWORD_TYPE,
                    "\3\0\0\0", 4);
    struct value_spec right[] = {{.name = USTR(u"start"),
                                  .type = REG_DWORD_TYPE,
                                  .data = (const uint8_t *)"\3\0\0\0",
                                  .size = 4}};
    struct key_spec changed[] = {
        {.path = USTR(SERVICES u"\\Live"), .values = right, .value_count = 1}};
    struct expectation expected = EXPECTATION(.changed = changed, .changed_count = 1);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_PASSED);
    right[0].data = (const uint8_t *)"\4\0\0\0";
    struct registry_changes changes = {world.network, world.ledgers, world.before};
    judge_registry(&world.outcome, "then", &expected, &changes);
    assert_int_equal(world.outcome.verdict, VERDICT_FAILED);
}

static void added_keys_imply_the_keys_above_them(void **state)
{
    (void)state;
    begin();
    store_value_set(store(), key_at(USTR(PLAIN u"\\New\\Deep")), USTR(u"v"), REG_SZ_TYPE, u"x", 4);
    struct value_spec values[] = {
        {.name = USTR(u"v"), .type = REG_SZ_TYPE, .data = (const uint8_t *)u"x", .size = 4}};
    struct key_spec added[] = {
        {.path = USTR(SERVICES u"\\New\\Deep"), .values = values, .value_count = 1}};
    struct expectation expected = EXPECTATION(.added = added, .added_count = 1);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_PASSED);
}

static void an_added_value_that_is_not_listed_fails(void **state)
{
    (void)state;
    begin();
    store_value_set(store(), key_at(USTR(PLAIN u"\\Live")), USTR(u"New"), REG_SZ_TYPE, u"x", 4);
    struct expectation expected = EXPECTATION(.removed_count = 0);
    judge(&expected);
    assert_string_equal(world.outcome.findings[0].title,
                        "then.added: 0 keys expected, 1 value was added");
}

static void attributes_of_a_key_count_and_can_be_listed(void **state)
{
    (void)state;
    begin();
    store_class_set(store(), key_at(USTR(PLAIN u"\\Live")), USTR(u"Shell"));
    struct expectation none = EXPECTATION(.removed_count = 0);
    judge(&none);
    assert_string_equal(world.outcome.findings[0].title,
                        "then.changed: 0 keys expected, 1 key was changed");
    outcome_free(&world.outcome);
    struct key_spec changed[] = {{.path = USTR(SERVICES u"\\Live")}};
    struct expectation listed = EXPECTATION(.changed = changed, .changed_count = 1);
    struct registry_changes changes = {world.network, world.ledgers, world.before};
    judge_registry(&world.outcome, "then", &listed, &changes);
    assert_int_equal(world.outcome.verdict, VERDICT_PASSED);
}

static void what_is_ignored_may_change_in_any_way(void **state)
{
    (void)state;
    begin();
    store_tree_remove(store(), key_at(USTR(PLAIN u"\\Stale")));
    store_value_remove(store(), key_at(USTR(PLAIN u"\\Live")), USTR(u"Start"));
    struct ustr names[] = {USTR(u"Start")};
    struct path_spec ignoring[] = {
        {.path = USTR(SERVICES u"\\Stale")},
        {.path = USTR(SERVICES u"\\Live"), .values = names, .value_count = 1}};
    struct expectation expected = EXPECTATION(.ignoring = ignoring, .ignoring_count = 2);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_PASSED);
}

static void change_start(const char *data, uint32_t type, uint32_t size)
{
    store_value_set(store(), key_at(USTR(PLAIN u"\\Live")), USTR(u"Start"), type, data, size);
}

/* Whether a change of Start to dword 3 is what `spec` lists. */
static bool start_is_as_listed(const struct value_spec *spec)
{
    struct value_spec values[] = {{.name = USTR(u"Another"), .type = REG_SZ_TYPE}, *spec};
    struct key_spec changed[] = {
        {.path = USTR(SERVICES u"\\Stale")},
        {.path = USTR(SERVICES u"\\Live"), .values = values + 1, .value_count = 1},
        {.path = USTR(SERVICES u"\\Live"), .values = values, .value_count = 1}};
    struct expectation expected = EXPECTATION(.changed = changed + 1, .changed_count = 1);
    struct registry_changes changes = {world.network, world.ledgers, world.before};
    outcome_free(&world.outcome);
    judge_registry(&world.outcome, "then", &expected, &changes);
    bool passed = world.outcome.verdict == VERDICT_PASSED;
    expected = EXPECTATION(.changed = changed, .changed_count = 3);
    outcome_free(&world.outcome);
    judge_registry(&world.outcome, "then", &expected, &changes);
    assert_int_equal(world.outcome.verdict, VERDICT_FAILED);
    return passed;
}

static void type_size_and_every_byte_of_a_listed_value_count(void **state)
{
    (void)state;
    begin();
    change_start("\3\0\0\0", REG_DWORD_TYPE, 4);
    struct expectation none = EXPECTATION(.removed_count = 0);
    judge(&none);
    const uint8_t right[] = {3, 0, 0, 0}, wrong[] = {3, 0, 0, 1};
    const struct value_spec start = {
        .name = USTR(u"start"), .type = REG_DWORD_TYPE, .data = right, .size = 4};
    struct value_spec spec = start;
    assert_true(start_is_as_listed(&spec));
    spec.type = REG_BINARY_TYPE;
    assert_false(start_is_as_listed(&spec));
    assert_non_null(line_about("Start   dword 0x3 (was dword 0x2)"));
    assert_string_equal(line_about("Start   dword")->verdict, "binary 03 00 00 00 expected");
    spec = start;
    spec.size = 3;
    assert_false(start_is_as_listed(&spec));
    spec = start;
    spec.data = wrong;
    assert_false(start_is_as_listed(&spec));
    spec = start;
    spec.name = USTR(u"End");
    assert_false(start_is_as_listed(&spec));
}

static void an_empty_value_may_be_listed(void **state)
{
    (void)state;
    begin();
    change_start("", REG_NONE_TYPE, 0);
    struct value_spec value[] = {{.name = USTR(u"Start"), .type = REG_NONE_TYPE}};
    struct key_spec changed[] = {
        {.path = USTR(SERVICES u"\\Live"), .values = value, .value_count = 1}};
    struct expectation expected = EXPECTATION(.changed = changed, .changed_count = 1);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_PASSED);
}

static void a_path_without_a_root_is_missing(void **state)
{
    (void)state;
    begin();
    struct path_spec removed[] = {{.path = USTR(u"NOWHERE\\X")}};
    struct expectation expected = EXPECTATION(.removed = removed, .removed_count = 1);
    judge(&expected);
    assert_string_equal(line_about("X")->verdict, "was never there");
}

static void values_of_one_key_are_listed_one_by_one(void **state)
{
    (void)state;
    key_id live = key_at(USTR(PLAIN u"\\Live"));
    store_value_set(store(), live, USTR(u"a"), REG_SZ_TYPE, u"", 2);
    store_value_set(store(), live, USTR(u"b"), REG_SZ_TYPE, u"", 2);
    begin();
    store_value_remove(store(), live, USTR(u"a"));
    store_value_remove(store(), live, USTR(u"b"));
    store_value_remove(store(), key_at(USTR(PLAIN u"\\Stale\\Performance")), USTR(u"Library"));
    struct ustr names[] = {USTR(u"a"), USTR(u"b")};
    struct path_spec removed[] = {
        {.path = USTR(SERVICES u"\\Live"), .values = names, .value_count = 2}};
    struct expectation expected = EXPECTATION(.removed = removed, .removed_count = 1);
    judge(&expected);
    assert_string_equal(world.outcome.findings[0].title,
                        "then.removed: 2 values expected, 3 values were removed");
    assert_string_equal(line_about("Library")->verdict, "must stay");
    assert_string_equal(line_about("a   sz")->verdict, "expected");
    outcome_free(&world.outcome);
    removed[0].value_count = 1;
    struct registry_changes changes = {world.network, world.ledgers, world.before};
    judge_registry(&world.outcome, "then", &expected, &changes);
    assert_string_equal(line_about("b   sz")->verdict, "must stay");
}

static void a_changed_key_is_not_what_a_line_about_its_values_lists(void **state)
{
    (void)state;
    begin();
    key_id live = key_at(USTR(PLAIN u"\\Live"));
    store_class_set(store(), live, USTR(u"Shell"));
    store_key_rename(store(), live, USTR(u"LIVE"));
    struct value_spec value[] = {{.name = USTR(u"Start"), .type = REG_DWORD_TYPE}};
    struct key_spec changed[] = {
        {.path = USTR(SERVICES u"\\Live"), .values = value, .value_count = 1},
        {.path = USTR(SERVICES u"\\Stale")}};
    struct expectation expected = EXPECTATION(.changed = changed, .changed_count = 2);
    judge(&expected);
    assert_string_equal(line_about("(spelling, class)")->verdict, "not expected");
    assert_string_equal(line_about("value Start")->happened, "not changed");
}

static void what_is_ignored_on_one_computer_counts_on_another(void **state)
{
    (void)state;
    struct machine *other = machine_new(USTR(u"TWO"), OS_W2K, PLATFORM_I386);
    assert_true(network_add(world.network, other));
    begin();
    change_start("\3\0\0\0", REG_DWORD_TYPE, 4);
    struct path_spec ignoring[] = {{.machine = "two", .path = USTR(SERVICES u"\\Live")}};
    struct value_spec value[] = {{.name = USTR(u"Start"), .type = REG_DWORD_TYPE}};
    struct key_spec changed[] = {
        {.machine = "TWO", .path = USTR(SERVICES u"\\Live"), .values = value, .value_count = 1}};
    struct expectation expected = EXPECTATION(.ignoring = ignoring, .ignoring_count = 1,
                                              .changed = changed, .changed_count = 1);
    judge(&expected);
    assert_string_equal(line_about("Start   dword 0x3")->verdict, "not expected");
}

static void another_computer_is_judged_by_its_own_lines(void **state)
{
    (void)state;
    struct machine *other = machine_new(USTR(u"TWO"), OS_W2K, PLATFORM_I386);
    assert_true(network_add(world.network, other));
    begin();
    store_tree_remove(store(), key_at(USTR(PLAIN u"\\Stale")));
    struct path_spec removed[] = {{.machine = "two", .path = USTR(SERVICES u"\\Stale")}};
    struct expectation expected = EXPECTATION(.removed = removed, .removed_count = 1);
    judge(&expected);
    assert_int_equal(world.outcome.verdict, VERDICT_FAILED);
    assert_non_null(line_about("\\\\ONE\\HKLM"));
    assert_non_null(line_about("\\\\TWO\\HKLM"));
}

static void a_flood_of_changes_is_cut_and_counted(void **state)
{
    (void)state;
    for (char16_t i = 0; i < 200; i++) {
        char16_t name[] = {u'k', (char16_t)(u'\u4E00' + i)};
        store_key_add(store(), key_at(USTR(PLAIN)), (struct ustr){name, 2}, 0, 1);
    }
    begin();
    store_tree_remove(store(), key_at(USTR(PLAIN)));
    struct expectation expected = EXPECTATION(.removed_count = 0);
    judge(&expected);
    const struct finding *finding = &world.outcome.findings[0];
    assert_true(finding->count < 70);
    assert_non_null(strstr(finding->lines[finding->count - 1].subject, "more lines"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_listed_and_nothing_changed_passes),
        TEST(exactly_what_is_listed_may_go),
        TEST(one_key_too_many_is_named_with_its_values),
        TEST(what_is_listed_and_still_there_is_missing),
        TEST(half_of_a_listed_key_is_not_enough),
        TEST(single_values_can_be_listed),
        TEST(a_listed_value_that_stays_is_missing),
        TEST(one_byte_of_one_value_is_a_failure),
        TEST(a_changed_value_must_be_what_is_listed),
        TEST(added_keys_imply_the_keys_above_them),
        TEST(an_added_value_that_is_not_listed_fails),
        TEST(attributes_of_a_key_count_and_can_be_listed),
        TEST(what_is_ignored_may_change_in_any_way),
        TEST(type_size_and_every_byte_of_a_listed_value_count),
        TEST(an_empty_value_may_be_listed),
        TEST(a_path_without_a_root_is_missing),
        TEST(values_of_one_key_are_listed_one_by_one),
        TEST(a_changed_key_is_not_what_a_line_about_its_values_lists),
        TEST(what_is_ignored_on_one_computer_counts_on_another),
        TEST(another_computer_is_judged_by_its_own_lines),
        TEST(a_flood_of_changes_is_cut_and_counted),
    };
    return RUN_TESTS(tests);
}

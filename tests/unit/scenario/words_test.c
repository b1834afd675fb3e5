/* scenario/words.h, schema.h, explain.h: the table is whole, and what is made of it. */
#include "check.h"

#include "base/memory.h"
#include "scenario/explain.h"
#include "scenario/schema.h"
#include "scenario/words.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static void every_word_has_a_shape_a_help_and_an_example_with_the_word(void **state)
{
    (void)state;
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        const struct word *word = &words[id];
        assert_non_null(word->name);
        assert_int_not_equal(word->shapes, 0);
        assert_int_equal(word->needed & ~word->shapes, 0);
        assert_int_not_equal(word->help[strlen(word->help) - 1], '.');
        assert_non_null(strstr(word->example, word->name));
        assert_int_equal(word->type == TYPE_CHOICE, word->choices != NULL);
        assert_non_null(word_types[word->type].name);
        for (enum shape shape = 0; shape < SHAPE_COUNT; shape++) {
            if (word_is_in(id, shape)) /* no shape has two words of one name */
                assert_int_equal(word_find(shape, word->name), id);
        }
    }
}

static void the_schema_is_json_with_every_reference_defined(void **state)
{
    (void)state;
    char *text = schema_text(), *again = schema_text();
    assert_string_equal(text, again);
    cJSON *schema = cJSON_Parse(text);
    assert_non_null(schema);
    cJSON *definitions = cJSON_GetObjectItem(schema, "definitions");
    for (const char *at = text; (at = strstr(at, "#/definitions/")) != NULL;) {
        char name[32] = "";
        at += strlen("#/definitions/");
        memcpy(name, at, strcspn(at, "\""));
        assert_non_null(cJSON_GetObjectItem(definitions, name));
    }
    cJSON_Delete(schema);
    mem_free(text);
    mem_free(again);
}

static char *explained(const char *word)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool found = true;
    if (word)
        found = explain_word(out, word);
    else
        explain_all(out);
    fclose(out);
    if (!found) {
        assert_int_equal(size, 0);
        free(text);
        text = NULL;
    }
    return text;
}

static void assert_explains(const char *word, const char *wanted)
{
    char *text = explained(word);
    assert_non_null(text);
    assert_non_null(strstr(text, wanted));
    free(text);
}

static void words_sections_and_properties_are_explained(void **state)
{
    (void)state;
    assert_explains("os", "given.os");
    assert_explains("given.os", "nt4, w2k");
    assert_explains("source", "event.source");
    assert_explains("event.source", "Perflib");
    assert_explains("step", "power_cut");
    assert_explains("removes", "its words:");
    assert_explains("live_counters_still_load", "finally: [live_counters_still_load]");
    assert_explains("backup_before_delete", "not supported yet");
    assert_explains(NULL, "scenario");
    assert_null(explained("given.id"));
    assert_null(explained("nonsense"));
    assert_null(explained("a-section-with-a-name-that-is-much-too-long.os"));
    assert_string_equal(explain_nearest("maschines"), "machines");
    assert_null(explain_nearest("qqqqqqqqqqqqq"));
    assert_string_equal(word_nearest(IN_STEP, "rebot"), "reboot");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_has_a_shape_a_help_and_an_example_with_the_word),
        cmocka_unit_test(the_schema_is_json_with_every_reference_defined),
        cmocka_unit_test(words_sections_and_properties_are_explained),
    };
    return RUN_TESTS(tests);
}

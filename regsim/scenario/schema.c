#include "scenario/schema.h"

#include "base/buf.h"
#include "base/memory.h"
#include "scenario/property.h"
#include "scenario/words.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* A whole text may also be a variable. */
#define OR_VARIABLE "{\"type\":\"string\",\"pattern\":\"\\\\$\"}"

static cJSON *parsed(const char *text)
{
    cJSON *json = cJSON_Parse(text);
    if (!json)
        abort(); /* the table itself is wrong: a unit test makes the whole schema */
    return json;
}

static cJSON *choice_schema(const char *const *choices)
{
    cJSON *either = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(either, "anyOf");
    cJSON *fixed = cJSON_CreateObject(), *names = cJSON_AddArrayToObject(fixed, "enum");
    for (size_t i = 0; choices[i]; i++)
        cJSON_AddItemToArray(names, cJSON_CreateString(choices[i]));
    cJSON_AddItemToArray(list, fixed);
    cJSON_AddItemToArray(list, parsed(OR_VARIABLE));
    return either;
}

static cJSON *boolean_schema(void)
{
    return parsed("{\"anyOf\":[{\"type\":\"boolean\"}," OR_VARIABLE "]}");
}

/* Draft 7 ignores what stands beside a $ref, so that goes one level down. */
static cJSON *word_schema(const struct word *word)
{
    cJSON *schema;
    if (word->type == TYPE_CHOICE)
        schema = choice_schema(word->choices);
    else if (word->type == TYPE_BOOLEAN)
        schema = boolean_schema();
    else
        schema = parsed(word_types[word->type].schema);
    if (cJSON_GetObjectItem(schema, "$ref")) {
        cJSON *outer = cJSON_CreateObject();
        cJSON_AddItemToArray(cJSON_AddArrayToObject(outer, "allOf"), schema);
        schema = outer;
    }
    cJSON_AddStringToObject(schema, "description", word->help);
    if (word->type != TYPE_NOT_YET) {
        cJSON_AddItemToArray(cJSON_AddArrayToObject(schema, "examples"),
                             cJSON_CreateString(word->example));
    }
    return schema;
}

/* What a shape asks for besides its words. */
#define EXPECTS "{\"type\":\"object\",\"required\":[\"expect\"]}"
static const char *const more_of[SHAPE_COUNT] = {
    /* it can fail */
    [IN_SCENARIO] = "{\"anyOf\":[{\"required\":[\"then\"]},{\"required\":[\"finally\"]},"
                    "{\"properties\":{\"when\":{\"anyOf\":[" EXPECTS
                    ",{\"type\":\"array\",\"contains\":" EXPECTS "}]}}}]}",
    [IN_MONITOR] = "{\"dependencies\":{\"every\":[\"for\"],\"for\":[\"every\"]}}",
    [IN_EXPECT] = "{\"minProperties\":1}",
    [IN_MATCH] = "{\"minProperties\":1}",
    [IN_VALUE] = "{\"minProperties\":1}",
};

static void add_all(cJSON *to, cJSON *from)
{
    while (from->child) {
        cJSON *item = cJSON_DetachItemViaPointer(from, from->child);
        cJSON_AddItemToObject(to, item->string, item);
    }
    cJSON_Delete(from);
}

/* Exactly one word of a step says what happens. */
static void add_one_action(cJSON *schema)
{
    cJSON *one = cJSON_AddArrayToObject(schema, "oneOf");
    for (enum word_id id = WORD_DETECT; id <= WORD_IMPORT; id++) {
        cJSON *that = cJSON_CreateObject();
        cJSON_AddItemToArray(cJSON_AddArrayToObject(that, "required"),
                             cJSON_CreateString(words[id].name));
        cJSON_AddItemToArray(one, that);
    }
}

static cJSON *shape_schema(enum shape shape)
{
    cJSON *schema = cJSON_CreateObject();
    cJSON_AddStringToObject(schema, "type", "object");
    cJSON_AddFalseToObject(schema, "additionalProperties");
    cJSON *needed = cJSON_CreateArray();
    cJSON *properties = cJSON_AddObjectToObject(schema, "properties");
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        if (!word_is_in(id, shape))
            continue;
        cJSON_AddItemToObject(properties, words[id].name, word_schema(&words[id]));
        if (word_is_needed(id, shape))
            cJSON_AddItemToArray(needed, cJSON_CreateString(words[id].name));
    }
    if (cJSON_GetArraySize(needed))
        cJSON_AddItemToObject(schema, "required", needed);
    else
        cJSON_Delete(needed);
    if (more_of[shape])
        add_all(schema, parsed(more_of[shape]));
    if (shape == IN_STEP)
        add_one_action(schema);
    return schema;
}

/* A step may be its word alone, where nothing needs to follow it. */
static cJSON *step_schema(void)
{
    cJSON *schema = cJSON_CreateObject(), *either = cJSON_AddArrayToObject(schema, "anyOf");
    cJSON *fixed = cJSON_CreateObject(), *names = cJSON_AddArrayToObject(fixed, "enum");
    for (enum word_id id = WORD_DETECT; id <= WORD_IMPORT; id++) {
        if (words[id].type == TYPE_NOTHING || words[id].type == TYPE_REBOOT)
            cJSON_AddItemToArray(names, cJSON_CreateString(words[id].name));
    }
    cJSON_AddItemToArray(either, fixed);
    cJSON_AddItemToArray(either, shape_schema(IN_STEP));
    return schema;
}

static cJSON *property_schema(void)
{
    size_t count;
    const struct property *table = property_table(&count);
    cJSON *schema = cJSON_CreateObject(), *either = cJSON_AddArrayToObject(schema, "oneOf");
    for (size_t i = 0; i < count && i < PROPERTY_SUPPORTED_COUNT; i++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "const", table[i].name);
        cJSON_AddStringToObject(one, "description", table[i].help);
        cJSON_AddItemToArray(either, one);
    }
    return schema;
}

/* A root in any case, then names, none of them empty; \\\\COMPUTER\\ may stand before it. */
static cJSON *key_path_schema(void)
{
    static const char *const roots[] = {"HKLM",
                                        "HKU",
                                        "HKCU",
                                        "HKCR",
                                        "HKCC",
                                        "HKEY_LOCAL_MACHINE",
                                        "HKEY_USERS",
                                        "HKEY_CURRENT_USER",
                                        "HKEY_CLASSES_ROOT",
                                        "HKEY_CURRENT_CONFIG"};
    struct buf pattern = {0};
    buf_text(&pattern, "^(\\\\\\\\[^\\\\]+\\\\)?(");
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        buf_text(&pattern, i ? "|" : "");
        for (const char *c = roots[i]; *c; c++)
            buf_printf(&pattern, *c == '_' ? "%c" : "[%c%c]", *c, *c | 0x20);
    }
    buf_text(&pattern, ")(\\\\[^\\\\]+)*$|\\$");
    cJSON *schema = cJSON_CreateObject();
    cJSON_AddStringToObject(schema, "type", "string");
    cJSON_AddStringToObject(schema, "pattern", buf_z(&pattern));
    buf_free(&pattern);
    return schema;
}

/* What is no map with fixed words. */
static const struct {
    const char *name, *schema;
} free_shapes[] = {
    {"values",
     "{\"type\":\"object\",\"additionalProperties\":{\"anyOf\":[{\"type\":\"string\"},"
     "{\"type\":\"integer\",\"minimum\":0,\"maximum\":4294967295},"
     "{\"type\":\"array\",\"items\":{\"type\":\"string\"}},{\"$ref\":\"#/definitions/value\"}]}}"},
    {"path", "{\"anyOf\":[{\"$ref\":\"#/definitions/key_path\"},{\"type\":\"object\","
             "\"propertyNames\":{\"$ref\":\"#/definitions/key_path\"},\"additionalProperties\":"
             "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"array\",\"minItems\":1,\"items\":"
             "{\"type\":\"string\"}}]}}]}"},
    {"use", "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"object\",\"minProperties\":1,"
            "\"maxProperties\":1,\"additionalProperties\":{\"type\":[\"object\",\"null\"],"
            "\"additionalProperties\":{\"type\":[\"string\",\"integer\"]}}}]}"},
};

/* One schema for all three kinds of files: a file tells by its words which it is. */
#define ROOT                                                                                       \
    "{\"if\":{\"required\":[\"parts\"]},\"then\":{\"$ref\":\"#/definitions/install\"},"            \
    "\"else\":{\"if\":{\"anyOf\":[{\"required\":[\"registry\"]},{\"required\":[\"services\"]},"    \
    "{\"required\":[\"files\"]}]},\"then\":{\"$ref\":\"#/definitions/base\"},"                     \
    "\"else\":{\"$ref\":\"#/definitions/scenario\"}}}"

char *schema_text(void)
{
    cJSON *schema = cJSON_CreateObject();
    cJSON_AddStringToObject(schema, "$schema", "http://json-schema.org/draft-07/schema#");
    cJSON_AddStringToObject(schema, "title", "regsim scenarios, installs and bases");
    add_all(schema, parsed(ROOT));
    cJSON *definitions = cJSON_AddObjectToObject(schema, "definitions");
    for (enum shape shape = 0; shape < SHAPE_COUNT; shape++)
        cJSON_AddItemToObject(definitions, shape_names[shape],
                              shape == IN_STEP ? step_schema() : shape_schema(shape));
    for (size_t i = 0; i < sizeof free_shapes / sizeof *free_shapes; i++)
        cJSON_AddItemToObject(definitions, free_shapes[i].name, parsed(free_shapes[i].schema));
    cJSON_AddItemToObject(definitions, "key_path", key_path_schema());
    cJSON_AddItemToObject(definitions, "property", property_schema());
    char *text = cJSON_Print(schema);
    cJSON_Delete(schema);
    if (!text)
        abort();
    char *copy = mem_printf("%s\n", text);
    cJSON_free(text);
    return copy;
}

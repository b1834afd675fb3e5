#include "scenario/words.h"

#include "base/nearest.h"

#include <string.h>

#define IN(shape)    (1u << IN_##shape)
#define STATE        (IN(GIVEN) | IN(BASE) | IN(ADDS))
#define SCALAR       (1u << NODE_SCALAR)
#define LIST         (1u << NODE_LIST)
#define MAP          (1u << NODE_MAP)
#define REF(name)    "{\"$ref\":\"#/definitions/" name "\"}"
#define TEXT_SCHEMA  "{\"type\":[\"string\",\"integer\"]}"
#define LISTED(item) "{\"anyOf\":[" item ",{\"type\":\"array\",\"items\":" item "}]}"
#define KEYED(item)  "{\"type\":\"object\",\"additionalProperties\":" item "}"
/* A map whose names are registry paths. */
#define BY_KEY(item)                                                                               \
    "{\"type\":\"object\",\"propertyNames\":" REF("key_path") ",\"additionalProperties\":" item "}"
#define PATTERN(text) "{\"type\":\"string\",\"pattern\":\"" text "\"}"
#define SOME(item)    "{\"anyOf\":[" item ",{\"type\":\"array\",\"minItems\":1,\"items\":" item "}]}"
#define NATURAL       "{\"type\":\"integer\",\"minimum\":0}"
#define VARIABLE                                                                                   \
    "|\\\\$" /* in a pattern: what holds a variable is looked at by the loader alone               \
              */
#define NUMBER "(0[xX][0-9A-Fa-f]+|[0-9]+)"

const char *const shape_names[SHAPE_COUNT] = {
    [IN_SCENARIO] = "scenario", [IN_GIVEN] = "given",     [IN_BASE] = "base",
    [IN_INSTALL] = "install",   [IN_PARAM] = "param",     [IN_PART] = "part",
    [IN_ADDS] = "adds",         [IN_REMOVES] = "removes", [IN_STEP] = "step",
    [IN_MONITOR] = "monitor",   [IN_REBOOT] = "reboot",   [IN_EXPECT] = "expect",
    [IN_EVENT] = "event",       [IN_MATCH] = "match",     [IN_VALUE] = "value",
    [IN_FILE] = "file",         [IN_SERVICE] = "service", [IN_DENIAL] = "denial",
    [IN_DRIVE] = "drive",
};

const struct word_type_info word_types[TYPE_COUNT] = {
    [TYPE_TEXT] = {"a text", SCALAR, "{\"type\":\"string\"}"},
    [TYPE_CHOICE] = {"one of its words", SCALAR, "{\"type\":\"string\"}"},
    [TYPE_NUMBER] = {"a number", SCALAR,
                     "{\"anyOf\":[" NATURAL
                     "," PATTERN("^(0|[1-9][0-9]*|0[xX][0-9A-Fa-f]+)$" VARIABLE) "]}"},
    [TYPE_BOOLEAN] = {"true or false", SCALAR, "{\"type\":\"boolean\"}"},
    [TYPE_DURATION] = {"a duration: 500ms, 10s, 2m, 1h30m, 7d", SCALAR,
                       PATTERN("^([0-9]{1,15} *([mM]?[sS]|[mMhHdD]))+$" VARIABLE)},
    [TYPE_SIZE] = {"a size: 4096, 64 KB, 20 MB, 4 GB", SCALAR,
                   "{\"anyOf\":[" NATURAL
                   "," PATTERN("^[0-9]{1,15} *([kKmMgG]?[bB])?$" VARIABLE) "]}"},
    [TYPE_BYTES] = {"bytes in hexadecimal", SCALAR, TEXT_SCHEMA},
    [TYPE_SCALAR] = {"a text or a number", SCALAR, TEXT_SCHEMA},
    [TYPE_TEXTS] = {"a text or a list of texts", SCALAR | LIST, LISTED("{\"type\":\"string\"}")},
    [TYPE_SOME_TEXTS] = {"a text or a list of texts", SCALAR | LIST, SOME("{\"type\":\"string\"}")},
    [TYPE_KEYS] = {"a key path or a list of key paths", SCALAR | LIST, LISTED(REF("key_path"))},
    [TYPE_VARIABLES] = {"a map of names to texts", MAP, KEYED(TEXT_SCHEMA)},
    [TYPE_MATRIX] =
        {"a map of names to lists", MAP,
         KEYED("{\"type\":\"array\",\"minItems\":1,\"uniqueItems\":true,\"items\":" TEXT_SCHEMA
               "}")},
    [TYPE_WHERE] = {"a map of names to texts or lists", MAP, KEYED(LISTED(TEXT_SCHEMA))},
    [TYPE_GIVEN] = {"a map", MAP, REF("given")},
    [TYPE_MACHINES] = {"a map of computers", MAP, KEYED(REF("given"))},
    [TYPE_USES] = {"a list of installs", SCALAR | LIST | MAP, LISTED(REF("use"))},
    [TYPE_USE] = {"an install", SCALAR | MAP, REF("use")},
    [TYPE_REGISTRY] = {"a map of key paths to values", MAP, BY_KEY(REF("values"))},
    [TYPE_PATHS] = {"a list of key paths", SCALAR | LIST | MAP, LISTED(REF("path"))},
    [TYPE_FILES] = {"a map of file paths to files", MAP,
                    KEYED("{\"anyOf\":[{\"enum\":[\"absent\",\"present\"]}," REF("file") "]}")},
    [TYPE_SERVICES] = {"a map of names to services", MAP,
                       KEYED("{\"anyOf\":[{\"type\":\"string\"}," REF("service") "]}")},
    [TYPE_ACL] = {"a map of key paths to denials or SDDL", MAP,
                  BY_KEY("{\"anyOf\":[{\"type\":\"string\"}," REF("denial") "]}")},
    [TYPE_TEXT_MAP] = {"a map of key paths to texts", MAP, BY_KEY("{\"type\":\"string\"}")},
    [TYPE_DRIVES] = {"a map of drive letters", MAP, KEYED(REF("drive"))},
    [TYPE_STEPS] = {"a step or a list of steps", SCALAR | LIST | MAP, SOME(REF("step"))},
    [TYPE_EXPECT] = {"a map", MAP, REF("expect")},
    [TYPE_EXIT] = {"success, failure or a number", SCALAR,
                   "{\"anyOf\":[{\"enum\":[\"success\",\"failure\"]}," NATURAL
                   "," PATTERN("^" NUMBER "$" VARIABLE) "]}"},
    [TYPE_MATCH] = {"a text, or a map of what it holds", SCALAR | MAP,
                    "{\"anyOf\":[{\"type\":\"string\"}," REF("match") "]}"},
    [TYPE_BEHAVIOUR] = {"works, fails CODE, faults, faults CODE, hangs MS ms, overruns, overruns "
                        "BYTES, misaligns, wrong-length, wrong-pointer, wrong-instance or "
                        "wrong-header",
                        SCALAR,
                        PATTERN(
                            "^(works|misaligns|wrong-(length|pointer|instance|header)|fails " NUMBER
                            "|(faults|overruns)( " NUMBER ")?|hangs " NUMBER " ?ms)$" VARIABLE)},
    [TYPE_EVENTS] = {"none, or a list of events", SCALAR | LIST,
                     "{\"anyOf\":[{\"const\":\"none\"},{\"type\":\"array\",\"items\":" REF(
                         "event") "}]}"},
    [TYPE_PROPERTIES] = {"a list of properties", SCALAR | LIST, SOME(REF("property"))},
    [TYPE_PARAMS] = {"a map of parameters", MAP, KEYED(REF("param"))},
    [TYPE_PARTS] = {"a list of parts", LIST, "{\"type\":\"array\",\"items\":" REF("part") "}"},
    [TYPE_ADDS] = {"a map", MAP, REF("adds")},
    [TYPE_REMOVES] = {"a map", MAP, REF("removes")},
    [TYPE_MONITOR] = {"perfmon, or a map", SCALAR | MAP,
                      "{\"anyOf\":[" PATTERN("^perfmon$" VARIABLE) "," REF("monitor") "]}"},
    [TYPE_REBOOT] = {"nothing, or a map", SCALAR | MAP,
                     "{\"anyOf\":[{\"type\":\"null\"}," REF("reboot") "]}"},
    [TYPE_NOTHING] = {"nothing", SCALAR, "{\"type\":\"null\"}"},
    [TYPE_NOT_YET] = {"not supported yet", SCALAR | LIST | MAP, "{\"not\":{}}"},
};

static const char *const os_words[] = {"nt4", "w2k", "xp", "ws2003", "win7", "win10", NULL};
static const char *const platform_words[] = {"i386", "alpha", "x64", NULL};
static const char *const identical_words[] = {"written", "skipped", NULL};
static const char *const event_words[] = {"error", "warning", "information", NULL};
static const char *const start_words[] = {"boot", "system", "auto", "manual", "disabled", NULL};
static const char *const service_words[] = {"kernel", "file-system", "own", "share", NULL};

const struct word words[WORD_COUNT] = {
    [WORD_NAME] = {"name", IN(SCENARIO) | IN(BASE) | IN(INSTALL), TYPE_TEXT,
                   "What is true, as a full sentence", "name: A second run changes nothing", NULL,
                   IN(SCENARIO) | IN(BASE) | IN(INSTALL)},
    [WORD_SOURCE] = {"source", IN(SCENARIO) | IN(BASE) | IN(INSTALL) | IN(PART) | IN(STEP),
                     TYPE_TEXT,
                     "Where the facts are from: an article, or `inferred …`; on the scenario or on "
                     "every step",
                     "source: Q267971", NULL, IN(BASE) | IN(INSTALL)},
    [WORD_TAGS] = {"tags", IN(SCENARIO), TYPE_TEXTS, "Words to select scenarios by",
                   "tags: [kb, sp2]", NULL, 0},
    [WORD_LET] = {"let", IN(SCENARIO) | IN(BASE) | IN(INSTALL), TYPE_VARIABLES,
                  "Variables, used as $name or ${name}; $$ is a dollar sign, ${name^^} is in upper "
                  "case, ${name//A/B} has every A replaced by B",
                  "let: {services: 'HKLM\\SYSTEM\\CurrentControlSet\\Services'}", NULL, 0},
    [WORD_MATRIX] = {"matrix", IN(SCENARIO), TYPE_MATRIX,
                     "Variables with several values: one scenario is played for each combination",
                     "matrix: {drive: [C, D]}", NULL, 0},
    [WORD_GIVEN] = {"given", IN(SCENARIO), TYPE_GIVEN, "The machine before the first step",
                    "given: {os: nt4, setup: [sms-2.0-rtm: {role: site-server}]}", NULL, 0},
    [WORD_WHEN] = {"when", IN(SCENARIO), TYPE_STEPS, "What happens: steps, played in order",
                   "when: fix", NULL, IN(SCENARIO)},
    [WORD_THEN] = {"then", IN(SCENARIO), TYPE_EXPECT,
                   "What must be true after the last step; a change of the registry by the fixer "
                   "that is not listed is a failure",
                   "then: {exit: success, removed: []}", NULL, 0},
    [WORD_FINALLY] = {"finally", IN(SCENARIO), TYPE_PROPERTIES,
                      "Properties that must hold at the end of every run",
                      "finally: [live_counters_still_load]", NULL, 0},
    [WORD_MEANWHILE] = {"meanwhile", IN(SCENARIO), TYPE_NOT_YET,
                        "Steps of another actor that may happen between two calls of the fixer",
                        "meanwhile: [{create_key: 'HKLM\\SOFTWARE\\X'}]", NULL, 0},
    [WORD_EXPLORE] = {"explore", IN(SCENARIO), TYPE_NOT_YET, "What is varied from run to run",
                      "explore: {crash: after any write}", NULL, 0},
    [WORD_ALWAYS] = {"always", IN(SCENARIO), TYPE_NOT_YET,
                     "Properties that must hold after every call",
                     "always: [only_stale_keys_removed]", NULL, 0},
    [WORD_SOMETIMES] = {"sometimes", IN(SCENARIO), TYPE_NOT_YET,
                        "Properties that must hold in at least one run",
                        "sometimes: [fixer_crashed]", NULL, 0},
    [WORD_OS] = {"os", IN(GIVEN), TYPE_CHOICE, "Which Windows it is; w2k by default", "os: nt4",
                 os_words, 0},
    [WORD_PLATFORM] = {"platform", IN(GIVEN), TYPE_CHOICE,
                       "The processor; i386 by default. x64 is a 64-bit Windows, whose "
                       "HKLM\\SOFTWARE\\Wow6432Node is HKLM\\SOFTWARE to KEY_WOW64_32KEY",
                       "platform: alpha", platform_words, 0},
    [WORD_IDENTICAL_WRITES] = {"identical_writes", IN(GIVEN), TYPE_CHOICE,
                               "Whether writing the value that is there is a write, with a new "
                               "time and a notification, or nothing; written by default",
                               "identical_writes: skipped", identical_words, 0},
    [WORD_BASE] = {"base", IN(GIVEN), TYPE_TEXTS,
                   "The clean machine: names of bases/, or exports (.reg) and hives beside the "
                   "scenario; the base named like the os by default; none for a bare machine",
                   "base: customer.reg", NULL, 0},
    [WORD_CODEPAGE] = {"codepage", IN(GIVEN), TYPE_NUMBER,
                       "The machine's ANSI code page, in which 8-bit .reg files of base and import "
                       "are read; by default 1252",
                       "codepage: 932", NULL, 0},
    [WORD_SETUP] = {"setup", IN(GIVEN), TYPE_USES,
                    "Installs (files of installs/) replayed in order, with their parameters",
                    "setup: [sms-2.0-sp2: {role: site-server, drive: D}]", NULL, 0},
    [WORD_MACHINES] = {"machines", IN(GIVEN), TYPE_MACHINES,
                       "Several computers, each with the words of given",
                       "machines: {desk: {os: w2k}, logon1: {os: nt4}}", NULL, 0},
    [WORD_EVENT_LOG] = {"event_log", IN(GIVEN), TYPE_NOT_YET,
                        "Events that are in the log beforehand", "event_log: []", NULL, 0},
    [WORD_REGISTRY] = {"registry", STATE, TYPE_REGISTRY,
                       "Keys with their values: a number is a DWORD, a text a string, a list a "
                       "multi-string; {} is a key without values",
                       "registry: {'HKLM\\SOFTWARE\\X': {Version: 1}}", NULL, 0},
    [WORD_FILES] = {"files", STATE, TYPE_FILES, "Files, DLLs with what they export, or absent",
                    "files: {'C:\\X\\X.dll': {arch: i386, exports: [OpenX]}}", NULL, 0},
    [WORD_SERVICES] = {"services", STATE, TYPE_SERVICES,
                       "Service keys: a shorthand for ImagePath, Start and Type below Services",
                       "services: {SMS_EXECUTIVE: 'D:\\SMS\\bin\\i386\\smsexec.exe'}", NULL, 0},
    [WORD_ACL] = {"acl", STATE, TYPE_ACL, "Keys with a denial added, or with a descriptor in SDDL",
                  "acl: {'HKLM\\SOFTWARE\\X': {deny: delete}}", NULL, 0},
    [WORD_LINKS] = {"links", STATE, TYPE_TEXT_MAP, "Registry links and the keys they lead to",
                    "links: {'HKLM\\SOFTWARE\\A': 'HKLM\\SOFTWARE\\B'}", NULL, 0},
    [WORD_VOLATILE] = {"volatile", STATE, TYPE_KEYS, "Keys that do not survive a boot",
                       "volatile: ['HKLM\\SOFTWARE\\X']", NULL, 0},
    [WORD_CLASSES] = {"classes", STATE, TYPE_TEXT_MAP, "Class names of keys",
                      "classes: {'HKLM\\SOFTWARE\\X': Shell}", NULL, 0},
    [WORD_DRIVES] = {"drives", IN(GIVEN) | IN(BASE), TYPE_DRIVES, "Drives with their sizes",
                     "drives: {C: {free: 0}}", NULL, 0},
    [WORD_LEAVES_BEHIND] = {"leaves_behind", IN(GIVEN) | IN(PART), TYPE_KEYS,
                            "Keys that are stale from now on, where they exist",
                            "leaves_behind: ['$services\\SMSPerfCountersForC:_X']", NULL, 0},
    [WORD_PARAMS] = {"params", IN(INSTALL), TYPE_PARAMS,
                     "What a use of the install says; a parameter without default is required",
                     "params: {drive: {default: C}}", NULL, 0},
    [WORD_PARTS] = {"parts", IN(INSTALL), TYPE_PARTS, "What the install does, in order",
                    "parts: [{where: {role: site-server}, adds: {}}]", NULL, IN(INSTALL)},
    [WORD_UNINSTALL_PARTS] = {"uninstall", IN(INSTALL), TYPE_PARTS,
                              "What removing it does, in order",
                              "uninstall: [{removes: {registry: []}}]", NULL, 0},
    [WORD_ONE_OF] = {"one_of", IN(PARAM), TYPE_TEXTS, "The values that are allowed",
                     "one_of: [i386, alpha]", NULL, 0},
    [WORD_DEFAULT] = {"default", IN(PARAM), TYPE_SCALAR, "The value where a use does not say one",
                      "default: C", NULL, 0},
    [WORD_MEANING] = {"meaning", IN(PARAM), TYPE_TEXT, "What the parameter is, as a sentence",
                      "meaning: The drive that holds SMSLOGON", NULL, 0},
    [WORD_WHERE] = {"where", IN(PART), TYPE_WHERE, "Values of variables for which the part applies",
                    "where: {role: [site-server, secondary-site]}", NULL, 0},
    [WORD_ADDS] = {"adds", IN(PART), TYPE_ADDS, "What is new", "adds: {registry: {}}", NULL, 0},
    [WORD_CHANGES] = {"changes", IN(PART), TYPE_ADDS, "What becomes different",
                      "changes: {registry: {}}", NULL, 0},
    [WORD_REMOVES] = {"removes", IN(PART), TYPE_REMOVES, "What goes",
                      "removes: {files: ['C:\\X\\X.dll']}", NULL, 0},
    [WORD_REMOVED_KEYS] = {"registry", IN(REMOVES), TYPE_PATHS,
                           "Keys with all below them, or {path: [values]}",
                           "registry: ['HKLM\\SOFTWARE\\X']", NULL, 0},
    [WORD_REMOVED_FILES] = {"files", IN(REMOVES), TYPE_TEXTS, "Files", "files: ['C:\\X\\X.dll']",
                            NULL, 0},
    [WORD_DETECT] = {"detect", IN(STEP), TYPE_NOTHING, "The fixer under test reports only",
                     "when: detect", NULL, 0},
    [WORD_FIX] = {"fix", IN(STEP), TYPE_NOTHING, "The fixer under test repairs", "when: fix", NULL,
                  0},
    [WORD_UNDO] = {"undo", IN(STEP), TYPE_NOTHING, "The fixer under test takes its repair back",
                   "when: [fix, undo]", NULL, 0},
    [WORD_RUN] = {"run", IN(STEP), TYPE_TEXT,
                  "smsperffix with these arguments; the scenario then names smsperffix",
                  "run: smsperffix --fix", NULL, 0},
    [WORD_MONITOR] = {"monitor", IN(STEP), TYPE_MONITOR,
                      "A program reads performance data: perfmon once, an agent periodically",
                      "monitor: perfmon", NULL, 0},
    [WORD_INSTALL] = {"install", IN(STEP), TYPE_USE, "An install happens now",
                      "install: {sms-2.0-sp2: {role: site-server}}", NULL, 0},
    [WORD_UNINSTALL] = {"uninstall", IN(STEP), TYPE_USE, "An install is removed",
                        "uninstall: {sms-2.0-sp2: {role: site-server}}", NULL, 0},
    [WORD_LODCTR] = {"lodctr", IN(STEP), TYPE_TEXT, "Counter names are loaded from an .ini file",
                     "lodctr: 'C:\\X\\x.ini'", NULL, 0},
    [WORD_UNLODCTR] = {"unlodctr", IN(STEP), TYPE_TEXT, "Counter names of a service are unloaded",
                       "unlodctr: SMS_Files", NULL, 0},
    [WORD_SET_VALUE] = {"set_value", IN(STEP), TYPE_REGISTRY, "Somebody sets values",
                        "set_value: {'HKLM\\SOFTWARE\\X': {Version: 2}}", NULL, 0},
    [WORD_DELETE_VALUE] = {"delete_value", IN(STEP), TYPE_PATHS, "Somebody deletes values",
                           "delete_value: {'HKLM\\SOFTWARE\\X': Version}", NULL, 0},
    [WORD_CREATE_KEY] = {"create_key", IN(STEP), TYPE_KEYS, "Somebody creates keys",
                         "create_key: 'HKLM\\SOFTWARE\\X'", NULL, 0},
    [WORD_DELETE_KEY] = {"delete_key", IN(STEP), TYPE_KEYS,
                         "Somebody deletes keys with all below them",
                         "delete_key: 'HKLM\\SOFTWARE\\X'", NULL, 0},
    [WORD_CREATE_FILE] = {"create_file", IN(STEP), TYPE_FILES, "Somebody creates files",
                          "create_file: {'C:\\X.txt': {text: hello}}", NULL, 0},
    [WORD_DELETE_FILE] = {"delete_file", IN(STEP), TYPE_TEXTS, "Somebody deletes files",
                          "delete_file: 'C:\\X.txt'", NULL, 0},
    [WORD_ADVANCE] = {"advance", IN(STEP), TYPE_DURATION, "Time passes", "advance: 13h", NULL, 0},
    [WORD_REBOOT] = {"reboot", IN(STEP), TYPE_REBOOT, "The machine boots",
                     "reboot: {last_known_good: true}", NULL, 0},
    [WORD_POWER_CUT] = {"power_cut", IN(STEP), TYPE_NOTHING,
                        "The power goes, and the machine boots with what was flushed",
                        "when: [fix, power_cut]", NULL, 0},
    [WORD_IMPORT] = {"import", IN(STEP), TYPE_TEXT,
                     "A .reg file, found beside the scenario, is imported", "import: customer.reg",
                     NULL, 0},
    [WORD_AT] = {"at", IN(STEP), TYPE_TEXT, "The computer on which the step happens", "at: logon1",
                 NULL, 0},
    [WORD_EXPECT] = {"expect", IN(STEP), TYPE_EXPECT, "What must be true of this step alone",
                     "expect: {events: none}", NULL, 0},
    [WORD_AGENT] = {"agent", IN(MONITOR), TYPE_TEXT, "What the monitoring program is called",
                    "agent: compaq-insight", NULL, 0},
    [WORD_EVERY] = {"every", IN(MONITOR), TYPE_DURATION, "How often it asks", "every: 2m", NULL, 0},
    [WORD_FOR] = {"for", IN(MONITOR), TYPE_DURATION, "How long", "for: 1h", NULL, 0},
    [WORD_AFTER] = {"after", IN(MONITOR), TYPE_DURATION, "How long after the step begins it starts",
                    "after: 13h", NULL, 0},
    [WORD_LAST_KNOWN_GOOD] = {"last_known_good", IN(REBOOT), TYPE_BOOLEAN,
                              "Boot with the last known good control set", "last_known_good: true",
                              NULL, 0},
    [WORD_EXIT] = {"exit", IN(EXPECT), TYPE_EXIT,
                   "success (0), failure (anything else), or a number where the scenario names "
                   "smsperffix",
                   "exit: success", NULL, 0},
    [WORD_STDOUT] = {"stdout", IN(EXPECT), TYPE_MATCH,
                     "What the fixer wrote; only where the scenario names smsperffix",
                     "stdout: {contains: nothing to do}", NULL, 0},
    [WORD_STDERR] = {"stderr", IN(EXPECT), TYPE_MATCH,
                     "What the fixer wrote to stderr; only where the scenario names smsperffix",
                     "stderr: {lacks: error}", NULL, 0},
    [WORD_REMOVED] = {"removed", IN(EXPECT), TYPE_PATHS,
                      "Keys that are gone with all below them, or {path: [values]}, exactly",
                      "removed: ['$services\\SMSPerfCountersForC:_X']", NULL, 0},
    [WORD_ADDED] = {"added", IN(EXPECT), TYPE_REGISTRY, "Keys and values that are new, exactly",
                    "added: {'HKLM\\SOFTWARE\\X': {Version: 1}}", NULL, 0},
    [WORD_CHANGED] = {"changed", IN(EXPECT), TYPE_REGISTRY,
                      "Values that are different, with what they are now, exactly",
                      "changed: {'HKLM\\SOFTWARE\\X': {Version: 2}}", NULL, 0},
    [WORD_EVENTS] = {"events", IN(EXPECT), TYPE_EVENTS,
                     "The events that were logged: none, or exactly these",
                     "events: [{id: 1011, source: Perflib}]", NULL, 0},
    [WORD_FILES_THEN] = {"files", IN(EXPECT), TYPE_FILES, "Files that are there, or absent",
                         "files: {'C:\\undo.reg': {contains: SMSPerf}}", NULL, 0},
    [WORD_IGNORING] = {"ignoring", IN(EXPECT), TYPE_PATHS,
                       "Keys whose changes do not matter, with all below them",
                       "ignoring: ['HKLM\\SOFTWARE\\Microsoft\\WBEM']", NULL, 0},
    [WORD_LAST_WRITE_TIMES] = {"last_write_times", IN(EXPECT), TYPE_BOOLEAN,
                               "Whether a changed last-write time is a change",
                               "last_write_times: true", NULL, 0},
    [WORD_EVENT_ID] = {"id", IN(EVENT), TYPE_NUMBER, "The number that the Event Viewer shows",
                       "id: 1011", NULL, IN(EVENT)},
    [WORD_EVENT_SOURCE] = {"source", IN(EVENT), TYPE_TEXT, "The source that logged it",
                           "source: Perflib", NULL, 0},
    [WORD_EVENT_AT] = {"at", IN(EVENT), TYPE_TEXT, "The computer in whose log it is", "at: logon1",
                       NULL, 0},
    [WORD_EVENT_TYPE] = {"type", IN(EVENT), TYPE_CHOICE, "error, warning or information",
                         "type: error", event_words, 0},
    [WORD_EVENT_TEXT] = {"text", IN(EVENT), TYPE_MATCH, "Its text", "text: {contains: SMSPERF.dll}",
                         NULL, 0},
    [WORD_TIMES] = {"times", IN(EVENT), TYPE_NUMBER, "How many such events stand here in a row",
                    "times: 30", NULL, 0},
    [WORD_DATA] = {"data", IN(EVENT), TYPE_BYTES, "Its data", "data: 7e 00 00 00", NULL, 0},
    [WORD_EQUALS] = {"equals", IN(MATCH), TYPE_TEXT, "The whole text", "equals: done", NULL, 0},
    [WORD_CONTAINS] = {"contains", IN(MATCH), TYPE_TEXTS, "Texts that it holds", "contains: SMS",
                       NULL, 0},
    [WORD_LACKS] = {"lacks", IN(MATCH), TYPE_TEXTS, "Texts that it does not hold", "lacks: error",
                    NULL, 0},
    [WORD_SZ] = {"sz", IN(VALUE), TYPE_SCALAR, "REG_SZ", "{sz: '1'}", NULL, 0},
    [WORD_EXPAND_SZ] = {"expand_sz", IN(VALUE), TYPE_SCALAR, "REG_EXPAND_SZ",
                        "{expand_sz: '%SystemRoot%\\x.dll'}", NULL, 0},
    [WORD_MULTI_SZ] = {"multi_sz", IN(VALUE), TYPE_TEXTS, "REG_MULTI_SZ", "{multi_sz: [a, b]}",
                       NULL, 0},
    [WORD_DWORD] = {"dword", IN(VALUE), TYPE_NUMBER, "REG_DWORD", "{dword: 1}", NULL, 0},
    [WORD_QWORD] = {"qword", IN(VALUE), TYPE_NUMBER, "REG_QWORD", "{qword: 1}", NULL, 0},
    [WORD_BINARY] = {"binary", IN(VALUE), TYPE_BYTES, "REG_BINARY", "{binary: de ad be ef}", NULL,
                     0},
    [WORD_NONE] = {"none", IN(VALUE), TYPE_BYTES, "REG_NONE", "{none: ''}", NULL, 0},
    [WORD_TYPE] = {"type", IN(VALUE), TYPE_NUMBER, "Any type number, with hex",
                   "{type: 0x20001, hex: 00 01}", NULL, 0},
    [WORD_HEX] = {"hex", IN(VALUE), TYPE_BYTES, "The bytes of a value of any type",
                  "{type: 1, hex: 41 00}", NULL, 0},
    [WORD_ARCH] = {"arch", IN(FILE), TYPE_CHOICE, "The file is a module for this processor",
                   "arch: i386", platform_words, 0},
    [WORD_EXPORTS] = {"exports", IN(FILE), TYPE_TEXTS, "The functions that the module exports",
                      "exports: [OpenX, CollectX, CloseX]", NULL, 0},
    [WORD_LOAD] = {"load", IN(FILE), TYPE_BEHAVIOUR, "What the module does when it is loaded",
                   "load: fails 1114", NULL, 0},
    [WORD_OPEN] = {"open", IN(FILE), TYPE_BEHAVIOUR, "What its open function does", "open: fails 5",
                   NULL, 0},
    [WORD_COLLECT] = {"collect", IN(FILE), TYPE_BEHAVIOUR, "What its collect function does",
                      "collect: faults 0xC0000005", NULL, 0},
    [WORD_CLOSE] = {"close", IN(FILE), TYPE_BEHAVIOUR, "What its close function does",
                    "close: works", NULL, 0},
    [WORD_TEXT] = {"text", IN(FILE), TYPE_SCALAR, "The content, as UTF-8", "text: hello", NULL, 0},
    [WORD_FILE_HEX] = {"hex", IN(FILE), TYPE_BYTES, "The content, in hexadecimal", "hex: 4d 5a",
                       NULL, 0},
    [WORD_FILE_CONTAINS] = {"contains", IN(FILE), TYPE_TEXT,
                            "A text that the content holds (only where a file is expected)",
                            "contains: SMSPerf", NULL, 0},
    [WORD_DIRECTORY] = {"directory", IN(FILE), TYPE_BOOLEAN, "It is a folder", "directory: true",
                        NULL, 0},
    [WORD_READ_ONLY] = {"read_only", IN(FILE), TYPE_BOOLEAN, "It may not be written",
                        "read_only: true", NULL, 0},
    [WORD_IMAGE] = {"image", IN(SERVICE), TYPE_TEXT, "ImagePath",
                    "image: 'D:\\SMS\\bin\\i386\\smsexec.exe'", NULL, 0},
    [WORD_START] = {"start", IN(SERVICE), TYPE_CHOICE, "Start; auto by default", "start: manual",
                    start_words, 0},
    [WORD_SERVICE_TYPE] = {"type", IN(SERVICE), TYPE_CHOICE, "Type; own by default", "type: share",
                           service_words, 0},
    [WORD_DISPLAY] = {"display", IN(SERVICE), TYPE_TEXT, "DisplayName; the name by default",
                      "display: SMS Executive", NULL, 0},
    [WORD_ACCOUNT] = {"account", IN(SERVICE), TYPE_TEXT, "ObjectName; LocalSystem by default",
                      "account: '.\\SMSService'", NULL, 0},
    [WORD_DENY] = {"deny", IN(DENIAL), TYPE_SOME_TEXTS,
                   "What is denied: delete, read, write, all, set_value, create_subkey, "
                   "query_value, enumerate, write_dac, write_owner",
                   "deny: [delete, write]", NULL, IN(DENIAL)},
    [WORD_TO] = {"to", IN(DENIAL), TYPE_TEXT, "To whom: a SID or an SDDL alias; WD by default",
                 "to: BA", NULL, 0},
    [WORD_CAPACITY] = {"capacity", IN(DRIVE), TYPE_SIZE, "How many bytes it can hold",
                       "capacity: 4 GB", NULL, 0},
    [WORD_FREE] = {"free", IN(DRIVE), TYPE_SIZE, "How many bytes are free", "free: 0", NULL, 0},
};

enum word_id word_find(enum shape shape, const char *name)
{
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        if (word_is_in(id, shape) && !strcmp(words[id].name, name))
            return id;
    }
    return WORD_COUNT;
}

const char *word_nearest(enum shape shape, const char *name)
{
    const char *names[WORD_COUNT];
    size_t count = 0;
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        if (word_is_in(id, shape))
            names[count++] = words[id].name;
    }
    return nearest_word(name, names, count);
}

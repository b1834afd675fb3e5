/* nt_query.c: the information classes of NtQueryKey, NtEnumerateKey, NtQueryValueKey and
 * NtEnumerateValueKey at every size that matters, NtQueryMultipleValueKey, NtSetInformationKey.
 * Sources: wdm ZwQueryKey, ZwEnumerateKey, ZwEnumerateValueKey, ZwSetInformationKey,
 * KEY_BASIC_INFORMATION and its kind; winternl NtQueryMultipleValueKey; Wine test_NtQueryKey,
 * test_NtQueryValueKey (ntdll). */
#include "native.h"

static BYTE out[512];

/* Less than the fixed part: nothing; less than all: what fits; the size is that of all, always. */
struct answer {
    const char *what;
    ULONG class_number;
    unsigned fixed, whole;
    int wine_status;   /* 1: Wine's code for too little room is another; 2: Wine lacks the class */
    unsigned wine_cut; /* up to this room Wine tells the length of what it gave, not of all */
};

static unsigned status_at(const struct answer *answer, unsigned room)
{
    return room < answer->fixed   ? NT_BUFFER_TOO_SMALL
           : room < answer->whole ? NT_BUFFER_OVERFLOW
                                  : NT_SUCCESS_CODE;
}

static const unsigned *rooms_of(const struct answer *answer)
{
    static unsigned rooms[9];

    rooms[0] = 0;
    rooms[1] = 1;
    rooms[2] = answer->fixed - 1;
    rooms[3] = answer->fixed;
    rooms[4] = answer->fixed + 1;
    rooms[5] = answer->whole - 1;
    rooms[6] = answer->whole;
    rooms[7] = answer->whole + 1;
    rooms[8] = sizeof out;
    return rooms;
}

/* Two of the sizes may be one: each is tried once. */
static int seen_before(const unsigned *rooms, unsigned i)
{
    for (unsigned j = 0; j < i; j++)
        if (rooms[j] == rooms[i])
            return 1;
    return 0;
}

typedef ULONG (*query_function)(ULONG what, void *data, ULONG room, ULONG *size);

/* rule nt.query */
static void at_all_sizes(const struct answer *answer, query_function query)
{
    const unsigned *rooms = rooms_of(answer);
    static BYTE all[sizeof out];
    ULONG told = 0;

    query(answer->class_number, all, sizeof all, &told);
    for (unsigned i = 0; i < 9; i++) {
        ULONG size = 0;
        unsigned want = status_at(answer, rooms[i]);

        if (seen_before(rooms, i))
            continue;
        label("%s in %u", answer->what, rooms[i]);
        guard(out);
        if (answer->wine_status && (want == NT_BUFFER_TOO_SMALL || answer->wine_status > 1))
            todo_wine(answer->wine_status > 1 ? "lacks the class"
                                              : "answers STATUS_BUFFER_OVERFLOW");
        expect(want, query(answer->class_number, out, rooms[i], &size));
        if (answer->wine_status > 1)
            todo_wine("lacks the class");
        expect(answer->whole, size);
        if (want == NT_BUFFER_TOO_SMALL && rooms[i] && answer->wine_status < 2)
            todo_wine("writes what fits of the fixed part");
        expect_guard(out, want == NT_BUFFER_TOO_SMALL  ? 0
                          : want == NT_BUFFER_OVERFLOW ? rooms[i]
                                                       : answer->whole);
        if (want == NT_BUFFER_OVERFLOW) {
            if (answer->wine_status > 1)
                todo_wine("lacks the class");
            else if (rooms[i] <= answer->wine_cut)
                todo_wine("tells the length of what it gave");
            expect_true(memcmp(all, out, rooms[i]) == 0);
        }
    }
}

static HANDLE parent, child;

static ULONG query_child(ULONG what, void *data, ULONG room, ULONG *size)
{
    return nt_query_key(child, what, data, room, size);
}

static ULONG enum_child(ULONG what, void *data, ULONG room, ULONG *size)
{
    return nt_enum(parent, 0, what, data, room, size);
}

/* The child is named "kid" (3 units), of class "klass" (5), and holds one value and one subkey
 * (rule nt.query). */
static void keys(void)
{
    static const struct answer answers[] = {{"basic", 0, 16, 16 + 6, 0, sizeof out},
                                            {"node", 1, 24, 24 + 6 + 10, 0, sizeof out},
                                            {"full", 2, 44, 44 + 10, 0, sizeof out}};
    static const struct answer cached = {"cached", 4, 40, 40, 0, 0};
    ULONG numbers[11], size = 0;

    for (unsigned i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct answer enumerated = answers[i];
        char what[20];

        at_all_sizes(&answers[i], query_child);
        snprintf(what, sizeof what, "enum %s", answers[i].what);
        enumerated.what = what;
        at_all_sizes(&enumerated, enum_child);
    }
    at_all_sizes(&cached, query_child);
    label("contents");
    expect(0, nt_query_key(child, 1, out, sizeof out, &size));
    memcpy(numbers, out, 24);
    expect(0, numbers[2]);
    expect(24 + 6, numbers[3]);
    expect(10, numbers[4]);
    expect(6, numbers[5]);
    expect_bytes(L"kidklass", out + 24, 16);
    expect(0, nt_query_key(child, 2, out, sizeof out, &size));
    memcpy(numbers, out, 44);
    expect(44, numbers[3]);
    expect(10, numbers[4]);
    expect(1, numbers[5]);
    expect(2 * 6, numbers[6]);
    expect(0, numbers[7]);
    expect(1, numbers[8]);
    expect(2 * 4, numbers[9]);
    expect(8, numbers[10]);
    expect_bytes(L"klass", out + 44, 10);
    expect(0, nt_query_key(child, 4, out, sizeof out, &size));
    memcpy(numbers, out, 40);
    expect(1, numbers[3]);
    expect(2 * 6, numbers[4]);
    expect(1, numbers[5]);
    expect(2 * 4, numbers[6]);
    expect(8, numbers[7]);
    expect(6, numbers[8]);
}

/* KeyNameInformation: the whole path, upper case where the system made the key; no right is needed.
 */
static void names(void)
{
    WCHAR want[160] = L"\\REGISTRY\\MACHINE\\Software\\regsim-conformance\\nt_query\\parent\\kid";
    struct answer answer = {"name", 3, 4, 0, 0, 4};
    HANDLE key = NULL;
    ULONG size = 0, length;
    unsigned units = 0;

    while (want[units])
        units++;
    answer.whole = 4 + 2 * units;
    at_all_sizes(&answer, query_child);
    label("name");
    expect(0, nt_query_key(child, 3, out, sizeof out, &size));
    memcpy(&length, out, 4);
    expect(2 * units, length);
    CharUpperBuffW(want, units);
    CharUpperBuffW((WCHAR *)(void *)(out + 4), units);
    expect_bytes(want, out + 4, 2 * units);
    expect(0, open_at(child, "", KEY_SET_VALUE, NT_INSENSITIVE, &key));
    expect(0, nt_query_key(key, 3, out, sizeof out, &size));
    todo_wine("needs no KEY_QUERY_VALUE");
    expect(NT_ACCESS_DENIED, nt_query_key(key, 0, out, sizeof out, &size));
    expect(NT_ACCESS_DENIED, nt_enum(key, 0, 0, out, sizeof out, &size));
    nt_close(key);
}

static ULONG query_value(ULONG what, void *data, ULONG room, ULONG *size)
{
    struct nt_string name = name_of("name");

    return nt_query(child, &name, what, data, room, size);
}

static ULONG enum_value(ULONG what, void *data, ULONG room, ULONG *size)
{
    return nt_enum_value(child, 0, what, data, room, size);
}

/* The value is "name" (4 units), 8 bytes of REG_BINARY; full information aligns its data to 4 (rule
 * nt.query). */
static void values(void)
{
    static const struct answer answers[] = {{"value basic", 0, 12, 12 + 8, 0, 0},
                                            {"value full", 1, 20, 28 + 8, 0, 0},
                                            {"value partial", 2, 12, 12 + 8, 0, 0}};
    static const struct answer aligned = {"value partial 64", 4, 8, 8 + 8, 2, 0};
    static const char lacks[] = "lacks the class";
    ULONG numbers[5], size = 0;

    for (unsigned i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct answer enumerated = answers[i];
        char what[32];

        at_all_sizes(&answers[i], query_value);
        snprintf(what, sizeof what, "enum %s", answers[i].what);
        enumerated.wine_status = 1;
        enumerated.wine_cut = sizeof out;
        enumerated.what = what;
        at_all_sizes(&enumerated, enum_value);
    }
    at_all_sizes(&aligned, query_value);
    label("value contents");
    expect(0, query_value(0, out, sizeof out, &size));
    memcpy(numbers, out, 12);
    expect(0, numbers[0]);
    expect(REG_BINARY, numbers[1]);
    expect(8, numbers[2]);
    expect_bytes(L"name", out + 12, 8);
    expect(0, query_value(1, out, sizeof out, &size));
    memcpy(numbers, out, 20);
    expect(REG_BINARY, numbers[1]);
    expect(28, numbers[2]);
    expect(8, numbers[3]);
    expect(8, numbers[4]);
    expect_bytes("abcdefgh", out + 28, 8);
    todo_wine(lacks);
    expect(0, query_value(4, out, sizeof out, &size));
    memcpy(numbers, out, 8);
    todo_wine(lacks);
    expect(REG_BINARY, numbers[0]);
    todo_wine(lacks);
    expect(8, numbers[1]);
    todo_wine(lacks);
    expect_bytes("abcdefgh", out + 8, 8);
}

/* What is asked for in the wrong way. */
static void bad_queries(void)
{
    struct nt_string name = name_of("name"), absent = name_of("absent");
    static const char server[] = "Wine's server ends the process";
    void *wild = (void *)(ULONG_PTR)0x10;
    ULONG size = 0;

    label("bad class");
    expect(NT_INVALID_PARAMETER, nt_query_key(child, 99, out, sizeof out, &size));
    expect(NT_INVALID_PARAMETER, nt_enum(parent, 0, 99, out, sizeof out, &size));
    expect(NT_INVALID_PARAMETER, nt_query(child, &name, 99, out, sizeof out, &size));
    expect(NT_INVALID_PARAMETER, nt_enum_value(child, 0, 99, out, sizeof out, &size));
    label("no such thing");
    expect(NT_NOT_FOUND, nt_query(child, &absent, 2, out, sizeof out, &size));
    expect(NT_NO_MORE_ENTRIES, nt_enum(parent, 1, 0, out, sizeof out, &size));
    expect(NT_NO_MORE_ENTRIES, nt_enum(parent, 0xffffffff, 0, out, sizeof out, &size));
    expect(NT_NO_MORE_ENTRIES, nt_enum_value(child, 1, 0, out, sizeof out, &size));
    label("wild");
    expect_unless_wine(NT_ACCESS_VIOLATION, nt_query_key(child, 0, wild, sizeof out, &size),
                       server);
    expect_unless_wine(NT_ACCESS_VIOLATION, nt_query(child, &name, 2, wild, sizeof out, &size),
                       server);
    expect_unless_wine(NT_ACCESS_VIOLATION, nt_set(child, &absent, 0, REG_NONE, wild, 8), server);
    expect_unless_wine(NT_ACCESS_VIOLATION, nt_set(child, &absent, 0, REG_NONE, NULL, 8), server);
    expect_unless_wine(NT_ACCESS_VIOLATION, nt_set(child, &absent, 0, REG_NONE, out, 0xfffffff0u),
                       server);
    expect_no_fault(NT_ACCESS_VIOLATION, nt_query_key(child, 0, out, sizeof out, NULL));
    expect_no_fault(NT_ACCESS_VIOLATION, nt_query(child, &name, 2, out, sizeof out, NULL));
    expect_no_fault(NT_ACCESS_VIOLATION, nt_query(child, NULL, 2, out, sizeof out, &size));
    expect_no_fault(NT_ACCESS_VIOLATION, nt_set(child, NULL, 0, REG_NONE, NULL, 0));
    expect(NT_NOT_FOUND, nt_query(child, &absent, 2, out, sizeof out, &size));
}

/* Several values at once: the room that was used, and the room that is needed. */
static void several(void)
{
    static const char stub[] = "NtQueryMultipleValueKey does nothing";
    struct nt_string first = name_of("name"), second = name_of("absent");
    struct {
        struct nt_string *name;
        ULONG length, offset, type;
    } entries[2] = {{&first, 0, 0, 0}, {&first, 0, 0, 0}};

    for (ULONG room = 0; room <= 17; room++) {
        ULONG used = room, needed = 0;

        if (room > 1 && room < 15)
            continue;
        label("multiple in %u", (unsigned)room);
        guard(out);
        if (room < 16)
            todo_wine(stub);
        expect(room < 16 ? NT_BUFFER_OVERFLOW : 0,
               nt_query_multiple(child, entries, 2, out, &used, &needed));
        todo_wine(stub);
        expect(16, needed);
        expect_guard(out, room < 16 ? 0 : 16);
    }
    label("multiple");
    todo_wine(stub);
    expect(8, entries[1].length);
    todo_wine(stub);
    expect(8, entries[1].offset);
    todo_wine(stub);
    expect(REG_BINARY, entries[1].type);
    todo_wine(stub);
    expect_bytes("abcdefghabcdefgh", out, 16);
    entries[1].name = &second;
    {
        ULONG used = sizeof out, needed = 0;

        todo_wine(stub);
        expect(NT_NOT_FOUND, nt_query_multiple(child, entries, 2, out, &used, &needed));
        todo_wine(stub);
        expect(NT_INVALID_HANDLE, nt_query_multiple(NULL, entries, 2, out, &used, &needed));
    }
}

/* The time of the last write can be set: KeyWriteTimeInformation, with KEY_SET_VALUE. */
static void set_information(void)
{
    static const char stub[] = "NtSetInformationKey does nothing";
    static const BYTE time[8] = {1, 2, 3, 4, 5, 6, 7, 1};
    HANDLE reader = NULL;
    ULONG size;

    label("write time");
    todo_wine(stub);
    expect(NT_LENGTH_MISMATCH, nt_set_information(child, 0, time, 4));
    todo_wine(stub);
    expect(NT_LENGTH_MISMATCH, nt_set_information(child, 0, time, 16));
    todo_wine(stub);
    expect_no_fault(NT_ACCESS_VIOLATION, nt_set_information(child, 0, NULL, 8));
    expect(0, open_at(child, "", KEY_READ, NT_INSENSITIVE, &reader));
    todo_wine(stub);
    expect(NT_ACCESS_DENIED, nt_set_information(reader, 0, time, 8));
    nt_close(reader);
    expect(0, nt_set_information(child, 0, time, 8));
    expect(0, nt_query_key(child, 0, out, sizeof out, &size));
    todo_wine(stub);
    expect_bytes(time, out, 8);
    todo_wine(stub);
    expect(NT_INVALID_HANDLE, nt_set_information(NULL, 0, time, 8));
}

int main(void)
{
    struct nt_string name = name_of("kid"), class_name = name_of("klass"), value = name_of("name");
    struct nt_attributes attributes;
    HANDLE below = NULL;

    check_begin(__FILE__, "nt_query");
    if (!native_load("Nt"))
        return check_end();
    create_at(scratch, "parent", 0, &parent, NULL);
    attributes = at(parent, &name, NT_INSENSITIVE);
    nt_create(&child, KEY_ALL_ACCESS, &attributes, 0, &class_name, 0, NULL);
    nt_set(child, &value, 0, REG_BINARY, "abcdefgh", 8);
    create_at(child, "subkey", 0, &below, NULL);
    nt_close(below);
    keys();
    names();
    values();
    bad_queries();
    several();
    set_information();
    nt_close(child);
    nt_close(parent);
    return check_end();
}

/* notify.c: RegNotifyChangeKeyValue with events. Sources: sdk-api RegNotifyChangeKeyValue; Wine
 * test_notify (ntdll) for the filters. */
#include "check.h"

#define FILTER_ALL                                                                                 \
    (REG_NOTIFY_CHANGE_NAME | REG_NOTIFY_CHANGE_ATTRIBUTES | REG_NOTIFY_CHANGE_LAST_SET |          \
     REG_NOTIFY_CHANGE_SECURITY)

enum act {
    SET_VALUE,
    DELETE_VALUE,
    CREATE_KEY,
    DELETE_KEY,
    SET_SECURITY,
    SET_BELOW,
    CREATE_BELOW,
    SECURITY_BELOW,
    NOTHING,
    READ_VALUE,
    CLOSE_OTHER,
    ACTS
};

static const char *const act_names[] = {"set value",    "delete value",        "create key",
                                        "delete key",   "set security",        "set below",
                                        "create below", "set security below",  "nothing",
                                        "read value",   "close another handle"};

/* Everybody may do everything. */
static void set_security(HKEY key)
{
    SECURITY_DESCRIPTOR descriptor;

    InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(&descriptor, TRUE, NULL, FALSE);
    RegSetKeySecurity(key, DACL_SECURITY_INFORMATION, &descriptor);
}

static void perform(enum act act)
{
    HKEY key = NULL, sub = NULL;

    RegOpenKeyExA(scratch, "watched", 0, KEY_ALL_ACCESS, &key);
    switch (act) {
    case SET_VALUE:
        RegSetValueExA(key, "new", 0, REG_SZ, (const BYTE *)"x", 2);
        break;
    case DELETE_VALUE:
        RegDeleteValueA(key, "old");
        break;
    case CREATE_KEY:
        RegCreateKeyA(key, "fresh", &sub);
        break;
    case DELETE_KEY:
        RegDeleteKeyA(key, "gone");
        break;
    case SET_SECURITY:
        set_security(key);
        break;
    case SECURITY_BELOW:
        RegOpenKeyExA(key, "sub", 0, KEY_ALL_ACCESS, &sub);
        set_security(sub);
        break;
    case SET_BELOW:
        RegOpenKeyA(key, "sub", &sub);
        RegSetValueExA(sub, "deep", 0, REG_SZ, (const BYTE *)"x", 2);
        break;
    case CREATE_BELOW:
        RegCreateKeyA(key, "sub\\deeper", &sub);
        break;
    case READ_VALUE:
        RegQueryValueExA(key, "old", NULL, NULL, NULL, NULL);
        break;
    default:
        break;
    }
    if (sub)
        RegCloseKey(sub);
    RegCloseKey(key);
}

static void prepare(void)
{
    static const char *const names[] = {"watched", "watched\\gone", "watched\\sub"};
    HKEY key;

    empty_key(scratch);
    for (unsigned i = 0; i < 3; i++) {
        RegCreateKeyA(scratch, names[i], &key);
        RegSetValueExA(key, "old", 0, REG_SZ, (const BYTE *)"x", 2);
        RegCloseKey(key);
    }
}

static int signals(DWORD filter, BOOL subtree, enum act act)
{
    HKEY key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
    int signaled;

    prepare();
    RegOpenKeyExA(scratch, "watched", 0, KEY_READ, &key);
    expect(0, RegNotifyChangeKeyValue(key, subtree, filter, event, TRUE));
    perform(act);
    signaled = WaitForSingleObject(event, 0) == WAIT_OBJECT_0;
    RegCloseKey(key);
    CloseHandle(event);
    return signaled;
}

/* Which filter hears what. NAME: subkeys come and go; LAST_SET: values; SECURITY: descriptors;
 * ATTRIBUTES: nothing that a program can do. sdk-api RegNotifyChangeKeyValue (rule notify.filters)
 */
static void filters(void)
{
    static const DWORD masks[] = {REG_NOTIFY_CHANGE_NAME,
                                  REG_NOTIFY_CHANGE_LAST_SET,
                                  REG_NOTIFY_CHANGE_SECURITY,
                                  REG_NOTIFY_CHANGE_ATTRIBUTES,
                                  REG_NOTIFY_CHANGE_NAME | REG_NOTIFY_CHANGE_LAST_SET,
                                  FILTER_ALL};

    for (unsigned m = 0; m < sizeof masks / sizeof *masks; m++)
        for (int subtree = 0; subtree < 2; subtree++)
            for (enum act act = 0; act < ACTS; act++) {
                int name =
                    (masks[m] & REG_NOTIFY_CHANGE_NAME) &&
                    (act == CREATE_KEY || act == DELETE_KEY || (act == CREATE_BELOW && subtree));
                int last =
                    (masks[m] & REG_NOTIFY_CHANGE_LAST_SET) &&
                    (act == SET_VALUE || act == DELETE_VALUE || (act == SET_BELOW && subtree));
                int security = (masks[m] & REG_NOTIFY_CHANGE_SECURITY) &&
                               (act == SET_SECURITY || (act == SECURITY_BELOW && subtree));

                label("filter %x%s, %s", (unsigned)masks[m], subtree ? " with subtree" : "",
                      act_names[act]);
                int heard = signals(masks[m], subtree, act);
                if (security)
                    todo_wine("tells nobody of descriptors");
                expect(name || last || security, heard);
            }
}

/* One shot: a second change needs a second call (rules notify.once, notify.missed). */
static void one_shot(void)
{
    HKEY key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);

    label("one shot");
    prepare();
    RegOpenKeyExA(scratch, "watched", 0, KEY_READ, &key);
    expect(0, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE));
    perform(CREATE_KEY);
    expect(WAIT_OBJECT_0, WaitForSingleObject(event, 0));
    perform(DELETE_KEY);
    expect(WAIT_TIMEOUT, WaitForSingleObject(event, 0));
    expect(0, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE));
    broken("nt4 w2k xp", WAIT_OBJECT_0, "once armed, changes between the calls signal at once");
    expect(WAIT_TIMEOUT, WaitForSingleObject(event, 0));
    RegCloseKey(key);
    CloseHandle(event);
}

/* The second call on a handle waits for what the first one named (rule notify.first-filter). */
static void first_filter(void)
{
    HKEY key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);

    label("first filter");
    prepare();
    RegOpenKeyExA(scratch, "watched", 0, KEY_READ, &key);
    expect(0, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE));
    perform(CREATE_KEY);
    expect(WAIT_OBJECT_0, WaitForSingleObject(event, 0));
    expect(0, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_LAST_SET, event, TRUE));
    perform(SET_VALUE);
    expect(WAIT_TIMEOUT, WaitForSingleObject(event, 0));
    perform(DELETE_KEY);
    expect(WAIT_OBJECT_0, WaitForSingleObject(event, 0));
    RegCloseKey(key);
    CloseHandle(event);
}

/* Closing the key signals. sdk-api RegNotifyChangeKeyValue (rule notify.closing) */
static void closing(void)
{
    HKEY key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);

    label("closing");
    prepare();
    RegOpenKeyExA(scratch, "watched", 0, KEY_READ, &key);
    expect(0, RegNotifyChangeKeyValue(key, FALSE, FILTER_ALL, event, TRUE));
    expect(WAIT_TIMEOUT, WaitForSingleObject(event, 0));
    expect(0, RegCloseKey(key));
    expect(WAIT_OBJECT_0, WaitForSingleObject(event, 0));
    CloseHandle(event);
}

/* The key that is watched is deleted. */
static void deleting(void)
{
    HKEY key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);

    label("deleting");
    empty_key(scratch);
    key = fresh("doomed");
    expect(0, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE));
    expect(0, RegDeleteKeyA(scratch, "doomed"));
    todo_wine("waits on for the handle to be closed");
    expect(WAIT_OBJECT_0, WaitForSingleObject(event, 0));
    expect(1018, RegNotifyChangeKeyValue(key, FALSE, REG_NOTIFY_CHANGE_NAME, event, TRUE));
    RegCloseKey(key);
    CloseHandle(event);
}

/* rule notify.unknown */
static void bad_arguments(void)
{
    static const DWORD unknown[] = {0,
                                    0x10,
                                    0x20,
                                    0x8000,
                                    FILTER_ALL | 0x10,
                                    FILTER_ALL | 0x20,
                                    0x10000000,
                                    0x20000000 | FILTER_ALL};
    HKEY key;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);

    label("bad");
    expect(ERROR_INVALID_HANDLE, RegNotifyChangeKeyValue(NULL, FALSE, FILTER_ALL, event, TRUE));
    for (unsigned i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        label("filter %x", (unsigned)unknown[i]);
        todo_wine("takes any filter");
        expect(ERROR_INVALID_PARAMETER,
               RegNotifyChangeKeyValue(scratch, FALSE, unknown[i], event, TRUE));
    }
    label("thread agnostic");
    key = fresh("agnostic");
    todo_wine("takes any filter");
    broken("win10", 0, "Windows 8 and later have the flag");
    expect(ERROR_INVALID_PARAMETER,
           RegNotifyChangeKeyValue(key, FALSE, FILTER_ALL | 0x10000000, event, TRUE));
    RegCloseKey(key);
    label("bad");
    expect(ERROR_INVALID_HANDLE, RegNotifyChangeKeyValue(scratch, FALSE, FILTER_ALL, NULL,
                                                         TRUE)); /* observed under Wine */
    expect(0, RegOpenKeyExA(scratch, "", 0, KEY_QUERY_VALUE, &key));
    expect(ERROR_ACCESS_DENIED, RegNotifyChangeKeyValue(key, FALSE, FILTER_ALL, event, TRUE));
    RegCloseKey(key);
    CloseHandle(event);
}

int main(void)
{
    check_begin(__FILE__, "notify");
    filters();
    one_shot();
    first_filter();
    closing();
    deleting();
    bad_arguments();
    return check_end();
}

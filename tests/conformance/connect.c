/* connect.c: RegConnectRegistry to the own machine. Sources: sdk-api RegConnectRegistryW; Wine
 * test_regconnectregistry (advapi32). */
#include "check.h"

static LONG connect_to(int w, const char *machine, HKEY root, HKEY *out)
{
    return w ? RegConnectRegistryW(wide(machine), root, out)
             : RegConnectRegistryA(machine, root, out);
}

/* rule remote.names */
static void own_machine(int w)
{
    char name[MAX_COMPUTERNAME_LENGTH + 1], unc[MAX_COMPUTERNAME_LENGTH + 4];
    DWORD size = sizeof name;
    const char *machines[4];
    HKEY roots[] = {HKEY_LOCAL_MACHINE, HKEY_USERS};
    HKEY key, sub;

    GetComputerNameA(name, &size);
    snprintf(unc, sizeof unc, "\\\\%s", name);
    machines[0] = NULL;
    machines[1] = "";
    machines[2] = name;
    machines[3] = unc;
    for (unsigned m = 0; m < 4; m++)
        for (unsigned r = 0; r < 2; r++) {
            label("%s machine %u root %u", w ? "W" : "A", m, r);
            key = NULL;
            expect(0, connect_to(w, machines[m], roots[r], &key));
            expect_true(key != NULL);
            expect(0, RegOpenKeyExA(key, r == 0 ? "Software" : ".Default", 0, KEY_READ, &sub));
            expect(0, RegCloseKey(sub));
            expect(0, RegCloseKey(key));
        }
}

/* rules remote.keys, remote.names */
static void codes(int w)
{
    HKEY key = NULL;

    label("%s", w ? "W" : "A");
    expect(ERROR_BAD_NETPATH, connect_to(w, "\\\\no-such-machine-here", HKEY_LOCAL_MACHINE, &key));
    expect(ERROR_BAD_NETPATH, connect_to(w, "no-such-machine-here", HKEY_LOCAL_MACHINE, &key));
    expect_no_fault(ERROR_INVALID_PARAMETER, connect_to(w, NULL, HKEY_LOCAL_MACHINE, NULL));
    expect(0, connect_to(w, NULL, HKEY_CURRENT_USER, &key));
    expect_true(key == HKEY_CURRENT_USER);
    expect(0, connect_to(w, NULL, HKEY_CLASSES_ROOT, &key));
    expect_true(key == HKEY_CLASSES_ROOT);
    expect(0, connect_to(w, NULL, HKEY_CURRENT_CONFIG, &key));
    expect_true(key == HKEY_CURRENT_CONFIG);
    todo_wine("gives back any key");
    expect(ERROR_INVALID_HANDLE, connect_to(w, NULL, scratch, &key));
    todo_wine("gives back any key");
    expect(ERROR_INVALID_HANDLE, connect_to(w, NULL, NULL, &key));
    todo_wine("gives back any key");
    expect(ERROR_INVALID_HANDLE, connect_to(w, NULL, HKEY_DYN_DATA, &key));
    todo_wine("gives back any key");
    expect(ERROR_INVALID_HANDLE, connect_to(w, NULL, HKEY_PERFORMANCE_TEXT, &key));
}

/* Keys of the connected registry are keys of this machine. */
static void same_registry(void)
{
    HKEY machine = NULL, key = NULL;
    char path[160];

    label("same");
    snprintf(path, sizeof path, "%s\\made", scratch_path);
    expect(0, RegConnectRegistryA(NULL, HKEY_LOCAL_MACHINE, &machine));
    expect(0, RegCreateKeyA(machine, path, &key));
    expect(0, RegSetValueExA(key, "v", 0, REG_SZ, (const BYTE *)"x", 2));
    expect(0, RegCloseKey(key));
    expect(0, RegOpenKeyA(scratch, "made", &key));
    expect(0, RegQueryValueExA(key, "v", NULL, NULL, NULL, NULL));
    expect(0, RegCloseKey(key));
    expect(0, RegCloseKey(machine));
}

int main(void)
{
    check_begin(__FILE__, "connect");
    for (int w = 0; w < 2; w++) {
        own_machine(w);
        codes(w);
    }
    same_registry();
    return check_end();
}

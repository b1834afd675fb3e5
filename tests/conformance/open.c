/* open.c: RegOpenKey and RegOpenKeyEx, W and A. Sources: sdk-api RegOpenKeyExW and RegOpenKeyW;
 * Wine test_reg_open_key (advapi32) as the place where the pointer cases were observed on Windows.
 */
#include "check.h"

static LONG open_ex(int w, HKEY key, const char *name, DWORD options, REGSAM sam, HKEY *out)
{
    return w ? RegOpenKeyExW(key, wide(name), options, sam, out)
             : RegOpenKeyExA(key, name, options, sam, out);
}

static LONG open_old(int w, HKEY key, const char *name, HKEY *out)
{
    return w ? RegOpenKeyW(key, wide(name), out) : RegOpenKeyA(key, name, out);
}

/* Both functions find what is there; what is not there is 2 and a NULL result (rules open.absent,
 * open.trailing-backslashes). */
static void paths_and_case(int w)
{
    static const struct {
        const char *path;
        LONG code;
    } cases[] = {
        {"Alpha", 0},
        {"alpha", 0},
        {"ALPHA", 0},
        {"aLpHa", 0},
        {"Alpha\\Beta", 0},
        {"ALPHA\\BETA", 0},
        {"Alpha\\", 0},
        {"Alpha\\\\", 0},
        {"Alpha\\\\\\\\", 0},
        {"Alpha\\Beta\\", 0},
        {"Alpha\\Beta\\\\\\", 0},
        {"Alpha\\Beta\\Gamma with spaces ", 0},
        {"Alpha\\Beta\\Gamma with spaces", 2},
        {"Alph", 2},
        {"Alphaa", 2},
        {"Alpha ", 2},
        {" Alpha", 2},
        {"Alpha/Beta", 2},
        {"Beta", 2},
        {"Alpha\\Gamma", 2},
        {"Alpha\\Beta\\Delta", 2},
        {"Nothing\\Beta", 2},
        {".", 2},
        {"..", 2},
        {"Alpha\\..", 2},
        {"Alpha\\.", 2},
        {"*", 2},
        {"Alph?", 2},
        {"http://a.b:80/", 0},
        {"%SystemRoot%", 0},
    };
    HKEY key;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        label("%s Ex %s", w ? "W" : "A", cases[i].path);
        key = (HKEY)(ULONG_PTR)0xdead;
        expect(cases[i].code, open_ex(w, scratch, cases[i].path, 0, KEY_READ, &key));
        /* sdk-api RegOpenKeyExW; Wine test_reg_open_key: a failed open sets the result to NULL */
        expect_true((cases[i].code == 0) == (key != NULL));
        if (key && key != (HKEY)(ULONG_PTR)0xdead)
            RegCloseKey(key);
        label("%s old %s", w ? "W" : "A", cases[i].path);
        key = (HKEY)(ULONG_PTR)0xdead;
        expect(cases[i].code, open_old(w, scratch, cases[i].path, &key));
        expect_true((cases[i].code == 0) == (key != NULL));
        if (key && key != (HKEY)(ULONG_PTR)0xdead)
            RegCloseKey(key);
    }
}

/* A leading backslash is a bad pathname below any handle but HKEY_CLASSES_ROOT. Wine
 * test_reg_open_key (rule open.leading-backslash) */
static void leading_backslash(int w)
{
    static const char *const paths[] = {"\\", "\\Alpha", "\\Alpha\\Beta", "\\\\Alpha", "\\Nothing"};
    HKEY key;

    for (unsigned i = 0; i < 5; i++) {
        label("%s %s", w ? "W" : "A", paths[i]);
        key = (HKEY)(ULONG_PTR)0xdead;
        expect(ERROR_BAD_PATHNAME, open_ex(w, scratch, paths[i], 0, KEY_READ, &key));
        expect_true(key == NULL);
    }
    label("%s HKLM\\Software", w ? "W" : "A");
    expect(ERROR_BAD_PATHNAME, open_ex(w, HKEY_LOCAL_MACHINE, "\\Software", 0, KEY_READ, &key));
    label("%s HKCR", w ? "W" : "A");
    expect(0, open_ex(w, HKEY_CLASSES_ROOT, "\\", 0, KEY_READ, &key));
    expect_true(key != HKEY_CLASSES_ROOT && key != NULL);
    RegCloseKey(key);
}

static LONG create_ex(int w, HKEY key, const char *name, HKEY *out)
{
    return w ? RegCreateKeyExW(key, wide(name), 0, NULL, 0, KEY_ALL_ACCESS, NULL, out, NULL)
             : RegCreateKeyExA(key, name, 0, NULL, 0, KEY_ALL_ACCESS, NULL, out, NULL);
}

/* Of HKEY_CLASSES_ROOT a path that is opened may begin with a backslash (Wine test_reg_open_key);
 * one that is created may not: observed under Wine, and RegCreateKeyEx of the Windows 2000 SDK
 * names no exception (rule open.leading-backslash). */
static void leading_backslash_of_classes(int w)
{
    static const char name[] = "\\regsim-conformance-open", *const plain = name + 1;
    HKEY key;

    for (int there = 0; there < 2; there++) {
        label("%s HKCR%s %s", w ? "W" : "A", name, there ? "there" : "absent");
        key = NULL;
        expect(there ? 0 : 2, open_ex(w, HKEY_CLASSES_ROOT, name, 0, KEY_READ, &key));
        if (key)
            RegCloseKey(key);
        key = NULL;
        expect(there ? 0 : 2, open_old(w, HKEY_CLASSES_ROOT, name, &key));
        if (key)
            RegCloseKey(key);
        expect(ERROR_BAD_PATHNAME, create_ex(w, HKEY_CLASSES_ROOT, name, &key));
        expect(0, create_ex(w, HKEY_CLASSES_ROOT, plain, &key));
        RegCloseKey(key);
    }
    expect(0, RegDeleteKeyA(HKEY_CLASSES_ROOT, plain));
}

/* The empty name: the same handle for a predefined key, a new one otherwise. Wine test_reg_open_key
 * (rule open.empty-name)
 */
static void empty_names(int w)
{
    static const char *const names[] = {NULL, ""};
    HKEY predefined[] = {HKEY_CLASSES_ROOT, HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE, HKEY_USERS};
    HKEY key;

    for (unsigned n = 0; n < 2; n++) {
        for (unsigned i = 0; i < 4; i++) {
            label("%s %s predefined %u", w ? "W" : "A", names[n] ? "empty" : "NULL", i);
            key = NULL;
            expect(0, open_old(w, predefined[i], names[n], &key));
            expect_true(key == predefined[i]);
            key = NULL;
            expect(0, open_ex(w, predefined[i], names[n], 0, KEY_READ, &key));
            expect_true(key == predefined[i]);
            if (key != predefined[i])
                RegCloseKey(key);
        }
        label("%s %s ordinary", w ? "W" : "A", names[n] ? "empty" : "NULL");
        key = NULL;
        expect(0, open_ex(w, scratch, names[n], 0, KEY_READ, &key));
        expect_true(key != NULL && key != scratch);
        expect(0, RegCloseKey(key));
        /* RegOpenKey returns the key that was passed in: sdk-api RegOpenKeyW */
        key = NULL;
        expect(0, open_old(w, scratch, names[n], &key));
        expect_true(key == scratch);
        if (key != scratch)
            RegCloseKey(key);
    }
}

/* NULL for the key, the name and the result. Wine test_reg_open_key (rules open.null-key,
 * open.null-result) */
static void null_arguments(int w)
{
    HKEY poison = (HKEY)(ULONG_PTR)0xdead, key = poison;

    label("%s", w ? "W" : "A");
    expect(0, open_old(w, NULL, NULL, &key));
    expect_true(key == NULL);
    key = poison;
    expect(ERROR_INVALID_HANDLE, open_old(w, NULL, "Alpha", &key));
    expect_true(key == (w ? NULL : poison)); /* W: observed under Wine */
    expect(ERROR_INVALID_PARAMETER, open_old(w, scratch, NULL, NULL));
    expect(ERROR_INVALID_PARAMETER, open_old(w, scratch, "Alpha", NULL));
    if (!w)
        todo_wine("faults on a NULL result");
    expect_no_fault(ERROR_INVALID_PARAMETER, open_ex(w, scratch, "Alpha", 0, KEY_READ, NULL));
    if (!w)
        todo_wine("faults on a NULL result");
    expect_no_fault(ERROR_INVALID_PARAMETER,
                    open_ex(w, HKEY_LOCAL_MACHINE, "Software", 0, KEY_READ, NULL));
    key = poison;
    expect(ERROR_INVALID_HANDLE, open_ex(w, NULL, "Alpha", 0, KEY_READ, &key));
    expect_true(key == (w ? NULL : poison)); /* W: observed under Wine */
    key = poison;
    expect(ERROR_INVALID_HANDLE, open_ex(w, NULL, "", 0, KEY_READ, &key));
    expect_true(key == (w ? NULL : poison));
    key = poison;
    expect(ERROR_INVALID_HANDLE, open_ex(w, NULL, NULL, 0, KEY_READ, &key));
    key = poison;
    expect(ERROR_INVALID_HANDLE, open_ex(w, (HKEY)(ULONG_PTR)0xbeef0, "Alpha", 0, KEY_READ, &key));
}

/* Two opens give two handles; each is closed by itself. */
static void handles_are_separate(int w)
{
    HKEY first = NULL, second = NULL;

    label("%s", w ? "W" : "A");
    expect(0, open_ex(w, scratch, "Alpha", 0, KEY_READ, &first));
    expect(0, open_ex(w, scratch, "Alpha", 0, KEY_READ, &second));
    expect_true(first != second);
    expect(0, RegCloseKey(first));
    expect(0, open_ex(w, second, "Beta", 0, KEY_READ, &first));
    expect(0, RegCloseKey(first));
    expect(0, RegCloseKey(second));
}

/* The predefined handles themselves, and numbers beside them. [MS-RRP] 3.1.1.7 (rules
 * open.low-32-bits, open.bogus-handle) */
static void predefined_numbers(int w)
{
    static const struct {
        unsigned number;
        LONG code;
    } cases[] = {
        {0x80000000u, 0}, {0x80000001u, 0}, {0x80000002u, 0}, {0x80000003u, 0}, {0x80000005u, 0},
        {0x80000007u, 6}, {0x80000008u, 6}, {0x8000000fu, 6}, {0x80000100u, 6}, {0xffffffffu, 6},
    };
#ifdef _WIN64
    /* Only the low 32 bits of a predefined key count. Wine test_reg_open_key */
    static const unsigned high[] = {0, 1, 0x7fffffff, 0xdeadbeef, 0xfffffffe};
#endif
    HKEY key;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        label("%s %08x", w ? "W" : "A", cases[i].number);
        key = NULL;
        expect(cases[i].code,
               open_ex(w, (HKEY)(LONG_PTR)(LONG)cases[i].number, "", 0, MAXIMUM_ALLOWED, &key));
        if (key && key != (HKEY)(LONG_PTR)(LONG)cases[i].number)
            RegCloseKey(key);
#ifdef _WIN64
        for (unsigned h = 0; i < 5 && h < sizeof high / sizeof *high; h++) {
            label("%s %08x%08x", w ? "W" : "A", high[h], cases[i].number);
            key = NULL;
            expect(0, open_ex(w, (HKEY)((ULONG_PTR)high[h] << 32 | cases[i].number), "", 0,
                              MAXIMUM_ALLOWED, &key));
            if (key && ((ULONG_PTR)key & 0xffffffffu) != cases[i].number)
                RegCloseKey(key);
        }
#endif
    }
}

int main(void)
{
    HKEY alpha, beta, key;

    check_begin(__FILE__, "open");
    alpha = fresh("Alpha");
    RegCreateKeyA(alpha, "Beta", &beta);
    RegCreateKeyA(beta, "Gamma with spaces ", &key);
    RegCloseKey(key);
    RegCloseKey(fresh("http://a.b:80/"));
    RegCloseKey(fresh("%SystemRoot%"));
    RegCloseKey(beta);
    RegCloseKey(alpha);
    for (int w = 0; w < 2; w++) {
        paths_and_case(w);
        leading_backslash(w);
        leading_backslash_of_classes(w);
        empty_names(w);
        null_arguments(w);
        handles_are_separate(w);
        predefined_numbers(w);
    }
    return check_end();
}

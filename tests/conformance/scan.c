/* scan.c: sscanf, fscanf and strtod, as an administrator's program uses it. Source: C11 7.21.6.7;
 * observed under Wine for what Microsoft adds. */
#include "check.h"

static void numbers(void)
{
    int a = -1, b = -1;
    unsigned u = 0;
    unsigned short s = 0xFFFF;
    unsigned char guard_byte = 0x55;

    label("numbers");
    expect(2, sscanf("12 -34", "%d %d", &a, &b));
    expect(12, a);
    expect((DWORD)-34, b);
    expect(1, sscanf("0x1F", "%x", &u));
    expect(31, u);
    expect(1, sscanf("ff", "%x", &u));
    expect(255, u);
    expect(1, sscanf("010", "%i", &a));
    expect(8, a);
    expect(1, sscanf("0x10", "%i", &a));
    expect(16, a);
    expect(1, sscanf("4294967295", "%u", &u));
    expect(0xFFFFFFFF, u);
    expect(1, sscanf("77", "%hu", &s));
    expect(77, s);
    expect(0x55, guard_byte);
    expect(2, sscanf("12345", "%2d%3d", &a, &b));
    expect(12, a);
    expect(345, b);
    expect(1, sscanf("7 8", "%*d %d", &a));
    expect(8, a);
    expect(1, sscanf("5x", "%dx", &a));
    expect(0, sscanf("x", "%d", &a));
    expect((DWORD)-1, sscanf("", "%d", &a));
    todo_wine("0, where C11 7.21.6.7 says EOF");
    expect((DWORD)-1, sscanf("   ", "%d", &a));
    expect(3, sscanf("4.0.1381", "%d.%d.%u", &a, &b, &u));
    expect(1381, u);
    expect(1, sscanf("50%", "%d%%", &a));
    expect(0, sscanf("-", "%d", &a));
}

static void texts(void)
{
    char one[16] = "", two[16] = "", c = 0;
    int count = -1;

    label("texts");
    expect(2, sscanf("  name = value", "%s = %15s", one, two));
    expect_true(!strcmp(one, "name") && !strcmp(two, "value"));
    expect(2, sscanf("key=rest of it", "%[^=]=%[a-z ]", one, two));
    expect_true(!strcmp(one, "key") && !strcmp(two, "rest of it"));
    expect(1, sscanf("abcdef", "%3s", one));
    expect_true(!strcmp(one, "abc"));
    expect(1, sscanf(" x", "%c", &c));
    expect(' ', (unsigned char)c);
    expect(1, sscanf(" x", " %c", &c));
    expect('x', (unsigned char)c);
    expect(1, sscanf("ab]c", "%[]ab]", one));
    expect_true(!strcmp(one, "ab]"));
    expect(0, sscanf("abc", "%[0-9]", one));
    expect(1, sscanf("word rest", "%s%n", one, &count));
    expect(4, count);
}

static void wide_text(void)
{
    WCHAR one[16] = u"";
    int a = 0;

    label("wide");
    expect(2, swscanf(u"name 42", u"%s %d", one, &a));
    expect_bytes(u"name", one, 10);
    expect(42, a);
}

/* A float without l, a double with it; what is a number is read as far as it goes. */
static void floats(void)
{
    static const struct {
        const char *text, *format;
        int count, thousandths;
    } cases[] = {
        {"1.5", "%lf", 1, 1500},        {"-2.25x", "%lf", 1, -2250},
        {"  3", "%lf", 1, 3000},        {".5", "%lf", 1, 500},
        {"7.", "%lf", 1, 7000},         {"1e3", "%lf", 1, 1000000},
        {"25e-1", "%lg", 1, 2500},      {"1.5E+2", "%le", 1, 150000},
        {"+4", "%lf", 1, 4000},         {"123.456", "%4lf", 1, 123000},
        {"x", "%lf", 0, 77000},         {"", "%lf", -1, 77000},
        {".", "%lf", 0, 77000},         {"-", "%lf", 0, 77000},
        {"9 8.5", "%*lf %lf", 1, 8500}, {"1.2.3", "%lf", 1, 1200},
        {"0012", "%lf", 1, 12000},
    };
    float narrow = 0;
    double value;
    int a = 0;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        value = 77;
        label("'%s' %s", cases[i].text, cases[i].format);
        if (cases[i].count == 0 && !strchr(cases[i].text, 'x'))
            todo_wine("EOF, where C11 7.21.6.2 says that it does not match");
        expect((DWORD)cases[i].count, sscanf(cases[i].text, cases[i].format, &value));
        expect((DWORD)cases[i].thousandths, (DWORD)(int)(value * 1000));
    }
    label("float");
    expect(2, sscanf("2.5 3", "%f %d", &narrow, &a));
    expect(2500, (DWORD)(narrow * 1000));
    expect(3, a);
    expect(2, sscanf("4.0.1", "%f.%d", &narrow, &a));
    expect(1, a);
    value = 0;
    expect(1, swscanf(u"6.75", u"%lf", &value));
    expect(6750, (DWORD)(value * 1000));
}

static void strings_of_floats(void)
{
    static const struct {
        const char *text;
        int thousandths, used;
    } cases[] = {{"1.5", 1500, 3}, {"  -2.5e1x", -25000, 8},
                 {"1e", 1000, 1},  {"1e+", 1000, 1},
                 {"x", 0, 0},      {"", 0, 0},
                 {".", 0, 0},      {"-.5", -500, 3},
                 {"12.", 12000, 3}};
    char *end;
    WCHAR *wide_end;

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        label("strtod '%s'", cases[i].text);
        expect((DWORD)cases[i].thousandths, (DWORD)(int)(strtod(cases[i].text, &end) * 1000));
        expect((DWORD)cases[i].used, (DWORD)(end - cases[i].text));
        expect((DWORD)cases[i].thousandths, (DWORD)(int)(atof(cases[i].text) * 1000));
        expect((DWORD)cases[i].thousandths,
               (DWORD)(int)(wcstod(wide(cases[i].text), &wide_end) * 1000));
    }
}

/* A stream: blanks are lines too, what does not match stays for the next call, the end is EOF. */
static void streams(void)
{
    char path[MAX_PATH], word[16] = "";
    WCHAR units[16] = u"";
    int a = 0;
    unsigned b = 0;
    double value = 0;
    FILE *file;

    label("stream");
    GetTempPathA(sizeof path - 20, path);
    strcat(path, "conformance.txt");
    file = fopen(path, "w");
    expect_true(file != NULL);
    if (!file)
        return;
    fputs("name 12\n\n  -7 0x1F 2.5\n77x rest\n", file);
    fclose(file);
    file = fopen(path, "r");
    expect(2, fscanf(file, "%15s %d", word, &a));
    expect_true(!strcmp(word, "name"));
    expect(12, a);
    expect(3, fscanf(file, "%d %x %lf", &a, &b, &value));
    expect((DWORD)-7, a);
    expect(0x1F, b);
    expect(2500, (DWORD)(value * 1000));
    expect(1, fscanf(file, "%d", &a));
    expect(77, a);
    expect(0, fscanf(file, "%d", &a));
    expect('x', fgetc(file));
    expect(1, fscanf(file, "%s", word));
    expect_true(!strcmp(word, "rest"));
    expect((DWORD)-1, fscanf(file, "%s", word));
    expect_true(feof(file));
    rewind(file);
    expect(2, fwscanf(file, u"%s %d", units, &a));
    expect_bytes(u"name", units, 10);
    expect(12, a);
    expect_true(fgetws(units, 16, file) == units);
    expect_bytes(u"\n", units, 4);
    expect_true(fgetws(units, 16, file) == units);
    expect_bytes(u"\n", units, 4);
    expect_true(fgetws(units, 6, file) == units);
    expect_bytes(u"  -7 ", units, 12);
    expect('0', fgetwc(file));
    fclose(file);
    DeleteFileA(path);
}

int main(void)
{
    check_begin(__FILE__, "scan");
    numbers();
    texts();
    wide_text();
    floats();
    strings_of_floats();
    streams();
    return check_end();
}

/* scan.c: sscanf, as an administrator's program uses it. Source: C11 7.21.6.7; observed under Wine
 * for what Microsoft adds. */
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

int main(void)
{
    check_begin(__FILE__, "scan");
    numbers();
    texts();
    wide_text();
    return check_end();
}

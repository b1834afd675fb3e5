/*
 * The best fit of code page 1252: characters that it lacks and that Windows turns into one that
 * looks alike, A with macron into A (WideCharToMultiByte without WC_NO_BEST_FIT_CHARS, and every A
 * function). Runs of consecutive units with the byte of each, 0 where there is none. Microsoft's
 * mapping bestfit1252, observed under Wine.
 */
#include "win32/best_fit.h"

#include <stddef.h>

static const struct run {
    char16_t first, count;
    const char *bytes;
} runs[] = {
    {0x0100, 129,
     "AaAaAaCcCcCcCcDd\320dEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi\000\000JjKk\000LlLlLl\000\000LlNnNnNn"
     "\000\000\000OoOoOo\000\000RrRrRrSsSsSs\000\000TtTtTtUuUuUuUuUuUuWwYy\000ZzZz\000\000\000b"},
    {0x0189, 1, "\320"},
    {0x0191, 1, "\203"},
    {0x0197, 4, "I\000\000l"},
    {0x019F, 3, "OOo"},
    {0x01AB, 6, "t\000\000TUu"},
    {0x01B6, 1, "z"},
    {0x01C0, 4, "|\000\000!"},
    {0x01CD, 19, "AaIiOoUuUuUuUuUu\000Aa"},
    {0x01E4, 13, "GgGgKkOoOo\000\000j"},
    {0x0261, 1, "g"},
    {0x02B9, 4, "'\042\000'"},
    {0x02C4, 10, "^\000\000\000'\257\264`\000_"},
    {0x02DA, 1, "\260"},
    {0x0300, 15, "`\264^~\257\257\000\000\250\000\260\000\000\000\042"},
    {0x0327, 1, "\270"},
    {0x0331, 2, "__"},
    {0x037E, 1, ";"},
    {0x0393, 1, "G"},
    {0x0398, 1, "T"},
    {0x03A3, 7, "S\000\000F\000\000O"},
    {0x03B1, 5, "a\337\000de"},
    {0x03BC, 11, "\265\000\000\000p\000\000st\000f"},
    {0x04BB, 1, "h"},
    {0x0589, 1, ":"},
    {0x066A, 1, "%"},
    {0x2000, 7, "       "},
    {0x2010, 2, "--"},
    {0x2017, 1, "="},
    {0x2024, 1, "\267"},
    {0x2032, 4, "'\000\000`"},
    {0x2044, 1, "/"},
    {0x2070, 9, "\260\000\000\00045678"},
    {0x207F, 11, "n0123456789"},
    {0x20A1, 7, "\242\000\000\243\000\000P"},
    {0x2102, 1, "C"},
    {0x2107, 23, "E\000\000gHHHh\000IILl\000N\000\000PPQRRR"},
    {0x2124, 17, "Z\000\000\000Z\000K\305BCeeEF\000Mo"},
    {0x2205, 1, "\330"},
    {0x2212, 13, "-\261\000/\134*\260\267v\000\000\0008"},
    {0x2223, 1, "|"},
    {0x2229, 1, "n"},
    {0x2236, 1, ":"},
    {0x223C, 1, "~"},
    {0x2248, 1, "\230"},
    {0x2261, 5, "=\000\000=="},
    {0x226A, 2, "\253\273"},
    {0x22C5, 1, "\267"},
    {0x2302, 2, "\246^"},
    {0x2310, 1, "\254"},
    {0x2320, 2, "()"},
    {0x2329, 2, "<>"},
    {0x2500, 3, "-\000\246"},
    {0x250C, 17, "+\000\000\000+\000\000\000+\000\000\000+\000\000\000+"},
    {0x2524, 1, "\246"},
    {0x252C, 1, "-"},
    {0x2534, 1, "-"},
    {0x253C, 1, "+"},
    {0x2550, 29, "-\246++++++++++++\246\246\246\246\246\246------+++"},
    {0x2580, 20, "\257\000\000\000_\000\000\000\246\000\000\000\246\000\000\000\246\246\246\246"},
    {0x25A0, 1, "\246"},
    {0x263C, 1, "\244"},
    {0x2758, 1, "|"},
    {0x3000, 1, " "},
    {0x3008, 4, "<>\253\273"},
    {0x301A, 2, "[]"},
    {0x30FB, 1, "\267"},
    {0xFF01, 94,
     "!\042#$%&'()*+,-./"
     "0123456789:;<=>\000@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\134]^_`abcdefghijklmnopqrstuvwxyz{|}~"},
};

int best_fit_1252(char16_t unit)
{
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (unit >= runs[i].first && unit - runs[i].first < runs[i].count) {
            unsigned char byte = (unsigned char)runs[i].bytes[unit - runs[i].first];
            return byte ? byte : -1;
        }
    return -1;
}

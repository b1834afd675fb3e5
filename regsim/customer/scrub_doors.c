/* Secrets within text: what follows `password=` and its kin, a switch of a command line that takes
 * one, and tokens that are signed (JWT), told by their form. Paths, numbers and other switches are
 * no secrets: svchost's `-p -s X`, a port. */
#include "customer/scrub_parts.h"

static bool is_blank(char16_t unit)
{
    return unit <= u' ';
}

/* The characters of the word of `words` that stands at `at`; 0: none does. */
static size_t word_at(struct ustr text, size_t at, const struct ustr *words)
{
    for (; words->count; words++) {
        if (ustr_starts_nocase(ustr_slice(text, at, text.count), *words))
            return words->count;
    }
    return 0;
}

static bool ends_secret(char16_t unit)
{
    return unit < u' ' || unit == u';' || unit == u'"' || unit == u'\'' || unit == u'&';
}

/* Up to the `;` of a connection string; where there is none, a blank ends it, too. */
static size_t secret_end(struct ustr text, size_t from)
{
    size_t end = from, blank;
    while (end < text.count && !ends_secret(text.units[end]))
        end++;
    if (end < text.count && text.units[end] == u';')
        return end;
    for (blank = from; blank < end && !is_blank(text.units[blank]);)
        blank++;
    return blank;
}

/* password=…, Pwd = "…", AccountKey:… */
static size_t assigned_at(struct ustr text, size_t at, size_t *end)
{
    static const struct ustr words[] = {{u"password", 8},         {u"passwd", 6},
                                        {u"passphrase", 10},      {u"pwd", 3},
                                        {u"secret", 6},           {u"apikey", 6},
                                        {u"api_key", 7},          {u"accountkey", 10},
                                        {u"accesskey", 9},        {u"accesstoken", 11},
                                        {u"access_token", 12},    {u"client_secret", 13},
                                        {u"sharedaccesskey", 15}, {NULL, 0}};
    size_t from = at, taken = word_at(text, at, words);
    for (from += taken; taken && from < text.count && text.units[from] == u' ';)
        from++;
    if (!taken || from >= text.count || (text.units[from] != u'=' && text.units[from] != u':'))
        return 0;
    for (from++; from < text.count && text.units[from] == u' ';)
        from++;
    bool quoted = from < text.count && (text.units[from] == u'"' || text.units[from] == u'\'');
    size_t closing = quoted ? ustr_find(text, text.units[from], from + 1) : SIZE_MAX;
    from += quoted;
    *end = closing != SIZE_MAX ? closing : secret_end(text, from);
    return *end > from ? from : 0;
}

/* After `-p`, `/password` …, at whose letter `at` is. */
static size_t switched_at(struct ustr text, size_t at, size_t *end)
{
    static const struct ustr words[] = {{u"password ", 9}, {u"passwd ", 7}, {u"pass ", 5},
                                        {u"pwd ", 4},      {u"pw ", 3},     {u"p ", 2},
                                        {NULL, 0}};
    size_t taken = 0, mark = at;
    while (mark && text.units[mark - 1] == u'-' && at - mark < 2)
        mark--;
    if (mark == at && at && text.units[at - 1] == u'/')
        mark--;
    if (mark < at && (!mark || is_blank(text.units[mark - 1])))
        taken = word_at(text, at, words);
    size_t from = at + taken;
    while (taken && from < text.count && (text.units[from] == u' ' || text.units[from] == u'"'))
        from++;
    if (!taken || from >= text.count || text.units[from] == u'-' || text.units[from] == u'/')
        return 0;
    bool number = true;
    for (*end = from; *end < text.count && !is_blank(text.units[*end]) && text.units[*end] != u'"';
         ++*end) {
        char16_t unit = text.units[*end];
        if (unit == u'\\' || unit == u'%')
            return 0;
        number = number && unit >= u'0' && unit <= u'9';
    }
    return number ? 0 : from;
}

static bool is_base64url(char16_t unit)
{
    return (unit >= u'0' && unit <= u'9') || (unit >= u'A' && unit <= u'Z') ||
           (unit >= u'a' && unit <= u'z') || unit == u'_' || unit == u'-';
}

/* RFC 7519: header.claims.signature; the header is a JSON object, so it starts with `{"`: eyJ. */
static bool is_token_at(struct ustr text, size_t at, size_t *end)
{
    enum { SHORTEST_PART = 8 };
    size_t dots = 0, part = at;
    if (!ustr_starts_nocase(ustr_slice(text, at, text.count), USTR(u"eyJ")))
        return false;
    for (*end = at; *end < text.count; ++*end) {
        bool dot = text.units[*end] == u'.' && dots < 2 && *end - part >= SHORTEST_PART;
        if (!dot && !is_base64url(text.units[*end]))
            break;
        part = dot ? *end + 1 : part;
        dots += dot;
    }
    return dots == 2 && *end > part;
}

size_t scrub_secret_at(struct ustr text, size_t at, size_t *end)
{
    bool starts = !at || text.units[at - 1] == u'-' || !is_base64url(text.units[at - 1]);
    if (starts && is_token_at(text, at, end))
        return at;
    size_t from = assigned_at(text, at, end);
    if (!from)
        from = switched_at(text, at, end);
    *end = from ? *end : 0;
    return from;
}

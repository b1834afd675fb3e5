/* eventlog.c: programs that write to the Application log. Sources: sdk-api RegisterEventSourceW,
 * ReportEventW, DeregisterEventSource. */
#include "check.h"

static const char any[] = "takes anything";

static HANDLE begin(const char *server, const char *source)
{
    SetLastError(0xdeadbeef);
    return RegisterEventSourceA(server, source);
}

/* rule eventlog.source */
static void sources(void)
{
    HANDLE source;

    label("a source");
    source = begin(NULL, "regsim-conformance");
    expect_true(source != NULL);
    expect_true(DeregisterEventSource(source));
    label("closed");
    SetLastError(0xdeadbeef);
    expect_but_on_wine(FALSE, DeregisterEventSource(source), "its handle is a constant");
    label("no source");
    todo_wine(any);
    expect_true(begin(NULL, NULL) == NULL);
    todo_wine(any);
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("an empty source");
    todo_wine(any);
    expect_true(begin(NULL, "") == NULL);
    todo_wine(any);
    expect(ERROR_INVALID_PARAMETER, GetLastError());
    label("NULL");
    SetLastError(0xdeadbeef);
    todo_wine(any);
    expect(FALSE, DeregisterEventSource(NULL));
    todo_wine(any);
    expect(ERROR_INVALID_HANDLE, GetLastError());
}

/* rule eventlog.report */
static void reports(void)
{
    static const WORD types[] = {EVENTLOG_SUCCESS, EVENTLOG_ERROR_TYPE, EVENTLOG_WARNING_TYPE,
                                 EVENTLOG_INFORMATION_TYPE};
    LPCSTR strings[] = {"first", "", "third"};
    LPCWSTR wide_strings[] = {L"first"};
    HANDLE source = begin(NULL, "regsim-conformance");
    BYTE data[] = {1, 2, 3};

    for (unsigned i = 0; i < sizeof types / sizeof *types; i++) {
        label("type %u", types[i]);
        expect_true(ReportEventA(source, types[i], 0, 1000 + i, NULL, 0, 0, NULL, NULL));
        expect_true(ReportEventA(source, types[i], 1, 0xC0000001 + i, NULL, 3, 3, strings, data));
        expect_true(ReportEventW(source, types[i], 0, 7, NULL, 1, 0, wide_strings, NULL));
    }
    label("NULL source");
    SetLastError(0xdeadbeef);
    todo_wine(any);
    expect(FALSE, ReportEventA(NULL, EVENTLOG_ERROR_TYPE, 0, 1, NULL, 0, 0, NULL, NULL));
    todo_wine(any);
    expect(ERROR_INVALID_HANDLE, GetLastError());
    expect_true(DeregisterEventSource(source));
}

int main(void)
{
    check_begin(__FILE__, "eventlog");
    sources();
    reports();
    return check_end();
}

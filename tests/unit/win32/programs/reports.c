/* Writes three events; the host looks at the log. */
#include <windows.h>

int main(void)
{
    LPCSTR strings[20] = {"SMS", "17"};
    BYTE data[] = {0xAB, 0xCD};
    HANDLE source = RegisterEventSourceA(NULL, "Contoso Fixer");

    if (!source ||
        !ReportEventA(source, EVENTLOG_WARNING_TYPE, 3, 0x80000007, NULL, 2, 2, strings, data))
        return 1;
    for (int i = 0; i < 20; i++)
        strings[i] = "x";
    if (!ReportEventA(source, EVENTLOG_INFORMATION_TYPE, 0, 8, NULL, 20, 0, strings, NULL))
        return 2;
    if (ReportEventA(source, 3, 0, 9, NULL, 0, 0, NULL, NULL) || GetLastError() != 87)
        return 3;
    if (ReportEventA(source, EVENTLOG_ERROR_TYPE, 0, 9, NULL, 1, 0, NULL, NULL))
        return 4;
    if (RegisterEventSourceA("\\\\NOWHERE", "x") || GetLastError() != RPC_S_SERVER_UNAVAILABLE)
        return 5;
    return DeregisterEventSource(source) ? 0 : 6;
}

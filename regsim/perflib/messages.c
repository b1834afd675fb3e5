/* Texts: facts 3.1 and 3.5, and 3.2, 3.3 for what differs. %n is the n-th insertion string, whose
 * order is not that of the text: in 1011 %1 is the service and %2 the library. */
#include "perflib/messages.h"

/* Windows NT 4.0 has its own words for 1008 (Q163727, Q174690, Q186713). Its other texts are taken
 * from Windows 2000, as is its order of insertion strings: UNCONFIRMED. */
static const struct event_message perflib_nt4[] = {
    {0xC00003F0,
     u"The Open Procedure for service \"%1\" in DLL \"%2\" failed. Performance data for this "
     u"service will not be available. Status code returned is DWORD 0."},
};

#define DWORD_0 u"data DWORD 0"
static const struct event_message perflib_w2k[] = {
    {0xC00003E8, u"Access to performance data was denied to %1 as attempted from %2"},
    {0xC00003E9, u"The buffer size returned by a collect procedure in Extensible Counter DLL "
                 u"\"%1\" for the \"%2\" service was larger than the space available. "
                 u"Performance data returned by counter DLL will be not be returned in Perf "
                 u"Data Block. Overflow size is " DWORD_0 u"."},
    {0xC00003EA, u"A Guard Page was modified by a collect procedure in Extensible Counter DLL "
                 u"\"%1\" for the \"%2\" service. Performance data returned by counter DLL "
                 u"will be not be returned in Perf Data Block."},
    {0xC00003EB, u"The object length of an object returned by Extensible Counter DLL \"%1\" "
                 u"for the \"%2\" service was not correct. The sum of the object lengths "
                 u"returned did not match the size of the buffer returned. Performance data "
                 u"returned by counter DLL will be not be returned in Perf Data Block. Count "
                 u"of objects returned is " DWORD_0 u"."},
    {0xC00003EC, u"The instance length of an object returned by Extensible Counter DLL \"%1\" "
                 u"for the \"%2\" service was incorrect. The sum of the instance lengths plus "
                 u"the object definition structures did not match the size of the object. "
                 u"Performance data returned by counter DLL will be not be returned in Perf "
                 u"Data Block. The object title index of the bad object is " DWORD_0 u"."},
    {0xC00003ED, u"Unable to locate the open procedure \"%1\" in DLL \"%2\" for the \"%3\" "
                 u"service. Performance data for this service will not be available. Error "
                 u"Status is " DWORD_0 u"."},
    {0xC00003EE, u"Unable to locate the collect procedure \"%1\" in DLL \"%2\" for the \"%3\" "
                 u"service. Performance data for this service will not be available. Error "
                 u"Status is " DWORD_0 u"."},
    {0xC00003EF, u"Unable to locate the close procedure \"%1\" in DLL \"%2\" for the \"%3\" "
                 u"service. Performance data for this service will not be available. Error "
                 u"Status is " DWORD_0 u"."},
    {0xC00003F0,
     u"The Open Procedure for service \"%1\" in DLL \"%2\" failed. Performance "
     u"data for this service will not be available. Status code returned is " DWORD_0 u"."},
    {0xC00003F1, u"The Open Procedure for service \"%1\" in DLL \"%2\" generated an exception. "
                 u"Performance data for this service will not be available. Exception code "
                 u"returned is " DWORD_0 u"."},
    {0xC00003F2, u"The Collect Procedure for the \"%1\" service in DLL \"%2\" generated an "
                 u"exception or returned an invalid status. Performance data returned by "
                 u"counter DLL will be not be returned in Perf Data Block. Exception or status "
                 u"code returned is " DWORD_0 u"."},
    {0xC00003F3, u"The library file \"%2\" specified for the \"%1\" service could not be "
                 u"opened. Performance data for this service will not be available. Status "
                 u"code is " DWORD_0 u"."},
    {0xC00003F4, u"The system reported an idle process time that was less than the last time "
                 u"reported. The data shows the current time and the last reported time for "
                 u"the system's idle process."},
    {0xC00003F5, u"The collect procedure in Extensible Counter DLL \"%1\" for the \"%2\" "
                 u"service returned a buffer that was larger than the space allocated and may "
                 u"have corrupted the application's heap. This DLL should be disabled or "
                 u"removed from the system until the problem has been corrected to prevent "
                 u"further corruption. The application accessing this performance data should "
                 u"be restarted. The Performance data returned by counter DLL will be not be "
                 u"returned in Perf Data Block. Overflow size is " DWORD_0 u"."},
    {0xC00003F6, u"An error occurred while trying to collect data from the Server Object. The "
                 u"Error code returned by the function is DWORD 0. The Status returned in the "
                 u"IO Status Block is DWORD 1. The Information field of the IO Status Block is "
                 u"DWORD 2."},
    {0xC00003F7, u"The timeout waiting for the performance data collection function \"%1\" in "
                 u"the \"%2\" Library to finish has expired. There may be a problem with this "
                 u"extensible counter or the service it is collecting data from or the system "
                 u"may have been very busy when this call was attempted."},
    {0x800003F8, u"The data buffer created for the \"%1\" service in the \"%2\" library is not "
                 u"aligned on an 8-byte boundary. This may cause problems for applications "
                 u"that are trying to read the performance data buffer. Contact the "
                 u"manufacturer of this library or service to have this problem corrected or "
                 u"to get a newer version of this library."},
    {0xC00003F9, u"Performance counter data collection from the \"%1\" service has been "
                 u"disabled due to one or more errors generated by the performance counter "
                 u"library for that service. The error(s) that forced this action have been "
                 u"written to the application event log. The error(s) should be corrected "
                 u"before the performance counters for this service are enabled again."},
    {0xC00003FA, u"Performance counter data collection from the \"%1\" service has been "
                 u"disabled for this session due to one or more errors generated by the "
                 u"performance counter library for that service. The error(s) that forced this "
                 u"action have been written to the application event log."},
    {0xC00003FB, u"A definition field in an object returned by Extensible Counter DLL \"%1\" "
                 u"for the \"%2\" service was incorrect. The sum of the definitions block "
                 u"lengths in the object definition structures did not match the size "
                 u"specified in the object definition header. Performance data returned by "
                 u"this counter DLL will be not be returned in Perf Data Block. The object "
                 u"title index of the bad object is " DWORD_0 u"."},
    {0xC00003FC,
     u"The size of the buffer used is greater than that passed to the collect "
     u"function of the \"%1\" Extensible Counter DLL for the \"%2\" service. The "
     u"size of the buffer passed in is " DWORD_0 u" and the size returned is data DWORD 1."},
    {0x800007D0, u"The pointer returned did not match the buffer length returned by the "
                 u"Collect procedure for the \"%1\" service in Extensible Counter DLL \"%2\". "
                 u"The Length will be adjusted to match and the performance data will appear "
                 u"in the Perf Data Block. The returned length "
                 u"is " DWORD_0 u", the new length is data DWORD 1."},
    {0x800007D1, u"The \"%1\" service does not have a Performance subkey or the key could not "
                 u"be opened. No performance counters will be collected for this service. The "
                 u"Win32 error code is returned in the data."},
    {0x800007D2, u"The open procedure for service \"%1\" in DLL \"%2\" has taken longer than "
                 u"the established wait time to complete. There may be a problem with this "
                 u"extensible counter or the service it is collecting data from or the system "
                 u"may have been very busy when this call was attempted."},
    {0x800007D3, u"The configuration information of the performance library \"%1\" for the "
                 u"\"%2\" service does not match the trusted performance library information "
                 u"stored in the registry. The functions in this library will not be treated "
                 u"as trusted."},
    {0x40000BB8, u"Open procedure for service \"%1\" in DLL \"%2\" was called and returned "
                 u"successfully."},
    {0x40000BB9, u"An updated performance counter library file has been detected. The "
                 u"performance counters for the \"%1\" have been enabled."},
};
#undef DWORD_0

/* From XP on 1011, 1012, 1014, 3000 and 3001 are gone, and the data have other words. Texts that
 * name a second DWORD are kept as Windows 2000 has them: the later words are UNCONFIRMED. */
#define DWORD_0 u"the first DWORD in the attached data"
static const struct event_message perflib_xp[] = {
    {0xC00003E8, u"Access to performance data was denied to %1 as attempted from %2"},
    {0xC00003E9, u"The buffer size returned by a collect procedure in Extensible Counter DLL "
                 u"\"%1\" for the \"%2\" service was larger than the space available. "
                 u"Performance data returned by counter DLL will be not be returned in Perf "
                 u"Data Block. Overflow size is " DWORD_0 u"."},
    {0xC00003EA, u"A Guard Page was modified by a collect procedure in Extensible Counter DLL "
                 u"\"%1\" for the \"%2\" service. Performance data returned by counter DLL "
                 u"will be not be returned in Perf Data Block."},
    {0xC00003EB, u"The object length of an object returned by Extensible Counter DLL \"%1\" "
                 u"for the \"%2\" service was not correct. The sum of the object lengths "
                 u"returned did not match the size of the buffer returned. Performance data "
                 u"returned by counter DLL will be not be returned in Perf Data Block. Count "
                 u"of objects returned is " DWORD_0 u"."},
    {0xC00003EC, u"The instance length of an object returned by Extensible Counter DLL \"%1\" "
                 u"for the \"%2\" service was incorrect. The sum of the instance lengths plus "
                 u"the object definition structures did not match the size of the object. "
                 u"Performance data returned by counter DLL will be not be returned in Perf "
                 u"Data Block. The object title index of the bad object is " DWORD_0 u"."},
    {0xC00003ED, u"Unable to locate the open procedure \"%1\" in DLL \"%2\" for the \"%3\" "
                 u"service. Performance data for this service will not be available. Error "
                 u"Status is " DWORD_0 u"."},
    {0xC00003EE, u"Unable to locate the collect procedure \"%1\" in DLL \"%2\" for the \"%3\" "
                 u"service. Performance data for this service will not be available. Error "
                 u"Status is " DWORD_0 u"."},
    {0xC00003EF, u"Unable to locate the close procedure \"%1\" in DLL \"%2\" for the \"%3\" "
                 u"service. Performance data for this service will not be available. Error "
                 u"Status is " DWORD_0 u"."},
    {0xC00003F0,
     u"The Open Procedure for service \"%1\" in DLL \"%2\" failed. Performance "
     u"data for this service will not be available. Status code returned is " DWORD_0 u"."},
    {0xC00003F1, u"The Open Procedure for service \"%1\" in DLL \"%2\" generated an exception. "
                 u"Performance data for this service will not be available. Exception code "
                 u"returned is " DWORD_0 u"."},
    {0xC00003F2, u"The Collect Procedure for the \"%1\" service in DLL \"%2\" generated an "
                 u"exception or returned an invalid status. Performance data returned by "
                 u"counter DLL will be not be returned in Perf Data Block. Exception or status "
                 u"code returned is " DWORD_0 u"."},
    {0xC00003F5, u"The collect procedure in Extensible Counter DLL \"%1\" for the \"%2\" "
                 u"service returned a buffer that was larger than the space allocated and may "
                 u"have corrupted the application's heap. This DLL should be disabled or "
                 u"removed from the system until the problem has been corrected to prevent "
                 u"further corruption. The application accessing this performance data should "
                 u"be restarted. The Performance data returned by counter DLL will be not be "
                 u"returned in Perf Data Block. Overflow size is " DWORD_0 u"."},
    {0xC00003F7, u"The timeout waiting for the performance data collection function \"%1\" in "
                 u"the \"%2\" Library to finish has expired. There may be a problem with this "
                 u"extensible counter or the service it is collecting data from or the system "
                 u"may have been very busy when this call was attempted."},
    {0x800003F8, u"The data buffer created for the \"%1\" service in the \"%2\" library is not "
                 u"aligned on an 8-byte boundary. This may cause problems for applications "
                 u"that are trying to read the performance data buffer. Contact the "
                 u"manufacturer of this library or service to have this problem corrected or "
                 u"to get a newer version of this library."},
    {0xC00003F9, u"Performance counter data collection from the \"%1\" service has been "
                 u"disabled due to one or more errors generated by the performance counter "
                 u"library for that service. The error(s) that forced this action have been "
                 u"written to the application event log. The error(s) should be corrected "
                 u"before the performance counters for this service are enabled again."},
    {0xC00003FA, u"Performance counter data collection from the \"%1\" service has been "
                 u"disabled for this session due to one or more errors generated by the "
                 u"performance counter library for that service. The error(s) that forced this "
                 u"action have been written to the application event log."},
    {0xC00003FB, u"A definition field in an object returned by Extensible Counter DLL \"%1\" "
                 u"for the \"%2\" service was incorrect. The sum of the definitions block "
                 u"lengths in the object definition structures did not match the size "
                 u"specified in the object definition header. Performance data returned by "
                 u"this counter DLL will be not be returned in Perf Data Block. The object "
                 u"title index of the bad object is " DWORD_0 u"."},
    {0xC00003FC, u"The size of the buffer used is greater than that passed to the collect "
                 u"function of the \"%1\" Extensible Counter DLL for the \"%2\" service. The "
                 u"size of the buffer passed in is data DWORD 0 and the size returned is data "
                 u"DWORD 1."},
    {0x800007D0, u"The pointer returned did not match the buffer length returned by the "
                 u"Collect procedure for the \"%1\" service in Extensible Counter DLL \"%2\". "
                 u"The Length will be adjusted to match and the performance data will appear "
                 u"in the Perf Data Block. The returned length is data DWORD 0, the new length "
                 u"is data DWORD 1."},
    {0x800007D1, u"The \"%1\" service does not have a Performance subkey or the key could not "
                 u"be opened. No performance counters will be collected for this service. The "
                 u"Win32 error code is returned in the data."},
    {0x800007D2, u"The open procedure for service \"%1\" in DLL \"%2\" has taken longer than "
                 u"the established wait time to complete. There may be a problem with this "
                 u"extensible counter or the service it is collecting data from or the system "
                 u"may have been very busy when this call was attempted."},
    {0x800007D3, u"The configuration information of the performance library \"%1\" for the "
                 u"\"%2\" service does not match the trusted performance library information "
                 u"stored in the registry. The functions in this library will not be treated "
                 u"as trusted."},
    {0xC0000BBA,
     u"The number of objects allowed in a performance library has exceed the maximum supported."},
    {0xC0000BBB, u"Unable to find the %1 Procedure name in the registry for service \"%2\"."},
    {0xC0000BBC, u"Unable to find valid registry value \"%1\" in the registry for service \"%2\"."},
};
#undef DWORD_0

static const struct event_message perflib_vista[] = {
    {0xC00003FF, u"Windows cannot load the extensible counter DLL %1. The first four bytes (DWORD) "
                 u"of the Data section contains the Windows error code."},
};

static const struct event_message loadperf_w2k[] = {
    {0x400003E8, u"Performance counters for the %1 service were loaded successfully. The "
                 u"Record Data contains the new index values assigned to this service."},
    {0x400003E9, u"Performance counters for the %1 service were removed successfully. The "
                 u"Record Data contains the new values of the system Last Counter and Last "
                 u"Help registry entries."},
    {0x800007D0, u"No object list was found in the installation file. Adding an object list to "
                 u"the installation file will improve performance of the system when measuring "
                 u"performance counters."},
    {0x800007D1, u"No MOF file was created for the %1 service. Before the performance counters "
                 u"of this service can be collected by WMI a MOF file will need to be created "
                 u"and loaded manually. Contact the vendor of this service for additional "
                 u"information."},
    {0x800007D2, u"The MOF file created for the %1 service could not be loaded. The error code "
                 u"returned by the MOF Compiler is contained in the Record Data. Before the "
                 u"performance counters of this service can be collected by WMI the MOF file "
                 u"will need to be loaded manually. Contact the vendor of this service for "
                 u"additional information."},
    {0x800007D3, u"The MOF file created for the %1 service cannot be deleted as requested. The "
                 u"MOF file is required for the autorecover function."},
    {0xC0000BB8, u"The performance strings in the registry do not match the index values "
                 u"stored in the Perflib key. The Record Data contains the last index value "
                 u"from the Perflib key in DWORD 0 and the index of the last string used as "
                 u"DWORD 1."},
    {0xC0000BB9, u"The performance counter name string value in the registry is incorrectly "
                 u"formatted. The last valid index value is DWORD 0 in the Record Data."},
    {0xC0000BBA, u"The performance counter explain text string value in the registry is "
                 u"incorrectly formatted. The last valid index value is DWORD 0 in the Record "
                 u"Data."},
    {0xC0000BBB, u"The %1 key could not be opened or accessed in order to install counter "
                 u"strings.The Win32 status returned by the call is in the Record Data as "
                 u"DWORD 0."},
    {0xC0000BBC, u"The %1 registry value could not be read or was the incorrect data type. The "
                 u"Win32 status returned by the call is in the Record Data as DWORD 0."},
    {0xC0000BBD, u"Unable to open the registry key for the performance counter strings of the "
                 u"%1 language ID. The Win32 status returned by the call is in the Record Data "
                 u"as DWORD 0."},
    {0xC0000BBE, u"Unable to read the performance counter strings of the %1 language ID. The "
                 u"Win32 status returned by the call is in the Record Data as DWORD 0."},
    {0xC0000BBF, u"Unable to read the performance counter explain text strings of the %1 "
                 u"language ID. The Win32 status returned by the call is in the Record Data as "
                 u"DWORD 0."},
    {0xC0000BC0, u"Unable to allocate a required memory buffer."},
    {0xC0000BC1, u"Installing the performance counter strings for %1 failed. The Error code is "
                 u"DWORD 0 of the Record Data."},
    {0xC0000BC2, u"Updating the performance counter strings failed. The Error code is DWORD 0 "
                 u"of the Record Data."},
    {0xC0000BC3, u"Unloading the performance counter strings for %1 failed. The Error code is "
                 u"DWORD 0 of the Record Data."},
};

/* From XP on without 2000 and 3010 (facts 3.5); the texts of what came then are not known to us. */
static const struct event_message loadperf_xp[] = {
    {0x400003E8, u"Performance counters for the %1 service were loaded successfully. The "
                 u"Record Data contains the new index values assigned to this service."},
    {0x400003E9, u"Performance counters for the %1 service were removed successfully. The "
                 u"Record Data contains the new values of the system Last Counter and Last "
                 u"Help registry entries."},
    {0x800007D1, u"No MOF file was created for the %1 service. Before the performance counters "
                 u"of this service can be collected by WMI a MOF file will need to be created "
                 u"and loaded manually. Contact the vendor of this service for additional "
                 u"information."},
    {0x800007D2, u"The MOF file created for the %1 service could not be loaded. The error code "
                 u"returned by the MOF Compiler is contained in the Record Data. Before the "
                 u"performance counters of this service can be collected by WMI the MOF file "
                 u"will need to be loaded manually. Contact the vendor of this service for "
                 u"additional information."},
    {0x800007D3, u"The MOF file created for the %1 service cannot be deleted as requested. The "
                 u"MOF file is required for the autorecover function."},
    {0xC0000BB8, u"The performance strings in the registry do not match the index values "
                 u"stored in the Perflib key. The Record Data contains the last index value "
                 u"from the Perflib key in DWORD 0 and the index of the last string used as "
                 u"DWORD 1."},
    {0xC0000BB9, u"The performance counter name string value in the registry is incorrectly "
                 u"formatted. The last valid index value is DWORD 0 in the Record Data."},
    {0xC0000BBA, u"The performance counter explain text string value in the registry is "
                 u"incorrectly formatted. The last valid index value is DWORD 0 in the Record "
                 u"Data."},
    {0xC0000BBB, u"The %1 key could not be opened or accessed in order to install counter "
                 u"strings.The Win32 status returned by the call is in the Record Data as "
                 u"DWORD 0."},
    {0xC0000BBC, u"The %1 registry value could not be read or was the incorrect data type. The "
                 u"Win32 status returned by the call is in the Record Data as DWORD 0."},
    {0xC0000BBD, u"Unable to open the registry key for the performance counter strings of the "
                 u"%1 language ID. The Win32 status returned by the call is in the Record Data "
                 u"as DWORD 0."},
    {0xC0000BBE, u"Unable to read the performance counter strings of the %1 language ID. The "
                 u"Win32 status returned by the call is in the Record Data as DWORD 0."},
    {0xC0000BBF, u"Unable to read the performance counter explain text strings of the %1 "
                 u"language ID. The Win32 status returned by the call is in the Record Data as "
                 u"DWORD 0."},
    {0xC0000BC0, u"Unable to allocate a required memory buffer."},
    {0xC0000BC1, u"Installing the performance counter strings for %1 failed. The Error code is "
                 u"DWORD 0 of the Record Data."},
    {0xC0000BC3, u"Unloading the performance counter strings for %1 failed. The Error code is "
                 u"DWORD 0 of the Record Data."},
};

#define TABLE(source, first, last, messages)                                                       \
    {                                                                                              \
        source, first, last, (messages), sizeof(messages) / sizeof *(messages)                     \
    }

static const struct event_messages tables[] = {
    TABLE(PERFLIB_SOURCE, OS_NT4, OS_NT4, perflib_nt4),
    TABLE(PERFLIB_SOURCE, OS_NT4, OS_W2K, perflib_w2k),
    TABLE(PERFLIB_SOURCE, OS_XP, OS_WIN10, perflib_xp),
    TABLE(PERFLIB_SOURCE, OS_WIN7, OS_WIN10, perflib_vista),
    TABLE(LOADPERF_SOURCE, OS_W2K, OS_W2K, loadperf_w2k),
    TABLE(LOADPERF_SOURCE, OS_XP, OS_WIN10, loadperf_xp),
};

enum { TABLES = sizeof tables / sizeof *tables };

void perflib_register_messages(struct event_log *log)
{
    for (int i = 0; i < TABLES; i++)
        event_log_register(log, &tables[i]);
}

uint32_t perflib_message_id(enum os os, const char16_t *source, uint32_t code)
{
    for (int i = 0; i < TABLES; i++) {
        if (os < tables[i].first || os > tables[i].last ||
            !ustr_same(ustr_z(tables[i].source), ustr_z(source)))
            continue;
        for (size_t m = 0; m < tables[i].count; m++) {
            if (event_code(tables[i].messages[m].id) == code)
                return tables[i].messages[m].id;
        }
    }
    return 0;
}

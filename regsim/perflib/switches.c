#include "perflib/switches.h"

struct perf_switches perf_switches_default(void)
{
    return (struct perf_switches){
        .poll_is_session = true,
        .missing_library_disables = false,
        .failed_open_disables = false,
        .exception_disables = true,
        .data_is_load_error = true,
        .nt4_service_first = true,
    };
}

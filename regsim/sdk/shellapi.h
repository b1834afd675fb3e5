/* shellapi.h of regsim's SDK: CommandLineToArgvW. */
#ifndef REGSIM_SDK_SHELLAPI_H
#define REGSIM_SDK_SHELLAPI_H

#include "winnt.h"

LPWSTR *WINAPI CommandLineToArgvW(LPCWSTR command_line, int *count);

#endif

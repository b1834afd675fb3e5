/*
 * windows.h of regsim's SDK: the Win32 subset that a program under test compiles against. What is
 * not declared here regsim does not have, and regsim-cc says so. `regsim-cc --list` prints what
 * there is. The declarations follow the public documentation of the API.
 */
#ifndef REGSIM_SDK_WINDOWS_H
#define REGSIM_SDK_WINDOWS_H

#include "windef.h"
#include "winerror.h"
#include "winnt.h"

#include "securitybaseapi.h"
#include "winbase.h"
#include "wincon.h"
#include "winnls.h"
#include "winreg.h"
#include "winuser.h"

#endif

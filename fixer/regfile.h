/*
 * The backup as text: "Windows Registry Editor Version 5.00", UTF-16LE with BOM, CRLF. Pure.
 *
 *   Windows Registry Editor Version 5.00
 *   ; computer: LOGON1
 *
 *   [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SMSPerfCountersFor...\Performance]
 *   "Library"="D:\\SMS\\bin\\i386\\SMSPERF.dll"
 *   "First Counter"=dword:00000738
 *   "Export"=hex(7):41,00,00,00,00,00
 *
 *   ; end
 *
 * A type whose usual form would not keep its bytes exactly is written as hex(type).
 */
#ifndef SMSPERFFIX_REGFILE_H
#define SMSPERFFIX_REGFILE_H

#include "tree.h"

#define SERVICES_PATH u"SYSTEM\\CurrentControlSet\\Services"
#define SERVICES_NAME u"HKEY_LOCAL_MACHINE\\" SERVICES_PATH

struct regfile {
    struct tree tree;
    const WCHAR *computer; /* NULL: the file does not say, so it is not smsperffix's own */
    BOOL ended;
    DWORD line; /* the one that was read last */
};

void regfile_write(struct buf *out, const struct tree *tree, const WCHAR *computer);

/* NULL, or what is wrong in out->line. Strict: only keys with the stale prefix, parents first, no
 * deletions, and one of smsperffix's own must be whole: what regfile_write writes, or regedit's
 * export of such keys. */
const WCHAR *regfile_read(struct regfile *out, const struct buf *bytes);

/* Does the tree come back from its text as it is? Not if a key's name holds a line break. */
BOOL regfile_can_hold(const struct tree *tree);

#endif

/* The backup file. */
#ifndef SMSPERFFIX_BACKUP_H
#define SMSPERFFIX_BACKUP_H

#include "tree.h"

enum backup { BACKUP_FAILED, BACKUP_KEPT, BACKUP_EXTENDED, BACKUP_CREATED };

/* Sees to it that the file at `path` durably holds `wanted`; complains itself when it cannot. */
enum backup backup_hold(const WCHAR *path, const struct tree *wanted, const WCHAR *computer);

#endif

/* REG_NO_LAZY_FLUSH and REG_REFRESH_HIVE: each step that went wrong has its own exit code. Sleep
 * lets the time pass after which a hive is written lazily. */
#include "privilege.h"

#define HIVE "refreshed"

static LSTATUS set(HKEY key, const char *name)
{
    LSTATUS code = RegSetValueExA(key, name, 0, REG_NONE, NULL, 0);
    Sleep(60000);
    return code;
}

static LSTATUS find(HKEY key, const char *name)
{
    return RegQueryValueExA(key, name, NULL, NULL, NULL, NULL);
}

static LSTATUS refresh(HKEY key)
{
    return RegRestoreKeyA(key, "C:\\key.hiv", REG_REFRESH_HIVE); /* opened, not read */
}

/* A hive of its own, with one key and a copy of that in C:\key.hiv. */
static int prepare(HKEY *root)
{
    HKEY key;
    return privilege("SeBackupPrivilege", SE_PRIVILEGE_ENABLED) &&
           privilege("SeRestorePrivilege", SE_PRIVILEGE_ENABLED) &&
           RegCreateKeyA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Source", &key) == ERROR_SUCCESS &&
           RegSaveKeyA(key, "C:\\hive.hiv", NULL) == ERROR_SUCCESS &&
           RegSaveKeyA(key, "C:\\key.hiv", NULL) == ERROR_SUCCESS &&
           RegLoadKeyA(HKEY_LOCAL_MACHINE, HIVE, "C:\\hive.hiv") == ERROR_SUCCESS &&
           RegOpenKeyA(HKEY_LOCAL_MACHINE, HIVE, root) == ERROR_SUCCESS;
}

int main(void)
{
    HKEY root, below;
    if (!prepare(&root))
        return 1;
    if (refresh(root) != ERROR_PRIVILEGE_NOT_HELD)
        return 2;
    if (!privilege("SeTcbPrivilege", SE_PRIVILEGE_ENABLED))
        return 3;
    if (set(root, "lazy") || refresh(root) != ERROR_INVALID_PARAMETER || find(root, "lazy"))
        return 4;
    if (RegRestoreKeyA(root, "C:\\key.hiv", REG_NO_LAZY_FLUSH) || !find(root, "lazy"))
        return 5;
    if (set(root, "flushed") || RegCreateKeyA(root, "below", &below) || RegFlushKey(root))
        return 6;
    if (set(root, "unwritten") || refresh(below) != ERROR_INVALID_PARAMETER)
        return 7;
    if (refresh(root))
        return 8;
    if (find(root, "flushed") || find(root, "unwritten") != ERROR_FILE_NOT_FOUND)
        return 9;
    if (RegOpenKeyA(HKEY_LOCAL_MACHINE, HIVE "\\below", &below))
        return 10;
    privilege("SeTcbPrivilege", 0);
    return refresh(root) == ERROR_PRIVILEGE_NOT_HELD ? 0 : 11;
}

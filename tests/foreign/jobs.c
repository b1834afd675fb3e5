/* jobs {enable|disable|purge} [PREFIX]: an administrator's tool for the jobs of Contoso Backup. */
#include <stdio.h>
#include <tchar.h>
#include <windows.h>

static TCHAR names[50][80];

static int load(HKEY jobs, LPCTSTR prefix)
{
    DWORD index, size;
    int count = 0;

    for (index = 0; count < 50; index++) {
        size = 80;
        if (RegEnumKeyEx(jobs, index, names[count], &size, NULL, NULL, NULL, NULL))
            break;
        if (_tcsnicmp(names[count], prefix, _tcslen(prefix)) == 0)
            count++;
    }
    return count;
}

static LONG switch_job(HKEY jobs, LPCTSTR name, DWORD on)
{
    HKEY job;
    DWORD was = 99, size = sizeof(was);
    LONG rc = RegOpenKeyEx(jobs, name, 0, KEY_QUERY_VALUE | KEY_SET_VALUE, &job);

    if (rc == ERROR_SUCCESS) {
        RegQueryValueEx(job, TEXT("enabled"), NULL, NULL, (LPBYTE)&was, &size);
        rc = RegSetValueEx(job, TEXT("Enabled"), 0, REG_DWORD, (LPBYTE)&on, sizeof(on));
        _tprintf(TEXT("%s: %d -> %d\n"), name, (int)was, (int)on);
        RegCloseKey(job);
    }
    return rc;
}

int _tmain(int argc, TCHAR **argv)
{
    HKEY jobs;
    int i, count, failed = 0;
    LPCTSTR prefix = argc > 2 ? argv[2] : TEXT("");

    if (argc < 2 || RegOpenKeyEx(HKEY_LOCAL_MACHINE, TEXT("Software\\Contoso\\Backup\\Jobs"), 0,
                                 KEY_ALL_ACCESS, &jobs) != ERROR_SUCCESS)
        return 255;
    count = load(jobs, prefix);
    _tprintf(TEXT("%d job%s\n"), count, count == 1 ? TEXT("") : TEXT("s"));
    for (i = 0; i < count; i++) {
        if (_tcsicmp(argv[1], TEXT("purge")) == 0) {
            LONG rc = RegDeleteKey(jobs, names[i]);
            _tprintf(TEXT("purged %s: %ld\n"), names[i], rc);
            failed += rc != 0;
        } else
            failed += switch_job(jobs, names[i], !_tcsicmp(argv[1], _T("enable"))) != 0;
    }
    RegCloseKey(jobs);
    return failed;
}

/* Puts the Contoso Backup settings back to what the setup writes. The other programs start here. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static LONG remove_tree(HKEY parent, const wchar_t *name)
{
    HKEY key;
    wchar_t child[256];
    LONG rc = RegOpenKeyExW(parent, name, 0, KEY_READ, &key);

    if (rc != ERROR_SUCCESS)
        return rc;
    while (RegEnumKeyW(key, 0, child, 256) == ERROR_SUCCESS)
        if ((rc = remove_tree(key, child)) != ERROR_SUCCESS)
            break;
    RegCloseKey(key);
    return rc == ERROR_SUCCESS ? RegDeleteKeyW(parent, name) : rc;
}

static HKEY create(HKEY parent, const wchar_t *name)
{
    HKEY key = NULL;
    DWORD disposition;
    LONG rc = RegCreateKeyExW(parent, name, 0, NULL, REG_OPTION_NON_VOLATILE, KEY_ALL_ACCESS, NULL,
                              &key, &disposition);

    if (rc != ERROR_SUCCESS || disposition != REG_CREATED_NEW_KEY) {
        fwprintf(stderr, L"prepare: %s: error %ld\n", name, rc);
        ExitProcess(1);
    }
    return key;
}

static void set(HKEY key, const wchar_t *name, DWORD type, const void *data, DWORD size)
{
    if (RegSetValueExW(key, name, 0, type, data, size) != ERROR_SUCCESS)
        ExitProcess(2);
}

static void set_text(HKEY key, const wchar_t *name, const wchar_t *text)
{
    set(key, name, REG_SZ, text, (DWORD)((wcslen(text) + 1) * sizeof(wchar_t)));
}

static void job(HKEY jobs, const wchar_t *name, const wchar_t *schedule, DWORD enabled)
{
    HKEY key = create(jobs, name);

    set(key, L"Enabled", REG_DWORD, &enabled, sizeof enabled);
    set_text(key, L"Schedule", schedule);
    RegCloseKey(key);
}

int wmain(void)
{
    static const wchar_t servers[] = L"ALPHA\0BRAVO\0CHARLIE\0";
    static const wchar_t folder[] = L"%SystemRoot%\\Contoso";
    static const BYTE license[] = {0x01, 0x02, 0x7F, 0x80, 0xFF};
    DWORD retries = 3;
    HKEY root, jobs;

    remove_tree(HKEY_LOCAL_MACHINE, L"Software\\Contoso");
    root = create(HKEY_LOCAL_MACHINE, L"Software\\Contoso\\Backup");
    set_text(root, NULL, L"Contoso Backup");
    set(root, L"InstallDir", REG_EXPAND_SZ, folder, sizeof folder);
    set(root, L"License", REG_BINARY, license, sizeof license);
    set(root, L"Retries", REG_DWORD, &retries, sizeof retries);
    set(root, L"Servers", REG_MULTI_SZ, servers, sizeof servers);
    set_text(root, L"Version", L"2.1.1037");
    jobs = create(root, L"Jobs");
    job(jobs, L"Nightly", L"01:30", 1);
    job(jobs, L"Monthly", L"first Sunday", 0);
    job(jobs, L"Weekly", L"Friday 22:00", 1);
    RegCloseKey(create(root, L"Agents"));
    RegCloseKey(jobs);
    RegCloseKey(root);
    return 0;
}

/* regfind TEXT...: looks for words in names and strings below HKLM\Software\Contoso. */
#include <stdlib.h>
#include <tchar.h>
#include <windows.h>

static TCHAR path[MAX_PATH]; /* of the key being searched */
static int hits;

static BOOL contains(const TCHAR *text, const TCHAR *word)
{
    TCHAR folded[512];

    _tcsncpy(folded, text, 511);
    folded[511] = 0;
    _tcslwr(folded);
    return _tcsstr(folded, word) != NULL;
}

static void search(HKEY key, const TCHAR *word)
{
    TCHAR name[256], *end = path + _tcslen(path);
    BYTE data[1024];
    DWORD i, size, type, bytes;
    HKEY child;

    for (i = 0; size = 256, bytes = sizeof(data),
        RegEnumValue(key, i, name, &size, NULL, &type, data, &bytes) == ERROR_SUCCESS;
         i++) {
        if (contains(name, word))
            _tprintf(_T("%2d. name  %s\\%s\n"), ++hits, path, name);
        if ((type == REG_SZ || type == REG_EXPAND_SZ) && contains((TCHAR *)data, word))
            _tprintf(_T("%2d. data  %s\\%s = %s\n"), ++hits, path, name, (TCHAR *)data);
    }
    for (i = 0; RegEnumKey(key, i, name, 256) == ERROR_SUCCESS; i++) {
        if (contains(name, word))
            _tprintf(_T("%2d. key   %s\\%s\n"), ++hits, path, name);
        if (RegOpenKeyEx(key, name, 0, KEY_READ, &child) == ERROR_SUCCESS) {
            _sntprintf(end, path + MAX_PATH - end, _T("\\%s"), name);
            search(child, word);
            *end = 0;
            RegCloseKey(child);
        }
    }
}

int _tmain(int argc, TCHAR *argv[])
{
    int i;
    HKEY key;

    if (RegOpenKeyEx(HKEY_LOCAL_MACHINE, _T("SOFTWARE\\Contoso"), 0, KEY_READ, &key))
        return 3;
    for (i = 1; i < argc; i++) {
        TCHAR *word = _tcslwr(_tcsdup(argv[i]));

        _tprintf(_T("Searching for \"%s\" (%u letters)\n"), word, (unsigned)_tcslen(word));
        _tcscpy(path, _T("Contoso"));
        search(key, word);
        free(word);
    }
    RegCloseKey(key);
    return hits;
}

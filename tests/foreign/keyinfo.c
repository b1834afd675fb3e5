/* keyinfo KEY...: sizes a key with RegQueryInfoKey, then reads all with buffers of exactly that. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static int report(LPCWSTR path)
{
    HKEY hKey = NULL;
    WCHAR szClass[MAX_PATH] = L"";
    DWORD cchClass = MAX_PATH, cSubKeys = 0, cchMaxSubKey, cchMaxClass, cValues, cchMaxValue,
          cbMaxData, cbSecurity, i;
    FILETIME ft, ftNow;
    LONG lRet = RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, 0, KEY_READ, &hKey);

    if (ERROR_SUCCESS != lRet) {
        printf("%ls: RegOpenKeyEx: %ld\n", path, lRet);
        return 1;
    }
    lRet = RegQueryInfoKeyW(hKey, szClass, &cchClass, NULL, &cSubKeys, &cchMaxSubKey, &cchMaxClass,
                            &cValues, &cchMaxValue, &cbMaxData, &cbSecurity, &ft);
    if (ERROR_SUCCESS == lRet) {
        LPWSTR pszName = (LPWSTR)malloc((max(cchMaxValue, cchMaxSubKey) + 1) * sizeof(WCHAR));
        LPBYTE pbData = (LPBYTE)HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, cbMaxData + 1);

        printf("%ls: class '%ls' (%lu), %lu keys (longest %lu), %lu values (longest %lu, %lu "
               "bytes)\n",
               path, szClass, cchClass, cSubKeys, cchMaxSubKey, cValues, cchMaxValue, cbMaxData);
        GetSystemTimeAsFileTime(&ftNow);
        printf("  written before now: %s\n", CompareFileTime(&ft, &ftNow) <= 0 ? "yes" : "no");
        for (i = 0; i < cValues; i++) {
            DWORD cchName = cchMaxValue + 1, cbData = cbMaxData, dwType;
            lRet = RegEnumValueW(hKey, i, pszName, &cchName, NULL, &dwType, pbData, &cbData);
            printf("  %lu: %ld '%ls' type %lu, %lu bytes\n", i, lRet, lRet ? L"" : pszName,
                   lRet ? 0 : dwType, lRet ? 0 : cbData);
        }
        for (i = 0; i < cSubKeys; i++) {
            DWORD cchName = cchMaxSubKey + 1;
            lRet = RegEnumKeyExW(hKey, i, pszName, &cchName, NULL, NULL, NULL, NULL);
            printf("  %lu: %ld '%ls' %lu\n", i, lRet, lRet ? L"" : pszName, lRet ? 0 : cchName);
        }
        if (cSubKeys) {
            DWORD cchShort = cchMaxSubKey;
            for (i = 0; i < cSubKeys; i++, cchShort = cchMaxSubKey)
                if (ERROR_MORE_DATA ==
                    RegEnumKeyExW(hKey, i, pszName, &cchShort, NULL, NULL, NULL, NULL))
                    printf("  key %lu does not fit into %lu\n", i, cchShort);
        }
        free(pszName);
        HeapFree(GetProcessHeap(), 0, pbData);
    }
    RegCloseKey(hKey);
    return lRet == ERROR_NO_MORE_ITEMS ? 0 : (int)lRet;
}

int wmain(int argc, WCHAR *argv[])
{
    int i, iRet = 0;

    for (i = 1; i < argc; ++i)
        iRet |= report(argv[i]);
    return iRet;
}

/* regtree KEY [DEPTH]: prints a key of HKEY_LOCAL_MACHINE as a tree, with types and data. */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

static const wchar_t *type_name(DWORD type)
{
    switch (type) {
    case REG_NONE:
        return L"REG_NONE";
    case REG_SZ:
        return L"REG_SZ";
    case REG_EXPAND_SZ:
        return L"REG_EXPAND_SZ";
    case REG_BINARY:
        return L"REG_BINARY";
    case REG_DWORD:
        return L"REG_DWORD";
    case REG_MULTI_SZ:
        return L"REG_MULTI_SZ";
    default:
        return L"?";
    }
}

static void print_data(DWORD type, const BYTE *data, DWORD size)
{
    DWORD i;
    const wchar_t *text;

    switch (type) {
    case REG_SZ:
    case REG_EXPAND_SZ:
        wprintf(L"\"%s\"", (const wchar_t *)data);
        break;
    case REG_MULTI_SZ:
        for (text = (const wchar_t *)data; *text; text += wcslen(text) + 1)
            wprintf(L"[%s]", text);
        break;
    case REG_DWORD:
        wprintf(L"0x%08lx (%lu)", *(const DWORD *)data, *(const DWORD *)data);
        break;
    default:
        for (i = 0; i < size; i++)
            wprintf(i ? L" %02X" : L"%02X", data[i]);
    }
    wprintf(L"\n");
}

static void print_values(HKEY key, int indent)
{
    wchar_t name[256];
    BYTE data[1024];
    DWORD index, name_size, type, size;

    for (index = 0;; index++) {
        name_size = 256;
        size = sizeof data;
        LONG rc = RegEnumValueW(key, index, name, &name_size, NULL, &type, data, &size);
        if (rc == ERROR_NO_MORE_ITEMS)
            break;
        if (rc != ERROR_SUCCESS) {
            wprintf(L"%*s! error %ld\n", indent, L"", rc);
            break;
        }
        wprintf(L"%*s%-12s %-14s ", indent, L"", *name ? name : L"(default)", type_name(type));
        print_data(type, data, size);
    }
}

static int print_key(HKEY parent, const wchar_t *path, int indent, int depth)
{
    HKEY key;
    wchar_t name[256];
    DWORD index, size = 256;
    LONG rc = RegOpenKeyExW(parent, path, 0, KEY_READ, &key);

    if (rc != ERROR_SUCCESS) {
        wprintf(L"regtree: cannot open %s: error %ld\n", path, rc);
        return 1;
    }
    wprintf(L"%*s+ %s\n", indent, L"", path);
    print_values(key, indent + 4);
    for (index = 0; depth && RegEnumKeyExW(key, index, name, &size, NULL, NULL, NULL, NULL) == 0;
         index++, size = 256)
        print_key(key, name, indent + 2, depth - 1);
    RegCloseKey(key);
    return 0;
}

int wmain(int argc, wchar_t **argv)
{
    if (argc < 2) {
        fputws(L"usage: regtree KEY [DEPTH]\n", stdout);
        return 2;
    }
    return print_key(HKEY_LOCAL_MACHINE, argv[1], 0, argc > 2 ? _wtoi(argv[2]) : -1);
}

/* ktm.c: Reg*Transacted where there is no transaction. Source: sdk-api RegCreateKeyTransactedW,
 * RegOpenKeyTransactedW, RegDeleteKeyTransactedW: the handle is one that CreateTransaction gave. */
#include "check.h"

typedef LONG(WINAPI *open_function)(HKEY, const WCHAR *, DWORD, REGSAM, HKEY *, HANDLE, void *);
typedef LONG(WINAPI *create_function)(HKEY, const WCHAR *, DWORD, WCHAR *, DWORD, REGSAM,
                                      const SECURITY_ATTRIBUTES *, HKEY *, DWORD *, HANDLE, void *);
typedef LONG(WINAPI *delete_function)(HKEY, const WCHAR *, REGSAM, DWORD, HANDLE, void *);

/* What is no handle of a transaction is 6, and nothing happens (rule ktm.none). */
static void no_transaction(void)
{
    static const char missing[] = "Reg*Transacted came with Windows Vista",
                      stub[] = "knows no transactions";
    open_function open_key = (open_function)late("advapi32.dll", "RegOpenKeyTransactedW");
    create_function create_key = (create_function)late("advapi32.dll", "RegCreateKeyTransactedW");
    delete_function delete_key = (delete_function)late("advapi32.dll", "RegDeleteKeyTransactedW");
    HKEY key = NULL;

    label("no transaction");
    if (!open_key || !create_key || !delete_key) {
        skip(missing);
        return;
    }
    RegCloseKey(fresh("there"));
    todo_wine(stub);
    expect(ERROR_INVALID_HANDLE, open_key(scratch, L"there", 0, KEY_READ, &key, NULL, NULL));
    todo_wine(stub);
    expect(ERROR_INVALID_HANDLE,
           create_key(scratch, L"new", 0, NULL, 0, KEY_READ, NULL, &key, NULL, NULL, NULL));
    todo_wine(stub);
    expect(ERROR_INVALID_HANDLE, delete_key(scratch, L"there", 0, 0, NULL, NULL));
    todo_wine(stub);
    expect(0, RegOpenKeyA(scratch, "there", &key));
    RegCloseKey(key);
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyA(scratch, "new", &key));
}

int main(void)
{
    check_begin(__FILE__, "ktm");
    no_transaction();
    return check_end();
}

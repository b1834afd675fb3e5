/* nt.c: the native key calls that advapi32 rests on, with their NTSTATUS. Sources: ntddk/wdm
 * ZwCreateKey, ZwOpenKey, ZwSetValueKey, ZwQueryValueKey, ZwEnumerateKey, ZwDeleteKey; Wine reg
 * tests (ntdll) for the codes. */
#include "check.h"

/* What winternl.h of every SDK spells a little differently. */
struct nt_string {
    USHORT Length, MaximumLength;
    WCHAR *Buffer;
};

struct nt_attributes {
    ULONG Length;
    HANDLE RootDirectory;
    struct nt_string *ObjectName;
    ULONG Attributes;
    void *SecurityDescriptor, *SecurityQualityOfService;
};

#define NT_INSENSITIVE            0x40u
#define NT_SUCCESS_CODE           0u
#define NT_NOT_FOUND              0xC0000034u
#define NT_ACCESS_DENIED          0xC0000022u
#define NT_INVALID_HANDLE         0xC0000008u
#define NT_CANNOT_DELETE          0xC0000121u
#define NT_KEY_DELETED            0xC000017Cu
#define NT_BUFFER_TOO_SMALL       0xC0000023u
#define NT_BUFFER_OVERFLOW        0x80000005u
#define NT_NO_MORE_ENTRIES        0x8000001Au
#define NT_INVALID_PARAMETER      0xC000000Du
#define NT_OBJECT_PATH_SYNTAX     0xC000003Bu
#define NT_CHILD_MUST_BE_VOLATILE 0xC0000181u

static ULONG(NTAPI *nt_create)(HANDLE *, ACCESS_MASK, struct nt_attributes *, ULONG,
                               struct nt_string *, ULONG, ULONG *);
static ULONG(NTAPI *nt_open)(HANDLE *, ACCESS_MASK, struct nt_attributes *);
static ULONG(NTAPI *nt_delete)(HANDLE);
static ULONG(NTAPI *nt_set)(HANDLE, struct nt_string *, ULONG, ULONG, const void *, ULONG);
static ULONG(NTAPI *nt_query)(HANDLE, struct nt_string *, ULONG, void *, ULONG, ULONG *);
static ULONG(NTAPI *nt_delete_value)(HANDLE, struct nt_string *);
static ULONG(NTAPI *nt_enum)(HANDLE, ULONG, ULONG, void *, ULONG, ULONG *);
static ULONG(NTAPI *nt_enum_value)(HANDLE, ULONG, ULONG, void *, ULONG, ULONG *);
static ULONG(NTAPI *nt_flush)(HANDLE);
static ULONG(NTAPI *nt_close)(HANDLE);

static struct nt_string name_of(const char *text)
{
    struct nt_string name;

    name.Buffer = wide(text);
    name.Length = name.MaximumLength = (USHORT)(strlen(text) * 2);
    return name;
}

static ULONG open_at(HANDLE root, const char *path, ACCESS_MASK access, ULONG flags, HANDLE *out)
{
    struct nt_string name = name_of(path);
    struct nt_attributes attributes = {sizeof attributes, root, &name, flags, NULL, NULL};

    *out = NULL;
    return nt_open(out, access, &attributes);
}

static ULONG create_at(HANDLE root, const char *path, ULONG options, HANDLE *out,
                       ULONG *disposition)
{
    struct nt_string name = name_of(path);
    struct nt_attributes attributes = {sizeof attributes, root, &name, NT_INSENSITIVE, NULL, NULL};

    *out = NULL;
    return nt_create(out, KEY_ALL_ACCESS, &attributes, 0, NULL, options, disposition);
}

static int load(void)
{
    static const struct {
        const char *name;
        void *slot;
    } functions[] = {
        {"NtCreateKey", &nt_create},    {"NtOpenKey", &nt_open},
        {"NtDeleteKey", &nt_delete},    {"NtSetValueKey", &nt_set},
        {"NtQueryValueKey", &nt_query}, {"NtDeleteValueKey", &nt_delete_value},
        {"NtEnumerateKey", &nt_enum},   {"NtEnumerateValueKey", &nt_enum_value},
        {"NtFlushKey", &nt_flush},      {"NtClose", &nt_close},
    };
    int all = 1;

    for (unsigned i = 0; i < sizeof functions / sizeof *functions; i++) {
        void (*function)(void) = late("ntdll.dll", functions[i].name);

        label("%s", functions[i].name);
        expect_true(function != NULL);
        memcpy(functions[i].slot, &function, sizeof function);
        all &= function != NULL;
    }
    return all;
}

/* Paths: absolute from \Registry, relative to a root; names below \Registry fold even without the
 * flag. */
static void opening(void)
{
    char path[200];
    HANDLE key;
    unsigned insensitive;

    snprintf(path, sizeof path, "\\Registry\\Machine\\%s", scratch_path);
    for (insensitive = 0; insensitive < 2; insensitive++) {
        ULONG flags = insensitive ? NT_INSENSITIVE : 0;

        label("flags %x", (unsigned)flags);
        expect(NT_SUCCESS_CODE, open_at(NULL, path, KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_SUCCESS_CODE,
               open_at(NULL, "\\Registry\\MACHINE\\SOFTWARE", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_SUCCESS_CODE, open_at(scratch, "child", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_SUCCESS_CODE, open_at(scratch, "CHILD", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_NOT_FOUND, open_at(scratch, "absent", KEY_READ, flags, &key));
        expect(NT_NOT_FOUND, open_at(scratch, "child\\absent", KEY_READ, flags, &key));
        expect(NT_OBJECT_PATH_SYNTAX, open_at(scratch, "\\child", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, open_at(scratch, "", KEY_READ, flags, &key));
        expect(NT_SUCCESS_CODE, nt_close(key));
        expect(NT_INVALID_HANDLE,
               open_at((HANDLE)(ULONG_PTR)0xbeef0, "child", KEY_READ, flags, &key));
    }
    label("access 0");
    todo_wine("grants a handle without rights");
    expect(NT_ACCESS_DENIED, open_at(scratch, "child", 0, NT_INSENSITIVE, &key));
}

/* One level a call: the loop over missing parents is in Win32. */
static void creating(void)
{
    HANDLE key, child;
    ULONG disposition = 0;

    label("create");
    expect(NT_NOT_FOUND, create_at(scratch, "missing\\leaf", 0, &key, &disposition));
    expect(NT_SUCCESS_CODE, create_at(scratch, "made", 0, &key, &disposition));
    expect(REG_CREATED_NEW_KEY, disposition);
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_SUCCESS_CODE, create_at(scratch, "MADE", 0, &key, &disposition));
    expect(REG_OPENED_EXISTING_KEY, disposition);
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_SUCCESS_CODE, create_at(scratch, "vol", REG_OPTION_VOLATILE, &key, NULL));
    expect(NT_CHILD_MUST_BE_VOLATILE, create_at(key, "stable", 0, &child, NULL));
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_INVALID_HANDLE, nt_close(key));
    expect(NT_SUCCESS_CODE, open_at(scratch, "made", DELETE, NT_INSENSITIVE, &key));
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
}

/* Values by KEY_VALUE_PARTIAL_INFORMATION: TitleIndex, Type, DataLength, Data. */
static void values(void)
{
    struct nt_string v = name_of("v"), absent = name_of("absent"), empty = name_of("");
    BYTE out[64];
    ULONG length = 0, header[3];

    label("values");
    expect(NT_SUCCESS_CODE, nt_set(scratch, &v, 0, REG_SZ, L"abc", 8));
    guard(out);
    expect(NT_SUCCESS_CODE, nt_query(scratch, &v, 2, out, sizeof out, &length));
    expect(20, length);
    memcpy(header, out, 12);
    expect(REG_SZ, header[1]);
    expect(8, header[2]);
    expect_bytes(L"abc", out + 12, 8);
    expect_guard(out, 20);
    for (ULONG room = 0; room <= 21; room += 3) {
        label("partial in %u", (unsigned)room);
        guard(out);
        expect(room < 12   ? NT_BUFFER_TOO_SMALL
               : room < 20 ? NT_BUFFER_OVERFLOW
                           : 0u,
               nt_query(scratch, &v, 2, out, room, &length));
        expect(20, length);
        expect_guard(out, room < 20 ? room : 20);
    }
    label("values");
    expect(NT_NOT_FOUND, nt_query(scratch, &absent, 2, out, sizeof out, &length));
    expect(NT_NOT_FOUND, nt_delete_value(scratch, &absent));
    expect(NT_SUCCESS_CODE, nt_set(scratch, &empty, 0, 0xff00ff00, "xyz", 3));
    expect(NT_SUCCESS_CODE, nt_query(scratch, &empty, 2, out, sizeof out, &length));
    memcpy(header, out, 12);
    expect(0xff00ff00, header[1]);
    expect(NT_SUCCESS_CODE, nt_delete_value(scratch, &empty));
    expect(NT_SUCCESS_CODE, nt_enum_value(scratch, 0, 0, out, sizeof out, &length));
    expect(NT_NO_MORE_ENTRIES, nt_enum_value(scratch, 1, 0, out, sizeof out, &length));
    expect(NT_SUCCESS_CODE, nt_delete_value(scratch, &v));
    expect(NT_INVALID_HANDLE,
           nt_query((HANDLE)(ULONG_PTR)0xbeef0, &v, 2, out, sizeof out, &length));
}

/* Names with an embedded NUL exist only here; Win32 cannot reach them by name. */
static void embedded_nul(void)
{
    WCHAR units[] = {'a', 0, 'b'}, got[16];
    struct nt_string name = {6, 6, units};
    struct nt_attributes attributes = {sizeof attributes, scratch, &name,
                                       NT_INSENSITIVE,    NULL,    NULL};
    HANDLE key = NULL;
    HKEY out = NULL;
    DWORD count = 16;

    label("embedded NUL");
    expect(NT_SUCCESS_CODE, nt_create(&key, KEY_ALL_ACCESS, &attributes, 0, NULL, 0, NULL));
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(ERROR_FILE_NOT_FOUND, RegOpenKeyW(scratch, L"a", &out));
    expect(0, RegEnumKeyExW(scratch, 0, got, &count, NULL, NULL, NULL, NULL));
    expect(3, count);
    expect_bytes(units, got, 6);
    expect(NT_SUCCESS_CODE, nt_open(&key, KEY_ALL_ACCESS, &attributes));
    expect(NT_SUCCESS_CODE, nt_set(key, &name, 0, REG_NONE, NULL, 0));
    expect(NT_NOT_FOUND,
           nt_query(key, &(struct nt_string){2, 2, units}, 2, got, sizeof got, &count));
    expect(NT_SUCCESS_CODE, nt_query(key, &name, 2, got, sizeof got, &count));
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
}

/* Deleting: children are STATUS_CANNOT_DELETE, twice is success, then the handle is of a deleted
 * key. */
static void deleting(void)
{
    struct nt_string v = name_of("v");
    HANDLE key, child;
    BYTE out[64];
    ULONG length;

    label("delete");
    create_at(scratch, "parent", 0, &key, NULL);
    create_at(key, "child", 0, &child, NULL);
    todo_wine("answers STATUS_ACCESS_DENIED");
    expect(NT_CANNOT_DELETE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_delete(child));
    expect(NT_SUCCESS_CODE, nt_delete(child));
    expect(NT_KEY_DELETED, nt_set(child, &v, 0, REG_NONE, NULL, 0));
    expect(NT_KEY_DELETED, nt_query(child, &v, 2, out, sizeof out, &length));
    expect(NT_KEY_DELETED, nt_delete_value(child, &v));
    expect(NT_KEY_DELETED, nt_enum(child, 0, 0, out, sizeof out, &length));
    expect(NT_KEY_DELETED, nt_enum_value(child, 0, 0, out, sizeof out, &length));
    expect(NT_KEY_DELETED, nt_flush(child));
    expect(NT_SUCCESS_CODE, nt_close(child));
    expect(NT_NO_MORE_ENTRIES, nt_enum(key, 0, 0, out, sizeof out, &length));
    expect(NT_SUCCESS_CODE, nt_delete(key));
    expect(NT_SUCCESS_CODE, nt_close(key));
    expect(NT_INVALID_HANDLE, nt_delete(key));
}

int main(void)
{
    check_begin(__FILE__, "nt");
    if (!load())
        return check_end();
    RegCloseKey(fresh("child"));
    opening();
    creating();
    values();
    RegDeleteKeyA(scratch, "child");
    embedded_nul();
    deleting();
    return check_end();
}

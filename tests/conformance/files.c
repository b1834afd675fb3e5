/* files.c: the files that a repair program touches: CreateFile, ReadFile, WriteFile, MoveFileEx,
 * DeleteFile, GetFileAttributes, and their GetLastError codes. Sources: sdk-api fileapi
 * CreateFileA, WriteFile, MoveFileExA, DeleteFileA, GetFileAttributesA. */
#include "paths.h"

/* Each way to create, where the file is and where it is not. sdk-api CreateFileA (rule file.create)
 */
static void dispositions(int w)
{
    static const struct {
        DWORD how;
        DWORD absent, absent_success, present, present_success;
    } cases[] = {
        {CREATE_NEW, 0, 0, ERROR_FILE_EXISTS, 0},
        {CREATE_ALWAYS, 0, 0, 0, ERROR_ALREADY_EXISTS},
        {OPEN_EXISTING, ERROR_FILE_NOT_FOUND, 0, 0, 0},
        {OPEN_ALWAYS, 0, 0, 0, ERROR_ALREADY_EXISTS},
        {TRUNCATE_EXISTING, ERROR_FILE_NOT_FOUND, 0, 0, 0},
    };

    for (unsigned i = 0; i < 5; i++)
        for (int present = 0; present < 2; present++) {
            DWORD failure = present ? cases[i].present : cases[i].absent;
            DWORD success = present ? cases[i].present_success : cases[i].absent_success;
            DWORD size =
                present && (cases[i].how == OPEN_EXISTING || cases[i].how == OPEN_ALWAYS) ? 3 : 0;
            HANDLE file;

            label("%s how %u, file %s", w ? "W" : "A", (unsigned)cases[i].how,
                  present ? "present" : "absent");
            DeleteFileA(in("f"));
            if (present)
                make(in("f"), "old");
            SetLastError(0xdead);
            file = create(w, in("f"), GENERIC_READ | GENERIC_WRITE, 0, cases[i].how);
            if (failure) {
                expect_true(file == INVALID_HANDLE_VALUE);
                expect(failure, GetLastError());
                continue;
            }
            if (success || cases[i].how == CREATE_ALWAYS || cases[i].how == OPEN_ALWAYS)
                expect(success, GetLastError());
            expect_true(file != INVALID_HANDLE_VALUE);
            expect(size, GetFileSize(file, NULL));
            expect_true(CloseHandle(file));
        }
    DeleteFileA(in("f"));
}

/* What a wrong path is called. */
static void path_codes(int w)
{
    static const struct {
        const char *path;
        DWORD create, attributes;
    } cases[] = {
        {"C:\\no-such-directory\\f", ERROR_PATH_NOT_FOUND, ERROR_PATH_NOT_FOUND},
        {"C:\\no-such-file", ERROR_FILE_NOT_FOUND, ERROR_FILE_NOT_FOUND},
        {"Q:\\f", ERROR_PATH_NOT_FOUND, ERROR_PATH_NOT_FOUND},
        {"C:\\a?b", ERROR_INVALID_NAME, ERROR_INVALID_NAME},
        {"C:\\a*b", ERROR_INVALID_NAME, ERROR_INVALID_NAME},
        {"C:\\a<b", ERROR_INVALID_NAME, ERROR_INVALID_NAME},
        {"C:\\a|b", ERROR_INVALID_NAME, ERROR_INVALID_NAME},
        {"", ERROR_PATH_NOT_FOUND, ERROR_PATH_NOT_FOUND},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        int no_drive = cases[i].path[0] == 'Q';

        label("%s %s", w ? "W" : "A", cases[i].path);
        SetLastError(0xdead);
        expect_true(create(w, cases[i].path, GENERIC_READ, 0, OPEN_EXISTING) ==
                    INVALID_HANDLE_VALUE);
        if (no_drive)
            todo_wine("says 2 where the drive is missing");
        expect(cases[i].create, GetLastError());
        SetLastError(0xdead);
        expect(INVALID_FILE_ATTRIBUTES,
               w ? GetFileAttributesW(wide(cases[i].path)) : GetFileAttributesA(cases[i].path));
        if (no_drive)
            todo_wine("says 2 where the drive is missing");
        expect(cases[i].attributes, GetLastError());
        if (no_drive)
            todo_wine("says 2 where the drive is missing");
        expect(cases[i].attributes,
               after(w ? DeleteFileW(wide(cases[i].path)) : DeleteFileA(cases[i].path)));
    }
}

/* rule file.flush */
static void reading_and_writing(void)
{
    HANDLE file;
    DWORD count;
    BYTE data[32];

    label("write and read");
    file = create(0, in("rw"), GENERIC_READ | GENERIC_WRITE, 0, CREATE_ALWAYS);
    count = 99;
    expect(0, after(WriteFile(file, "0123456789", 10, &count, NULL)));
    expect(10, count);
    expect(0, after(WriteFile(file, "", 0, &count, NULL)));
    expect(0, count);
    expect(0, after(FlushFileBuffers(file)));
    expect(10, GetFileSize(file, NULL));
    expect(2, SetFilePointer(file, 2, NULL, FILE_BEGIN));
    guard(data);
    expect(0, after(ReadFile(file, data, 3, &count, NULL)));
    expect(3, count);
    expect_bytes("234", data, 3);
    expect_guard(data, 3);
    guard(data);
    expect(0, after(ReadFile(file, data, 32, &count, NULL))); /* short at the end */
    expect(5, count);
    expect_bytes("56789", data, 5);
    expect_guard(data, 5);
    count = 99;
    expect(0, after(ReadFile(file, data, 32, &count, NULL))); /* at the end: success with 0 bytes */
    expect(0, count);
    expect(8, SetFilePointer(file, -2, NULL, FILE_END));
    expect(9, SetFilePointer(file, 1, NULL, FILE_CURRENT));
    expect(INVALID_SET_FILE_POINTER, SetFilePointer(file, -20, NULL, FILE_CURRENT));
    expect(ERROR_NEGATIVE_SEEK, GetLastError());
    expect(4, SetFilePointer(file, 4, NULL, FILE_BEGIN));
    expect(0, after(SetEndOfFile(file)));
    expect(4, GetFileSize(file, NULL));
    expect(6, SetFilePointer(file, 6, NULL, FILE_BEGIN)); /* a gap is filled with 0 */
    expect(0, after(WriteFile(file, "x", 1, &count, NULL)));
    expect(0, SetFilePointer(file, 0, NULL, FILE_BEGIN));
    expect(0, after(ReadFile(file, data, 32, &count, NULL)));
    expect(7, count);
    expect_bytes("0123\0\0x", data, 7);
    expect(0, after(CloseHandle(file)));
    expect(ERROR_INVALID_HANDLE, after(CloseHandle(file)));
    expect(ERROR_INVALID_HANDLE, after(ReadFile(file, data, 1, &count, NULL)));
    expect(ERROR_INVALID_HANDLE, after(WriteFile(file, data, 1, &count, NULL)));
    expect(ERROR_INVALID_HANDLE, after(FlushFileBuffers(file)));
    expect(ERROR_INVALID_HANDLE, after(CloseHandle(NULL)));
    expect(0, after(DeleteFileA(in("rw"))));
}

/* Whether a file that is open for `access` may be so beside one that shares `share`. */
static int lets(DWORD access, DWORD share)
{
    return !(access & GENERIC_READ && !(share & FILE_SHARE_READ)) &&
           !(access & GENERIC_WRITE && !(share & FILE_SHARE_WRITE)) &&
           !(access & DELETE && !(share & FILE_SHARE_DELETE));
}

/* Each of two must share what the other does. sdk-api CreateFileA (rule file.create) */
static void sharing(void)
{
    static const DWORD accesses[] = {GENERIC_READ, GENERIC_WRITE, GENERIC_READ | GENERIC_WRITE,
                                     DELETE};

    make(in("s"), "text");
    for (unsigned a = 0; a < 4; a++)
        for (unsigned b = 0; b < 4; b++)
            for (unsigned s = 0; s < 15; s++) {
                DWORD shares = s < 8 ? s : 7, others = s < 8 ? 7 : s - 8;
                HANDLE first = create(0, in("s"), accesses[a], shares, OPEN_EXISTING);
                HANDLE second = create(0, in("s"), accesses[b], others, OPEN_EXISTING);
                int allowed = lets(accesses[b], shares) && lets(accesses[a], others);

                label("open for %u sharing %u, then for %u sharing %u", a, (unsigned)shares, b,
                      (unsigned)others);
                expect(allowed ? 0 : ERROR_SHARING_VIOLATION,
                       after(second != INVALID_HANDLE_VALUE));
                if (second != INVALID_HANDLE_VALUE)
                    CloseHandle(second);
                CloseHandle(first);
            }
    expect(0, after(DeleteFileA(in("s"))));
}

/* rule file.create */
static void access_and_deletion(void)
{
    HANDLE first;
    DWORD count;
    BYTE data[4];

    label("access");
    make(in("s"), "text");
    first = create(0, in("s"), GENERIC_READ, 0, OPEN_EXISTING);
    expect(ERROR_ACCESS_DENIED, after(WriteFile(first, "x", 1, &count, NULL)));
    CloseHandle(first);
    first = create(0, in("s"), GENERIC_WRITE, 0, OPEN_EXISTING);
    expect(ERROR_ACCESS_DENIED, after(ReadFile(first, data, 1, &count, NULL)));
    expect(ERROR_SHARING_VIOLATION, after(DeleteFileA(in("s"))));
    CloseHandle(first);
    expect(0, after(DeleteFileA(in("s"))));
}

/* rule file.move */
static void moving(int w)
{
    label("%s", w ? "W" : "A");
#define MOVE(from, to, flags)                                                                      \
    after(w ? MoveFileExW(wide(in(from)), wide(in(to)), (flags))                                   \
            : MoveFileExA(in(from), in(to), (flags)))
    make(in("a"), "from a");
    make(in("b"), "from b");
    expect(ERROR_FILE_NOT_FOUND, MOVE("absent", "c", 0));
    expect(ERROR_ALREADY_EXISTS, MOVE("a", "b", 0));
    expect(0, MOVE("a", "b", MOVEFILE_REPLACE_EXISTING));
    expect(INVALID_FILE_ATTRIBUTES, GetFileAttributesA(in("a")));
    {
        HANDLE file = create(0, in("b"), GENERIC_READ, 0, OPEN_EXISTING);
        BYTE data[8];
        DWORD count = 0;

        ReadFile(file, data, 8, &count, NULL);
        expect_bytes("from a", data, 6);
        CloseHandle(file);
    }
    label("%s target is read-only", w ? "W" : "A");
    make(in("a"), "from a");
    expect_true(SetFileAttributesA(in("b"), FILE_ATTRIBUTE_READONLY));
    todo_wine("replaces it");
    expect(ERROR_ACCESS_DENIED, MOVE("a", "b", MOVEFILE_REPLACE_EXISTING));
    make(in("a"), "from a");
    expect_true(SetFileAttributesA(in("b"), FILE_ATTRIBUTE_NORMAL));
    label("%s target is a directory", w ? "W" : "A");
    expect_true(CreateDirectoryA(in("dir"), NULL));
    expect(ERROR_ACCESS_DENIED, MOVE("a", "dir", MOVEFILE_REPLACE_EXISTING));
    expect_true(RemoveDirectoryA(in("dir")));
    label("%s target is in use", w ? "W" : "A");
    {
        HANDLE file = create(0, in("b"), GENERIC_READ, FILE_SHARE_READ, OPEN_EXISTING);

        expect(ERROR_ACCESS_DENIED, MOVE("a", "b", MOVEFILE_REPLACE_EXISTING));
        CloseHandle(file);
    }
    expect_true(GetFileAttributesA(in("a")) != INVALID_FILE_ATTRIBUTES);
    expect(0, after(DeleteFileA(in("a"))));
    label("%s", w ? "W" : "A");
    expect(0, MOVE("b", "c", 0));
    expect(ERROR_PATH_NOT_FOUND, MOVE("c", "no-such-directory\\c", 0));
    expect(0, MOVE("c", "C", 0)); /* only the case changes */
    expect(0, MOVE("c", "d", MOVEFILE_WRITE_THROUGH));
    expect(0, after(w ? DeleteFileW(wide(in("d"))) : DeleteFileA(in("d"))));
    expect(ERROR_FILE_NOT_FOUND, after(w ? DeleteFileW(wide(in("d"))) : DeleteFileA(in("d"))));
}

int main(void)
{
    check_begin(__FILE__, "files");
    for (int w = 0; w < 2; w++) {
        dispositions(w);
        path_codes(w);
        moving(w);
    }
    reading_and_writing();
    access_and_deletion();
    sharing();
    return check_end();
}

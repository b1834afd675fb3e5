/* directories.c: directories and read-only files. Sources: sdk-api fileapi CreateDirectoryA,
 * RemoveDirectoryA, SetFileAttributesA, DeleteFileA. */
#include "paths.h"

static void directories(int w)
{
    label("%s", w ? "W" : "A");
    expect(0,
           after(w ? CreateDirectoryW(wide(in("dir")), NULL) : CreateDirectoryA(in("dir"), NULL)));
    expect(ERROR_ALREADY_EXISTS,
           after(w ? CreateDirectoryW(wide(in("dir")), NULL) : CreateDirectoryA(in("dir"), NULL)));
    expect(ERROR_PATH_NOT_FOUND, after(w ? CreateDirectoryW(wide(in("no\\dir")), NULL)
                                         : CreateDirectoryA(in("no\\dir"), NULL)));
    expect(FILE_ATTRIBUTE_DIRECTORY,
           (w ? GetFileAttributesW(wide(in("dir"))) : GetFileAttributesA(in("dir"))) &
               FILE_ATTRIBUTE_DIRECTORY);
    expect(ERROR_ACCESS_DENIED, after(w ? DeleteFileW(wide(in("dir"))) : DeleteFileA(in("dir"))));
    expect(ERROR_ACCESS_DENIED,
           after(create(w, in("dir"), GENERIC_READ, 0, OPEN_EXISTING) != INVALID_HANDLE_VALUE));
    make(in("dir\\f"), "x");
    expect(ERROR_DIR_NOT_EMPTY,
           after(w ? RemoveDirectoryW(wide(in("dir"))) : RemoveDirectoryA(in("dir"))));
    expect(0, after(DeleteFileA(in("DIR\\F")))); /* not case-sensitive */
    expect(0, after(w ? RemoveDirectoryW(wide(in("dir"))) : RemoveDirectoryA(in("dir"))));
    expect(ERROR_FILE_NOT_FOUND,
           after(w ? RemoveDirectoryW(wide(in("dir"))) : RemoveDirectoryA(in("dir"))));
}

/* A read-only file: no writing, no deleting. sdk-api SetFileAttributesA (rule file.delete) */
static void read_only(int w)
{
    static const char root[] = "root of the host may write to any file";
    HANDLE file;

    label("%s", w ? "W" : "A");
    make(in("ro"), "x");
    expect(0, after(w ? SetFileAttributesW(wide(in("ro")), FILE_ATTRIBUTE_READONLY)
                      : SetFileAttributesA(in("ro"), FILE_ATTRIBUTE_READONLY)));
    expect(FILE_ATTRIBUTE_READONLY, GetFileAttributesA(in("ro")) & FILE_ATTRIBUTE_READONLY);
    file = create(w, in("ro"), GENERIC_WRITE, 0, OPEN_EXISTING);
    expect_but_on_wine(ERROR_ACCESS_DENIED, after(file != INVALID_HANDLE_VALUE), root);
    CloseHandle(file);
    file = create(w, in("ro"), GENERIC_WRITE, 0, CREATE_ALWAYS);
    expect_but_on_wine(ERROR_ACCESS_DENIED, after(file != INVALID_HANDLE_VALUE), root);
    CloseHandle(file);
    SetFileAttributesA(in("ro"), FILE_ATTRIBUTE_READONLY); /* where it was made anew */
    expect(ERROR_ACCESS_DENIED, after(w ? DeleteFileW(wide(in("ro"))) : DeleteFileA(in("ro"))));
    expect(0, after(SetFileAttributesA(in("ro"), FILE_ATTRIBUTE_NORMAL)));
    expect(0, after(DeleteFileA(in("ro"))));
}

int main(void)
{
    check_begin(__FILE__, "directories");
    for (int w = 0; w < 2; w++) {
        directories(w);
        read_only(w);
    }
    return check_end();
}

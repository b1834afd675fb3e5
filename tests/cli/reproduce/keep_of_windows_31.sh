# A file of Windows 3.1 stays one where such a file can hold what the fixer left: texts of keys. What belongs to no
# file is put beside it. Where it cannot, that is said, and it becomes REGEDIT4. Standard input is no file to keep.
cat >fix.c <<'C'
#include <windows.h>
int main(int argc, char **argv)
{
    HKEY key;
    RegOpenKeyA(HKEY_CLASSES_ROOT, "xfile", &key);
    RegSetValueExA(key, NULL, 0, REG_SZ, (const BYTE *)"changed", 8);
    RegDeleteKeyA(key, "shell");
#ifdef BESIDE
    RegSetValueExA(key, "named", 0, REG_SZ, (const BYTE *)"n", 2);
#endif
#ifdef NUMBER
    DWORD zero = 0;
    RegSetValueExA(key, NULL, 0, REG_DWORD, (const BYTE *)&zero, 4);
#endif
    return 0;
}
C
printf 'REGEDIT\r\nHKEY_CLASSES_ROOT\\xfile = X\r\nHKEY_CLASSES_ROOT\\xfile\\shell = \r\nHKEY_CLASSES_ROOT\\.x = xfile\r\n' >old.reg
printf 'HKEY_CLASSES_ROOT\\yfile\\icon = \344\r\n' >>old.reg
for what in NOTHING BESIDE NUMBER; do
    echo "--- $what"
    regsim-cc -D$what fix.c -o fix.so
    regsim reproduce old.reg --fixer fix.so --keep kept-$what >out || echo "exit $?"
    tail -n 1 out
    ls kept-$what
    iconv -f CP1252 -t UTF-8 kept-$what/old.reg | tr -d '\r'
    [ ! -e kept-$what/elsewhere.reg ] || iconv -f UTF-16 -t UTF-8 kept-$what/elsewhere.reg | tr -d '\r'
    regsim run kept-$what --fixer fix.so | grep -c PASS
done
regsim reproduce - --fixer fix.so --keep kept-stdin <old.reg >out || echo "exit code $?"

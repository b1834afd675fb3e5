# A fixer that adds: to which file would that belong? Nothing is written.
cat >adds.c <<'C'
#include <windows.h>
int main(void)
{
    HKEY key;
    return (int)RegCreateKeyA(HKEY_LOCAL_MACHINE, "SOFTWARE\\New", &key);
}
C
regsim-cc adds.c -o adds.so
regsim reproduce "$DATA/article.reg" --fixer adds.so --keep kept >/dev/null || echo "exit $?"
ls -d kept* 2>/dev/null || echo "nothing was written"

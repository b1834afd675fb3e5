# A fixer that does nothing does not cure.
cat >lazy.c <<'C'
#include <windows.h>
int main(void) { return 0; }
C
regsim-cc lazy.c -o lazy.so
regsim reproduce "$DATA/article.reg" --fixer lazy.so

# What a fixer writes is cut in the middle, and a long line at its end, unless --full-output; `run` does the same.
cat >fix.c <<'C'
#include <stdio.h>
int main(void)
{
    for (int i = 1; i <= 100; i++)
        printf("line %d of the fixer\n", i);
    for (int i = 0; i < 1500; i++)
        printf("x");
    printf("\n");
    return 1;
}
C
regsim-cc fix.c -o fix.so
count() { grep -c 'of the fixer' "$1" || true; grep -e '--full-output' "$1" | sed 's/xx*/x/' || true; }
regsim reproduce "$DATA/article.reg" --fixer fix.so >said || echo "exit $?"
count said
regsim reproduce "$DATA/article.reg" --fixer fix.so --full-output >said || echo "exit $?"
count said
cat >s.yaml <<'S'
name: A chatty fixer succeeds
source: inferred
given: {os: w2k}
when: fix
then: {exit: success}
S
regsim run s.yaml --fixer fix.so >said || echo "exit $?"
count said
regsim run s.yaml --fixer fix.so --full-output --report junit:out.xml >said || echo "exit $?"
count said
count out.xml

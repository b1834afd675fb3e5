# A failing scenario of several machines: each is reduced, with its files, its denials and the rest; what is
# written stands for itself. One of them alone is reduced where that is asked for.
cat >lazy.c <<'C'
#include <windows.h>
int main(void)
{
    HKEY logon, key;
    /* as no fixer should: it removes what only the machine across the net makes stale */
    if (RegConnectRegistryA("\\\\LOGON1", HKEY_LOCAL_MACHINE, &logon))
        return 2;
    if (RegOpenKeyA(logon, "SOFTWARE\\Gone", &key))
        return 3;
    return RegOpenKeyA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Site", &key) ? 4
           : GetFileAttributesA("C:\\Site\\on.txt") == 0xFFFFFFFF  ? 5
                                                                  : 0;
}
C
regsim-cc lazy.c -o lazy.so
cat >s.yaml <<'S'
name: 'The fixer says $word when: it is done'
source: inferred
tags: [remote]
matrix:
  word: [failure, success]
  n: [1, 2]
let:
  soft: HKLM\SOFTWARE
  unused: x
given:
  machines:
    desk:
      os: xp
      registry:
        '$soft\Site': {v: $n, 'it''s': "a\tb", list: [a, b]}
        '$soft\Filler\A': {x: 1}
        '$soft\Filler\B': {x: 1}
      files:
        'C:\Site\on.txt': {text: hello, read_only: true}
        'C:\Site\off.txt': {hex: 0d 0a 24}
        'D:\x\y.dll': {arch: i386, exports: [A, B], open: fails 5, close: hangs 10 ms}
        'D:\empty': {directory: true}
      drives: {D: {capacity: 1 GB, free: 4096}}
    logon1:
      os: nt4
      registry:
        '$soft\Gone': {}
        '$soft\Stays': {x: 1}
      links: {'$soft\Link': '$soft\Stays'}
      classes: {'$soft\Classy': Shell}
      acl: {'$soft\Stays': {deny: delete}}
      volatile: ['$soft\Volatile']
      leaves_behind: ['$soft\Stays', '$soft\STAYS']
when:
  - fix
then:
  exit: $word
S
run() { regsim run "$1" --fixer lazy.so | grep -e PASS -e FAIL -e 'then' | sed 's/\[.*\]//'; }
run s.yaml
regsim reduce s.yaml --fixer lazy.so -o first.yaml
cat first.yaml
run first.yaml
regsim reduce s.yaml --fixer lazy.so --cell 'word: failure, n: 2' --machine LOGON1
regsim reduce s.yaml --fixer lazy.so --machine desk -o desk.reg
iconv -f UTF-16 -t UTF-8 desk.reg | tr -d '\r'
for wrong in '--cell x' '--machine nobody' '--check stdout' '--event x' '--cell word:\ success,\ n:\ 1' '-o x.reg' '--fixer none.so'; do
    code=0
    eval "regsim reduce s.yaml --fixer lazy.so $wrong" >out || code=$?
    echo "$wrong: exit $code, $(wc -l <out) lines"
done
regsim reduce s.yaml first.yaml || echo "exit $?"
regsim reduce --progress --max-tries 250 s.yaml --fixer lazy.so -o second.yaml
cmp first.yaml second.yaml
code=0
regsim reduce --max-tries 2 s.yaml --fixer lazy.so -o bounded.yaml
run bounded.yaml

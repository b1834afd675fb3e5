# A fixer that removes too much fails the same check on a fraction of the registry; one that passes has
# nothing to keep.
cat >greedy.c <<'C'
#include <windows.h>
int main(void)
{
    static const char *const names[] = {"SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL", "Live"};
    HKEY services;
    RegOpenKeyA(HKEY_LOCAL_MACHINE, "SYSTEM\\CurrentControlSet\\Services", &services);
    for (int i = 0; i < 2; i++) {
        HKEY key;
        if (RegOpenKeyA(services, names[i], &key) == 0) {
            RegDeleteKeyA(key, "Performance");
            RegCloseKey(key);
        }
        RegDeleteKeyA(services, names[i]);
    }
    return 0;
}
C
regsim-cc greedy.c -o greedy.so
cp "$DATA/../reproduce/article.reg" .
printf '\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Live]\n"a"="1"\n"b"="2"\n' >>article.reg
cat >s.yaml <<'END'
name: The stale key goes, and nothing else
source: inferred
given:
  base: article.reg
when: fix
then:
  removed: ['HKLM\SYSTEM\CurrentControlSet\Services\SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL']
END
regsim run s.yaml --fixer greedy.so | sed -n '3,/last calls/p' | sed '$d'
regsim reduce s.yaml --fixer greedy.so -o least.reg
iconv -f UTF-16 -t UTF-8 least.reg | tr -d '\r'
sed -i 's/article.reg/least.reg/' s.yaml
regsim run s.yaml --fixer greedy.so >again || sed -n 3p again
cp "$DATA/../reproduce/article.reg" least.reg
regsim reduce s.yaml || echo "exit $?"
# A key that stayed is not one that was never there: it is kept.
cat >stays.yaml <<'END'
name: A key that nobody removes
source: inferred
given:
  base: none
  registry: {'HKLM\SOFTWARE\Stays': {x: '1', y: '2'}, 'HKLM\SOFTWARE\Other': {z: '3'}}
when: fix
then:
  removed: ['HKLM\SOFTWARE\Stays']
END
regsim reduce stays.yaml -o stayed.yaml
grep -A4 given: stayed.yaml
regsim run stayed.yaml | grep Stays

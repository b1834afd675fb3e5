# Which Windows, which libraries: each changes what a monitor logs.
cat >two.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL\Performance]
"Library"="D:\\SMS\\bin\\i386\\SMSPERF.dll"
"Open"="O"
"Collect"="C"
"Close"="X"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Other\Performance]
"Library"="other"
"Open"="O"
"Collect"="C"
"Close"="X"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Same\Performance]
"Library"="other.dll"
"Open"="P"
"Collect"="C"
"Close"="X"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\None\Performance]
"Open"="P"

[HKEY_CURRENT_USER\Software\X]
"a"="b"
R
events() { grep -e '^before' -e '^  Perflib' -e '^after' -e '^cured' -e '^not ' -e '^nothing' | cut -c1-100; }
for os in nt4 w2k xp win7; do
    echo "--- $os"
    regsim reproduce two.reg --os $os | events
done
echo "--- other.dll is missing: not the article's business"
regsim reproduce two.reg --missing 'C:\WINNT\System32\other.dll' | events
echo "--- the stale key's library is there"
regsim reproduce two.reg --present 'd:\sms\bin\i386\smsperf.dll' | events
echo "--- paths that no service names, and a Windows that nobody chose"
regsim reproduce two.reg --missing 'C:\typo.dll' --missing 'C:\WINNT\System32\other.dll' --present 'D:\x.dll' | events
cat >seven.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion]
"CurrentVersion"="6.1"
R
sed 's/6\.1/7.9/' seven.reg >odd.reg
sed 's/"6\.1"/dword:6/' seven.reg >number.reg
regsim reproduce two.reg seven.reg | events
regsim reproduce two.reg seven.reg --os w2k | events
regsim reproduce two.reg odd.reg | events
regsim reproduce two.reg number.reg | events
cat >adds.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Other]
"Start"=dword:4
R
echo "--- a fixer that changes something else"
code=0
regsim reproduce two.reg --fixer adds.reg >out || code=$?
grep -e '  added' -e '^not' out
echo "exit $code"
printf 'REGEDIT4\n' >nothing.reg
echo "--- a fixer that does nothing, where events name no service"
regsim reproduce two.reg --os win7 --fixer nothing.reg | events
for wrong in '--os os2' '--codepage 0' '--cpu-limit x' '--missing'; do
    code=0
    # shellcheck disable=SC2086 # two words
    regsim reproduce two.reg $wrong || code=$?
    echo "exit $code"
done

# What went is taken out of each file as it was written: keys, single values, from .reg and hives, through the link
# and by the set's number; deletions of the file stay.
cat >export.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\SMSPerfCountersForD:_X]
"a"="b"

[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\SMSPerfCountersForD:_X\Performance]
"Library"="x.dll"
@="default"

[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\Kept]
"keep"="1"
"drop"="2"
"never"=-

[-HKEY_LOCAL_MACHINE\SOFTWARE\Gone]

[HKEY_CURRENT_USER\Software\X]
"drop"="3"
R
cat >fix.reg <<'R'
REGEDIT4

[-HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SMSPerfCountersForD:_X]

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Kept]
"drop"=-
R
regsim convert export.reg SYSTEM --to regf-1.3 --key 'HKLM\SYSTEM' --lossy 2>/dev/null || echo "no hive of that"
grep -v -e never -e Gone export.reg | sed '/CURRENT_USER/,$d' >plain.reg
regsim convert plain.reg SYSTEM --to regf-1.3 --key 'HKLM\SYSTEM'
code=0
regsim reproduce export.reg --fixer fix.reg --keep text >out || code=$?
tail -n 3 out
echo "exit $code"
code=0
regsim reproduce SYSTEM --fixer fix.reg --keep hive >out || code=$?
tail -n 3 out
echo "exit $code"
for file in text/export.reg hive/SYSTEM; do
    if [ -f "$file" ]; then
        echo "--- $file"
        regsim convert "$file" back.reg --to reg4 --key 'HKLM\SYSTEM' 2>/dev/null || regsim convert "$file" back.reg --to reg4
        tr -d '\r' <back.reg
        rm back.reg
    fi
done
mkdir taken
touch taken/x
regsim reproduce export.reg --fixer fix.reg --keep taken >out || echo "exit $?"
regsim reproduce export.reg --fixer fix.reg --keep no/such/place >out || echo "exit $?"

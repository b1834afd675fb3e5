# Files that belong together are scrubbed together: the same name has the same stand-in in each, a name that one
# of them tells is found in all; each keeps its format; all are written, or none.
cat >software.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SOFTWARE\Classes]
"made on"="BIGBOX7 by jdoe"

[HKEY_LOCAL_MACHINE\SOFTWARE\BIGBOX7]

R
cat >system.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SYSTEM\Select]
"Current"=dword:00000001

[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Control\ComputerName\ComputerName]
"ComputerName"="BIGBOX7"
"USERNAME"="jdoe"

R
regsim convert software.reg SOFTWARE --to regf-1.3 --key 'HKLM\SOFTWARE'
regsim scrub SOFTWARE system.reg -o out
ls out
tr -d '\r' <out/system.reg
regsim info out/SOFTWARE | head -n 1
regsim convert out/SOFTWARE --key 'HKLM\SOFTWARE' --to reg4 back.reg
tr -d '\r' <back.reg
# again: the same; into a folder that is there: no
regsim scrub SOFTWARE system.reg -o again >/dev/null
cmp out/SOFTWARE again/SOFTWARE
cmp out/system.reg again/system.reg
regsim scrub SOFTWARE system.reg -o again || echo "exit $?"
# what was scrubbed can be scrubbed: as much is found, and nothing of what was there
regsim scrub out/SOFTWARE out/system.reg -o twice --originals
grep -a -i -c -e bigbox -e jdoe twice/system.reg || true
# what cannot be written leaves nothing behind
mkdir other
cp system.reg other/SOFTWARE
regsim scrub SOFTWARE other/SOFTWARE -o none || echo "exit $?"
ls -d none* || true
# each format is kept: a text hive of Wine, whose place it says, and a file of Windows 3.1
regsim convert system.reg wine.reg --to wine --key HKLM
regsim scrub wine.reg -o shown.reg | tail -n 1
grep -a -e '^WINE' -e '"ComputerName"' shown.reg
printf 'REGEDIT\r\nHKEY_CLASSES_ROOT\\x = by \\\\BIGBOX7\\homes7\r\n' >old.reg
regsim scrub old.reg -o shown31.reg
cat shown31.reg

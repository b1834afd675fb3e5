# What a .reg file deletes goes from the files before it and from the machine, as regedit would have it; what comes
# after it stays.
printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\A\\Performance]\n"Library"="a.dll"\n"Open"="O"\n"Close"="C"\n"Collect"="D"\n' >a.reg
sed 's/\\A\\/\\B\\/' a.reg >b.reg
cat >deletes.reg <<'R'
REGEDIT4

[-HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\A]

[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\B\Performance]
"Library"=-
"Close"="x"

[-HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft]

[-HKEY_USERS]
R
count() { regsim reproduce "$@" | sed -n 1p; }
count a.reg b.reg
count a.reg b.reg deletes.reg
count deletes.reg a.reg b.reg
regsim convert a.reg SYSTEM --key 'HKLM\SYSTEM' --to regf
count SYSTEM deletes.reg
regsim reproduce SYSTEM deletes.reg --keep kept | tail -n 1
tr -d '\r' <kept/deletes.reg

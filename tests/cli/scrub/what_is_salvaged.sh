# Of a damaged hive what can be reached is scrubbed; what is lost is told, and the exit code says so.
cat >people.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SOFTWARE\Broken]
"Spoilt"="nobody will know"

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon]
"DefaultUserName"="mlindqvist"

[HKEY_LOCAL_MACHINE\SOFTWARE\Vendor]
"Owner"="mlindqvist was here"
R
regsim convert people.reg SOFTWARE --to regf --key 'HKLM\SOFTWARE'
at=$(LC_ALL=C grep -abo Spoilt SOFTWARE | cut -d: -f1)
printf XX | dd of=SOFTWARE bs=1 seek=$((at - 20)) conv=notrunc status=none
regsim scrub SOFTWARE -o out || echo "exit $?"
regsim scrub --salvage SOFTWARE -o out || echo "exit $?"
regsim convert --key 'HKLM\SOFTWARE' --to reg4 out - | tr -d '\r'

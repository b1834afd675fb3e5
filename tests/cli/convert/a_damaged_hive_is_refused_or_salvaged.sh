# A hive with a value, a key and a list that cannot be read: refused with its place; with --salvage the
# rest is read, and what is lost is told.
cat >whole.reg <<'R'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\Good]
"First"=dword:00000001
"Broken"="the data of this value"
"Last"=dword:00000003

[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\Gone\Below]

[HKEY_LOCAL_MACHINE\SYSTEM\Select]
"Current"=dword:00000001
R
regsim convert --key 'HKLM\SYSTEM' whole.reg whole.hive
cp whole.hive damaged.hive
# spoil TEXT BYTES: overwrites what is BYTES before TEXT, which is there once
spoil()
{
    at=$(LC_ALL=C grep -abo "$1" whole.hive | cut -d: -f1)
    printf XX | dd of=damaged.hive bs=1 seek=$((at - $2)) conv=notrunc status=none
}
spoil Broken 20 # its vk
spoil Gone 76   # its nk
try()
{
    code=0
    "$@" || code=$?
    echo "exit $code"
}
try regsim info damaged.hive
try regsim info --salvage damaged.hive
try regsim info --salvage whole.hive
try regsim convert damaged.hive rest.hive
try regsim convert --salvage damaged.hive rest.hive
try regsim info rest.hive
try regsim diff whole.hive rest.hive
try regsim diff --salvage rest.hive damaged.hive
try regsim reproduce damaged.hive
try regsim reproduce --salvage damaged.hive
try regsim reproduce --salvage --keep kept damaged.hive
head -c 4200 whole.hive >cut.hive
try regsim info cut.hive
try regsim info --salvage cut.hive

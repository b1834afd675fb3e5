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
# the base block and the root key are lost, and a count of values
cp whole.hive blank.hive
dd if=/dev/zero of=blank.hive bs=4096 count=1 conv=notrunc status=none
try regsim info blank.hive
try regsim info --salvage blank.hive
cp whole.hive rootless.hive
printf XX | dd of=rootless.hive bs=1 seek=$((0x1024)) conv=notrunc status=none
try regsim convert rootless.hive rest.reg
try regsim diff --salvage rootless.hive whole.hive
at=$(LC_ALL=C grep -abo Good whole.hive | cut -d: -f1)
cp whole.hive few.hive
printf '\001' | dd of=few.hive bs=1 seek=$((at - 40)) conv=notrunc status=none
try regsim info few.hive
try regsim diff --salvage few.hive whole.hive
# a list of values is lost: they are named, and not put back, for a value does not say whose it is
cp whole.hive unlisted.hive
printf XX | dd of=unlisted.hive bs=1 seek=$((at - 36)) conv=notrunc status=none
try regsim info unlisted.hive
try regsim info --salvage unlisted.hive
# of a key that is lost, too
at=$(LC_ALL=C grep -abo Select whole.hive | cut -d: -f1)
cp whole.hive selectless.hive
printf XX | dd of=selectless.hive bs=1 seek=$((at - 76)) conv=notrunc status=none
try regsim info --salvage selectless.hive

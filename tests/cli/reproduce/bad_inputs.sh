# What cannot be a machine is refused by name, before anything runs; what is odd is a warning; nothing is written.
attempt()
{
    code=0
    echo "--- $*"
    echo "--- $*" >&2
    regsim reproduce "$@" --keep kept >out || code=$?
    tail -n 1 out
    echo "exit $code"
    rm -rf kept
}
cp "$DATA/article.reg" a.reg
printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes]\n' >software.reg
printf 'REGEDIT4\n\n[HKEY_USERS\\x\\Software]\n' >user.reg
printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SAM\\SAM]\n' >sam.reg
regsim convert a.reg SYSTEM --key 'HKLM\SYSTEM' --to regf
regsim convert software.reg software.hiv --key 'HKLM\SOFTWARE' --to regf
regsim convert user.reg NTUSER.DAT --key "HKU\\x" --to regf
regsim convert sam.reg SAM --key 'HKLM\SAM' --to regf
mkdir other folder
cp SYSTEM other/second
ln SYSTEM other/SYSTEM
cp software.hiv other/system.sav
cp NTUSER.DAT other/DEFAULT
: >empty
printf 'CREG' >SYSTEM.DAT
head -c 5000 SYSTEM >cut.hive
truncate -s 3G huge
{ printf 'REGEDIT4\n'; head -c 17000000 /dev/zero | tr '\0' 'x'; } >long.reg
attempt a.reg a.reg
attempt SYSTEM other/SYSTEM
attempt SYSTEM other/second
attempt other/system.sav
attempt software.hiv
attempt NTUSER.DAT
attempt SAM
attempt other/DEFAULT SAM
attempt folder
attempt empty
attempt SYSTEM.DAT
attempt cut.hive
attempt huge
attempt long.reg
attempt a.reg none.reg
select_is() { printf '%s\n' REGEDIT4 '' '[HKEY_LOCAL_MACHINE\SYSTEM\Select]' "\"Current\"=$1" '' '[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\X]' '' "${2-}" >select.reg; }
select_is dword:3 '[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet002]'
attempt select.reg
select_is dword:0
attempt select.reg
printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Select]\n"Current"=dword:2\n' >select.reg
attempt select.reg
cp a.reg scenario.yaml
attempt scenario.yaml
cp a.reg elsewhere.reg
attempt elsewhere.reg
cp a.reg other/a.reg
printf '\n[HKEY_USERS\\x]\n' >>other/a.reg
attempt a.reg other/a.reg
ls

# A fixer that adds, changes and removes, inside the files and beside them: what is kept is what it left, each
# thing in the file that it belongs to and the rest in the last .reg file, or in one of its own beside hives.
cat >fix.c <<'C'
#include <windows.h>
int main(void)
{
    static const char services[] = "SYSTEM\\CurrentControlSet\\Services";
    DWORD zero = 0;
    HKEY key, sub;
    RegOpenKeyA(HKEY_LOCAL_MACHINE, services, &key);
    RegCreateKeyA(key, "Kept\\Sub\\Deep", &sub);
    RegSetValueExA(sub, "new", 0, REG_DWORD, (const BYTE *)&zero, 4);
    RegOpenKeyA(key, "Kept", &sub);
    RegSetValueExA(sub, "keep", 0, REG_DWORD, (const BYTE *)&zero, 4);
    RegSetValueExA(sub, NULL, 0, REG_SZ, (const BYTE *)"default", 8);
    RegDeleteValueA(sub, "drop");
    RegCreateKeyExA(sub, "Classy", 0, "a class", 0, KEY_ALL_ACCESS, NULL, &sub, NULL);
    RegCreateKeyExA(sub, "Volatile", 0, NULL, REG_OPTION_VOLATILE, KEY_ALL_ACCESS, NULL, &sub, NULL);
    RegCreateKeyA(HKEY_LOCAL_MACHINE, "SOFTWARE\\New", &sub);
    RegSetValueExA(sub, "$home", 0, REG_EXPAND_SZ, (const BYTE *)"%x%", 4);
    RegCreateKeyA(HKEY_CURRENT_USER, "Software\\New", &sub);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, "SYSTEM\\CurrentControlSet\\Control\\Bye");
    return 0;
}
C
regsim-cc fix.c -o fix.so
cat >export.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Kept]
"keep"="1"
"drop"="2"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Bye]

R
printf '"\203\134"="\203\134"\r\n\r\n' >>export.reg
sed 's/CurrentControlSet/ControlSet001/' export.reg | tail -n +2 | cat export.reg - >both.reg
iconv -f CP932 -t UTF-8 export.reg | sed 's/REGEDIT4/Windows Registry Editor Version 5.00/' >utf8.reg
sed 's/CurrentControlSet/ControlSet001/' export.reg >numbered.reg
regsim convert numbered.reg SYSTEM --codepage 932 --to regf --key 'HKLM\SYSTEM'
# a hive of version 1.6 is one of 1.5 but for its number, and the checksum
printf '\006' | dd of=SYSTEM bs=1 seek=24 conv=notrunc status=none
# shellcheck disable=SC2059 # an octal escape
printf "\\$(printf %03o $(($(od -An -tu1 -j508 -N1 SYSTEM) ^ 3)))" | dd of=SYSTEM bs=1 seek=508 conv=notrunc status=none
keep()
{
    folder=$1
    shift
    echo "--- $folder"
    code=0
    regsim reproduce "$@" --fixer fix.so --keep "$folder" >out || code=$?
    tail -n 1 out
    echo "exit $code"
    ls "$folder"
    regsim run "$folder" --fixer fix.so | grep -e PASS -e FAIL -e Summary | sed 's/\[.*\]//'
}
keep text export.reg --codepage 932
iconv -f CP932 -t UTF-8 text/export.reg | tr -d '\r'
cat text/scenario.yaml
sed -n '/^then/,$p' text/repaired.yaml
keep both both.reg --codepage 932
iconv -f CP932 -t UTF-8 both/both.reg | grep '^\['
keep utf8 utf8.reg
tr -d '\r' <utf8/utf8.reg | sed -n 1,8p
keep hive SYSTEM
regsim info hive/SYSTEM | head -n 2
regsim convert hive/SYSTEM --key 'HKLM\SYSTEM' back.reg --lossy
iconv -f UTF-16 -t UTF-8 back.reg hive/elsewhere.reg | tr -d '\r'
keep two SYSTEM utf8.reg

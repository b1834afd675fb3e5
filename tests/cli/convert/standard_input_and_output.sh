# shellcheck disable=SC2002 # a pipe is the point
# IN and OUT may be -, of any format; a pipe may be IN, and is read as often as it takes; where anything is
# refused, nothing comes out.
cat >a.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SOFTWARE\A]
"text"="x"

[HKEY_LOCAL_MACHINE\SOFTWARE\B]
R
{ cat a.reg; printf '\n[HKEY_CLASSES_ROOT\\before]\n'; } >unsorted.reg
{ cat unsorted.reg; printf '\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\B]\n'; } >deletes.reg
try() { "$@" || echo "exit code $?"; }
for file in a unsorted deletes; do
    echo "--- $file"
    regsim convert $file.reg whole.reg
    regsim convert - - --to reg <$file.reg | cmp - whole.reg
    cat $file.reg | regsim convert - - --to reg | cmp - whole.reg
    mkfifo pipe.$file
    cat $file.reg >pipe.$file &
    regsim convert pipe.$file - --to reg4 | tr -d '\r'
done
echo "--- hives"
regsim convert --key HKLM a.reg a.hive
regsim convert --key HKLM - - --to regf <a.reg | cmp - a.hive
cat a.hive | regsim convert --key HKLM - - --to reg4 | tr -d '\r'
echo "--- nothing"
try regsim convert a.reg -
printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\x]\n"\320\226"="\320\226"\n' >zh.reg
regsim convert --codepage 65001 zh.reg zh5.reg
try regsim convert --codepage 1252 - - --to reg4 <zh5.reg
: | try regsim convert - - --to reg
try regsim convert - - --to reg <&-
regsim convert a.reg - --to reg >/dev/full || echo "exit code $?"
echo "--- elsewhere"
regsim info - <a.reg
cat a.hive | regsim diff --key HKLM - a.reg
regsim scrub - -o - <a.reg 2>said | tr -d '\r'
cat said
ls

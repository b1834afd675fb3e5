# A prefix as Wine makes it, with the nasty files of nasty/ in it: its text hives, read by us and written as
# regedit would, hold each section of what `wine regedit /E` exports, byte for byte. What only the export has
# are volatile keys, which are in no file. Written again as text hives, they are the same registry.
command -v wine >/dev/null || { echo "wine: not installed" >&2; exit 77; }
export WINEPREFIX="$PWD/prefix" WINEDEBUG=-all DISPLAY='' WINEDLLOVERRIDES="mscoree=;mshtml="
wineboot -i >/dev/null 2>&1
for file in names hex strings sections; do
    { printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$DATA/nasty/$file.utf8"; } >nasty.reg
    wine regedit /S nasty.reg >/dev/null 2>&1
done
# REG_DWORDs of another size than 4, which Wine exports wrongly (decision 0101)
printf 'REGEDIT4\n[HKEY_CURRENT_USER\\Nasty\\hex]\n"hex4-8"=-\n"hex4-1"=-\n' >mend.reg
wine regedit /S mend.reg >/dev/null 2>&1
wine regedit /E system.export HKEY_LOCAL_MACHINE >/dev/null 2>&1
wine regedit /E user.export HKEY_CURRENT_USER >/dev/null 2>&1
wineserver -k || true
wineserver -w

# sections FILE: one a line, sorted
sections()
{
    iconv -f UTF-16 -t UTF-8 "$1" | awk 'BEGIN { RS = "\r\n\r\n" } { gsub(/\r\n/, "\001"); print }' | sort
}
for hive in system user; do
    key=HKLM
    [ $hive = system ] || key=HKCU
    regsim convert --lossy --as-regedit --key $key prefix/$hive.reg $hive.ours --to reg 2>lost
    grep -v -e 'a symbolic link' -e 'last-write times of' -e 'without a terminating NUL gets one' \
        -e 'an empty string gets' -e 'cut at their first NUL' lost || true
    sections $hive.ours >ours
    sections $hive.export >theirs
    echo "$hive.reg: $(comm -23 ours theirs | wc -l) sections that the export does not have"
    comm -23 ours theirs | head -n 5
    comm -13 ours theirs | grep -v -e '^\[HKEY_LOCAL_MACHINE\\Hardware' -e NetworkCards -e MountedDevices \
        -e '^\[HKEY_LOCAL_MACHINE\\System\\CurrentControlSet' -e '[\]Software[\]Wine' || true
    regsim convert prefix/$hive.reg again.$hive --to wine
    regsim diff prefix/$hive.reg again.$hive && echo "$hive.reg: the same registry when written again"
done
regsim info prefix/system.reg | grep -v -e keys -e values -e bytes
regsim info --json prefix/user.reg | grep -v -e keys -e values -e bytes

# The nasty files of nasty/, imported by `wine regedit` and by us: what differs is what decision 0101 lists.
# What Wine exports then is written by us, from its own export, to the same bytes.
command -v wine >/dev/null || { echo "wine: not installed" >&2; exit 77; }
export WINEPREFIX="$PWD/prefix" WINEDEBUG=-all DISPLAY='' WINEDLLOVERRIDES="mscoree=;mshtml="
mkdir in
for file in "$DATA"/nasty/*.utf8; do
    { printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$file"; } >"in/$(basename "$file" .utf8).reg"
done
cp "$DATA"/nasty/*.reg in/
h5='Windows Registry Editor Version 5.00'
printf '%s\n' REGEDIT4 ' 	REGEDIT4' "$h5" "  $h5" REGEDIT3 'REGEDIT 4' REGEDIT4FOO 'REGEDIT4 ' regedit4 Regedit4 \
    'Windows Registry Editor Version 5' 'Windows Registry Editor version 5.00' REGEDIT5 REGEDIT ' REGEDIT' \
    'Windows Registry Editor Version 4.00' "$h5 " "$h5;" ';c' '' | while IFS= read -r header; do
    count=$((${count:-10} + 1))
    printf '%s\n\n[HKEY_CURRENT_USER\\Nasty\\header %d]\n"x"="%s"\n' "$header" $count "$header" >in/header$count.reg
    { printf '\377\376'; sed 's/header /wide header /' in/header$count.reg | iconv -t UTF-16LE; } >in/wide$count.reg
done
body='[HKEY_CURRENT_USER\\Nasty\\%s]\n"x"="y"\n"e"=hex(2):41,00,42,00,00,00\n'
# shellcheck disable=SC2059 # the body is the format
{
    printf "$h5\n$body" 'without a mark' >in/bytes.reg
    { printf '\357\273\277'; printf "$h5\n$body" 'UTF-8 mark'; } >in/utf8-mark.reg
    { printf '\376\377'; printf "$h5\n$body" 'big-endian' | iconv -t UTF-16BE; } >in/big-endian.reg
    printf "$h5\n$body" 'UTF-16 without a mark' | iconv -t UTF-16LE >in/utf16.reg
    { printf '\377\376'; printf "REGEDIT4\n$body" 'REGEDIT4 in UTF-16' | iconv -t UTF-16LE; } >in/wide4.reg
}
{ printf '\377\376'; sed 's/Nasty.lines/Nasty\\lines 5/; s/REGEDIT4/'"$h5/; /\"e\"=/d; /^y\"/d" in/lines4.reg |
    iconv -t UTF-16LE; } >in/lines5.reg

wineboot -i >/dev/null 2>&1
for file in in/*.reg; do
    wine regedit /S "$file" >/dev/null 2>&1
    # what Windows ignores as a whole is an error here, and adds nothing
    regsim convert --codepage 1252 --lossy --as-regedit --to reg "$file" "$(basename "$file" .reg).ours" 2>/dev/null || true
done
wine regedit /E user.reg 'HKEY_CURRENT_USER\Nasty' >/dev/null 2>&1
wine regedit /E classes.reg 'HKEY_CLASSES_ROOT\Nasty' >/dev/null 2>&1
wineserver -k || true
regsim convert user.reg classes.reg --to reg theirs
regsim convert --as-regedit --to reg ./*.ours ours
regsim diff theirs ours || true
for export in user classes; do
    regsim convert --as-regedit $export.reg again.reg
    cmp $export.reg again.reg && echo "the export of $export comes back byte for byte"
done

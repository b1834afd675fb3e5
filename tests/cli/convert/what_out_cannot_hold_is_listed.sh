# Each thing that a target cannot hold, one line each in the order of the file; with --lossy, warnings and the
# file without them; without, no file at all.
cat >full <<'END'
WINE REGISTRY Version 2
;; All keys relative to REGISTRY\\Machine

[Software\\Classy] 1466666666
#time=1d30b2c8b5e1234
#class="a class"
"open"=hex(2):41,00
"odd"=hex(1):41,00,00
"nul\0name"="x"
"fine"="1"

[Software\\Line\nend] 1466666666
#time=1d30b2c8b5e1234

[Software\\Link] 1466666666
#time=1d30b2c8b5e1234
#link
"SymbolicLinkValue"=hex(6):5c,00,52,00,45,00,47,00,49,00,53,00,54,00,52,00,59,00,5c,00,4d,00,41,00,43,00,\
  48,00,49,00,4e,00,45,00,5c,00,53,00,6f,00,66,00,74,00,77,00,61,00,72,00,65,00,5c,00,43,00,6c,00,61,00,73,\
  00,73,00,79,00

[Software\\Nowhere] 1466666666
#time=1d30b2c8b5e1234
#link
"SymbolicLinkValue"=hex(6):5c,00
END
# try TITLE ARGUMENT…: refused, then lossy
try()
{
    echo "--- $1"
    shift
    regsim convert "$@" 2>said && echo "not refused"
    cat said
    ls out.* 2>/dev/null || true
    regsim convert --lossy "$@" 2>said || echo "not written: $?"
    grep -c warning said
}
try ".reg" full out.reg
iconv -f UTF-16 -t UTF-8 out.reg | tr -d '\r' && rm out.reg

printf 'REGEDIT4\n[HKEY_LOCAL_MACHINE\\S]\n"cut"=hex(1):41,00,42,00\n"empty"=hex(1):\n"fine"="x"\n' >cut.reg
try "quotes, as regedit" --as-regedit cut.reg out.reg
iconv -f UTF-16 -t UTF-8 out.reg | tr -d '\r' && rm out.reg

cat >names <<'END'
Windows Registry Editor Version 5.00

[HKEY_CLASSES_ROOT\plain]
@="x"
"hex"=hex(7):16,04,00,00,00,00
"text"="Ж"
"Ж"="x"

[HKEY_CLASSES_ROOT\Ж]

[HKEY_CLASSES_ROOT\Ж\below]
@="x"
END
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE names; } >names.reg
try "a code page" names.reg --to reg4 --codepage 850 out.reg4
tr -d '\r' <out.reg4 && rm out.reg4
regsim convert --codepage 1251 --to reg4 names.reg 1251.reg
regsim convert --codepage 1251 1251.reg again.reg
regsim diff names.reg again.reg

cat >many.reg <<'END'
REGEDIT4

[HKEY_CLASSES_ROOT\txt]
@="text"
"named"="x"

[HKEY_CLASSES_ROOT\num]
@=dword:00000001

[HKEY_CLASSES_ROOT\with blank]
@="x"

[HKEY_CLASSES_ROOT\lines]
@="two\nlines"

[HKEY_CLASSES_ROOT\none]

[HKEY_CURRENT_USER\x]
END
try "Windows 3.1" many.reg --to reg31 out.31
tr -d '\r' <out.31 && rm out.31

printf 'REGEDIT4\n[HKEY_LOCAL_MACHINE\\S\\a]\n"v"="1"\n"w"=-\n[-HKEY_LOCAL_MACHINE\\S\\b]\n' >delete.reg
for format in regf wine; do
    try "deletions to $format" delete.reg --key HKLM --to $format out.x && rm out.x
done
printf 'REGEDIT4\n[HKEY_LOCAL_MACHINE\\S\\a]\n[HKEY_LOCAL_MACHINE\\T\\a]\n[HKEY_LOCAL_MACHINE]\n"v"="1"\n' >two.reg
try "what stands beside --key" two.reg --key 'HKLM\S' --to regf out.x && rm out.x

awk 'BEGIN { print "WINE REGISTRY Version 2\n"; for (i = 0; i < 1500; i++) printf "[k%04d] 1\n#class=\"c\"\n", i }' >long
regsim convert --key HKLM long out.reg 2>said || tail -n 2 said

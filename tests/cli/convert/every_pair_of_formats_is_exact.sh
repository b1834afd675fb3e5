# What each format holds of a registry comes back from each other format, without --lossy: a .reg file through
# all of them, and a text hive with times, a class name and a link through a hive.
a=$DATA/../data/every_type.reg
{ printf '\377\376'; sed 's/$/\r/' "$a" | iconv -f UTF-8 -t UTF-16LE; } >wide.reg
formats="reg reg4 regf regf-1.3 wine"
for x in $formats; do
    regsim convert --key HKCR wide.reg "one.$x" --to "$x"
    for y in $formats; do
        regsim convert --key HKCR "one.$x" two --to "$y"
        regsim convert --key HKCR two three --to reg
        cmp wide.reg three || echo "$x $y"
    done
done
cat >b.wine <<'END'
WINE REGISTRY Version 2
;; All keys relative to REGISTRY\\Machine

#arch=win64

[Software\\A] 1466665651
#time=1d1cd1de8d15123
#class="a class"
"open"=hex(2):41,00

[Software\\B] 1466665651
#time=1d1cd1de9222a23
#link
"SymbolicLinkValue"=hex(6):5c,00
END
for format in regf regf-1.3 wine; do
    regsim convert b.wine b.$format.x --to $format
    regsim convert --key HKLM b.$format.x again --to wine
    grep -v '^#arch' b.wine | cat -s >wanted # a hive does not say
    grep -v '^#arch' again | cat -s | cmp wanted -
done
# the descriptors that a hive gives to each key are those that the keys of a .reg file have anyway
regsim diff one.regf one.regf-1.3
# Japanese, with characters whose second byte is a backslash, a bracket or a bar
printf 'REGEDIT4\r\n\r\n[HKEY_CURRENT_USER\\\225\\\\\227\\]\r\n"\225\\"="\203\\\203]\203|"\r\n"e"=hex(2):95,5c,00\r\n\r\n' >sjis.reg
regsim convert --codepage 932 sjis.reg wide --to reg
iconv -f UTF-16 -t UTF-8 wide | tr -d '\r' | head -n 5
regsim convert --codepage 932 --to reg4 wide again
cmp sjis.reg again
# Windows 3.1: what it holds
printf 'REGEDIT\r\nHKEY_CLASSES_ROOT\\.txt = txtfile\r\nHKEY_CLASSES_ROOT\\txtfile\\shell =  a = b \r\n' >31.reg
regsim info 31.reg
for format in $formats; do
    regsim convert --key HKCR 31.reg x --to "$format"
    regsim convert --key HKCR x again --to reg31
    cmp 31.reg again
done

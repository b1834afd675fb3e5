# REGEDIT4 in code page 932, imported by a Japanese Wine and by us: characters whose second byte is a backslash
# or a bracket, a lead byte before a quote, which swallows it, undefined pairs, and hex strings that end in half.
command -v wine >/dev/null || { echo "wine: not installed" >&2; exit 77; }
mkdir locale
localedef -i ja_JP -f UTF-8 locale/ja_JP.UTF-8 2>/dev/null || [ -d locale/ja_JP.UTF-8 ] ||
    { echo "wine: no Japanese locale can be made: the package locales is not installed" >&2; exit 77; }
export WINEPREFIX="$PWD/prefix" WINEDEBUG=-all DISPLAY='' WINEDLLOVERRIDES="mscoree=;mshtml="
export LOCPATH="$PWD/locale"
{
    printf 'REGEDIT4\r\n\r\n[HKEY_CURRENT_USER\\Nasty\\\225\\\\\227\\]\r\n"\225\\"="\203\\\203]\203|"\r\n'
    printf '"e"=hex(2):95,5c,00\r\n"broken"="a\201"\r\n"after"="b"\r\n"esc"="\225\\\\\\x\\"y"\r\n'
    printf '"undefined"="\201\255z"\r\n"half width"="\261\262"\r\n"private"="\375\240\200"\r\n'
    printf '"multi"=hex(7):95,5c,00,81\r\n'
} >japanese.reg
LC_ALL=ja_JP.UTF-8 wineboot -i >/dev/null 2>&1
LC_ALL=ja_JP.UTF-8 wine regedit /S japanese.reg >/dev/null 2>&1
LC_ALL=ja_JP.UTF-8 wine regedit /E theirs.reg 'HKEY_CURRENT_USER\Nasty' >/dev/null 2>&1
wineserver -k || true
regsim convert --codepage 932 --to reg japanese.reg ours.reg 2>/dev/null
regsim diff theirs.reg ours.reg && echo "the same"
iconv -f UTF-16 -t UTF-8 theirs.reg | tr -d '\r' | tail -n +7

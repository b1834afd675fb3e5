# Every byte, pair of bytes and character of each code page, as iconv and codepage.c have it here, and as
# the native calls and codepage.c have it on Windows (under Wine, whose tables are those of Windows).
command -v wine >/dev/null || { echo "wine: not installed" >&2; exit 77; }
command -v x86_64-w64-mingw32-gcc >/dev/null || { echo "wine: mingw-w64 is not installed" >&2; exit 77; }
export WINEPREFIX="$PWD/prefix" WINEDEBUG=-all DISPLAY='' WINEDLLOVERRIDES="mscoree=;mshtml="
src=$TOP/regsim
set -- "$DATA/data/codepage_dump.c" "$src/formats/codepage.c" "$src/formats/codepage_host.c" \
    "$src/base/memory.c" "$src/base/buf.c" "$src/base/ustr.c" "$src/base/upcase_table.c" "$src/base/diag.c"
cc -O1 -std=c11 -D_GNU_SOURCE -I"$src" "$@" -o here
x86_64-w64-mingw32-gcc -O1 -std=c11 -D_GNU_SOURCE -Dstrerrordesc_np=strerror -I"$src" "$@" -o there.exe
pages="437 850 852 855 857 866 874 932 936 949 950 1250 1251 1252 1253 1254 1255 1256 1257 1258"
# shellcheck disable=SC2086 # one word a page
./here $pages >ours
wineboot -i >/dev/null 2>&1
# shellcheck disable=SC2086
wine there.exe $pages 2>/dev/null | tr -d '\r' >theirs
wineserver -k || true
cmp ours theirs
grep -c '^code page' theirs

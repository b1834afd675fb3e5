# A whole HKLM, exported by Wine's regedit, with the article's keys imported into it.
command -v wine >/dev/null || { echo "wine: not installed" >&2; exit 77; }
export WINEPREFIX="$PWD/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="
wineboot -i >/dev/null 2>&1
wine regedit /S "$DATA/article.reg" >/dev/null 2>&1
wine regedit /E hklm.reg HKEY_LOCAL_MACHINE >/dev/null 2>&1
wineserver -k || true
# what is odd in Wine's own data (a string without its NUL) is not the matter here
regsim reproduce hklm.reg --os w2k 2>warnings

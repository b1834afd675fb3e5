# shellcheck disable=SC2002 # a pipe is the point
# An export may come from a pipe, beside files, and be reduced from there and to there.
cat "$DATA/article.reg" | regsim reproduce - | tail -n 1
printf 'REGEDIT4\n\n[HKEY_USERS\\x]\n' >more.reg
regsim reproduce more.reg - <"$DATA/article.reg" | tail -n 1
cat "$DATA/article.reg" | regsim reduce - -o - 2>/dev/null | head -n 1

# A patch made from two real files, .reg or hive, applied to the first gives the second: what is left is
# what the patch's maker listed, descriptors of keys.
[ -d "${REGSIM_CORPUS:-}/cfreds" ] || { echo "corpus: REGSIM_CORPUS has no cfreds/" >&2; exit 77; }
cd "$REGSIM_CORPUS" || exit
set -- cfreds/nr-01-1_*.reg cfreds/nr-02-1_*.reg cfreds/nr-03-1_*.reg cfreds/nr-04-1_*.reg \
    cfreds/nr-05-1_*.reg cfreds/nr-07-1_*.reg ntuser/winxp_joe_NTUSER.DAT yarp/BigDataHive \
    yarp/NewDirtyHive1/NewDirtyHive yarp/MultiSzHive yarp/UnicodeHive cfreds/nr-01-1_*.reg
cd - >/dev/null || exit
while [ $# -gt 1 ]; do
    for way in "" --reverse; do
        from=$REGSIM_CORPUS/$1 to=$REGSIM_CORPUS/$2
        [ -z "$way" ] || { from=$REGSIM_CORPUS/$2 to=$REGSIM_CORPUS/$1; }
        regsim diff --reg $way --lossy --key 'HKCU\X' "$REGSIM_CORPUS/$1" "$REGSIM_CORPUS/$2" \
            -o patch.reg 2>listed || [ $? = 1 ]
        if [ "$(head -c 4 "$from")$(head -c 4 "$to")" = regfregf ]; then
            regsim convert --key 'HKCU\X' --lossy --to regf "$from" patch.reg result 2>/dev/null
        else
            regsim convert --key 'HKCU\X' --lossy --to reg "$from" patch.reg result 2>/dev/null
        fi
        regsim diff --key 'HKCU\X' result "$to" >left 2>/dev/null || true
        grep -v -e 'changed: [a-z, ]*security$' -e '^[-+] ([cs]' -e 'differences*$' left || true
        count=$(sed -n 's/^.*warning: the security descriptors of \([0-9]*\) keys* cannot be held$/\1/p' listed)
        [ "${count:-0}" = "$(grep -c 'changed: .*security' left)" ] || echo "$1 $2 $way: listed $count"
    done
    shift
done

# Of a customer's hive no original is left, in any encoding; what counters are loaded by, and how many keys and
# values there are, is as before; the report names no original unless asked.
[ -d "${REGSIM_CORPUS:-}/system" ] || { echo "corpus: REGSIM_CORPUS has no system/" >&2; exit 77; }
xz -dc "$REGSIM_CORPUS/system/win7sp1_x86_SYSTEM.xz" >SYSTEM
regsim scrub --os win7 SYSTEM -o scrubbed >report
regsim scrub --os win7 SYSTEM -o again --originals >originals
cmp scrubbed again
cut -c1-12 report | sort | uniq -c
sed -n 's/^\(user\|computer\|domain\|SID\|address\) *\(.*\) -> .*/\2/p' originals | sort -u >list
[ -s list ] && wc -l <list
# as 8-bit text, and as UTF-16 at any offset
while IFS= read -r original; do
    printf %s "$original" | iconv -t UTF-16LE | od -An -tx1 -v | tr -d ' \n'
    echo
done <list >wide
od -An -tx1 -v scrubbed | tr -d ' \n' >hex
grep -c -F -i -f list report || true
grep -a -c -F -i -f list scrubbed || true
grep -c -F -f wide hex || true
for file in SYSTEM scrubbed; do
    regsim info $file | grep -e keys -e values
    regsim reproduce --os win7 $file | head -n 1
    regsim convert --key 'HKLM\SYSTEM' --lossy $file $file.reg 2>/dev/null
    iconv -f UTF-16 -t UTF-8 $file.reg | tr -d '\r' |
        grep -i -e '\\Performance\]' -e '^"Library"' -e '^"Open"' -e '^"Collect"' -e '^"Close"' >$file.counters
done
cmp SYSTEM.counters scrubbed.counters
wc -l <SYSTEM.counters

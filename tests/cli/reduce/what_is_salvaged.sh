# Of a damaged hive what can be reached is reduced; what is lost is told, and the exit code says so.
{
    cat "$DATA/../reproduce/article.reg"
    printf '\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Broken]\n"Spoilt"="nobody will know"\n'
} >article.reg
regsim convert article.reg SYSTEM --to regf --key 'HKLM\SYSTEM'
at=$(LC_ALL=C grep -abo Spoilt SYSTEM | cut -d: -f1)
printf XX | dd of=SYSTEM bs=1 seek=$((at - 20)) conv=notrunc status=none
regsim reduce SYSTEM -o small.yaml || echo "exit $?"
regsim reduce --salvage SYSTEM -o small.yaml || echo "exit $?"
sed -n '/^given/,/^when/p' small.yaml
regsim run small.yaml | sed -n 2p
regsim reduce --salvage small.yaml || echo "exit $?"

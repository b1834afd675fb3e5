# A name of which the verdict is made, and a patch: nothing is written.
sed 's/SMSPerfCountersForD:_SMS/SMSPerfCountersForD:-BIN-_SMS/' "$DATA/../reproduce/article.reg" >a.reg
printf '\n[HKEY_USERS\\x]\n"USERNAME"="BIN"\n' >>a.reg
regsim scrub a.reg -o b.reg || echo "exit $?"
printf 'REGEDIT4\n\n[-HKEY_USERS\\x]\n' >c.reg
regsim scrub c.reg -o b.reg || echo "exit $?"
regsim scrub a.reg || echo "exit $?"
ls
# the word can be spared, where it is nobody's name
regsim scrub a.reg -o b.reg --spare bin
# a hive that could be any is refused, since secrets are told by their place; --key tells it
printf 'REGEDIT4\n\n[HKEY_USERS\\x\\y]\n"Password"="hunter2"\n' >d.reg
regsim convert d.reg any --to regf --key 'HKEY_USERS\x'
regsim scrub any -o b.hive || echo "exit $?"
regsim scrub any -o b.hive --key 'HKU\x'
regsim scrub any -o c.hive --key 'x\y' || echo "exit $?"
# stand-ins that are names of other keys or values: others are taken
printf 'REGEDIT4\n\n[HKEY_USERS\\x]\n"USERNAME"="abc"\n' >e.reg
regsim scrub e.reg -o f.reg --originals
taken=$(sed -n 's/"USERNAME"="\(.*\)".*/\1/p' f.reg | tr -d '\r')
printf '\n[HKEY_USERS\\x\\abc]\n"abc"=""\n"%s"=""\n\n[HKEY_USERS\\x\\%s]\n' "$taken" "$taken" >>e.reg
regsim scrub e.reg -o f.reg --originals
tr -d '\r' <f.reg

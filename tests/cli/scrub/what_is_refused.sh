# A name of which the verdict is made, and a patch: nothing is written.
sed 's/SMSPerfCountersForD:_SMS/SMSPerfCountersForD:-BIN-_SMS/' "$DATA/../reproduce/article.reg" >a.reg
printf '\n[HKEY_USERS\\x]\n"USERNAME"="BIN"\n' >>a.reg
regsim scrub a.reg -o b.reg || echo "exit $?"
printf 'REGEDIT4\n\n[-HKEY_USERS\\x]\n' >c.reg
regsim scrub c.reg -o b.reg || echo "exit $?"
regsim scrub a.reg || echo "exit $?"
ls

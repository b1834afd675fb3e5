printf '\177ELF\002\001\001\000\000\000' >program.reg
regsim convert program.reg out.reg || code=$?
[ ! -e out.reg ]
exit "$code"

regsim convert missing.reg out.reg || code=$?
[ ! -e out.reg ]
exit "$code"

# The spelling of a key's name, and, between hives, a descriptor: no .reg file changes those.
printf 'REGEDIT4\n\n[HKEY_USERS\\name]\n"v"="1"\n' >a.reg
printf 'REGEDIT4\n\n[HKEY_USERS\\Name]\n"v"="2"\n' >b.reg
regsim diff --reg a.reg b.reg -o no.reg || echo "exit $?"
ls no.reg 2>/dev/null || echo "nothing was written"
regsim diff --reg --lossy a.reg b.reg -o some.reg || echo "exit $?"
regsim convert a.reg some.reg c.reg
regsim diff --json c.reg b.reg || echo "exit $?"
regsim diff --out x.reg a.reg b.reg

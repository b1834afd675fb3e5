# Class names, links, last-write times: between two text hives of Wine; towards .reg they are not compared.
cat >a <<'END'
WINE REGISTRY Version 2
;; All keys relative to REGISTRY\\Machine

[Software\\Kept] 1
#time=1cb88dd3a4d4000
#class="old"
"v"="1"

[Software\\Linked] 1
#time=1cb88dd3a4d4000

[Software\\Same] 1
#time=1cb88dd3a4d4000
END
cat >b <<'END'
WINE REGISTRY Version 2
;; All keys relative to REGISTRY\\Machine

[Software\\Kept] 1
#time=1d30b2c8b5e1234
#class="new"
"v"="2"

[Software\\Linked] 1
#time=1cb88dd3a4d4000
#link
"SymbolicLinkValue"=hex(6):5c,00

[Software\\New] 1
#time=1cb88dd3a4d4000
#class="c"

[Software\\Same] 1
#time=1d30b2c8b5e1234
END
regsim diff a b || echo "exit $?"
regsim diff --times a b || echo "exit $?"
regsim diff --json --times a b || echo "exit $?"
regsim convert --lossy a a.reg 2>/dev/null
regsim diff a.reg b || echo "exit $?"
regsim diff --times a.reg b || echo "exit $?"
regsim diff --reg --json a b || echo "exit $?"

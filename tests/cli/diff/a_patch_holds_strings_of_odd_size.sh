# Half a character behind a string's NUL, as real hives have it, is in a .reg file as it is.
printf 'WINE REGISTRY Version 2\n;; All keys relative to REGISTRY\\\\Machine\n\n[k]\n' >a
{ cat a; printf '"DynamicSiteName"=hex(1):41,00,00,00,f0\n"many"=hex(7):41,00,00,00,00,00,f0\n'; } >b
regsim convert a a.reg
regsim diff --reg -o ab.reg a b || test $? = 1
regsim convert a.reg ab.reg b.reg
regsim diff b b.reg
regsim convert b.reg again.reg
cmp b.reg again.reg
regsim convert --to reg4 b.reg b4.reg || echo "exit code $?"

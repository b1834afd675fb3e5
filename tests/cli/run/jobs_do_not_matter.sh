# The report is the same, byte for byte, whatever -j is.
cp -r "$DATA/catalogue" catalogue
regsim run catalogue -j 1 >one || true
regsim run catalogue -j 5 >five || true
cmp one five

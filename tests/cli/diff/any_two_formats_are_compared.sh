# The same registry in every format is no difference; one value more is one, in every pair, with exit code 1;
# and the patch of each pair turns the one into the other.
cp "$DATA/../data/every_type.reg" a.reg
{ cat a.reg; printf '"more"="x"\n'; } >b.reg
for side in a b; do
    for format in reg4 regf regf-1.3 wine; do
        regsim convert --key HKCR $side.reg $side.$format --to $format
    done
done
for x in a.reg a.reg4 a.regf a.regf-1.3 a.wine; do
    for y in a.reg a.reg4 a.regf a.regf-1.3 a.wine; do
        regsim diff --key HKCR $x $y 2>/dev/null || echo "$x $y differ: $?"
    done
    for y in b.reg b.reg4 b.regf b.regf-1.3 b.wine; do
        code=0
        regsim diff --key HKCR $x $y >found 2>/dev/null || code=$?
        [ "$(tail -n 1 found) $code" = "1 difference 1" ] || echo "$x $y: $(tail -n 1 found), $code"
        regsim diff --reg --key HKCR $x $y -o there.reg 2>/dev/null || true
        regsim diff --reg --reverse --key HKCR $x $y -o back.reg 2>/dev/null || true
        regsim convert --key HKCR $x there.reg b-again --to reg --lossy 2>/dev/null
        regsim convert --key HKCR $y back.reg a-again --to reg --lossy 2>/dev/null
        regsim diff --key HKCR b-again $y 2>/dev/null || echo "the patch from $x to $y"
        regsim diff --key HKCR a-again $x 2>/dev/null || echo "the inverse from $y to $x"
    done
done
cat found

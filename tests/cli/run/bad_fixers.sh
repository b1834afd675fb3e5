# A fixer that crashes, one that loops for ever, one that ends early, one that uses closed handles: each is a
# finding, and the other scenarios go on.
for fixer in crashes loops exits_early; do
    regsim-cc "$TOP/tests/mutants/$fixer.c" -o $fixer.so
    code=0
    regsim run "$TOP/scenarios/sp2/fresh-install.yaml" --fixer $fixer.so --cpu-limit 100 >out || code=$?
    echo "$fixer: exit $code"
    grep -e PASS -e FAIL -e 'the program' -e Summary out
done

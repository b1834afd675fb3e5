# A fixer that is not there, one that is no program, one that has no main.
echo 'int x;' >lib.c
regsim-cc lib.c -o lib.so
echo nonsense >text.so
for fixer in none.so text.so lib.so; do
    code=0
    regsim run "$TOP/scenarios/sp2" --fixer $fixer || code=$?
    echo "exit $code"
done

# --tag and --only select; nothing selected is exit code 4.
cp -r "$DATA/catalogue" catalogue
regsim run catalogue --only 'drive: C' -j 1
regsim run catalogue --tag a --only 'drive: C' -j 7
code=0
regsim run catalogue --tag b || code=$?
echo "exit $code"

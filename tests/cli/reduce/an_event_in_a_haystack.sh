# A thousand keys, of which one makes a monitor log the event: a scenario of a few lines is left, and it
# passes; as .reg it shows the same event; and no value of it can go.
{
    printf 'REGEDIT4\n\n'
    i=0
    while [ $i -lt 1000 ]; do
        printf '[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet002\\Services\\s%d\\Parameters]\n"x"="%d"\n\n' $i $i
        i=$((i + 1))
    done
    printf '[HKEY_LOCAL_MACHINE\\SYSTEM\\Select]\n"Current"=dword:00000002\n\n'
    sed '1,2d; s/CurrentControlSet/ControlSet002/' "$DATA/../reproduce/article.reg"
} >haystack.reg
regsim reduce haystack.reg -o small.yaml
cat small.yaml
regsim run small.yaml | sed -n 2p
regsim reduce haystack.reg -o small.reg 2>/dev/null
iconv -f UTF-16 -t UTF-8 small.reg | tr -d '\r'
regsim reproduce small.reg | sed -n 4p
regsim reduce small.reg -o smaller.reg
cmp small.reg smaller.reg
regsim reduce --max-tries 3 haystack.reg -o bounded.reg
regsim reduce --event "no such text" haystack.reg || echo "exit $?"

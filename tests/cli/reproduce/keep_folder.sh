# DIR appears whole or not at all: where it is there and not empty, is a file, cannot be made, or the disk is full.
cp "$DATA/article.reg" a.reg
try()
{
    code=0
    regsim reproduce a.reg --keep "$1" >out || code=$?
    echo "$1: exit $code"
}
mkdir full empty
touch full/x file
ln -s empty link
try full
try full/x/y
try file
try link
try no/such/place
try ''
try empty/
ls empty
try slashes//
ls -d slashes*
# what cannot be kept is said before the fixer runs
[ -s out ] && regsim reproduce a.reg --keep full >out || echo "$(wc -l <out) lines"
# a limit on the size of files stands for a full disk; it leaves room for what a build that counts coverage writes
{
    cat a.reg
    i=0
    while [ $i -lt 6000 ]; do
        printf '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Filler\\%d]\n"a"="b"\n' $i
        i=$((i + 1))
    done
} >big.reg
code=0
(
    trap '' XFSZ
    ulimit -f 256
    regsim reproduce big.reg --keep disk >out
) || code=$?
echo "exit $code"
ls

# A limit of size is a host error, and neither that nor a signal leaves a file behind; IN may be OUT.
awk 'BEGIN { print "REGEDIT4\n"; for (i = 0; i < 60000; i++) printf "[HKEY_LOCAL_MACHINE\\K%d]\n\"a\"=\"some text\"\n\n", i }' >a.reg
mkdir out
(
    ulimit -f 100
    regsim convert a.reg out/b.reg 2>&1 || echo "exit code $?"
)
ls out
(
    regsim convert a.reg out/a.reg &
    kill "$!"
    wait "$!" || true
) 2>/dev/null
rm -f out/a.reg
ls out
regsim convert a.reg b.reg
regsim convert b.reg b.reg
regsim diff a.reg b.reg
ls

# A name of OUT that does not tell, an empty name in --key, a hive of no known version or without bins.
printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\A\\B]\n"a"="1"\n' >a.reg
for name in NTUSER.DAT a.regf a.hiv; do
    regsim convert --key 'HKLM\A' a.reg $name && regsim info $name | head -n 1
done
try() { regsim "$@" || echo "exit code $?"; }
try convert --key 'HKLM\A' a.reg SYSTEM
try convert --key 'HKLM\\A' a.reg b.hiv
try convert a.hiv --key 'HKLM\A\\B' b.reg
cp a.hiv version.hiv
printf '\011' | dd of=version.hiv bs=1 seek=24 conv=notrunc 2>/dev/null
try info version.hiv
cp a.hiv bins.hiv
printf '\0\0\0\0' | dd of=bins.hiv bs=1 seek=40 conv=notrunc 2>/dev/null
try info bins.hiv

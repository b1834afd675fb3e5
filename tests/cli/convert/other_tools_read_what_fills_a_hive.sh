# A hive with 10,000 subkeys of a key, the longest names, data of every size that is kept in another way,
# types without a name and REG_NONE with data: hivex reads back the very .reg text it was made of, in both
# versions; regfexport and reglookup read as much of it as of a hive that hivex itself filled.
for tool in hivexregedit reglookup regfexport; do
    command -v $tool >/dev/null || { echo "hives: $tool is not installed" >&2; exit 77; }
done
# fill KEYS SIZES: .reg text
fill()
{
    awk -v keys="$1" -v sizes="$2" 'BEGIN {
        print "Windows Registry Editor Version 5.00\n"
        root = "HKEY_LOCAL_MACHINE\\X"
        for (i = 0; i < 255; i++) name = name "ж"
        for (i = 0; i < 4000; i++) long = long "ж"
        print "[" root "\\" name "]\n\"" long "\"=\"v\"\n"
        print "[" root "\\sizes]\n@=\"default\""
        for (size = 0; size <= 9; size++) {
            print "\"n" size "\"=hex:" bytes "\n\"none" size "\"=hex(0):" bytes
            print "\"odd" size "\"=hex(f0000001):" bytes
            bytes = bytes (size ? "," : "") sprintf("%02x", size + 65)
        }
        count = split(sizes, all, " ")
        for (i = 0; count && i < all[count]; i++) big = big (i ? "," : "") sprintf("%02x", (i * 7 + i / 251) % 256)
        for (i = 1; i <= count; i++) print "\"big" all[i] "\"=hex:" substr(big, 1, all[i] * 3 - 1)
        print "\n[" root "\\many]"
        for (i = 0; i < keys; i++) printf "\n[%s\\many\\Key %d]\n\"a\"=dword:%08x\n", root, i, i
    }'
}
fill 10000 "16343 16344 16345 32688 32689 65536 200000" | iconv -f UTF-8 -t UTF-16 >full.reg
for version in regf regf-1.3; do
    regsim convert --key 'HKLM\X' --to $version full.reg $version.hive
    hivexregedit --prefix 'HKEY_LOCAL_MACHINE\X' --export $version.hive "\\\\" >$version.reg 2>/dev/null
    regsim diff --codepage 65001 --key 'HKLM\X' full.reg $version.reg && echo "$version: hivex reads the same"
    regfexport $version.hive >$version.regfexport
    reglookup $version.hive 2>/dev/null | tail -n +2 >$version.reglookup
    regsim info $version.hive | sed -n '3,4p'
    grep -c '^Key path' $version.regfexport
    wc -l <$version.reglookup
done
cmp regf.regfexport regf-1.3.regfexport
cmp regf.reglookup regf-1.3.reglookup

fill 40 "" >less.reg
printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\X]\n' >empty.reg
regsim convert --key 'HKLM\X' --to regf empty.reg theirs.hive
hivexregedit --merge --prefix 'HKEY_LOCAL_MACHINE\X' theirs.hive less.reg 2>/dev/null
for version in regf regf-1.3; do
    regsim convert --codepage 65001 --key 'HKLM\X' --to $version less.reg ours.hive
    for reader in regfexport reglookup; do
        $reader ours.hive >ours.$reader 2>/dev/null
        $reader theirs.hive >theirs.$reader 2>/dev/null
        cmp ours.$reader theirs.$reader && echo "$version: $reader agrees"
    done
    regsim convert --codepage 65001 --key 'HKLM\X' --to $version less.reg again.hive
    cmp ours.hive again.hive
done

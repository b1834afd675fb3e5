# Independent readers find in a hive that we wrote what they find in the one it was made of, and hivex can
# write to it.
[ -d "${REGSIM_CORPUS:-}/ntuser" ] || { echo "corpus: REGSIM_CORPUS has no ntuser/" >&2; exit 77; }
for tool in hivexregedit reglookup regfexport; do
    command -v $tool >/dev/null || { echo "hives: $tool is not installed" >&2; exit 77; }
done
for hive in ntuser/winxp_joe_NTUSER.DAT yarp/BigDataHive yarp/ManySubkeysHive; do
    regsim convert --to regf "$REGSIM_CORPUS/$hive" ours.hive
    cp "$REGSIM_CORPUS/$hive" theirs.hive
    for which in ours theirs; do
        hivexregedit --unsafe-printable-strings --export $which.hive "\\\\" >$which.hivex 2>&1
        reglookup $which.hive >$which.reglookup 2>/dev/null
        regfexport $which.hive >$which.regfexport 2>&1
    done
    for reader in hivex reglookup regfexport; do
        cmp ours.$reader theirs.$reader && echo "$hive: $reader agrees"
    done
done
regsim convert --to regf "$REGSIM_CORPUS/yarp/EmptyHive" merged.hive
printf 'Windows Registry Editor Version 5.00\n\n[\\New]\n\n[\\New\\Key]\n"Value"=dword:0000002a\n' >new.reg
hivexregedit --merge merged.hive new.reg
regsim convert --key 'HKLM\X' --lossy merged.hive merged.reg 2>/dev/null
iconv -f UTF-16 -t UTF-8 merged.reg | tr -d '\r'

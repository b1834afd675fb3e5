# Services\*\Performance are counted in real hives as the manifest counts them; with the article's key in
# it, a hive is kept as a hive of its version, and what it held besides is unchanged.
[ -d "${REGSIM_CORPUS:-}/system" ] || { echo "corpus: REGSIM_CORPUS has no system/" >&2; exit 77; }
for hive in win7sp1_x86_SYSTEM win81_x64_SYSTEM; do
    xz -dc "$REGSIM_CORPUS/system/$hive.xz" >$hive
    wanted=$(awk -F '\t' -v file="system/$hive.xz" '$1 == file { print $14 }' "$REGSIM_CORPUS/MANIFEST.tsv")
    regsim reproduce --os win7 $hive 2>/dev/null | sed -n "1s/.* \([0-9]*\) services .*/$hive: \1 of $wanted/p"
done
# the damaged one is refused; what can be reached of it has the seven keys that the manifest names
xz -dc "$REGSIM_CORPUS/system/winxpsp3_x86_SYSTEM_corrupt.xz" >xp
regsim reproduce --os xp xp 2>/dev/null || echo "exit $?"
regsim reproduce --os xp --salvage xp 2>/dev/null | sed -n '1s/.* \([0-9]*\) services .*/winxpsp3_x86_SYSTEM_corrupt: \1/p'
# the manifest counts both control sets of that hive alike
printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Select]\n"Current"=dword:2\n' >second.reg
regsim reproduce --os win7 win7sp1_x86_SYSTEM second.reg | sed -n "1s/.* \([0-9]*\) services .*/ControlSet002: \1/p"
cat >stale.reg <<'END'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL\Performance]
"Library"="D:\\SMS\\bin\\i386\\SMSPERF.dll"
"Open"="OpenSMSPerformanceData"
"Collect"="CollectSMSPerformanceData"
"Close"="CloseSMSPerformanceData"
END
for version in regf regf-1.3; do
    regsim convert --key 'HKLM\SYSTEM' --to $version win7sp1_x86_SYSTEM stale.reg SYSTEM
    regsim reproduce --os win7 SYSTEM --keep kept-$version | tail -n 1
    regsim diff win7sp1_x86_SYSTEM kept-$version/SYSTEM && regsim info kept-$version/SYSTEM | head -n 3
    regsim run kept-$version/scenario.yaml kept-$version/repaired.yaml | sed -n 2,3p
done

# A customer's hive of 30,000 keys becomes a scenario of twenty lines, from an export and from a scenario; both
# show what they showed.
[ -d "${REGSIM_CORPUS:-}/system" ] || { echo "corpus: REGSIM_CORPUS has no system/" >&2; exit 77; }
xz -dc "$REGSIM_CORPUS/system/win7sp1_x86_SYSTEM.xz" >SYSTEM
sed 's/REGEDIT4/Windows Registry Editor Version 5.00/' "$DATA/../reproduce/article.reg" >stale.reg
regsim reduce --os win7 SYSTEM stale.reg -o small.yaml
cat small.yaml
regsim run small.yaml | sed -n 2p
cat >s.yaml <<'S'
name: Nothing is stale on this customer's machine
source: inferred
given: {os: win7, base: [./SYSTEM, stale.reg]}
when: detect
then: {exit: success}
S
regsim reduce s.yaml -o least.yaml
cat least.yaml
mkdir elsewhere
mv least.yaml elsewhere
regsim run elsewhere/least.yaml | sed -n 2,3p

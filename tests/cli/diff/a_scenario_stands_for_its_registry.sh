# A scenario is the registry that its `given` makes: compared with another, with an export and a hive of it, and
# converted. Of several computers or cells one must be named; what a boot makes is not in it.
cat >one.yaml <<'S'
name: One computer
source: inferred
given:
  os: w2k
  registry:
    'HKLM\SYSTEM\CurrentControlSet\Services\One': {Start: {dword: 3}, Path: '%x%'}
  volatile: ['HKLM\SOFTWARE\Gone']
when: detect
then: {exit: success}
S
sed 's/dword: 3/dword: 4/; s/Services.One.:/Services\\one'"'"':/' one.yaml >other.yaml
cat >two.yaml <<'S'
name: Two computers, two drives
source: inferred
matrix: {drive: [C, D]}
given:
  machines:
    FIRST:
      os: w2k
      registry: {'HKLM\SOFTWARE\Drive': {Letter: $drive}}
    SECOND:
      os: nt4
      registry: {'HKLM\SOFTWARE\Drive': {Letter: $drive}}
when: [{at: FIRST, run: smsperffix}]
then: {exit: success}
S
try()
{
    echo "--- $*"
    regsim "$@" || echo "exit $?"
}
try diff one.yaml one.yaml
try diff one.yaml other.yaml
try diff --json one.yaml other.yaml
try diff --reg --lossy one.yaml other.yaml -o patch.reg
try convert one.yaml patch.reg patched.reg
try diff other.yaml patched.reg
try convert one.yaml one.reg
try diff one.reg one.yaml
try convert one.yaml one.hive --key 'HKLM\SYSTEM'
try convert --lossy one.yaml one.hive --key 'HKLM\SYSTEM'
try diff --key 'HKLM\SYSTEM' one.yaml one.hive
try diff two.yaml one.yaml
try diff two.yaml one.yaml --cell 'drive: D'
try diff two.yaml one.yaml --cell 'drive: D' --machine SECOND
try diff two.yaml one.reg --cell 'drive: D' --machine THIRD
try diff two.yaml one.reg --cell 'drive: E' --machine FIRST
try convert two.yaml second.reg --cell 'drive: D' --machine SECOND
regsim convert second.reg - --to reg4 | grep -A 1 Drive
try diff --times one.yaml one.hive
try convert one.reg one.yaml two.reg
try convert one.reg two.reg --machine FIRST
try convert none.yaml two.reg
try info one.yaml

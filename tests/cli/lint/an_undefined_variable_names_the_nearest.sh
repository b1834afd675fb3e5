cat >a.yaml <<'END'
name: A variable that is not there
source: invented
let: {services: 'HKLM\SYSTEM\CurrentControlSet\Services'}
given:
  os: w2k
  registry:
    $servics\A: {x: 1}
when: fix
then: {exit: success}
END
regsim lint a.yaml

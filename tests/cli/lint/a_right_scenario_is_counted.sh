cat >a.yaml <<'END'
name: A fixer removes the key
source: invented
given:
  os: w2k
  registry:
    HKLM\SYSTEM\CurrentControlSet\Services\SMSPerfCountersForX: {Start: 3}
when: fix
then:
  removed: ['HKLM\SYSTEM\CurrentControlSet\Services\SMSPerfCountersForX']
END
regsim lint a.yaml

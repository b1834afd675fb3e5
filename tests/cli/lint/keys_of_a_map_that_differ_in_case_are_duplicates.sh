cat >a.yaml <<'END'
name: The same key twice
source: invented
given:
  os: w2k
  registry:
    HKLM\SOFTWARE\A: {x: 1}
    HKLM\Software\a: {x: 1}
when: fix
then: {exit: success}
END
regsim lint a.yaml

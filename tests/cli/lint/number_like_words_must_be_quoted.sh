cat >a.yaml <<'END'
name: Octal, yes, and a quarter past twelve
source: invented
given:
  os: w2k
  registry:
    HKLM\SOFTWARE\A:
      octal: 010
      word: yes
      time: 12:30
      fraction: 4.0
when: fix
then: {exit: success}
END
regsim lint a.yaml

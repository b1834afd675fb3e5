cat >a.yaml <<'END'
name: A slip of the pen
source: invented
givn:
  os: w2k
when: fix
then: {exit: success}
END
regsim lint a.yaml

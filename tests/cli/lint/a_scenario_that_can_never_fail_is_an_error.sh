cat >a.yaml <<'END'
name: Nothing is said of the outcome
source: invented
given: {os: w2k}
when: fix
END
regsim lint a.yaml

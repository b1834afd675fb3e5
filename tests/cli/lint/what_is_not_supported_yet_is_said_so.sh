cat >a.yaml <<'END'
name: A crash in the middle
source: invented
given: {os: w2k}
when: fix
explore: {crash: after any write}
then: {exit: success}
END
regsim lint a.yaml

cat >a.yaml <<'END'
name: A list where a map belongs
source: invented
given: [w2k]
when: fix
then: {exit: perhaps, removed: 5}
END
regsim lint a.yaml

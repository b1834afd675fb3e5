cat >s.yaml <<'END'
name: x
source: inferred
matrix: {drive: [C, D]}
when: fixx
then: {removed: ['HKLM\SOFTWARE\$drvie']}
END
regsim lint s.yaml

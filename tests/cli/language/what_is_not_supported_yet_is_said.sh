cat >s.yaml <<'END'
name: x
source: inferred
when: fix
explore: {crash: after any write}
finally: [only_stale_keys_removed]
END
regsim lint s.yaml

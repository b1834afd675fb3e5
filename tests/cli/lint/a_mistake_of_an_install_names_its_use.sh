mkdir installs
cat >installs/app.yaml <<'END'
name: App
source: inferred
params: {drive: {default: C}}
parts: [{adds: {files: {'$drive:\app.exe': present}}}]
END
cat >a.yaml <<'END'
name: A mistake in an install's file is said with the use that brought it to light
source: inferred
given:
  setup:
    - app: {drive: CD}
when: fix
then: {removed: []}
END
regsim lint a.yaml

printf 'Windows Registry Editor Version 4.00\n' >bad.reg
printf 'Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\X]\n"a"=dword:zz\n' >doubtful.reg
cat >a.yaml <<'END'
name: A base and an import have mistakes of their own
source: inferred
given: {base: bad.reg}
when:
  - import: doubtful.reg
  - fix
then: {removed: []}
END
regsim lint a.yaml

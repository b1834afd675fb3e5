cat >a.reg <<'END'
REGEDIT4

[HKEY_LOCAL_MACHINE\SOFTWARE\A]
"same"="1"
"changed"="old"
"gone"=dword:00000001

[HKEY_LOCAL_MACHINE\SOFTWARE\A\Gone]
END
cat >b.reg <<'END'
REGEDIT4

[HKEY_LOCAL_MACHINE\SOFTWARE\A]
"same"="1"
"changed"="new"
"added"=hex:01,02

[HKEY_LOCAL_MACHINE\SOFTWARE\A\Added]
END
regsim diff --json a.reg b.reg

cat >a.reg <<'END'
REGEDIT4

[HKEY_LOCAL_MACHINE\A]
"x"=dword:zz
"y"="unterminated
"fine"="yes"
END
regsim info a.reg

# Deletions, values of every kind, names that need escapes; and the inverse. Then the registry is the same.
cat >a.reg <<'END'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\A]
@="default"
"same"="1"
"changed"="old"
"type"="00000001"
"Spelled"="x"
"gone"=dword:00000001

[HKEY_LOCAL_MACHINE\SOFTWARE\A\Gone]

[HKEY_LOCAL_MACHINE\SOFTWARE\A\Gone\With\All]
"below"="it"

[HKEY_USERS\Only\In A]
"x"="y"
END
cat >b.reg <<'END'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\A]
"same"="1"
"changed"="new \"quoted\" C:\\x"
"type"=dword:00000001
"spelled"="x"
"empty"=hex(1):
"odd"=hex(20001):de,ad
"multi"=hex(7):61,00,00,00,62,00,00,00,00,00

[HKEY_LOCAL_MACHINE\SOFTWARE\A\[brackets]]

[HKEY_LOCAL_MACHINE\SOFTWARE\A\[brackets]\-below]
@=""

[HKEY_LOCAL_MACHINE\SOFTWARE\Gone]
END
regsim diff --reg a.reg b.reg -o there.reg || echo "exit $?"
iconv -f UTF-16 -t UTF-8 there.reg | tr -d '\r'
regsim diff --reg --reverse a.reg b.reg -o back.reg || echo "exit $?"
regsim convert a.reg there.reg b-again.reg
regsim convert b.reg back.reg a-again.reg
regsim diff b.reg b-again.reg
regsim diff a.reg a-again.reg
regsim diff --reg a.reg a-again.reg | iconv -f UTF-16 -t UTF-8 | tr -d '\r'

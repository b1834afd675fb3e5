cat >a.reg <<'END'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\Test]
@="the default"
"number"=dword:0000000a
"list"=hex(7):61,00,00,00,\
  62,00,00,00,00,00
"odd"=hex(20001):00,01

[HKEY_LOCAL_MACHINE\SOFTWARE\Test\Empty]
END
regsim convert a.reg b.unheard-of

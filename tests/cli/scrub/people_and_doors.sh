# Every kind of thing, in names, text and bytes; shapes and lengths stay, and so does the verdict.
cat "$DATA/../reproduce/article.reg" - >customer.reg <<'END'

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ComputerName\ComputerName]
"ComputerName"="ACCT-PC7"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters]
"Domain"="corp.example.com"
"DhcpNameServer"="192.0.2.17 198.51.100.4"
"Version"="5.0.1.2"

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion]
"RegisteredOwner"="Jane Q. Public"
"ProductId"="55274-640-1011873-23081"
"Notes"="key AB1CD-EF2GH-IJ3KL-MN4OP-QR5ST"

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\S-1-5-21-1004336348-1177238915-682003330-1003]
"ProfileImagePath"="C:\\Documents and Settings\\jdoe"
"Sid"=hex:01,05,00,00,00,00,00,05,15,00,00,00,dc,f4,dc,3b,83,3d,2b,46,82,8b,a6,28,eb,03,00,00

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon]
"DefaultUserName"="jdoe"
"DefaultPassword"="hunter2"
"PasswordExpiryWarning"=dword:0000000e
"LegalNoticeText"="Ask JDOE (jane.public@mail.example.com) at \\\\ACCT-PC7\\share, not jdoes or Administrator"

[HKEY_LOCAL_MACHINE\SOFTWARE\jdoe]
"jdoe"=hex:6a,00,64,00,6f,00,65,00,00,6a,64,6f,65
END
regsim scrub customer.reg -o shown.reg
iconv -f UTF-16 -t UTF-8 shown.reg | tr -d '\r'
regsim reproduce shown.reg | sed -n 3,4p
iconv -f UTF-16 -t UTF-8 shown.reg |
    grep -i -c -e 'jdoe[^s]' -e acct -e hunter -e jane -e '192\.0\.2' -e 1004336348 -e 55274 -e AB1CD || true
regsim scrub customer.reg -o again.reg --originals | head -n 3
cmp shown.reg again.reg
regsim convert customer.reg --key HKLM --to regf customer.hive
regsim scrub customer.hive -o shown.hive | tail -n 1
strings -a -e l shown.hive | grep -i -c -e 'jdoe$' -e acct -e hunter || true

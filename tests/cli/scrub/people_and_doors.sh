# Every kind of thing, in names, text and bytes; shapes and lengths stay, and so does the verdict.
cat "$DATA/../reproduce/article.reg" - >customer.reg <<'END'

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ComputerName\ComputerName]
"ComputerName"="ACCT-PC7"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters]
"Domain"="corp.example.com"
"DhcpNameServer"="192.0.2.17 198.51.100.4"
"Version"="5.0.1.2"
"Address6"="2001:db8:85a3::8a2e:370:7334%4 fe80::1ff:fe23:4567:890a ::1 12:34:56 std::a::b"
"Mac"="00-1A-2b-3C-4D-5E 00:1a:2b:3c:4d:5f 00-00-00-00-00-00 01-23-45-67-89-ab-cd-ef"
"Text"=hex:31,00,30,00,2e,00,31,00,2e,00,32,00,2e,00,33,00,00,31,30,2e,31,2e,32,2e,34
"Networks"="10.0.0.0 255.255.255.0 127.0.0.1 0.0.0.0"
"DhcpGatewayHardware"=hex:c0,00,02,01,06,00,00,00,00,1a,2b,3c,4d,5e

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SNMP\Parameters\ValidCommunities]
"s3cret-ro"=dword:00000004
"public"=dword:00000004

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

[HKEY_LOCAL_MACHINE\SOFTWARE\jdoe_settings]
"Profile"="\\\\filesrv01.corp.example.com\\homes7$\\jdoe \\\\192.0.2.99\\pub \\\\?\\C:\\x \\Device\\Y"
"XFILESRV01Y"="FileSrv01"

[HKEY_LOCAL_MACHINE\SOFTWARE\jdoe]
"jdoe"=hex:6a,00,64,00,6f,00,65,00,00,6a,64,6f,65
END
regsim scrub customer.reg -o shown.reg
tr -d '\r' <shown.reg
regsim reproduce shown.reg | sed -n 3,4p
grep -a -i -c -e 'jdoe[^s]' -e acct -e hunter -e jane -e '192\.0\.2' -e 1004336348 -e 55274 -e AB1CD -e db8 -e 3c-4d \
    -e filesrv -e homes7 -e s3cret shown.reg || true
regsim scrub customer.reg -o again.reg --originals | head -n 3
cmp shown.reg again.reg
regsim convert customer.reg --key HKLM --to regf customer.hive
regsim scrub customer.hive -o shown.hive | tail -n 1
strings -a -e l shown.hive | grep -i -c -e 'jdoe$' -e acct -e hunter || true

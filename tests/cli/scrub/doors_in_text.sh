# Secrets within text, and names that other places of Windows and SMS tell; what is like them and is none stays.
cat >doors.reg <<'EOF'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Backup]
"ObjectName"=".\\svc_backup"
"ImagePath"="C:\\x\\run.exe -u svc_backup -p Passw0rd! --db 1"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Other]
"ObjectName"="LocalSystem"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Third]
"ObjectName"="NT AUTHORITY\\NetworkService"
"DisplayName"="svc_backup NT AUTHORITY network"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters]
"SearchList"="eu.acme.example,na.acme.example"
"V4"="4.0.0.0 3.0.0.0 2.5.0.1"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Lsa\Kerberos\Domains\CORP.GLOBEX.EXAMPLE]
"KdcNames"=hex(7):6b,00,00,00,00,00

[HKEY_LOCAL_MACHINE\SOFTWARE\App]
"ConnectionString"="Server=db9;Database=x;User ID=webuser;Password=hunter2;Timeout=3"
"Token"="eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
"Note"="bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN and TokenSize"
"TokenSize"="12000"
"Host"="\\\\filesrv7"
"LDAP"="CN=Users,DC=acme,DC=com"
"Cpu"="GenuineIntel_-_Intel64_Family_6_Model_26_-_Intel(R)_Core(TM)_i7_CPU_________920__@_2.67GHz"

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SMS]
"Site Server"="SITESRV3"

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SMS\SQL Server]
"Server"="SQLBOX4"
"Login"="smsdbo"

[HKEY_CURRENT_USER\Network\Z]
"RemotePath"="\\\\nas22\\vol"
"UserName"="GLOBEX\\jdoe"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Enum\ROOT\LEGACY_X]
"a"="b"

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon]
"DefaultUserName"="root"

[HKEY_LOCAL_MACHINE\SOFTWARE\Doors]
"a"="svchost.exe -k netsvcs -p -s Schedule"
"b"="x -p 8080 -p C:\\x\\y /p %1 -p"
"c"="app --password \"tr0ub4dor\" /pass c0rrect /h"
"d"="Pwd = 'horse battery'; PWD: ab&x=1"
"e"="eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx eyJa.b.c password= passwordless=1"
"f"="DC=acme DC=com ACME"
EOF
regsim scrub doors.reg -o shown.reg
tr -d '\r' <shown.reg
cp doors.reg shown.again
regsim scrub shown.again -o ./shown.again || echo "exit $?"
cmp doors.reg shown.again

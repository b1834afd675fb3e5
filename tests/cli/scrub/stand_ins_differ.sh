# Short addresses and SIDs have few stand-ins, and still each has its own; what merely looks like an address stays.
cat >short.reg <<'EOF'
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\A\1.2.3.4]
"v"="first"
[HKEY_LOCAL_MACHINE\SOFTWARE\A\5.6.7.8]
"v"="second"
[HKEY_LOCAL_MACHINE\SOFTWARE\A]
"9.8.7.6"="x"
"6.5.4.3"="y"
"ip1"="8.8.8.8"
"ip2"="9.9.9.9"
"Runtime"="4.0.0.0 3.0.0.0"
"FileVersion"="7.14.1.31"
"Also"="7.14.1.31"
[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\S-1-5-21-1-2-3-500]
"ProfileImagePath"="C:\\Users\\ann"
[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\S-1-5-21-4-5-6-500]
"ProfileImagePath"="C:\\Users\\bob"
[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Enum\ROOT\LEGACY_X]
"a"="b"
[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon]
"DefaultUserName"="root"
EOF
regsim scrub short.reg -o shown.reg --originals
cat shown.reg

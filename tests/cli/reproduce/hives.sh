# Hives go where their content says, else where their name does; SOFTWARE says that this is RTM, whose keys
# are in use.
cat >rtm.reg <<'R'
REGEDIT4

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SMS\Setup]
"Full Version"="2.00.1239.0000"
R
regsim convert "$DATA/article.reg" system.bak --to regf --key 'HKLM\SYSTEM'
regsim convert rtm.reg Software --to regf --key 'HKLM\SOFTWARE'
regsim convert rtm.reg unknown --to regf --key 'HKLM\SOFTWARE'
regsim reproduce system.bak
code=0
regsim reproduce system.bak Software || code=$?
echo "exit $code"
regsim reproduce system.bak unknown

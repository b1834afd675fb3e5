# Which set is current, one file says, before or after the others (rule link.control-set-import); the
# same files as a base of a scenario make the same machine.
printf 'Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Select]\n"Current"=dword:00000002\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet002\\Services]\n' >select.reg
regsim reproduce "$DATA/article.reg" select.reg | grep "^  removed"
regsim reproduce select.reg "$DATA/article.reg" --keep kept | grep -e "^  removed" -e cured
regsim run kept/scenario.yaml | tail -n 1

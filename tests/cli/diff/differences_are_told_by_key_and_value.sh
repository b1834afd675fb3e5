printf 'REGEDIT4\n[HKEY_CURRENT_USER\\a]\n"x"="1"\n"y"=dword:1\n[HKEY_CURRENT_USER\\a\\b]\n' > a.reg
printf 'REGEDIT4\n[HKEY_CURRENT_USER\\a]\n"x"="2"\n"z"=hex:1\n[HKEY_CURRENT_USER\\c]\n@="q"\n' > b.reg
regsim diff a.reg a.reg
regsim diff a.reg b.reg

printf 'REGEDIT4\n[HKEY_CURRENT_USER\\a]\n"x"="1"\n"y"=hex(2):41\n' > a.reg
printf 'Windows Registry Editor Version 5.00\r\n\r\n[hkey_current_user\\a]\r\n"y"=hex(2):41,00,\\\r\n  00,00\r\n"x"="1"\r\n' > b.reg
regsim diff a.reg b.reg
regsim diff --json a.reg b.reg

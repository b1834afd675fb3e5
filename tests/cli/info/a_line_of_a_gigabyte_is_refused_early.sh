# A sparse file: REGEDIT4 and one line of a gigabyte.
printf 'REGEDIT4\n[HKEY_CURRENT_USER\\a]\n"x"="' >huge.reg
truncate -s 1G huge.reg
regsim info huge.reg

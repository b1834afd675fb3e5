# No format renames HKEY_CURRENT_USER: its files say no user, and so does what is made of them.
printf 'REGEDIT4\n\n[HKEY_CURRENT_USER\\WT]\n"a"="1"\n\n[HKEY_CURRENT_USER\\WT\\b]\n' >a.reg
regsim convert a.reg a.wine --to wine --key 'HKCU\WT'
head -n 2 a.wine
regsim diff a.reg a.wine
regsim convert a.wine a.hive
regsim diff --key 'HKCU\WT' a.wine a.hive
regsim convert --lossy a.wine b.reg 2>&1
regsim diff a.reg b.reg

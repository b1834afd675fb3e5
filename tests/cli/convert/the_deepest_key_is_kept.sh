# 512 levels, of which the predefined key is one, wherever the root of a hive is; no more.
# deep LEVELS: .reg text with a key at that level
deep() { awk -v levels="$1" 'BEGIN { printf "REGEDIT4\n\n[HKEY_LOCAL_MACHINE"; while (--levels) printf "\\a"; print "]" }'; }
short() { sed 's/\(\\a\)\{500\}/…/'; }
deep 512 >deepest.reg
regsim convert deepest.reg again.reg --to reg4
regsim convert deepest.reg again.reg whole.reg
regsim diff deepest.reg whole.reg
regsim convert deepest.reg --key 'HKLM\a' root.hive
regsim convert --key 'HKLM\a' root.hive whole.reg
regsim info whole.reg | grep keys
regsim convert --key 'HKLM\a\a\a' root.hive below.reg 2>&1 | short
regsim convert --lossy --key 'HKLM\a\a\a' root.hive below.reg 2>&1 | short
regsim info below.reg | grep keys
deep 513 >deeper.reg
regsim convert deeper.reg gone.reg 2>&1 | short

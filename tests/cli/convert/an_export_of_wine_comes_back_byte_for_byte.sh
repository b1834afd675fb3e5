# data/wine-8.0-export.reg is what `wine regedit /E` (Wine 8.0) wrote of every type, escapes, and names that
# bring the first wrap of hex data to each column.
regsim convert --as-regedit "$DATA/data/wine-8.0-export.reg" out.reg
cmp "$DATA/data/wine-8.0-export.reg" out.reg

# Both control sets are there, and not the same.
regsim reproduce "$DATA/sets_differ.reg"

# Both control sets are there and the same: one set and the link.
regsim reproduce "$DATA/sets_agree.reg"

: >empty.reg
regsim info empty.reg

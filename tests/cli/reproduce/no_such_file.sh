# Nothing to read.
regsim reproduce none.reg

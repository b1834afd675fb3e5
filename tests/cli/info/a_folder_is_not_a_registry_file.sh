mkdir folder
regsim info folder

regsim

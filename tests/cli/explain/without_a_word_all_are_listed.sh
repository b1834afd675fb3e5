regsim explain

regsim explain rule

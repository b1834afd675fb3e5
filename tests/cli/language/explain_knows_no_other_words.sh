regsim explain maschines

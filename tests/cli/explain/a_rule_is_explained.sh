regsim explain rule name.sharp-s

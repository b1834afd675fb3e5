regsim explain rule name.sharps

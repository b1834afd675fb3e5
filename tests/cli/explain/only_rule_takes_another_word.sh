regsim explain os nt4

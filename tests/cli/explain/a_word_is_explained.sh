regsim explain removed

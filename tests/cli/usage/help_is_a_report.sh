regsim --help

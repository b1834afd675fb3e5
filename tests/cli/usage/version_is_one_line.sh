regsim --version

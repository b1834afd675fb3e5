regsim --help >/dev/full

regsim nothing-like-it

servers list
servers add delta "echo site"
servers remove bravo Zulu
servers remove ALPHA CHARLIE DELTA "echo site"
servers list
servers

regfind LY
regfind install "Friday 2" systemroot
regfind "no such \"words\""
regfind

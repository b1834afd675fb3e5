errors /b
errors /b 0 2 3 5 0x57 234 1018 99999

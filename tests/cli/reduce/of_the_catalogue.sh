# A scenario of the catalogue, made of installs and a matrix, fails with a fixer that does nothing: what it needs is
# written out, and needs the catalogue no more.
printf '#include <windows.h>\nint main(void) { return 0; }\n' >lazy.c
regsim-cc lazy.c -o lazy.so
scenario=$TOP/scenarios/sp2/site-server.yaml
regsim reduce "$scenario" --fixer lazy.so -o small.yaml
cat small.yaml
regsim run small.yaml --fixer lazy.so | sed -n 2,3p
regsim run small.yaml | sed -n 2p

# A folder and a folder in it, a file and a link to it: each scenario is played once.
cp -r "$DATA/catalogue" catalogue
first=$(find catalogue -name '*.yaml' -not -path '*/installs/*' -not -path '*/bases/*' | sort | head -n 1)
ln -s "$(basename "$first")" "$(dirname "$first")/zz-link.yaml"
regsim run catalogue -j 1 | tail -n 1
regsim run catalogue catalogue/ ./catalogue "$first" -j 1 | tail -n 1

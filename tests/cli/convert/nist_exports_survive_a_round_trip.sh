# The nr-* files of the CFReDS registry set hold BOM-less 5.00, blanks around =, a 256-unit key name and
# 510 levels. What is written is read back to the same bytes.
[ -d "${REGSIM_CORPUS:-}/cfreds" ] || { echo "corpus: REGSIM_CORPUS has no cfreds/" >&2; exit 77; }
for file in "$REGSIM_CORPUS"/cfreds/nr-*.reg; do
    regsim convert "$file" once.reg
    regsim convert once.reg twice.reg
    cmp once.reg twice.reg
    regsim info --json "$file" | grep -E '"(keys|values)"' >before
    regsim info --json once.reg | grep -E '"(keys|values)"' >after
    echo "$(basename "$file"): $(tr -d "\n" <before)"
    cmp before after
done

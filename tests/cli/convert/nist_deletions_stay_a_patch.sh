# The nrd-* files hold only deletions: kept from .reg to .reg.
[ -d "${REGSIM_CORPUS:-}/cfreds" ] || { echo "corpus: REGSIM_CORPUS has no cfreds/" >&2; exit 77; }
for file in "$REGSIM_CORPUS"/cfreds/nrd-*.reg; do
    regsim convert "$file" patch.reg
    basename "$file"
    tail -c +3 patch.reg | iconv -f UTF-16LE -t UTF-8 | grep -cE '^\[-|=-'
done

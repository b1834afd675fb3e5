# The worst that .reg text of a megabyte can do: two characters a key. 128 times the size must be enough,
# with 64 MB for the program itself.
awk 'BEGIN {
    deep = ""
    for (i = 0; i < 500; i++) deep = deep "\\a"
    print "REGEDIT4\n"
    for (i = 0; i < 1000; i++) printf "[HKEY_USERS\\%05x%s]\n", i, deep
}' >deep.reg
awk 'BEGIN { print "REGEDIT4\n\n[HKEY_USERS\\a]"; for (i = 0; i < 90000; i++) printf "\"%x\"=\"\"\n", i }' >flat.reg
for file in deep.reg flat.reg; do
    (
        size=$(wc -c <$file)
        # the sanitizers map terabytes of their own
        if ! nm "$(command -v regsim)" | grep -q __asan_init; then
            # shellcheck disable=SC3045 # dash has it
            ulimit -v $((size * 128 / 1024 + 65536))
        fi
        regsim info $file | tail -n 3
    )
done

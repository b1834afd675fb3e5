# shellcheck disable=SC2002 # a pipe is the point
# .reg text of 60 MB to .reg text, in 8 MB that are no file: as an export has it, and with a deletion at its
# end; through a pipe, too. What is not ordered is sorted in memory, and cannot be in so little.
awk 'BEGIN {
    print "Windows Registry Editor Version 5.00\r\n\r"
    for (i = 0; i < 1024; i++) long = long sprintf("%02x,", i % 256)
    for (i = 0; i < 17000; i++) {
        printf "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Key %06d]\r\n\"text\"=\"some text\"\r\n\"number\"=dword:%08x\r\n", i, i
        if (i % 2) printf "\"data\"=hex:%s00\r\n", long
        print "\r"
    }
}' >export.reg
{ cat export.reg; printf '[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Gone]\r\n\r\n'; } >deletes.reg
{ cat export.reg; printf '[HKEY_CLASSES_ROOT]\r\n\r\n'; } >unsorted.reg
sanitized=$(nm "$(command -v regsim)" | grep -c __asan_init || true)
# bounded ARGUMENT…: 8 MB of memory that is no file
bounded()
{
    (
        # the sanitizers need more
        # shellcheck disable=SC3045 # dash has it
        [ "$sanitized" != 0 ] || ulimit -d 8192
        regsim "$@"
    )
}
for file in deletes export; do
    bounded convert $file.reg wide.reg
    bounded convert --to reg4 wide.reg narrow
    cat wide.reg | bounded convert --to reg4 - - | cmp - narrow
    bounded convert narrow again.reg
    cmp wide.reg again.reg && echo "$file: $(($(wc -c <wide.reg) / 1000000)) MB"
done
# what is written of a store is the same
regsim convert unsorted.reg - --to reg4 | sed '3,4d' | cmp - narrow && echo "as of a store"
[ "$sanitized" != 0 ] || ! bounded convert unsorted.reg sorted.reg 2>/dev/null || echo "the limit is none"

# Half a surrogate pair, which a name of the registry may hold, is an escape.
empty='Windows Registry Editor Version 5.00\r\n\r\n'
to_utf16() { { printf '\377\376'; iconv -f UTF-8 -t UTF-16LE; } }
# shellcheck disable=SC2059 # the text is the format
printf "$empty" | to_utf16 >a.reg
# shellcheck disable=SC2059
{ printf "${empty}[HKEY_CURRENT_USER\\\\k" | to_utf16; printf '\001\330'; printf 'x\\\360\237\230\200]\r\n"v' | iconv -f UTF-8 -t UTF-16LE
    printf '\377\337'; printf '"="1"\r\n' | iconv -f UTF-8 -t UTF-16LE; } >b.reg
regsim diff --json a.reg b.reg >out || echo "differs: $?"
iconv -f UTF-8 -t UTF-8 out

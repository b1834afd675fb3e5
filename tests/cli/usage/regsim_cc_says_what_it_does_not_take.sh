# A source that is not there is no missing header, and C++ is not taken.
try()
{
    code=0
    regsim-cc "$@" -o x.so || code=$?
    echo "$code"
}
echo 'int main() { }' >x.cpp
try nofile.c
try x.cpp
echo '#include <sys/mman.h>' >header.c
try header.c 2>&1 | tail -n 2

# shellcheck shell=bash
# What the jobs of ci/ share. Sourced; leaves the caller at the top of the project, strict.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8
ci_jobs=${REGSIM_JOBS:-$(nproc)}
ci_times=""
ci_failed=""

# say TEXT…: one line of progress, on stderr.
say()
{
    printf '==> %s\n' "$*" >&2
}

# job NAME COMMAND…: runs one job, notes its seconds, goes on when it fails.
job()
{
    local name=$1 started=$SECONDS verdict=ok
    shift
    say "$name"
    "$@" || { verdict=FAILED; ci_failed+=" $name"; }
    ci_times+=$(printf '%-18s %5d s  %s' "$name" $((SECONDS - started)) "$verdict")$'\n'
    say "$name: $verdict after $((SECONDS - started)) s"
}

# build PRESET [TARGET]: configures where needed and builds.
build()
{
    local log
    log=$(cmake --preset "$1" 2>&1) || {
        printf '%s\n' "$log" >&2
        return 1
    }
    cmake --build --preset "$1" -j "$ci_jobs" ${2:+--target "$2"} >&2
}

# files PATTERN…: the project's own files, tracked or about to be (REGSIM_LINT=tracked: only the
# former), never build output.
files()
{
    local kinds=(--cached --others --exclude-standard)
    [ "${REGSIM_LINT:-}" != tracked ] || kinds=(--cached)
    if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$PWD" ]; then
        git ls-files "${kinds[@]}" -- "$@" | while read -r file; do
            [ -f "$file" ] && printf '%s\n' "$file"
        done
    else
        local pattern
        for pattern in "$@"; do
            find . -path ./build -prune -o \( -type f -o -type l \) -path "./$pattern" -print | sed 's,^\./,,'
        done
    fi | sort -u
}

# findings SED-SCRIPT COMMAND…: what the command complains about, as findings made by the sed script
# (run with -nE). A command that fails without a complaint the script knows is a finding as it stands.
findings()
{
    local script=$1 output found status=0
    shift
    output=$("$@" 2>&1) || status=$?
    found=$(sed -nE "$script" <<<"$output" | sort -u -t: -k1,1 -k2,2n)
    if [ -n "$found" ]; then
        printf '%s\n' "$found"
    elif [ $status != 0 ]; then
        printf '%s:1: fails (%d): %s\n' "$1" $status "$(tail -n 3 <<<"$output" | tr '\n' ' ')"
    fi
}

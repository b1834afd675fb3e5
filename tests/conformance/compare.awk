# compare.awk: reads what the conformance programs said, files …/SIDE/NAME.out, SIDE being wine, or the
# Windows that regsim played (nt4, … win10); compares wine with win7 by check id. Prints each line that
# nothing explains and ends with the one line of ci/conformance. Exit status 1 if anything is red.
#
#   wine=yes|no  expected="NAME.c …" all programs  lacking="NAME.c …" those that regsim cannot build

function bad(text)
{
    print text
    failed = 1
}

BEGIN {
    programs = split(expected, list, " ")
    for (i = split(lacking, names, " "); i > 0; i--)
        lacks[names[i]] = 1
}

FNR == 1 {
    parts = split(FILENAME, path, "/")
    side = path[parts - 1]
    program = path[parts]
    sub(/\.out$/, ".c", program)
}

{ sub(/\r$/, "") }

/^# / {
    ended[side, program] = 1
    next
}

/^[^\t]*\[[^\t]*\]\t/ {
    split($0, field, "\t")
    id = field[1]
    if (field[3] == "skip") {
        skip[side, id] = 1
        skipped[side] = skipped[side] "  " id ": " field[4] "\n"
        next
    }
    if ((side, id) in saw)
        bad(side ": " id ": this id occurs twice")
    saw[side, id] = field[2]
    state[side, id] = field[3]
    if (field[3] == "FAIL" || field[3] == "FIXED")
        bad(side ": " $0)
    count[side, field[3]]++
    if ((side == "wine" || side == "win7") && !(id in program_of)) {
        program_of[id] = program
        ids[++total] = id
    }
    next
}

length($0) { bad(side ": " program ": not a check: " $0) }

# The same check on both sides. What differs must be marked on at least one of them.
function compare(id)
{
    if (saw["wine", id] == saw["win7", id])
        agree++
    else if (state["wine", id] == "ok" && state["win7", id] == "ok")
        bad("differs: " id ": Wine " saw["wine", id] ", regsim " saw["win7", id])
}

END {
    for (p = 1; p <= programs; p++) {
        if (wine == "yes" && !(("wine", list[p]) in ended))
            bad("wine: " list[p] ": did not run to its end")
        for (i = split("nt4 w2k xp ws2003 win7 win10", oses, " "); i > 0; i--)
            if (!(list[p] in lacks) && !((oses[i], list[p]) in ended))
                bad(oses[i] ": " list[p] ": did not run to its end")
    }
    for (i = split("wine nt4 w2k xp ws2003 win7 win10", sides, " "); i > 0; i--)
        if (sides[i] in skipped)
            printf "skipped on %s:\n%s", sides[i], skipped[sides[i]]
    todo = count["win7", "todo_regsim"]
    for (i = 1; i <= total; i++) {
        id = ids[i]
        if (("wine", id) in saw && ("win7", id) in saw)
            compare(id)
        else if (("wine", id) in skip)
            continue
        else if (program_of[id] in lacks)
            todo++
        else if (wine == "yes")
            bad("only on " (("wine", id) in saw ? "Wine: " : "regsim: ") id)
    }
    printf "todo_wine: %d checks where Wine is known to differ from Windows\n", count["wine", "todo_wine"]
    printf "conformance: %d checks, %d agree with Wine, %d todo_regsim\n", total, agree, todo
    exit failed
}

# compare.awk: reads what the conformance programs said under Wine and on regsim, files …/wine/NAME.out
# and …/regsim/NAME.out, and compares them by check id. Prints each line that nothing explains and ends
# with the one line of ci/conformance. Exit status 1 if anything was printed in red.

function bad(text) {
  print text
  failed = 1
}

FNR == 1 {
  side = FILENAME ~ /\/wine\/[^\/]*$/ ? "wine" : "regsim"
  program = FILENAME
  sub(/.*\//, "", program)
  sub(/\.out$/, ".c", program)
  files[side, program] = 1
}

{ sub(/\r$/, "") }

/^# / {
  ended[side, program] = 1
  next
}

/^exit / { # the batch's own line: a program that crashed has no end line, and is found below
  next
}

/^[^\t]*\[[^\t]*\]\t/ {
  count = split($0, field, "\t")
  id = field[1]
  status = field[3]
  if (status == "skip") {
    skipped[side, program] = skipped[side, program] "  " $0 "\n"
    skips[side]++
    next
  }
  if ((side, id) in saw)
    bad(side ": " id ": this id occurs twice")
  saw[side, id] = field[2]
  state[side, id] = status
  program_of[id] = program
  if (!(id in known)) {
    known[id] = 1
    ids[++total] = id
  }
  if (status == "FAIL" || status == "FIXED")
    bad(side ": " $0)
  if (status == "todo_regsim")
    todo_regsim++
  if (status == "todo_wine")
    todo_wine++
  next
}

length($0) { bad(side ": " program ": not a check: " $0) }

END {
  programs = split(expected, list, " ")
  for (p = 1; p <= programs; p++) {
    if (wine == "yes" && !(("wine", list[p]) in ended))
      bad("wine: " list[p] ": did not run to its end")
    if (regsim == "yes" && !(("regsim", list[p]) in ended))
      bad("regsim: " list[p] ": did not run to its end")
  }
  for (key in skipped)
    printf "skipped: %s:\n%s", substr(key, 1, index(key, SUBSEP) - 1), skipped[key]
  for (i = 1; i <= total; i++) {
    id = ids[i]
    in_wine = (("wine", id) in saw)
    in_regsim = (("regsim", id) in saw)
    if (in_wine && in_regsim) {
      if (saw["wine", id] == saw["regsim", id])
        agree++
      else if (state["wine", id] == "ok" && state["regsim", id] == "ok")
        bad("differs: " id ": Wine " saw["wine", id] ", regsim " saw["regsim", id])
    } else if (wine == "yes" && regsim == "yes") {
      bad("only on " (in_wine ? "Wine: " : "regsim: ") id)
    }
  }
  if (todo_wine)
    printf "todo_wine: %d checks where Wine is known to differ from Windows\n", todo_wine
  printf "conformance: %d checks, %d agree with Wine, %d todo_regsim\n", total, agree, todo_regsim
  exit failed
}

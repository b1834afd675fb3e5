# Exit code 3 from every command that reads a file.
echo REGEDIT4 >there.reg
for command in "run" "lint" "info" "reproduce" "diff there.reg" "convert --to reg"; do
    code=0
    # shellcheck disable=SC2086 # words on purpose
    case $command in
    convert*) regsim convert nofile --to reg out.reg 2>/dev/null >/dev/null || code=$? ;;
    *) regsim $command nofile 2>/dev/null >/dev/null || code=$? ;;
    esac
    echo "${command%% *}: $code"
done

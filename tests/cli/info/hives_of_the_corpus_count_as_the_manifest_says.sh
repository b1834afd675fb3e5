# Every hive of the corpus, without its logs, has the keys and values that other readers counted. One of them
# gave up in the middle of WrongOrderHive; what it refused is refused, or salvaged with its losses.
[ -d "${REGSIM_CORPUS:-}/system" ] || { echo "corpus: REGSIM_CORPUS has no system/" >&2; exit 77; }
tail -n +2 "$REGSIM_CORPUS/MANIFEST.tsv" | while IFS= read -r line; do
    file=$(printf '%s\n' "$line" | cut -f 1)
    wanted=$(printf '%s\n' "$line" | cut -f 12,13 | tr '\t' ' ')
    case $file in
        *.xz) xz -dc "$REGSIM_CORPUS/$file" >hive ;;
        *.reg) continue ;;
        *) cp "$REGSIM_CORPUS/$file" hive ;;
    esac
    code=0
    regsim info hive >report 2>said || code=$?
    got=$(sed -n 's/,//g; s/^keys  *//p; s/^values  *//p' report | tr '\n' ' ')
    got=${got% }
    if [ $code = 0 ] && [ "$got" = "$wanted" ]; then
        echo "same     $file: $got"
    elif [ $code = 0 ]; then
        echo "differs  $file: $got, the manifest has $wanted"
    else
        echo "refused  $file: $(head -n 1 said | cut -d: -f3-)"
    fi
done

# A text hive of Wine, and hives and text in which the current control set is called by its link, beside its number
# or alone, are kept as they came, without the stale key.
both() { cat "$1"; sed '/^Windows/d; s/CurrentControlSet/ControlSet001/' "$1"; }
both "$DATA/article.reg" >both.reg
regsim convert "$DATA/article.reg" system.reg --to wine --key HKLM
regsim convert both.reg wine-both.reg --to wine --key HKLM
regsim convert "$DATA/article.reg" SYSTEM --to regf --key 'HKLM\SYSTEM'
regsim convert both.reg SYSTEM.both --to regf --key 'HKLM\SYSTEM'
for file in system.reg wine-both.reg SYSTEM SYSTEM.both both.reg; do
    echo "--- $file"
    regsim reproduce "$file" --keep "kept-$file" | tail -n 1
    ls "kept-$file"
    regsim info "kept-$file/$file" | grep -e format -e keys
    regsim reproduce "kept-$file/$file" 2>/dev/null | tail -n 1
    regsim run "kept-$file" | grep -c PASS
done

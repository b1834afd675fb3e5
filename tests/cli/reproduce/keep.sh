# What is kept plays again, holds no stale key, and is what came in but for that; nothing is overwritten.
printf 'REGEDIT4\r\n\r\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Old]\r\n\r\n[HKEY_USERS\\x]\r\n"v"=-\r\n\r\n' >second.reg
cp "$DATA/article.reg" .
regsim reproduce article.reg second.reg --keep kept | tail -n 1
ls kept
cat kept/scenario.yaml
regsim run kept/scenario.yaml | sed -n 2p
head -c 8 kept/second.reg
echo
cmp second.reg kept/second.reg
regsim diff article.reg kept/article.reg || echo "exit $?"
regsim reproduce article.reg --keep kept >/dev/null || echo "exit $?"
mv article.reg scenario.yaml
regsim reproduce scenario.yaml --keep other >/dev/null || echo "exit $?"
regsim reproduce kept/article.reg --keep no/such/folder >/dev/null || echo "exit $?"
ls

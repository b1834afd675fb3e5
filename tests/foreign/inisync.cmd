inisync
regtree Software\Contoso\Backup 0

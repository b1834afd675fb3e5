regtree Software\Contoso
regtree "Software\Contoso\Backup" 1
regtree Software\Contoso\Nothing
regtree

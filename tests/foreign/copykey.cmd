copykey Contoso\Backup Contoso\Copy\Deep
regtree Software\Contoso\Copy
copykey Contoso\Backup\Jobs Contoso\Copy\Deep\Jobs
copykey Contoso\None Contoso\Copy
copykey \Contoso Contoso\Copy
copykey

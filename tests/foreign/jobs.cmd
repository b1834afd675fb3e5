jobs enable
jobs DISABLE ni
jobs purge m
jobs purge zebra
jobs purge
jobs
regtree Software\Contoso\Backup\Jobs

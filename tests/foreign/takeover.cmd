keyperm lock Software\Contoso\Backup\Jobs\Nightly SYSTEM
keyperm show Software\Contoso\Backup\Jobs\Nightly
keyperm delete Software\Contoso\Backup\Jobs\Nightly
keyperm take Software\Contoso\Backup\Jobs\Nightly
keyperm show Software\Contoso\Backup\Jobs\Nightly
keyperm delete Software\Contoso\Backup\Jobs\Nightly
regtree Software\Contoso\Backup\Jobs

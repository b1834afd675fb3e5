keyperm lock Software\Contoso\Backup\Jobs\Nightly Administrators
keyperm show Software\Contoso\Backup\Jobs\Nightly
regtree Software\Contoso\Backup\Jobs
keyperm take Software\Contoso\Backup\Jobs\Nightly
keyperm show Software\Contoso\Backup\Jobs\Nightly
regtree Software\Contoso\Backup\Jobs\Nightly
keyperm delete Software\Contoso\Backup\Jobs\Nightly
keyperm show Software\Contoso\Backup\Jobs\Nightly
keyperm take Software\Contoso\Backup\Jobs\Nightly
keyperm lock Software\Contoso\Backup\Jobs\Weekly "No Such Account"
regtree Software\Contoso\Backup\Jobs
keyperm

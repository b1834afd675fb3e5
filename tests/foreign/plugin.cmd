plugin
regtree Software\Contoso\Backup\Plugins
plugin /q /u
regtree Software\Contoso\Backup\Plugins
plugin /u
plugin /Q

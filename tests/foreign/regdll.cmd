regdll tapeplug.dll
regtree Software\Contoso\Backup\Plugins
regdll .\TAPEPLUG
regdll /u tapeplug
regdll /u tapeplug.dll nothing.dll
regtree Software\Contoso\Backup\Plugins
regdll advapi32.dll

keyinfo SOFTWARE\Contoso
keyinfo SOFTWARE\Contoso\Backup SOFTWARE\Contoso\Backup\Agents
keyinfo SOFTWARE\Contoso\Backup\Jobs\
keyinfo SOFTWARE\Contoso\Missing
keyinfo \SOFTWARE

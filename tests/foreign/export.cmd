export SOFTWARE\Contoso\Backup backup.ini
export SOFTWARE\Contoso\Nothing backup.ini
export one
export SOFTWARE\Contoso nowhere\backup.ini

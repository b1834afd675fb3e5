counter
counter again
counter "third time"
keyinfo SOFTWARE\Contoso\Counter

/* `overrides set` leads HKEY_CURRENT_USER to HKLM\SOFTWARE and ends so; `overrides look` returns 0
 * where it is the user's own. */
#include <string.h>
#include <windows.h>

static int leads_away(void)
{
    HKEY key;
    if (RegOpenKeyExA(HKEY_CURRENT_USER, "Microsoft", 0, KEY_READ, &key))
        return 0;
    RegCloseKey(key);
    return 1;
}

int main(int count, char **arguments)
{
    HKEY key;
    if (count == 2 && strcmp(arguments[1], "look") == 0)
        return leads_away();
    if (leads_away() || RegOpenKeyExA(HKEY_LOCAL_MACHINE, "SOFTWARE", 0, KEY_READ, &key))
        return 1;
    if (RegOverridePredefKey(HKEY_CURRENT_USER, key) || RegCloseKey(key))
        return 2;
    return leads_away() ? 0 : 3;
}

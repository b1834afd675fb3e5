/* A wrong fixer: it writes far behind the end of what it was given. */
#include <windows.h>

#include <stdlib.h>
#include <string.h>

int main(void)
{
    char *buffer = malloc(10);
    if (!buffer)
        return 1;
    memset(buffer, 'A', 1000000);
    free(buffer);
    free(malloc(100000));
    return 0;
}

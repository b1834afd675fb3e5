/* A client of a server, with a prototype of its own. regsim has no sockets. */
#include <windows.h>

int WINAPI WSAStartup(WORD version, void *data);

int main(void)
{
    char data[512];

    return WSAStartup(0x0202, data);
}

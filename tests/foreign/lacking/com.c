/* A COM client. regsim has no COM. */
#include <objbase.h>
#include <windows.h>

int main(void)
{
    HRESULT hr = CoInitialize(NULL);

    if (SUCCEEDED(hr))
        CoUninitialize();
    return FAILED(hr);
}

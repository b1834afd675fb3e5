// A class. regsim-cc takes C.
class key {
  public:
    bool open() { return false; }
};

int main()
{
    key k;
    return k.open();
}

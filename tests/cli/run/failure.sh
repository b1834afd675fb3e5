# A scenario that fails shows cause, difference, what the fixer said, its last calls and how to run it again.
cp -r "$DATA/catalogue" catalogue
regsim run catalogue --report junit:junit.xml
cat junit.xml

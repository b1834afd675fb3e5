# The article's key alone, as somebody would mail it.
regsim reproduce "$DATA/article.reg"

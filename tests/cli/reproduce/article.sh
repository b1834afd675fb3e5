# The article's key alone, as somebody would mail it (rule link.control-set-import).
regsim reproduce "$DATA/article.reg"

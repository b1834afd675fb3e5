for function in load open collect close; do regsim explain "file.$function"; done

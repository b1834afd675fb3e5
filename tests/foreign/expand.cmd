expand
expand plain !nothing! 50-percent

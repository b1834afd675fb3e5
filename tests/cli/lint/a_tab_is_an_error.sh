printf 'name: a tab\nsource: invented\ngiven:\n\tos: w2k\nwhen: fix\n' >a.yaml
regsim lint a.yaml

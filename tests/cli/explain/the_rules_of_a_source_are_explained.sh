# Q242472 stands for a rule, and for nothing else that begins so.
regsim explain rule Q242472
regsim explain rule 'Wine test_perf'

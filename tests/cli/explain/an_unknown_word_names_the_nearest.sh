regsim explain remvoed

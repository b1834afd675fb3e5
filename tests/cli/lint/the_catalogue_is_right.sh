regsim lint "$TOP/scenarios"

# A text hive of Wine says where it belongs: its stale key is shown and removed, and --keep writes a text hive
# without it; so does scrub, with stand-ins.
cat >system.reg <<'END'
WINE REGISTRY Version 2
;; All keys relative to REGISTRY\\Machine

#arch=win32

[System\\CurrentControlSet\\Control\\ComputerName\\ComputerName] 1466665651
#time=1d1cd1de8d15123
"ComputerName"="ACCT-PC7"

[System\\CurrentControlSet\\Services\\SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL\\Performance] 1466665651
#time=1d1cd1de8d15123
"Close"="CloseSMSPerf"
"Collect"="CollectSMSPerf"
"Library"="D:\\SMS\\bin\\i386\\smsperf.dll"
"Open"="OpenSMSPerf"
END
regsim reproduce --keep kept system.reg | sed -n '/^fix/,$p'
ls kept
cat kept/system.reg
regsim scrub system.reg -o shown.reg
regsim diff --times system.reg shown.reg || true

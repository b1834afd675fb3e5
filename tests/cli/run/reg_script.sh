# A .reg script is a fixer too: this one removes what it names, and knows nothing of versions.
cat >cleanup.reg <<'R'
REGEDIT4

[-HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services\SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL]
R
regsim run "$TOP/scenarios/sp2/site-server.yaml" --fixer cleanup.reg --only 'drive: D'
code=0
regsim run "$TOP/scenarios/versions/rtm-live-keys.yaml" --fixer cleanup.reg --only nt4 || code=$?
echo "exit $code"
cat >denied.reg <<'R'
REGEDIT4

[-HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services\SMSPerfCountersForC:_SMS_BIN_I386_SMSPERF.DLL]

[-HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services\SMSPerfCountersForD:_SMS_BIN_I386_SMSPERF.DLL]

[-HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services\SMSPerfCountersForE:_SMSLOGON_I386_SMSPERF.DLL]
R
regsim run "$TOP/scenarios/access/denied-key-sorts-first.yaml" --fixer denied.reg

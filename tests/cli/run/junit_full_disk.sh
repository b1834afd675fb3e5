# A report that cannot be written is a host error, and a device stays a device.
cp -r "$DATA/catalogue" catalogue
code=0
regsim run catalogue --only 'drive: C' --report junit:/dev/full || code=$?
echo "exit $code"
[ -c /dev/full ] && echo "still a device"
code=0
regsim run catalogue --only 'drive: C' --report junit:no/such/folder.xml || code=$?
echo "exit $code"

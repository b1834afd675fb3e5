ansireg LIST
ansireg get InstallDir
ansireg get Servers
ansireg get retries
ansireg get License
ansireg get Nothing
ansireg set Zone "J. Doe, \"Ops\""
ansireg set Retries a\\b\"c
ansireg del Version
ansireg del ""
ansireg list
ansireg get version
ansireg
ansireg del Version

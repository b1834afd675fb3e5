regsim explain given.os

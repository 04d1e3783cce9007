raise ImportError("this build of jynetty has no TLS: the modules ssl and _ssl are not in it yet")

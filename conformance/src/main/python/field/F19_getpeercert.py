"""getpeercert() gives the whole dictionary, or the DER bytes."""

import hashlib

from field import tls_contexts, tls_pair


def run(see):
    one, other = tls_pair(*tls_contexts())
    found = one.getpeercert()
    for key in sorted(found):
        see(key, found[key])
    binary = one.getpeercert(True)
    see('binary', (type(binary), hashlib.sha1(binary).hexdigest()))
    see('the server has none of the client', other.getpeercert())
    see('version', one.version())
    one.close()
    other.close()

"""Without check_hostname any name will do; with it a mismatch is a CertificateError."""

from field import tls_contexts, tls_pair


def run(see):
    client, server = tls_contexts()
    for name in ('localhost', 'other.example'):
        one, other = tls_pair(client, server, server_hostname=name)
        see('unchecked ' + name, one.getpeercert() != {})
        one.close()
        other.close()
    client.check_hostname = True
    one, other = tls_pair(client, server, server_hostname='localhost')
    one.close()
    other.close()

    def mismatch():
        tls_pair(client, server, server_hostname='other.example')

    see.raised('checked other.example', mismatch)

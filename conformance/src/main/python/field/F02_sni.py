"""server_hostname is sent as SNI, with CERT_NONE as well."""

import ssl

from field import certificate, tls_pair


def run(see):
    names = []
    server = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    server.load_cert_chain(certificate('keycert.pem'))
    server.set_servername_callback(lambda sock, name, context: names.append(name))
    client = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    for name in ('some.example', None):
        one, other = tls_pair(client, server, server_hostname=name)
        one.close()
        other.close()
    see('what the server heard', names)

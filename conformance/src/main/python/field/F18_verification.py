"""A certificate that nobody trusts: SSLError with its reason."""

import ssl

from field import Background, certificate, tcp_pair


def run(see):
    server = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    server.load_cert_chain(certificate('keycert.pem'))
    client = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    client.verify_mode = ssl.CERT_REQUIRED
    client.load_verify_locations(certificate('pycacert.pem'))
    one, other = tcp_pair()
    serving = Background(lambda: server.wrap_socket(other, server_side=True))
    try:
        client.wrap_socket(one)
        see('the client', 'connects')
    except ssl.SSLError as error:
        see('the client', (error.library, error.reason, error.errno))
    see.raised('the server', serving.result)
    one.close()
    other.close()

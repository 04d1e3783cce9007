"""A peer that closes during the handshake is an error at once."""

import ssl

from field import tcp_pair


def run(see):
    one, other = tcp_pair()
    other.close()
    client = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    try:
        client.wrap_socket(one)
        see('the handshake', 'succeeds')
    except IOError as error:
        see('the handshake', 'fails')
    one.close()

"""An SSLSocket is a socket, with a socket's methods."""

import socket

from field import tls_contexts, tls_pair


def run(see):
    one, other = tls_pair(*tls_contexts())
    see('isinstance', isinstance(one, socket.socket))
    see('family and type', (one.family == socket.AF_INET, one.type == socket.SOCK_STREAM))
    see('timeout', one.gettimeout() is not None)
    see('addresses', one.getpeername() == other.getsockname())
    see('option', one.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM)
    see('fileno', type(one.fileno()))
    reader = one.makefile('rb')
    other.sendall('a line\nand more\n')
    see('makefile', reader.readline())
    see.raised('sendto', one.sendto, 'x', ('127.0.0.1', 1))
    see.raised('recvfrom', one.recvfrom, 1)
    reader.close()
    one.close()
    other.close()

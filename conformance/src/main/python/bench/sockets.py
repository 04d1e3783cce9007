"""How measures connect where the implementation has CPython's modules."""

import socket
import ssl

HOST = '127.0.0.1'


def connect(port):
    connection = socket.socket()
    connection.connect((HOST, port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


class Tls(object):
    """Connects with one context, without verification; each handshake is a full one."""

    def __init__(self):
        self.context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)

    def connect(self, port):
        return self.context.wrap_socket(connect(port))

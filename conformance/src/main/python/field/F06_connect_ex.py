"""connect_ex() gives 0 when it succeeds, and the errno when it fails."""

import errno
import socket

from field import WAIT, listener


def run(see):
    server = listener()
    client = socket.socket()
    client.settimeout(WAIT)
    see('success', client.connect_ex(server.getsockname()))
    see('again', errno.errorcode.get(client.connect_ex(server.getsockname())))
    client.close()
    address = server.getsockname()
    server.close()
    refused = socket.socket()
    see('refused', errno.errorcode.get(refused.connect_ex(address)))
    refused.close()
    nonblocking = socket.socket()
    nonblocking.setblocking(False)
    server = listener()
    see('non-blocking', errno.errorcode.get(nonblocking.connect_ex(server.getsockname())))
    nonblocking.close()
    server.close()

"""A refused non-blocking connect leaves ECONNREFUSED in SO_ERROR; a reset by the peer is ECONNRESET."""

import errno
import select
import socket
import struct

from field import WAIT, listener, tcp_pair


def run(see):
    server = listener()
    address = server.getsockname()
    server.close()
    sock = socket.socket()
    sock.setblocking(False)
    started = errno.errorcode.get(sock.connect_ex(address))
    see('connect', started)
    readable, writable, _ = select.select([sock], [sock], [], WAIT)
    see('select', (len(readable), len(writable)))
    see('SO_ERROR', errno.errorcode.get(sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)))
    see('SO_ERROR, read again', sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
    sock.close()

    one, other = tcp_pair()
    other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    other.close()
    see.raised('recv after a reset', one.recv, 1)
    see.raised('recv again', one.recv, 1)
    see.raised('send after a reset', one.send, 'x')
    one.close()

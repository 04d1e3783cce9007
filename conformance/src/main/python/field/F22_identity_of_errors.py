"""Errors have CPython's classes, numbers and arguments."""

import socket

from field import listener


def run(see):
    server = listener()
    server.settimeout(0.01)
    see.raised('accept, timeout', server.accept)
    server.setblocking(False)
    see.raised('accept, non-blocking', server.accept)
    server.close()
    see.raised('closed', server.accept)
    see.raised('no such name', socket.gethostbyname, 'no-such-host.invalid.')
    see.raised('no such service', socket.getaddrinfo, 'localhost', 'no-such-service')
    see.raised('no such service by name', socket.getservbyname, 'no-such-service')
    sock = socket.socket()
    see.raised('port 70000', sock.connect, ('127.0.0.1', 70000))
    see.raised('port -1', sock.bind, ('127.0.0.1', -1))
    see.raised('no port', sock.connect, '127.0.0.1')
    see.raised('port as text', sock.connect, ('127.0.0.1', 'http'))
    see.raised('not connected, recv', sock.recv, 1)
    see.raised('not connected, getpeername', sock.getpeername)
    see.raised('negative timeout', sock.settimeout, -1)
    see.raised('negative size', sock.recv, -1)
    sock.close()
    see('hierarchy', [issubclass(error, IOError) for error in (socket.error, socket.timeout, socket.gaierror, socket.herror)])

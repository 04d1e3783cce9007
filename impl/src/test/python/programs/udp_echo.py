"""Datagrams: an echo server, plain and connected clients, truncation, peeking, time-outs; IPv4 and IPv6."""

import errno
import os
import select
import socket
import SocketServer

import support


class Echo(SocketServer.BaseRequestHandler):
    def handle(self):
        data, server_side = self.request
        server_side.sendto(data.upper(), self.client_address)


class Server4(SocketServer.ThreadingUDPServer):
    max_packet_size = 65536
    daemon_threads = True


class Server6(Server4):
    address_family = socket.AF_INET6


def error_of(function, *arguments):
    try:
        return function(*arguments)
    except socket.timeout as error:
        return 'timeout: %s' % error
    except socket.error as error:
        return errno.errorcode[error.errno]


def talk(family, address):
    client = socket.socket(family, socket.SOCK_DGRAM)
    client.sendto('hello', address)
    data, sender = client.recvfrom(100)
    print data, sender == address
    for size in (0, 1, 1500, 60000):
        client.sendto('x' * size, address)
        assert client.recv(65536) == 'X' * size, size
    print 'sizes: ok'

    client.connect(address)
    print client.getpeername() == address, client.send('to be cut off')
    print client.recv(5, socket.MSG_PEEK), client.recv(5)
    content = bytearray(10)
    client.send('into')
    count, sender = client.recvfrom_into(content)
    print count, bytes(content[:count]), sender == address
    print 'empty:', error_of(client.recv, 1, socket.MSG_DONTWAIT)
    client.settimeout(0.05)
    print 'silent:', error_of(client.recv, 1)
    client.setblocking(False)
    print 'non-blocking:', error_of(client.recv, 1)
    print 'too long:', error_of(client.send, 'x' * 70000)
    client.send('ready?')
    print [ready is client for ready in select.select([client], [], [], 30)[0]], client.recv(100)
    client.close()


def unreachable():
    """The error of a datagram to a closed port is told at the next call."""
    closed = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    closed.bind(('127.0.0.1', 0))
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.connect(closed.getsockname())
    closed.close()
    client.send('anyone?')
    client.settimeout(30)
    print 'closed port:', error_of(client.recv, 1)
    client.close()


for family, kind, host in ((socket.AF_INET, Server4, '127.0.0.1'), (socket.AF_INET6, Server6, '::1')):
    if family == socket.AF_INET or os.path.exists('/proc/net/if_inet6'):
        server = kind((host, 0), Echo)
        with support.serving(server):
            talk(family, server.socket.getsockname())
unreachable()

"""UDP truncation, htons, inet_aton, IPv6 text, socket(99)."""

import socket

from field import WAIT


def run(see):
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.bind(('127.0.0.1', 0))
    one.settimeout(WAIT)
    two = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    two.sendto('0123456789', one.getsockname())
    two.sendto('next', one.getsockname())
    see('a truncated datagram', one.recv(4))
    see('the next datagram', one.recvfrom(10)[0])
    two.connect(one.getsockname())
    see('send', two.send('connected'))
    see('received', one.recv(20))
    one.close()
    two.close()
    see('htons', socket.htons(0x1234))
    see.raised('htons of too much', socket.htons, 1 << 16)
    see.raised('htons of less than nothing', socket.htons, -1)
    for text in ('127.1', '0x7f.1', '255.255.255.255', '1.2.3.4.5', '256.1.1.1', ''):
        see.raised('inet_aton %r' % text, socket.inet_aton, text)
    for text in ('::', '::1', 'fe80::1:2', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1::2::3'):
        packed = see.raised('inet_pton %r' % text, socket.inet_pton, socket.AF_INET6, text)
        if packed:
            see('inet_ntop %r' % text, socket.inet_ntop(socket.AF_INET6, packed))
    see.raised('a family nobody knows', socket.socket, 99)
    see.raised('a type nobody knows', socket.socket, socket.AF_INET, 99)

"""Options have Linux's numbers, and take and give what Linux gives."""

import socket
import struct

NAMES = ('AF_INET6', 'SOL_SOCKET', 'SO_REUSEADDR', 'SO_KEEPALIVE', 'SO_RCVBUF', 'SO_LINGER', 'TCP_NODELAY', 'IPPROTO_TCP',
         'IP_TTL', 'SO_REUSEPORT', 'TCP_KEEPIDLE', 'TCP_KEEPINTVL', 'TCP_KEEPCNT', 'SO_ERROR', 'SO_TYPE', 'SO_BROADCAST')


def run(see):
    for name in NAMES:
        see(name, getattr(socket, name, None))
    sock = socket.socket()
    see('SO_TYPE of a socket', sock.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE))
    see('SO_REUSEADDR at first', sock.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
    see('IP_TTL at first', sock.getsockopt(socket.SOL_IP, socket.IP_TTL))
    see.raised('IP_TTL set to what it is', sock.setsockopt, socket.SOL_IP, socket.IP_TTL,
               sock.getsockopt(socket.SOL_IP, socket.IP_TTL))
    for level, name, value in (
            ('SOL_SOCKET', 'SO_REUSEADDR', 1), ('SOL_SOCKET', 'SO_KEEPALIVE', 1), ('SOL_SOCKET', 'SO_RCVBUF', 32768),
            ('IPPROTO_TCP', 'TCP_NODELAY', 1), ('SOL_SOCKET', 'SO_OOBINLINE', 1), ('SOL_SOCKET', 'SO_REUSEPORT', 1),
            ('IPPROTO_TCP', 'TCP_KEEPIDLE', 30), ('IPPROTO_TCP', 'TCP_KEEPINTVL', 5), ('IPPROTO_TCP', 'TCP_KEEPCNT', 3)):
        option = getattr(socket, level), getattr(socket, name)
        see.raised(name + ' set', sock.setsockopt, option[0], option[1], value)
        see.raised(name + ' then', sock.getsockopt, *option)
    see.raised('SO_LINGER set', sock.setsockopt, socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 9))
    see('SO_LINGER then', struct.unpack('ii', sock.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
    see.raised('SO_RCVTIMEO set', sock.setsockopt, socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack('ll', 0, 20000))
    see.raised('SO_RCVTIMEO too short', sock.setsockopt, socket.SOL_SOCKET, socket.SO_RCVTIMEO, 1)
    sock.bind(('127.0.0.1', 0))
    sock.listen(1)
    see.raised('accept, when the time is over', sock.accept)
    see.raised('an option nobody knows', sock.getsockopt, socket.SOL_SOCKET, 9999)
    sock.close()

    group = socket.inet_aton('239.1.2.3')
    member = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for name, option, value in (
            ('join', socket.IP_ADD_MEMBERSHIP, group + socket.inet_aton('127.0.0.1')),
            ('join again', socket.IP_ADD_MEMBERSHIP, group + socket.inet_aton('127.0.0.1')),
            ('join by an interface nobody has', socket.IP_ADD_MEMBERSHIP, group + socket.inet_aton('192.0.2.1')),
            ('join what is no group', socket.IP_ADD_MEMBERSHIP, socket.inet_aton('192.0.2.1') * 2),
            ('leave', socket.IP_DROP_MEMBERSHIP, group + socket.inet_aton('127.0.0.1')),
            ('leave again', socket.IP_DROP_MEMBERSHIP, group + socket.inet_aton('127.0.0.1')),
            ('send by an interface', socket.IP_MULTICAST_IF, socket.inet_aton('127.0.0.1')),
            ('times to live', socket.IP_MULTICAST_TTL, 3)):
        see.raised(name, member.setsockopt, socket.IPPROTO_IP, option, value)
    see('the interface', member.getsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, 4) == socket.inet_aton('127.0.0.1'))
    see('the times to live', member.getsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL))
    member.close()

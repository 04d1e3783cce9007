"""Options of sockets under Linux's numbers, with Linux's answers."""

import socket
import struct


def outcome(call, *arguments):
    try:
        return repr(call(*arguments))
    except Exception as e:
        return '%s %r' % (type(e).__name__, e.args)


def numbered(names):
    return [(name, getattr(socket, name)) for name in names.split()]


tcp = socket.socket()
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
tcp6 = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
udp6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)

for level, options, sockets in (
        ('SOL_SOCKET', 'SO_REUSEADDR SO_TYPE SO_ERROR SO_BROADCAST SO_KEEPALIVE SO_REUSEPORT SO_ACCEPTCONN',
         (tcp, udp, tcp6, udp6)),
        ('IPPROTO_TCP', 'TCP_NODELAY TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT', (tcp, tcp6)),
        ('IPPROTO_IP', 'IP_TOS', (tcp, udp)),
        ('IPPROTO_IP', 'IP_MULTICAST_TTL IP_MULTICAST_LOOP', (udp,)),
        ('IPPROTO_IPV6', 'IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_TCLASS', (udp6,))):
    for name, number in numbered(options):
        for s in sockets:
            print level, name, number, s.family, s.type, outcome(s.getsockopt, getattr(socket, level), number)

for kind, s, level, name, value in (
        ('tcp', tcp, 'SOL_SOCKET', 'SO_REUSEADDR', 1),
        ('tcp', tcp, 'SOL_SOCKET', 'SO_KEEPALIVE', 1),
        ('tcp', tcp, 'SOL_SOCKET', 'SO_KEEPALIVE', 0),
        ('tcp', tcp, 'SOL_SOCKET', 'SO_REUSEPORT', 1),
        ('tcp', tcp, 'SOL_SOCKET', 'SO_RCVBUF', 20000),
        ('tcp', tcp, 'SOL_SOCKET', 'SO_SNDBUF', 20000),
        ('tcp', tcp, 'IPPROTO_TCP', 'TCP_NODELAY', 1),
        ('tcp', tcp, 'IPPROTO_TCP', 'TCP_KEEPIDLE', 100),
        ('tcp', tcp, 'IPPROTO_TCP', 'TCP_KEEPINTVL', 30),
        ('tcp', tcp, 'IPPROTO_TCP', 'TCP_KEEPCNT', 5),
        ('tcp', tcp, 'IPPROTO_IP', 'IP_TOS', 16),
        ('udp', udp, 'SOL_SOCKET', 'SO_BROADCAST', 1),
        ('udp', udp, 'IPPROTO_IP', 'IP_MULTICAST_TTL', 7),
        ('udp', udp, 'IPPROTO_IP', 'IP_MULTICAST_LOOP', 0),
        ('udp6', udp6, 'IPPROTO_IPV6', 'IPV6_MULTICAST_HOPS', 7)):
    level_number, number = getattr(socket, level), getattr(socket, name)
    print kind, name, value, outcome(s.setsockopt, level_number, number, value), \
        outcome(s.getsockopt, level_number, number)

# Java has none of these.
for s, level, name, value in (
        (tcp, socket.IPPROTO_IP, socket.IP_TTL, 7),
        (udp, socket.IPPROTO_IP, socket.IP_TTL, 7),
        (udp, socket.IPPROTO_IP, socket.IP_TTL, 1000),
        (tcp6, socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, 7),
        (tcp6, socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1),
        (tcp, socket.IPPROTO_TCP, socket.TCP_CORK, 1),
        (tcp, socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 3),
        (tcp, socket.SOL_SOCKET, socket.SO_RCVLOWAT, 2)):
    print level, name, s.getsockopt(level, name) > 0, outcome(s.setsockopt, level, name, value), outcome(s.getsockopt, level, name)
unix = socket.socket(socket.AF_UNIX)
print outcome(unix.getsockopt, socket.IPPROTO_IP, socket.IP_TTL), outcome(unix.setsockopt, socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
tcp6.bind(('::', 0))
port = tcp6.getsockname()[1]
tcp6.listen(1)
only = socket.socket()
print outcome(only.bind, ('127.0.0.1', port)), outcome(tcp6.getsockopt, socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)

print outcome(tcp.setsockopt, socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 5))
print struct.unpack('ii', tcp.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8))
print struct.unpack('i', tcp.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 4))
print outcome(tcp.setsockopt, socket.IPPROTO_TCP, 9999, 1)
print outcome(tcp.getsockopt, socket.IPPROTO_TCP, 9999)
print outcome(tcp.getsockopt, 1, 2, -1)
print outcome(tcp.getsockopt, 1, 2, 5000)
print outcome(tcp.setsockopt, 1, 2, None)

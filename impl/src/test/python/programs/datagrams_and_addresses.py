"""Datagrams, byte order and the texts of addresses."""

import socket


def outcome(call, *arguments):
    try:
        return call(*arguments)
    except Exception as e:
        return '%s %r' % (type(e).__name__, e.args)


# A datagram that does not fit is cut; the rest is gone.
receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(('127.0.0.1', 0))
receiver.settimeout(5)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for text in 'first datagram', '', 'second datagram':
    print sender.sendto(text, receiver.getsockname())
data, peer = receiver.recvfrom(5)
print repr(data), peer == ('127.0.0.1', sender.getsockname()[1])
print repr(receiver.recv(100))
buffer_ = bytearray(6)
print receiver.recvfrom_into(buffer_)[0], repr(buffer_)
print outcome(sender.sendto, 'x' * 70000, receiver.getsockname())

for number in 0, 1, 0x1234, 0xffff:
    print number, socket.htons(number), socket.ntohs(number), socket.ntohs(socket.htons(number)) == number
for number in 0, 1, 0x12345678, 0xffffffffL:
    print '%d' % number, socket.htonl(number), socket.ntohl(number), socket.ntohl(socket.htonl(number)) == number
print outcome(socket.htons, -1)
print outcome(socket.htons, '1')
print outcome(socket.htonl, -1)
print outcome(socket.htonl, 1L << 34)

for text in '127.1', '127.0.0.1', '0x7f.1', '017700000001', '1.2.65535', '4294967295', '256.1.1.1', '1.2.3.4.5', '', 'a':
    print text, repr(outcome(socket.inet_aton, text))
for text in '127.1', '127.0.0.1', '01.2.3.4':
    print text, repr(outcome(socket.inet_pton, socket.AF_INET, text))
for text in '::', '::1', 'ABCD::1', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8', '1::2::3', '::1%lo':
    packed = outcome(socket.inet_pton, socket.AF_INET6, text)
    print text, repr(packed), outcome(socket.inet_ntop, socket.AF_INET6, packed)
print outcome(socket.inet_ntoa, 'abc'), outcome(socket.inet_ntop, 99, 'abcd'), outcome(socket.inet_pton, 99, '')

# IPv6 addresses are four parts long, with zeros spelt out where a program gives two.
six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
print six.getsockname()
six.bind(('0:0:0::1', 0))
print six.getsockname()[0], six.getsockname()[2:]
print socket.socket().getsockname()
for host in '', '127.1', '<broadcast>', u'127.0.0.1':
    print repr(host), outcome(socket.gethostbyname, host)
for arguments in (99,), (socket.AF_INET, 99), (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_UDP):
    print arguments, outcome(socket.socket, *arguments)
for info in socket.getaddrinfo('127.0.0.1', 80) + socket.getaddrinfo('::1', 80, 0, socket.SOCK_STREAM):
    print info

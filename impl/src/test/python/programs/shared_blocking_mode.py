"""O_NONBLOCK belongs to the open socket: each socket object has a timeout of its own, and what has none obeys the flag."""

import errno
import select
import socket


def outcome(call, *arguments):
    try:
        return repr(call(*arguments))
    except socket.timeout as e:
        return 'timeout %s' % e
    except socket.error as e:
        return errno.errorcode[e.args[0]]


def fill(sock):
    while True:
        sock.send('x' * 65536)


# A descriptor that is adopted, as a server does with a socket that its supervisor has bound.
given = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
given.bind(('127.0.0.1', 0))
given.setblocking(False)
adopted = socket.fromfd(given.fileno(), socket.AF_INET, socket.SOCK_DGRAM)
given.close()
print adopted.gettimeout(), outcome(adopted.recvfrom, 10), outcome(adopted.recv_into, bytearray(10))
adopted.sendto('datagram', adopted.getsockname())
print select.select([adopted], [], [], 20)[0] == [adopted], outcome(adopted.recv, 10), outcome(adopted.recv, 10)
adopted.close()

# Whichever object was told last decides for all of them, save for one that has a timeout.
one, other = socket.socketpair()
copy = one.dup()
copy.setblocking(False)
print one.gettimeout(), outcome(one.recv, 1), outcome(fill, one), outcome(one.sendall, 'x')
one.settimeout(0.01)
print copy.gettimeout(), outcome(one.recv, 1), outcome(copy.recv, 1), outcome(one.sendall, 'x')
one.settimeout(None)
other.sendall('one')
other.shutdown(socket.SHUT_WR)
print copy.gettimeout(), one.recv(10), repr(one.recv(10)), repr(copy.recv(10))
copy.settimeout(20)
print outcome(fill, one)
for each in one, copy, other:
    each.close()

# A duplicate leaves the flag as it is, unless new sockets have a timeout.
one, other = socket.socketpair()
copy = one.dup()
print outcome(one.recv, 1, socket.MSG_DONTWAIT)
socket.setdefaulttimeout(20)
second = one.dup()
socket.setdefaulttimeout(None)
print second.gettimeout(), one.gettimeout(), outcome(one.recv, 1)
for each in one, copy, second, other:
    each.close()

# What is accepted begins without the flag. A socket may be born with it.
NONBLOCK = 0x800
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM | NONBLOCK)
listener.bind(('127.0.0.1', 0))
listener.listen(1)
print listener.gettimeout(), outcome(listener.accept)
client = socket.socket(socket.AF_INET, socket.SOCK_STREAM | NONBLOCK)
print outcome(client.connect, listener.getsockname()), select.select([listener], [client], [], 20)[1] == [client]
server, _ = listener.accept()
client.send('y')
print server.recv(1), outcome(client.recv, 1)
for each in client, server, listener:
    each.close()

# A socket object that is closed takes a timeout and changes nothing.
one, other = socket.socketpair()
copy = one.dup()
one.close()
print outcome(one.settimeout, 0), one.gettimeout()
other.sendall('z')
other.close()
print copy.recv(1), repr(copy.recv(1))

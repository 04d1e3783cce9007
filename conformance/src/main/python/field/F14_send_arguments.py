"""send() takes unicode and flags, on accepted sockets as well."""

import socket

from field import tcp_pair


def run(see):
    client, accepted = tcp_pair()
    for name, one, other in (('client', client, accepted), ('accepted', accepted, client)):
        see.raised(name + ': unicode', one.send, u'abc')
        see(name + ': received', other.recv(10))
        see.raised(name + ': flags', one.send, 'abc', 0)
        see(name + ': received with flags', other.recv(10, 0))
        see.raised(name + ': buffer', one.sendall, buffer('abc'))
        see(name + ': peeked', other.recv(10, socket.MSG_PEEK))
        see(name + ': received after a peek', other.recv(10))
        see.raised(name + ': not ASCII', one.send, u'\xe9')
        see.raised(name + ': no string', one.send, 5)
    client.close()
    accepted.close()

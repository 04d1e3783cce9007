"""Which exceptions there are, with which arguments: what programs look at to tell failures apart."""

import errno
import socket


def outcome(call, *arguments):
    try:
        result = call(*arguments)
    except Exception as e:
        bases = [c.__name__ for c in type(e).__mro__ if c.__name__ not in ('BaseException', 'object')]
        print call.__name__, '-', type(e).__module__, ' < '.join(bases)
        print '   ', repr(e.args), '|', str(e), '|', getattr(e, 'errno', '-'), getattr(e, 'strerror', '-')
    else:
        print call.__name__, '-', repr(result)


def fresh(family=socket.AF_INET, kind=socket.SOCK_STREAM, timeout=5):
    s = socket.socket(family, kind)
    s.settimeout(timeout)
    return s


listener = fresh()
listener.bind(('127.0.0.1', 0))
listener.listen(5)
address = listener.getsockname()
closed = fresh()
closed.bind(('127.0.0.1', 0))
nobody = closed.getsockname()
closed.close()

# Timeouts.
waiting = fresh(timeout=0.05)
waiting.connect(address)
outcome(waiting.recv, 1)
datagrams = fresh(kind=socket.SOCK_DGRAM, timeout=0.05)
datagrams.bind(('127.0.0.1', 0))
outcome(datagrams.recvfrom, 1)
listener.settimeout(0.05)
accepted, _ = listener.accept()
outcome(listener.accept)
outcome(socket.timeout, 'timed out')

# Not blocking.
waiting.setblocking(0)
outcome(waiting.recv, 1)
listener.setblocking(0)
outcome(listener.accept)

# Names and addresses.
outcome(socket.getaddrinfo, '127.0.0.1', 1, 99)
outcome(socket.getaddrinfo, '::1', 1, socket.AF_INET)
outcome(socket.getaddrinfo, '256.256.256.256', 1, 0, 0, 0, socket.AI_NUMERICHOST)
outcome(socket.getaddrinfo, '127.0.0.1', 'no such service')
outcome(socket.getnameinfo, ('127.0.0.1', 1), 0x4000)
outcome(socket.gethostbyaddr, '<broadcast>')
outcome(fresh().connect, ('127.0.0.1', 70000))
outcome(fresh().connect, ('127.0.0.1', -1))
outcome(fresh().connect, ('127.0.0.1', '80'))
outcome(fresh().connect, '127.0.0.1')
outcome(fresh().connect, ('127.0.0.1',))
outcome(fresh().connect, (u'a..b', 1))
outcome(fresh(socket.AF_INET6).connect, ('::1', 1, 1 << 20, 0))
outcome(fresh().bind, ('192.0.2.1', 0))
outcome(fresh().bind, address)
outcome(socket.getservbyname, 'no such service')
outcome(socket.getservbyport, 70000)
outcome(socket.getprotobyname, 'no such protocol')

# Connections.
outcome(fresh().connect, nobody)
outcome(fresh().connect_ex, nobody)
outcome(fresh().connect_ex, address)
connected = fresh(timeout=None)
connected.connect(address)
outcome(connected.connect, address)
outcome(fresh().recv, 1)
outcome(fresh().send, 'x')
outcome(fresh().shutdown, socket.SHUT_WR)
outcome(fresh().getpeername)
outcome(fresh().accept)
outcome(fresh(kind=socket.SOCK_DGRAM).listen, 1)
waiting.shutdown(socket.SHUT_WR)
outcome(waiting.send, 'x')

# Kinds of sockets, and closed ones.
outcome(socket.socket, 99)
outcome(socket.socket, socket.AF_INET, 99)
waiting.close()
outcome(waiting.recv, 1)
outcome(waiting.send, 'x')
outcome(waiting.fileno)
outcome(waiting.getsockname)
outcome(waiting.close)

# As programs look at them.
for e in socket.error(errno.EPIPE, 'Broken pipe'), socket.gaierror(-2, 'Name'), socket.herror(1, 'Unknown'):
    print isinstance(e, socket.error), isinstance(e, IOError), e[0], e.args[0], e.errno, str(e), repr(e)
number, text = socket.error(errno.EPIPE, 'Broken pipe')
print number, text

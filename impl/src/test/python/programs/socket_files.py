"""Files over sockets: reading and writing in each kind of buffering, sharing, and who closes what."""

import socket
import weakref


def pair():
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    client = socket.create_connection(listener.getsockname(), 20)
    server, _ = listener.accept()
    server.settimeout(20)
    listener.close()
    return client, server


def outcome(call, *arguments):
    try:
        return repr(call(*arguments))
    except Exception as e:
        return '%s %r' % (type(e).__name__, e.args)


for mode, size in ('rb', 0), ('r', 1), ('rb', -1), ('rb', 3), ('rb', 5000):
    here, there = pair()
    reader, writer = here.makefile(mode, size), there.makefile('wb', size)
    print mode, size, reader.mode, reader.bufsize, reader.name, reader.closed, reader.softspace, reader.default_bufsize
    writer.write('one\ntwo\n\nfour')
    writer.write(' and the rest\n')
    writer.writelines(['five\n', '', 'six\n', 'x' * 9000, '\n', 'end'])
    writer.flush()
    there.shutdown(socket.SHUT_WR)
    print [reader.readline(), reader.readline(2), reader.readline(0), reader.readline(2), reader.read(0), reader.read(4)]
    print [line[:20] for line in (reader.readline(), reader.next(), reader.readline(100), reader.read(9001))]
    print reader.readlines(), repr(reader.read()), repr(reader.read(5)), repr(reader.readline()), list(reader)
    print reader.fileno() == here.fileno(), reader.close(), reader.closed, reader.close(), here.getpeername() != ()
    here.close()
    writer.close()
    there.close()

# Without a buffer nothing is read ahead: another file goes on where the first one stopped.
here, there = pair()
there.sendall('first\nsecond\nthird\n')
print repr(here.makefile('rb', 0).readline()), repr(here.makefile('rb', 0).readline()), repr(here.recv(100))

# print needs softspace; a line buffer sends at the end of a line, not before.
writer = there.makefile('wb', 1)
print >> writer, 'a', 'b',
print >> writer, 'c'
print repr(here.recv(100))
writer.write('not yet')
here.setblocking(0)
print outcome(here.recv, 1)
here.settimeout(20)
writer.flush()
print repr(here.recv(100))

# A connection lives for as long as the socket, a copy of it or a file over it is open.
reader = here.makefile('rb')
copy = there.dup()
there.close()
print outcome(there.send, 'x'), outcome(there.fileno)
copy.sendall('from the copy\n')
here.close()
print repr(reader.readline())
writer.write('from the file\n')
writer.flush()
print repr(reader.readline())
copy.close()
writer.close()
print repr(reader.read()), outcome(here.recv, 1)
reader.close()
print outcome(reader.read), outcome(reader.fileno)

here, there = pair()
shared = socket.socket(_sock=here._sock)
here.close()
here.close()
shared.send('x')
print repr(there.recv(1))
shared.close()
print repr(there.recv(1))


# Anything with recv and sendall will do for a file.
class Plain(object):
    closed = False

    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def recv(self, size):
        piece = self.pieces.pop(0) if self.pieces else ''
        if isinstance(piece, Exception):
            raise piece
        return piece

    def sendall(self, data):
        print 'sent', repr(bytearray(data))

    def close(self):
        self.closed = True


plain = Plain('ab\ncd', socket.error(4, 'Interrupted system call'), 'ef\n', 'gh')
reader = socket._fileobject(plain)
print [reader.readline(), reader.readline(), reader.readline(), reader.readline()]
reader.write('text')
reader.close()
print plain.closed
plain = Plain()
socket._fileobject(plain, close=True).close()
print plain.closed

# What else programs look at.
print socket.SocketType is socket.socket is socket._socketobject, socket.socket.__name__
print weakref.ref(shared)() is shared, hasattr(shared, '__dict__')
print outcome(setattr, shared, 'extra', 1)
print type(here.__class__.family).__name__, socket._GLOBAL_DEFAULT_TIMEOUT is not None
print sorted(set(socket.__all__) - set(dir(__import__('_socket')))), len(socket.__all__)
print outcome(lambda: shared.family), outcome(shared.makefile().read), outcome(shared.dup().recv, 1)
print socket.getfqdn('192.0.2.1'), socket.getfqdn('no such host')
print outcome(socket.create_connection, ('127.0.0.1', 70000))

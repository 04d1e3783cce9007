"""fileno() is an int that os.read and os.write take; select takes pipes; socketpair, fromfd and AF_UNIX exist."""

import os
import select
import socket
import tempfile

from field import WAIT, tcp_pair


def run(see):
    one, other = tcp_pair()
    see('fileno', type(one.fileno()))
    see('os.write', os.write(one.fileno(), 'abc'))
    see('os.read', os.read(other.fileno(), 10))
    copy = socket.fromfd(one.fileno(), socket.AF_INET, socket.SOCK_STREAM)
    copy.sendall('by fromfd')
    see('fromfd', other.recv(20))
    copy.close()
    one.sendall('still open')
    see('after the copy is closed', other.recv(20))
    see('select by number', select.select([other.fileno()], [one.fileno()], [], 0)[1] == [one.fileno()])
    one.close()
    see.raised('fileno after close', one.fileno)
    other.close()

    reading, writing = os.pipe()
    see('an empty pipe', select.select([reading], [], [], 0) == ([], [], []))
    os.write(writing, 'x')
    see('a full pipe', select.select([reading], [], [], WAIT)[0] == [reading])
    os.close(reading)
    os.close(writing)

    one, other = socket.socketpair()
    one.sendall('pair')
    see('socketpair', (other.recv(10), one.family == socket.AF_UNIX))
    one.close()
    other.close()

    path = os.path.join(tempfile.mkdtemp(), 'socket')
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(1)
    client = socket.socket(socket.AF_UNIX)
    client.connect(path)
    accepted, address = server.accept()
    client.sendall('unix')
    see('AF_UNIX', (accepted.recv(10), address, server.getsockname() == path))
    for each in (client, accepted, server):
        each.close()
    os.unlink(path)
    os.rmdir(os.path.dirname(path))

"""bind() takes the port at once: getsockname() knows it, the second bind() fails, listen(0) is legal."""

import socket

from field import WAIT


def run(see):
    one = socket.socket()
    one.bind(('127.0.0.1', 0))
    port = one.getsockname()[1]
    see('a port', port > 0)
    two = socket.socket()
    see.raised('the same port again', two.bind, ('127.0.0.1', port))
    two.close()
    see.raised('listen(0)', one.listen, 0)
    client = socket.create_connection(('127.0.0.1', port), WAIT)
    one.settimeout(WAIT)
    accepted, address = one.accept()
    see('accepted', address == client.getsockname())
    see.raised('bind twice', one.bind, ('127.0.0.1', 0))
    for each in (client, accepted, one):
        each.close()
    see.raised('an address of somebody else', socket.socket().bind, ('192.0.2.1', 0))

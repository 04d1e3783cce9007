"""An asyncore server and its clients in one loop, one thread: every socket is non-blocking."""

import asyncore
import socket

import support

CHANNELS = {}
EVENTS = []


class Server(asyncore.dispatcher):
    def __init__(self):
        asyncore.dispatcher.__init__(self, map=CHANNELS)
        self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self.set_reuse_addr()
        self.bind(('127.0.0.1', 0))
        self.listen(20)

    def handle_accept(self):
        accepted = self.accept()
        if accepted is not None:
            Echo(accepted[0])


class Echo(asyncore.dispatcher):
    """Gives back what it gets, as fast as the other side takes it."""

    def __init__(self, connection):
        asyncore.dispatcher.__init__(self, connection, CHANNELS)
        self.waiting = ''

    def readable(self):
        return len(self.waiting) < 65536

    def writable(self):
        return bool(self.waiting)

    def handle_read(self):
        self.waiting += self.recv(8192)

    def handle_write(self):
        self.waiting = self.waiting[self.send(self.waiting):]

    def handle_close(self):
        EVENTS.append('server side closed')
        self.close()


class Client(asyncore.dispatcher):
    def __init__(self, address, content):
        asyncore.dispatcher.__init__(self, map=CHANNELS)
        self.content = content
        self.waiting = content
        self.received = []
        self.missing = len(content)
        self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self.connect(address)

    def handle_connect(self):
        EVENTS.append('connected')

    def writable(self):
        return not self.connected or bool(self.waiting)

    def handle_write(self):
        self.waiting = self.waiting[self.send(self.waiting[:16384]):]

    def handle_read(self):
        data = self.recv(16384)
        self.received.append(data)
        self.missing -= len(data)
        if self.missing == 0:
            EVENTS.append('echoed' if ''.join(self.received) == self.content else 'garbled')
            self.close()


class Refused(asyncore.dispatcher):
    """A client that nobody answers."""

    def __init__(self, address):
        asyncore.dispatcher.__init__(self, map=CHANNELS)
        self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self.connect(address)

    def handle_error(self):
        import sys
        EVENTS.append('refused: %s' % sys.exc_info()[1])
        self.close()


def unused_address():
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    try:
        return listener.getsockname()
    finally:
        listener.close()


def main():
    server = Server()
    for i in range(10):
        Client(server.socket.getsockname(), support.pattern(20000 * i + 1, i))
    Refused(unused_address())
    while len(CHANNELS) > 1:
        asyncore.loop(1, map=CHANNELS, count=1)
    server.close()
    for event in sorted(set(EVENTS)):
        print EVENTS.count(event), event
    print 'channels left:', len(CHANNELS)


main()

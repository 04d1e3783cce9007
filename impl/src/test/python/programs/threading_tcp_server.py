"""SocketServer.ThreadingTCPServer with several clients at the same time, line by line and block by block."""

import socket
import SocketServer

import support


class UpperCase(SocketServer.StreamRequestHandler):
    """Gives lines back in capitals; an empty line ends the conversation."""

    def handle(self):
        for line in iter(self.rfile.readline, '\n'):
            self.wfile.write(line.upper())
        self.wfile.write('bye\n')


class Echo(SocketServer.BaseRequestHandler):
    """Gives everything back until the client shuts its side down, then says how much it was."""

    def handle(self):
        total = 0
        for block in iter(lambda: self.request.recv(4096), ''):
            self.request.sendall(block)
            total += len(block)
        self.request.sendall('|%d' % total)


class Server(SocketServer.ThreadingTCPServer):
    allow_reuse_address = True
    request_queue_size = 20
    daemon_threads = True


def talk(address, name):
    connection = socket.create_connection(address)
    stream = connection.makefile('r+b', 0)
    for i in range(20):
        stream.write('line %d of %s\n' % (i, name))
        assert stream.readline() == 'LINE %d OF %s\n' % (i, name.upper())
    stream.write('\n')
    assert stream.read() == 'bye\n'
    stream.close()
    connection.close()


def echo(address, seed):
    content = support.pattern(200000, seed)
    connection = socket.create_connection(address)

    def send():
        connection.sendall(content)
        connection.shutdown(socket.SHUT_WR)

    with support.in_thread(send):
        received = ''.join(iter(lambda: connection.recv(65536), ''))
    assert received == content + '|200000', len(received)
    connection.close()


def interleaved(address):
    """Two conversations in turns need two threads in the server."""
    streams = [socket.create_connection(address).makefile('r+b', 0) for _ in range(2)]
    for stream in reversed(streams):
        stream.write('hello\n')
    print [stream.readline() for stream in streams]
    for stream in streams:
        stream.write('\n')
        stream.read()
        stream.close()


with support.serving(Server(('127.0.0.1', 0), UpperCase)) as place:
    interleaved(place)
    support.run_all([lambda i=i: talk(place, 'client %d' % i) for i in range(8)])
    print 'lines: ok'
with support.serving(Server(('127.0.0.1', 0), Echo)) as place:
    support.run_all([lambda i=i: echo(place, i) for i in range(8)])
    print 'blocks: ok'
print 'threads left:', support.end_of_threads()

"""Fifty clients at once, each in a thread of its own, against one server with a thread for each."""

import socket
import SocketServer
import struct
import threading

import support

CLIENTS = 50
ROUNDS = 20


class Handler(SocketServer.StreamRequestHandler):
    """Takes a length and that many bytes, gives them back reversed, until the client has no more."""

    def handle(self):
        while True:
            header = self.rfile.read(4)
            if not header:
                return
            content = self.rfile.read(struct.unpack('!I', header)[0])
            self.request.sendall(content[::-1])


class Server(SocketServer.ThreadingTCPServer):
    request_queue_size = CLIENTS
    daemon_threads = True


def exactly(connection, size):
    content = bytearray(size)
    view = memoryview(content)
    count = 0
    while count < size:
        received = connection.recv_into(view[count:])
        assert received > 0, 'end after %d of %d bytes' % (count, size)
        count += received
    return bytes(content)


def client(address, number, connected, start):
    connection = socket.create_connection(address)
    connected.release()
    start.wait()
    for i in range(ROUNDS):
        content = support.pattern(1 + (number * 997 + i * 4099) % 20000, number + i)
        connection.sendall(struct.pack('!I', len(content)) + content)
        assert exactly(connection, len(content)) == content[::-1], (number, i)
    connection.shutdown(socket.SHUT_WR)
    assert connection.recv(1) == ''
    connection.close()


def main(address):
    connected = threading.Semaphore(0)
    start = threading.Event()

    def give_the_start():
        for _ in range(CLIENTS):
            connected.acquire()
        start.set()

    clients = [lambda i=i: client(address, i, connected, start) for i in range(CLIENTS)]
    support.run_all(clients + [give_the_start])
    print CLIENTS, 'clients,', CLIENTS * ROUNDS, 'exchanges: ok'


with support.serving(Server(('127.0.0.1', 0), Handler)) as place:
    main(place)
print 'threads left:', support.end_of_threads()

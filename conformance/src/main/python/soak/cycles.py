"""Counted cycles: something is opened, used and closed very often, and nothing may be left of it.

The arguments are a folder with certificates and the cycles, each as NAME=COUNT. For each one a line of JSON on standard output
has what the JVM held before and after, see ledger.take(). The first twentieth of a cycle comes before: what is made once is
there by then.
"""

import json
import os
import socket
import ssl
import sys
import threading
import time

import ledger
from interpreters import forget, open_and_close

WARM_UP = 20
LEAST = 20


class Server(object):
    """A listener whose connections are answered in a thread: echoed up to the end."""

    def __init__(self, wrap=lambda connection: connection):
        self.wrap = wrap
        self.listener = socket.socket()
        self.listener.bind(('127.0.0.1', 0))
        self.listener.listen(50)
        self.address = self.listener.getsockname()
        self.failed = None
        self.thread = threading.Thread(target=self.serve, name='server')
        self.thread.setDaemon(True)
        self.thread.start()

    def serve(self):
        try:
            while True:
                connection = self.wrap(self.listener.accept()[0])
                data = connection.recv(100)
                connection.sendall(data)
                connection.close()
                if data == 'stop':
                    return
        except Exception as error:
            self.failed = error
            raise

    def stop(self, exchange):
        exchange('stop')
        self.thread.join(60)
        self.listener.close()
        if self.failed or self.thread.isAlive():
            raise AssertionError('the server failed: %r' % self.failed)


def exchange(connection, message):
    connection.sendall(message)
    answer = connection.recv(100)
    connection.close()
    if answer != message:
        raise AssertionError('the answer to %r is %r' % (message, answer))


def connections(certificates):
    server = Server()

    def cycle(message='hello'):
        exchange(socket.create_connection(server.address), message)
    return cycle, lambda: server.stop(cycle)


def handshakes(certificates):
    own = ssl.SSLContext(ssl.PROTOCOL_TLS)
    own.load_cert_chain(os.path.join(certificates, 'server-ec.chain.pem'), os.path.join(certificates, 'server-ec.key.pem'))
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS)
    theirs.verify_mode = ssl.CERT_REQUIRED
    theirs.load_verify_locations(os.path.join(certificates, 'ca.pem'))
    server = Server(lambda connection: own.wrap_socket(connection, server_side=True))

    def cycle(message='hello'):
        exchange(theirs.wrap_socket(socket.create_connection(server.address)), message)
    return cycle, lambda: server.stop(cycle)


def listeners(certificates):
    def cycle():
        server = Server()
        server.stop(lambda message: exchange(socket.create_connection(server.address), message))
    return cycle, lambda: None


def interpreters(certificates):
    return lambda: open_and_close(('ssl',)), lambda: None


def measure(name, count, certificates):
    cycle, end = globals()[name](certificates)
    for _ in range(max(LEAST, count // WARM_UP)):
        cycle()
    forget()
    before, open_before = ledger.take(), ledger.held()
    begin = time.time()
    for _ in range(count):
        cycle()
    seconds = time.time() - begin
    forget()
    after = ledger.take()
    if after['descriptors'] > before['descriptors']:
        sys.stderr.write('after %d %s these are open and were not: %s\n' % (
            count, name, ', '.join(ledger.left(open_before, ledger.held()))))
    end()
    return {'cycle': name, 'count': count, 'seconds': seconds, 'before': before, 'after': after}


def main():
    certificates = sys.argv[1]
    for order in sys.argv[2:]:
        name, count = order.split('=')
        print json.dumps(measure(name, int(count), certificates))
        sys.stdout.flush()


if __name__ == '__main__':
    main()

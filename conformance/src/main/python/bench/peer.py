"""The other end of every measure: one program on CPython, the same whatever is measured.

Started with a certificate file and a key file. It opens a listener for each
service, writes one line of JSON with their ports to standard output, and ends,
with all processes that it has started, when its standard input does.

A service has a process of its own, and where several connections of it are busy
at once each connection has one, so that no interpreter lock is shared.
"""

import json
import os
import select
import signal
import socket
import ssl
import sys

HOST = '127.0.0.1'
CHUNK = 256 * 1024
LINE = 'x' * 63 + '\n'
PAGE = 'Hello, world!'
RESPONSE = (
    'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s'
    % (len(PAGE), PAGE))


def echo(connection):
    while True:
        data = connection.recv(65536)
        if not data:
            return
        connection.sendall(data)


def source(connection):
    data = LINE * (CHUNK // len(LINE))
    while True:
        connection.sendall(data)


def sink(connection):
    buffer = bytearray(CHUNK)
    while connection.recv_into(buffer):
        pass


def turn(connection):
    """One byte to and fro. The end that closes first keeps the ports for a while: a client that did would soon measure nothing
    but the kernel's search for a free one."""
    connection.sendall(connection.recv(1))


def page(connection):
    """One HTTP response, whatever the request."""
    request = ''
    while '\r\n\r\n' not in request:
        data = connection.recv(8192)
        if not data:
            return
        request += data
    connection.sendall(RESPONSE)


def greet(connection):
    """Nothing but what makes a connection; the client ends it."""
    connection.recv(1)


def call(connection):
    """Connects to a port of the client's, as often as told: "port count" on a line, again and again."""
    orders = connection.makefile('r')
    for order in iter(orders.readline, ''):
        port, count = map(int, order.split())
        for _ in xrange(count):
            caller = socket.create_connection((HOST, port))
            caller.recv(1)
            caller.close()


def hub(listener):
    """Echoes on any number of connections in one process."""
    poller = select.epoll()
    poller.register(listener.fileno(), select.EPOLLIN)
    connections = {}
    while True:
        for number, _ in poller.poll():
            if number == listener.fileno():
                connection, _ = listener.accept()
                connections[connection.fileno()] = connection
                poller.register(connection.fileno(), select.EPOLLIN)
                continue
            try:
                data = connections[number].recv(65536)
            except socket.error:
                data = ''
            if data:
                connections[number].sendall(data)
            else:
                connections.pop(number).close()


def datagrams(receiver):
    while True:
        data, address = receiver.recvfrom(65536)
        receiver.sendto(data, address)


def serve(listener, service, wrap, busy):
    """Serves connections one after the other, or, where they are busy, each in a process of its own."""
    if busy:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = listener.accept()
        if busy and os.fork():
            connection.close()
            continue
        try:
            connection = wrap(connection)
            service(connection)
        except (EnvironmentError, ssl.CertificateError):
            pass  # the client goes when it has seen enough
        connection.close()
        if busy:
            os._exit(0)


def keep(listener, wrap):
    """Echoes one byte on each TLS connection, and does nothing more with it."""
    kept = []
    while True:
        connection, _ = listener.accept()
        connection = wrap(connection)
        connection.sendall(connection.recv(1))
        kept.append(connection)


def plain(connection):
    return connection


def tls(certificate, key, unwanted):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.load_cert_chain(certificate, key)
    context.options |= unwanted
    return lambda connection: context.wrap_socket(connection, server_side=True)


def start(ports, name, kind, run, *arguments):
    listener = socket.socket(socket.AF_INET, kind)
    listener.bind((HOST, 0))
    if kind == socket.SOCK_STREAM:
        listener.listen(4096)
    ports[name] = listener.getsockname()[1]
    if os.fork() == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        run(listener, *arguments)
        os._exit(1)
    listener.close()


def main():
    certificate, key = sys.argv[1:]
    os.setpgrp()
    ports = {}
    for name, service, busy in [
            ('echo', echo, True), ('source', source, True), ('sink', sink, True), ('turn', turn, False),
            ('page', page, False), ('call', call, True)]:
        start(ports, name, socket.SOCK_STREAM, serve, service, plain, busy)
    start(ports, 'hub', socket.SOCK_STREAM, hub)
    start(ports, 'datagrams', socket.SOCK_DGRAM, datagrams)
    for version, unwanted in [('tls1.2', ssl.OP_NO_TLSv1_3), ('tls1.3', ssl.OP_NO_TLSv1_2)]:
        wrap = tls(certificate, key, unwanted | ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)
        for name, service, busy in [
                ('echo', echo, True), ('source', source, True), ('sink', sink, True), ('greet', greet, False)]:
            start(ports, '%s-%s' % (version, name), socket.SOCK_STREAM, serve, service, wrap, busy)
        start(ports, version + '-keep', socket.SOCK_STREAM, keep, wrap)
    print json.dumps(ports)
    sys.stdout.flush()
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


if __name__ == '__main__':
    main()

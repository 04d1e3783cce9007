"""Signals interrupt calls that block in the main thread, and what their handlers raise comes out of the call."""

import errno
import os
import select
import signal
import socket
import ssl
import sys
import threading

import support

CERTS = sys.argv[1]
SIZE = 1 << 24

handled_in = []
handled = threading.Event()


class Raised(Exception):
    pass


def quiet(number, frame):
    handled_in.append(str(threading.currentThread().getName()))
    handled.set()


def raising(number, frame):
    quiet(number, frame)
    raise Raised(number == signal.SIGUSR2)


def send_signal(after):
    timer = threading.Timer(after, os.kill, (os.getpid(), signal.SIGUSR2))
    timer.start()
    return timer


def interrupt(handler, function, *arguments):
    """What a call gives or raises while the process gets a signal, and where the handler ran."""
    del handled_in[:]
    signal.signal(signal.SIGUSR2, handler)
    timer = send_signal(0.1)
    try:
        result = function(*arguments)
    except Raised as error:
        result = error
    except (socket.error, select.error, IOError) as error:
        result = type(error).__name__, errno.errorcode.get(error.args[0], error.args)
    timer.join()
    return result, handled_in


def show(what, function, *arguments):
    print '%s:' % what, interrupt(quiet, function, *arguments), interrupt(raising, function, *arguments)


def after_signal(function):
    """Runs a function in a thread when the signal has been handled."""
    def wait_and_run():
        handled.wait()
        function()
    handled.clear()
    return support.in_thread(wait_and_run)


def blocking_calls():
    near, far = socket.socketpair()
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(('127.0.0.1', 0))
    show('recv', near.recv, 10)
    near.settimeout(60)
    show('recv with a timeout', near.recv, 10)
    near.settimeout(None)
    show('recv_into', near.recv_into, bytearray(10))
    show('recvfrom', datagrams.recvfrom, 10)
    show('accept', listener.accept)
    show('select', select.select, [near, listener], [], [], 60)
    polled = select.poll()
    polled.register(near, select.POLLIN)
    show('poll', polled.poll, 60000)
    show('poll for ever', polled.poll)
    epolled = select.epoll()
    epolled.register(near, select.EPOLLIN)
    show('epoll', epolled.poll, 60)
    show('epoll for ever', epolled.poll)
    print 'file:', interrupt(raising, socket._fileobject(near, 'rb', 0).read, 1)
    print 'sendall:', interrupt(raising, near.sendall, 'x' * SIZE)


def what_goes_on():
    near, far = socket.socketpair()
    received = []

    def receive():
        while sum(received) < SIZE:
            received.append(len(far.recv(1 << 16)))

    with after_signal(receive):
        print 'sendall goes on:', interrupt(quiet, near.sendall, 'x' * SIZE)
    print sum(received) == SIZE

    with after_signal(lambda: far.sendall('a line\n')):
        print 'file goes on:', interrupt(quiet, socket._fileobject(near, 'rb').readline)


def tls():
    near, far = socket.socketpair()
    client = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    server = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    server.load_cert_chain(os.path.join(CERTS, 'server-ec.pem'))
    served = server.wrap_socket(socket.socket(_sock=far), server_side=True, do_handshake_on_connect=False)
    with support.in_thread(served.do_handshake):
        reader = client.wrap_socket(socket.socket(_sock=near))
    with after_signal(lambda: served.sendall('late')):
        print 'TLS read goes on:', interrupt(quiet, reader.recv, 10)
    print 'TLS read:', interrupt(raising, reader.recv, 10)
    served.sendall('still there')
    print reader.recv(100)


def close_races():
    """Signals at about the time that data comes: nothing is lost, and no interrupt is left for what comes next."""
    near, far = socket.socketpair()

    def echo():
        for data in iter(lambda: far.recv(1), ''):
            far.sendall(data)

    signal.signal(signal.SIGUSR2, quiet)
    del handled_in[:]
    received = 0
    with support.in_thread(echo):
        for i in range(300):
            timer = send_signal(i % 10 * 0.0001)
            while timer.isAlive():
                near.sendall('x')
                while True:
                    try:
                        received += len(near.recv(1)) - 1
                        break
                    except socket.error as error:
                        if error.args[0] != errno.EINTR:
                            raise
            timer.join()
        near.shutdown(socket.SHUT_WR)
    print 'round trips lost:', received, 'signals:', len(handled_in) > 0


signal.signal(signal.SIGUSR2, quiet)
blocking_calls()
what_goes_on()
tls()
close_races()

"""Sending, receiving and ending."""

import select
import socket

from program.data import SHOWN, in_sequence, sequence, shown, start_of_records
from program.machine import RESET
from program.operations import NOTHING, done, failure, operation

STAYS_FULL = 0.01  # seconds in which no room has come

_SHUTDOWN = {'rd': socket.SHUT_RD, 'wr': socket.SHUT_WR, 'rdwr': socket.SHUT_RDWR}


def _next(machine, name, count):
    return sequence(machine.sent.get(name, 0), int(count))


def _sent(machine, name, count):
    machine.sent[name] = machine.sent.get(name, 0) + count
    return str(count)


@operation
def send(machine, name, count):
    return _sent(machine, name, machine.held(name).send(_next(machine, name, count)))


@operation
def sendall(machine, name, count):
    held = machine.held(name)
    if hasattr(held, 'pending') and held.gettimeout() == 0:
        return NOTHING  # see the package
    held.sendall(_next(machine, name, count))
    return _sent(machine, name, int(count))


@operation
def sendto(machine, name, count, other):
    held = machine.held(name)
    return _sent(machine, name, held.sendto(_next(machine, name, count), machine.address(other)))


def _taken(held, data):
    """Received data as text; where records of TLS begin in it, what is left of them is taken too."""
    if start_of_records(data) is not None:
        while select.select([held], [], [], 0)[0] and held.recv(1 << 16):
            pass
    return shown(data)


@operation
def recv(machine, name, count):
    held = machine.held(name)
    return _taken(held, held.recv(int(count)))


@operation
def peek(machine, name, count):
    return shown(machine.held(name).recv(int(count), socket.MSG_PEEK))


@operation
def waitall(machine, name, count):
    held = machine.held(name)
    return _taken(held, held.recv(int(count), socket.MSG_WAITALL))


@operation
def recvfrom(machine, name, count):
    held = machine.held(name)
    data, address = held.recvfrom(int(count))
    return '%s from %s' % (_taken(held, data), machine.named(address))


@operation
def recv_into(machine, name, count):
    held = machine.held(name)
    space = bytearray(int(count))
    got = held.recv_into(space)
    return _taken(held, str(space[:got]))


@operation
def fill(machine, name):
    held = machine.held(name)
    before = machine.sent.get(name, 0)
    size = 1 << 16
    try:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32768)  # so that it does not take megabytes
        while machine.sent[name] - before < 1 << 26:
            try:
                _sent(machine, name, held.send(_next(machine, name, size)))
                size = 1 << 16
            except socket.error:
                if size == 1:
                    raise
                # TCP may make room of its own a moment later, as its window grows; and for less than poll() takes for room.
                select.select([], [held], [], STAYS_FULL)
                size = 1
    except socket.error as error:
        return 'full: ' + failure(error)  # how much was taken is a matter of the kernel's buffers, and of time
    return 'never full'


@operation
def drain(machine, name):
    held = machine.held(name)
    data = []
    try:
        while True:
            piece = held.recv(1 << 20)
            if not piece:
                result = 'the end'
                break
            data.append(piece)
    except socket.error as error:
        result = failure(error)
    data = ''.join(data)
    whole = len(data) <= SHOWN or start_of_records(data) is not None
    text = shown(data) if whole else 'much' if in_sequence(data) else 'much OUT OF ORDER'
    return '%s, then %s' % (text, result)


@operation
def shutdown(machine, name, how):
    return done(machine.held(name).shutdown(_SHUTDOWN[how]))


@operation
def close(machine, name):
    return done(machine.held(name).close())


@operation
def linger(machine, name):
    return done(machine.held(name).setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET))


@operation
def blocking(machine, name, on):
    return done(machine.held(name).setblocking(on == 'on'))


@operation
def timeout(machine, name, seconds):
    return done(machine.held(name).settimeout(float(seconds)))


@operation
def error(machine, name):
    return str(machine.held(name).getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))


@operation
def name(machine, name):
    return machine.named(machine.held(name).getsockname())


@operation
def peername(machine, name):
    return machine.named(machine.held(name).getpeername())

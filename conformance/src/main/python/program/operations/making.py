"""Sockets made, named, bound and connected."""

import socket

from program.operations import done, operation
from program.operations.tls import shake_hands, with_tls

_HOSTS = {socket.AF_INET: '127.0.0.1', socket.AF_INET6: '::1'}


@operation
def socket_(machine, name, kind):
    machine.put(name, machine.fresh(kind))
    return 'ok'


@operation
def pair(machine, one, other, kind):
    first, second = machine.connected(kind)
    if kind == 'tls':
        first, second = with_tls(machine, first, 'client'), with_tls(machine, second, 'server')
        shake_hands(first, second)
    machine.put(one, first)
    machine.put(other, second)
    return 'ok'


@operation
def dup(machine, name, other):
    machine.put(name, machine.held(other).dup())
    return 'ok'


@operation
def bind(machine, name, other=None):
    held = machine.held(name)
    if other is not None:
        return done(held.bind(machine.address(other)))
    if held.family == socket.AF_UNIX:
        return done(held.bind(machine.new_path()))
    return done(held.bind((_HOSTS[held.family], 0)))


@operation
def listen(machine, name, backlog):
    return done(machine.held(name).listen(int(backlog)))


@operation
def accept(machine, name, other):
    connection, address = machine.held(other).accept()
    connection.setblocking(False)
    if connection.family != socket.AF_UNIX:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    text = machine.named(address)
    machine.put(name, connection)
    return 'from ' + text


@operation
def connect(machine, name, other):
    return done(machine.held(name).connect(machine.address(other)))


@operation
def connect_ex(machine, name, other):
    return str(machine.held(name).connect_ex(machine.address(other)))

"""TLS."""

import socket
import ssl

from program.operations import done, operation


_CONTEXTS = {}  # by role; one of each does for all programs


def _context(machine, role):
    if role not in _CONTEXTS:
        made = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
        if role == 'server':
            made.load_cert_chain(machine.certificate)
        _CONTEXTS[role] = made
    return _CONTEXTS[role]


def with_tls(machine, held, role):
    return _context(machine, role).wrap_socket(held, server_side=role == 'server', do_handshake_on_connect=False)


def shake_hands(client, server):
    waiting = [client, server]
    while waiting:
        side = waiting.pop(0)
        try:
            side.do_handshake()
        except ssl.SSLError as error:
            if error.args[0] not in (ssl.SSL_ERROR_WANT_READ, ssl.SSL_ERROR_WANT_WRITE):
                raise
            waiting.append(side)


@operation
def wrap(machine, name, role):
    machine.replace(name, with_tls(machine, machine.held(name), role))
    return 'ok'


@operation
def handshake(machine, name):
    return done(machine.held(name).do_handshake())


@operation
def unwrap(machine, name):
    machine.replace(name, socket.socket(_sock=machine.held(name).unwrap()))
    return 'ok'


@operation
def pending(machine, name):
    return str(machine.held(name).pending())

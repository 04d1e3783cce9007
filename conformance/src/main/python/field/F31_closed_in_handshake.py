"""A peer that goes during the handshake, at whatever point and however, is an error at once."""

import socket
import ssl
import struct
import time

from field import Background, WAIT, tcp_pair, tls_contexts

PIECES = (
    ('nothing', ''),
    ('half a header', '\x16\x03\x03'),
    ('half a record', '\x16\x03\x03\x00\x40\x02\x00\x00\x3c\x03\x03'),
    ('an alert', '\x15\x03\x03\x00\x02\x02\x28'),
)


def run(see):
    for side in ('client', 'server'):
        for what, data in PIECES:
            for how in ('closes', 'ends'):
                see('a %s whose peer sends %s and %s' % (side, what, how), lonely(side, data, how))
        see('a %s whose peer resets' % side, lonely(side, '', 'resets'))
    see('between the flights', between())


def lonely(side, data, how):
    """A handshake whose peer waits for the client's first record, if there is one, and then sends only this and goes."""
    contexts = dict(zip(('client', 'server'), tls_contexts()))
    one, other = tcp_pair()
    begun = time.time()
    shaking = Background(lambda: failure(lambda: contexts[side].wrap_socket(one, server_side=side == 'server')))
    if side == 'client':
        expected = struct.unpack('!H', exactly(other, 5)[3:])[0]
        exactly(other, expected)  # or closing would be a reset
    if data:
        other.sendall(data)
    if how == 'resets':
        other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    if how == 'ends':
        other.shutdown(socket.SHUT_WR)
    else:
        other.close()
    found = shaking.result(), time.time() - begun < WAIT / 2
    one.close()
    other.close()
    return found


def exactly(sock, size):
    data = ''
    while len(data) < size:
        data += sock.recv(size - len(data))
    return data


def between():
    """A server that has sent its first flight, and whose client then goes."""
    client_context, server_context = tls_contexts()
    one, other = tcp_pair()
    client = client_context.wrap_socket(one, do_handshake_on_connect=False)
    client.settimeout(0)
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        client.settimeout(WAIT)
    # Not earlier, or the client could find the flight there already and go on.
    serving = Background(lambda: failure(lambda: server_context.wrap_socket(other, server_side=True)))
    client._sock.recv(5)  # the flight begins to arrive
    client.shutdown(socket.SHUT_WR)
    found = serving.result()
    client.close()
    other.close()
    return found


def failure(operation):
    try:
        operation()
        return 'succeeds'
    except ssl.SSLError as error:
        return type(error).__name__, error.errno, error.library, error.reason
    except socket.error as error:
        return type(error).__name__, error.args

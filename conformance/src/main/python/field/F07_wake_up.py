"""shutdown() wakes a thread that is blocked in recv or accept."""

import socket

from field import Background, WAIT, listener, tcp_pair


def run(see):
    one, other = tcp_pair()
    one.settimeout(None)
    receiving = Background(one.recv, 1)
    receiving.join(0.3)  # not needed for the result, but lets it block
    one.shutdown(socket.SHUT_RDWR)
    see.raised('recv, after shutdown', receiving.result)
    one.close()
    other.close()

    server = listener()
    server.settimeout(None)
    accepting = Background(server.accept)
    accepting.join(0.3)
    server.shutdown(socket.SHUT_RDWR)
    see.raised('accept, after shutdown', accepting.result)
    server.close()

"""sendall, shutdown(SHUT_WR), recv, on client and accepted sockets: the peer sees the end, and can still answer."""

import socket

from field import receive_all, tcp_pair


def run(see):
    for ends in ('client first', 'server first'):
        one, other = tcp_pair()
        if ends == 'server first':
            one, other = other, one
        one.sendall('question')
        one.shutdown(socket.SHUT_WR)
        see(ends + ': the peer reads to the end', receive_all(other))
        other.sendall('answer')
        other.close()
        see(ends + ': the answer', receive_all(one))
        see.raised(ends + ': send after SHUT_WR', one.send, 'x')
        one.close()

"""poll() takes an SSLSocket."""

import select

from field import WAIT, tls_contexts, tls_pair


def run(see):
    one, other = tls_pair(*tls_contexts())
    poll = select.poll()
    poll.register(one, select.POLLIN)
    see('nothing yet', poll.poll(0))
    other.sendall('data')
    see('ready', poll.poll(WAIT * 1000) == [(one.fileno(), select.POLLIN)])
    see('recv', one.recv(10))
    one.close()
    other.close()

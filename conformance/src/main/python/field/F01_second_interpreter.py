"""Closing one interpreter leaves the sockets of another alone."""

import sys

from field import Background, receive_all, tcp_pair

PROGRAM = 'import socket; socket.socket().close(); s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(1)'


def use_and_close():
    if sys.platform.startswith('java'):
        from org.python.core import PyStringMap, PySystemState
        from org.python.util import PythonInterpreter
        other = PythonInterpreter(PyStringMap(), PySystemState())
        getattr(other, 'exec')(PROGRAM)  # exec is a word of Python's
        other.close()
    else:
        exec PROGRAM in {}


def run(see):
    before, peer = tcp_pair()
    Background(use_and_close).result()  # in a thread of its own, as an interpreter becomes its thread's
    before.sendall('an old socket')
    before.close()
    see('an old socket', receive_all(peer))
    peer.close()
    one, two = tcp_pair()
    one.sendall('a new socket')
    one.close()
    see('a new socket', receive_all(two))
    two.close()

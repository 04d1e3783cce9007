"""Interpreters that are closed with their sockets open."""

from org.python.core import PySystemState
from org.python.util import PythonInterpreter

PROGRAM = """
import select, socket
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
client = socket.create_connection(listener.getsockname())
server = listener.accept()[0]
client.sendall('x' * 1000)
assert select.select([server], [], [], 60)[0] == [server]
assert server.recv(1) == 'x'
if hasattr(select, 'epoll'):
    poll = select.epoll()
    poll.register(server, select.EPOLLIN)
if 'ssl' in modules:
    import ssl
    ssl.SSLContext(ssl.PROTOCOL_SSLv23)
dropped = socket.socket()
"""


def open_and_close(modules=()):
    """Run a program in a new interpreter, and close that. The program uses these modules besides select and socket."""
    state = PySystemState()
    interpreter = PythonInterpreter({'modules': modules}, state)
    try:
        getattr(interpreter, 'exec')(PROGRAM)
    finally:
        interpreter.close()
        state.close()


def forget():
    """A thread remembers its last interpreter: make it one without sockets."""
    state = PySystemState()
    PythonInterpreter({}, state).close()
    state.close()

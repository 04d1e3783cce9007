"""Several interpreters in several threads use sockets at the same time and are closed in another order than they were opened."""

import sys
import threading

from field import Background, WAIT

PROGRAM = '''
import select, socket
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
client = socket.create_connection(listener.getsockname(), %d)
server = listener.accept()[0]
poll = select.epoll()
poll.register(server.fileno(), select.EPOLLIN)
''' % WAIT

EXCHANGE = '''
client.sendall(text)
ready = [fd == server.fileno() for fd, _ in poll.poll(%d)]
echo = server.recv(100).upper()
server.sendall(echo)
answer = client.recv(100)
''' % WAIT

INTERPRETERS = 4


class Interpreter(object):
    """An interpreter of its own on Jython; on CPython, where a process has one, a dictionary of its own."""

    def __init__(self):
        self._names = {}
        self._other = None
        if sys.platform.startswith('java'):
            from org.python.core import PyStringMap, PySystemState
            from org.python.util import PythonInterpreter
            self._other = PythonInterpreter(PyStringMap(), PySystemState())

    def run(self, program):
        if self._other is None:
            exec program in self._names
        else:
            getattr(self._other, 'exec')(program)  # exec is a word of Python's

    def get(self, name):
        return self._names[name] if self._other is None else self._other.get(name)

    def close(self):
        if self._other is not None:
            self._other.close()


def use(number, connected, may_close):
    interpreter = Interpreter()
    interpreter.run(PROGRAM)
    connected.set()
    try:
        answers = []
        for text in ('first %d' % number, 'second %d' % number):
            interpreter.run('text = %r' % text)
            interpreter.run(EXCHANGE)
            answers.append((interpreter.get('answer'), list(interpreter.get('ready'))))
            if not may_close.wait(WAIT):
                raise AssertionError('the others did not get on')
        return [(str(answer), ready) for answer, ready in answers]
    finally:
        interpreter.close()


def run(see):
    connected = [threading.Event() for _ in range(INTERPRETERS)]
    may_close = [threading.Event() for _ in range(INTERPRETERS)]
    threads = [Background(use, i, connected[i], may_close[i]) for i in range(INTERPRETERS)]
    for each in connected:
        each.wait(WAIT)
    for i in (2, 0, 3, 1):  # each goes on, and is closed, while those after it still have their connections
        may_close[i].set()
        see('interpreter %d' % i, threads[i].result())

"""The state that a run of a program has: what its slots hold."""

import os
import socket
import struct
import threading
import weakref

from channel import ON_JAVA

RESET = struct.pack('>ii' if ON_JAVA else '@ii', 1, 0)  # SO_LINGER of a close that resets
_FAMILIES = {'tcp': (socket.AF_INET, socket.SOCK_STREAM), 'tcp6': (socket.AF_INET6, socket.SOCK_STREAM),
             'udp': (socket.AF_INET, socket.SOCK_DGRAM), 'unix': (socket.AF_UNIX, socket.SOCK_STREAM)}


class Empty(Exception):
    """The slot holds nothing."""


class Machine(object):
    """The state of one run of a program: what the slots hold. Branches share it; single dictionary accesses need no lock.

    `folder` is where UNIX sockets get their paths; `certificate` is a file with a server's key and certificate.
    """

    # Connections are made by way of one listener, which lives as long as the process: no ports are used up.
    _listener = None
    _listener_lock = threading.Lock()

    def __init__(self, folder, certificate):
        self.folder = folder
        self.certificate = certificate
        self.slots = {}
        self.sent = {}
        self.paths = []
        self.addresses = {}
        self.remembered = []
        self.numbers = {}
        self.watched = weakref.WeakValueDictionary()  # by number; weakly, so that a close is one on CPython too
        self.closed = []

    def end(self):
        for held in self.slots.values() + self.closed:
            try:
                if isinstance(held, socket.socket):
                    _drop(held)
                else:
                    held.close()
            except Exception:
                pass  # closed, or never connected
        for path in self.paths:
            try:
                os.unlink(path)
            except OSError:
                pass  # unlinked by what stands in for listen

    # ---- slots

    def held(self, name):
        found = self.slots.get(name)
        if found is None:
            raise Empty()
        return found

    def put(self, name, held):
        self.keep(name)
        self.sent[name] = 0
        self.replace(name, held)

    def keep(self, name):
        """Keeps what a slot holds open to the end, whatever comes in its place: without reference counts nobody would close it."""
        if name in self.slots:
            self.closed.append(self.slots[name])

    def replace(self, name, held):
        """Puts a socket in the place of one that it is about, which CPython's reference counts then let go of."""
        self.slots[name] = held
        if isinstance(held, socket.socket):
            self.numbers[held.fileno()] = name
            self.watched[held.fileno()] = held

    def name_of(self, number):
        return self.numbers.get(number, '?')

    def address(self, name):
        """Where a socket is, or was before it was closed."""
        try:
            self.addresses[name] = self.held(name).getsockname()
        except socket.error:
            if name not in self.addresses:
                raise
        return self.addresses[name]

    def remember(self):
        """Keeps where the sockets are, for who asks when another branch has closed one; UNIX ones are also found there.

        (A port may be another's then.)
        """
        self.remembered = self.places()
        self.addresses.update((name, place) for name, place in self.remembered if not isinstance(place, tuple))

    def places(self):
        """The slots that have an address, and the address."""
        found = []
        for name, held in sorted(self.slots.items()):
            try:
                found.append((name, held.getsockname()))
            except Exception:
                continue  # closed, or no socket
        return found

    def named(self, address):
        """An address by the slot that has it, or had it when it was remembered."""
        if isinstance(address, tuple):
            if address[1] == 0:
                return repr(address)
            for name, place in self.places() + self.remembered:
                if place == address:
                    return 'address of ' + name
            return 'some port of %s' % address[0]
        return 'path %d' % self.paths.index(address) if address in self.paths else repr(address)

    def new_path(self):
        path = os.path.join(self.folder, 's%d' % len(self.paths))
        self.paths.append(path)
        return path

    def fresh(self, kind):
        made = socket.socket(*_FAMILIES[kind])
        if kind.startswith('tcp'):
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.setblocking(False)
        return made

    @classmethod
    def own_listener(cls):
        """To be called in a process that was forked: its connections are no longer made by way of its parent's listener."""
        cls._listener = None

    @classmethod
    def listener(cls):
        with cls._listener_lock:
            if cls._listener is None:
                cls._listener = socket.socket()
                cls._listener.bind(('127.0.0.1', 0))
                cls._listener.listen(16)
            return cls._listener

    def connected(self, kind):
        if kind == 'unix':
            one, other = [socket.socket(_sock=each) for each in socket.socketpair()]
        elif kind == 'udp':
            one, other = self.fresh('udp'), self.fresh('udp')
            one.bind(('127.0.0.1', 0))
            other.bind(('127.0.0.1', 0))
            one.connect(other.getsockname())
            other.connect(one.getsockname())
        else:
            with self._turn:
                one = socket.socket()
                one.connect(self.listener().getsockname())
                other, peer = self.listener().accept()
                while peer != one.getsockname():  # a program has connected to the address of an end of a pair, which is the listener's
                    _drop(other)
                    other, peer = self.listener().accept()
            for each in one, other:
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for each in one, other:
            each.setblocking(False)
        return one, other

    _turn = threading.Lock()


class Empty(Exception):
    """The slot holds nothing."""


def _drop(held):
    if held.type == socket.SOCK_STREAM and held.family != socket.AF_UNIX:
        try:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)  # leaves no port behind in TIME_WAIT
        except socket.error:
            pass  # a listener
    held.close()

"""The operations of programs, version 1. Every operation is a line: its name and its arguments.

a, b, c... are slots for sockets, p, q... for pollers. An operation on a slot that holds nothing does nothing: its result is
"-". So any part of a program is a program, which is what makes programs shrink. N is a number of bytes, T seconds.

    socket a KIND            a new socket: tcp, tcp6, udp, unix
    pair a b KIND            two connected sockets: tcp, unix, udp, tls (whose handshake is done)
    bind a [b]               to the loopback, any port or a new path; or to the address of b
    listen a N | accept a b | connect a b | connect_ex a b
    send a N | sendall a N | sendto a N b
    recv a N | peek a N | waitall a N | recvfrom a N | recv_into a N
    fill a | drain a         sends until no more is taken, which may be at once; receives until there is nothing left
    shutdown a rd|wr|rdwr | close a | linger a (close resets) | dup a b
    blocking a on|off | timeout a T
    error a | name a | peername a
    await a in|out           waits until the kernel has settled, at most SETTLE seconds
    select r:a,b w:a x:a T
    poller p poll|epoll | register p a EVENTS | modify p a EVENTS | unregister p a | wait p T | close p
    wrap a client|server | handshake a | unwrap a | pending a

Sockets are non-blocking until `blocking` or `timeout` says otherwise. TCP sends at once (TCP_NODELAY): what Nagle's algorithm
holds back is a matter of time. What a socket sends is the next of a sequence that tells every byte's place, so that
what is lost, repeated or out of order shows.

One difference is wanted, so it does not show: to select and poll a TLS socket is readable while it has decrypted data. CPython
asks the kernel alone, and a program that does not ask pending() as well waits for ever. Here CPython's answer is completed.
"""

import os
import re
import select
import socket
import struct
import threading
import time

import observe
from channel import ON_JAVA

SETTLE = 5.0  # seconds
WOULD_WAIT = 'would wait'
NOTHING = '-'
LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
SHOWN = 24  # bytes of what is received are shown as they are; of more, the place in the sequence

POLL_EVENTS = (('in', 1), ('pri', 2), ('out', 4), ('err', 8), ('hup', 16), ('nval', 32), ('rdnorm', 64),
               ('rdband', 128), ('wrnorm', 256), ('wrband', 512), ('msg', 1024), ('rdhup', 0x2000))
EPOLL_EVENTS = POLL_EVENTS + (('oneshot', 1 << 30), ('et', 1 << 31))

_SHUTDOWN = {'rd': socket.SHUT_RD, 'wr': socket.SHUT_WR, 'rdwr': socket.SHUT_RDWR}
_RESET = struct.pack('>ii' if ON_JAVA else '@ii', 1, 0)
_FAMILIES = {'tcp': (socket.AF_INET, socket.SOCK_STREAM), 'tcp6': (socket.AF_INET6, socket.SOCK_STREAM),
             'udp': (socket.AF_INET, socket.SOCK_DGRAM), 'unix': (socket.AF_UNIX, socket.SOCK_STREAM)}
_HOSTS = {socket.AF_INET: '127.0.0.1', socket.AF_INET6: '::1'}
_WOULD_BLOCK = (11, 115)  # EAGAIN, EINPROGRESS

OPERATIONS = {}


def operation(function):
    OPERATIONS[function.__name__.rstrip('_')] = function
    return function


def sequence(place, count):
    """`count` bytes of the sequence that every socket sends, from a place on: blocks of 8, each with its number."""
    if count <= 4096:
        first = place // 8
        return _blocks(first, (place + count) // 8 + 1)[place - first * 8:place - first * 8 + count]
    if not _whole:
        _whole.append(_blocks(0, _BLOCKS))
    start = place % len(_whole[0])
    return (_whole[0] * ((start + count) // len(_whole[0]) + 1))[start:start + count]


def _blocks(first, end):
    return ''.join([LETTERS[block // 62 ** 2 % 62] + LETTERS[block // 62 % 62] + LETTERS[block % 62] + '.-=+:'
                    for block in xrange(first, end)])


_BLOCKS = 62 ** 3  # then it begins again
_whole = []  # the sequence once, when much of it is needed


class Machine(object):
    """The state of one run of a program: what the slots hold. Branches share it; single dictionary accesses need no lock."""

    # Connections are made by way of one listener, which lives as long as the process: no ports are used up.
    _listener = None
    _listener_lock = threading.Lock()

    def __init__(self, folder, certificates):
        self.folder = folder
        self.certificates = certificates
        self.slots = {}
        self.sent = {}
        self.received = {}
        self.paths = []
        self.addresses = {}
        self.numbers = {}
        self.closed = []

    # ---- running

    def perform(self, words, patient=True):
        """The result of an operation, as text. One that is not patient gives WOULD_WAIT where it would have to wait."""
        function = OPERATIONS[words[0]]
        begin = time.time()
        limit = self._limit(words)
        impatient = not patient and limit is not None
        try:
            if impatient:
                self._hurry(words, 0.0)
            result = function(self, *(self._hurried(words) if impatient else words)[1:])
            if impatient and words[0] in ('select', 'wait', 'await') and result in ('nothing', 'not yet'):
                return WOULD_WAIT
        except Exception as error:
            result = failure(error)
            if impatient and (getattr(error, 'errno', None) in _WOULD_BLOCK or isinstance(error, socket.timeout)):
                return WOULD_WAIT
        finally:
            if impatient:
                self._hurry(words, limit)
        waited = time.time() - begin
        if limit and patient and ('timed out' in result or result == 'nothing') and waited < limit * 0.9:
            return result + ' too early'
        return result

    def _limit(self, words):
        """How long an operation may wait: seconds, None where it never waits."""
        if words[0] in ('select', 'wait'):
            return float(words[-1]) or None
        if words[0] == 'await':
            return SETTLE
        if words[0] in ('recv', 'peek', 'waitall', 'recvfrom', 'recv_into', 'accept', 'handshake', 'unwrap'):
            held = self.slots.get(words[2] if words[0] == 'accept' else words[1])
            try:
                limit = held.gettimeout() if held is not None else None
            except Exception:
                return None  # closed
            return limit or None
        return None

    def _hurry(self, words, limit):
        if words[0] not in ('select', 'wait', 'await'):
            try:
                self.slots[words[2] if words[0] == 'accept' else words[1]].settimeout(limit)
            except Exception:
                pass  # closed by the operation itself

    def _hurried(self, words):
        return words[:-1] + ['0'] if words[0] in ('select', 'wait') else words + ['0'] if words[0] == 'await' else words

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
        before = self.slots.get(name)
        if before is not None:
            self.closed.append(before)  # not closed: without reference counts nobody would
        self.sent[name] = 0
        self.replace(name, held)

    def replace(self, name, held):
        """Puts a socket in the place of one that it is about, which CPython's reference counts then let go of."""
        self.slots[name] = held
        if isinstance(held, socket.socket):
            self.numbers[held.fileno()] = name

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

    def named(self, address):
        """An address by the slot that has it."""
        if isinstance(address, tuple):
            if address[1] == 0:
                return repr(address)
            for name, held in sorted(self.slots.items()):
                try:
                    if held.getsockname() == address:
                        return 'address of ' + name
                except Exception:
                    continue  # closed, or no socket
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
                other = self.listener().accept()[0]
            for each in one, other:
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for each in one, other:
            each.setblocking(False)
        return one, other

    _turn = threading.Lock()

    def take(self, name, data):
        """Describes received data by its place in what the peer sent, which is checked."""
        return repr(data) if len(data) <= SHOWN else '%d bytes from %r to %r%s' % (
            len(data), data[:8], data[-8:], '' if in_sequence(data) else ' OUT OF ORDER')


class Empty(Exception):
    """The slot holds nothing."""


def in_sequence(data):
    """Whether data is a part of the sequence: with nothing lost, repeated or out of order."""
    for place in xrange(8):
        block = data[place:place + 8]
        if len(block) == 8 and block[3:] == '.-=+:':
            number = (LETTERS.index(block[0]) * 62 + LETTERS.index(block[1])) * 62 + LETTERS.index(block[2])
            return sequence((number + _BLOCKS) * 8 - place, len(data)) == data
    return False


def _drop(held):
    if held.type == socket.SOCK_STREAM and held.family != socket.AF_UNIX:
        try:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)  # leaves no port behind in TIME_WAIT
        except socket.error:
            pass  # a listener
    held.close()


def failure(error):
    if isinstance(error, Empty):
        return NOTHING
    args = re.sub(r"\bu(?=['\"])", '', re.sub(r' ?\(_ssl\.c:\d+\)', '', observe.stable_repr(error.args)))
    return '%s%s' % (observe.type_name(error.__class__), args)


def events_of(text, table):
    return sum(number for name, number in table if name in text.split(','))


def events_text(value, table):
    names = [name for name, number in table if value & number]
    rest = value & ~sum(number for _, number in table)
    return '|'.join(names) + ('|%x' % rest if rest else '')


# ---- making sockets

@operation
def socket_(machine, name, kind):
    machine.put(name, machine.fresh(kind))
    return 'ok'


@operation
def pair(machine, one, other, kind):
    first, second = machine.connected(kind)
    if kind == 'tls':
        first, second = _tls(machine, first, 'client'), _tls(machine, second, 'server')
        _shake_hands(first, second)
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
        return _none(held.bind(machine.address(other)))
    if held.family == socket.AF_UNIX:
        return _none(held.bind(machine.new_path()))
    return _none(held.bind((_HOSTS[held.family], 0)))


@operation
def listen(machine, name, backlog):
    return _none(machine.held(name).listen(int(backlog)))


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
    return _none(machine.held(name).connect(machine.address(other)))


@operation
def connect_ex(machine, name, other):
    return str(machine.held(name).connect_ex(machine.address(other)))


def _none(result):
    return 'ok' if result is None else repr(result)


# ---- sending and receiving

def _next(machine, name, count):
    return sequence(machine.sent.get(name, 0), int(count))


def _sent(machine, name, count):
    machine.sent[name] = machine.sent.get(name, 0) + count
    return str(count)


@operation
def send(machine, name, count):
    return _sent(machine, name, machine.held(name).send(_next(machine, name, count)))


@operation
def sendall(machine, name, count):
    machine.held(name).sendall(_next(machine, name, count))
    return _sent(machine, name, int(count))


@operation
def sendto(machine, name, count, other):
    held = machine.held(name)
    return _sent(machine, name, held.sendto(_next(machine, name, count), machine.address(other)))


@operation
def recv(machine, name, count):
    return machine.take(name, machine.held(name).recv(int(count)))


@operation
def peek(machine, name, count):
    return machine.take(name, machine.held(name).recv(int(count), socket.MSG_PEEK))


@operation
def waitall(machine, name, count):
    return machine.take(name, machine.held(name).recv(int(count), socket.MSG_WAITALL))


@operation
def recvfrom(machine, name, count):
    data, address = machine.held(name).recvfrom(int(count))
    return '%s from %s' % (machine.take(name, data), machine.named(address))


@operation
def recv_into(machine, name, count):
    space = bytearray(int(count))
    got = machine.held(name).recv_into(space)
    return machine.take(name, str(space[:got]))


@operation
def fill(machine, name):
    held = machine.held(name)
    before = machine.sent.get(name, 0)
    try:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32768)  # so that it does not take megabytes
        while machine.sent[name] - before < 1 << 26:
            _sent(machine, name, held.send(_next(machine, name, 1 << 16)))
    except socket.error as error:
        return 'full: ' + failure(error)  # how much was taken is a matter of the kernel's buffers, and of time
    return 'never full'


@operation
def drain(machine, name):
    held = machine.held(name)
    data = []
    try:
        while True:
            piece = held.recv(1 << 20)
            if not piece:
                result = 'the end'
                break
            data.append(piece)
    except socket.error as error:
        result = failure(error)
    data = ''.join(data)
    text = repr(data) if len(data) <= SHOWN else 'much' if in_sequence(data) else 'much OUT OF ORDER'
    return '%s, then %s' % (text, result)


@operation
def shutdown(machine, name, how):
    return _none(machine.held(name).shutdown(_SHUTDOWN[how]))


@operation
def close(machine, name):
    return _none(machine.held(name).close())


@operation
def linger(machine, name):
    return _none(machine.held(name).setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET))


@operation
def blocking(machine, name, on):
    return _none(machine.held(name).setblocking(on == 'on'))


@operation
def timeout(machine, name, seconds):
    return _none(machine.held(name).settimeout(float(seconds)))


@operation
def error(machine, name):
    return str(machine.held(name).getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))


@operation
def name(machine, name):
    return machine.named(machine.held(name).getsockname())


@operation
def peername(machine, name):
    return machine.named(machine.held(name).getpeername())


# ---- readiness

@operation
def await_(machine, name, what, seconds=None):
    held = [machine.held(name)]
    limit = SETTLE if seconds is None else float(seconds)
    ready = select.select(held if what == 'in' else [], held if what == 'out' else [], [], limit)
    return 'ready' if any(ready) else 'not yet'


@operation
def select_(machine, *arguments):
    sets = {'r': [], 'w': [], 'x': []}
    for argument in arguments[:-1]:
        kind, names = argument.split(':')
        sets[kind] = [each for each in names.split(',') if each in machine.slots]
    if not any(sets.values()):
        return NOTHING
    objects = [[machine.held(each) for each in sets[kind]] for kind in 'rwx']
    decrypted = [each for each in objects[0] if _has_decrypted(each)]
    found = select.select(objects[0], objects[1], objects[2], 0 if decrypted else float(arguments[-1]))
    texts = []
    for kind, asked, held, ready in zip('rwx', [sets[each] for each in 'rwx'], objects, found):
        ready = ready + decrypted if kind == 'r' else ready
        names = [asked[index] for index, each in enumerate(held) if any(each is one for one in ready)]
        if names:
            texts.append('%s:%s' % (kind, ','.join(names)))
    return ' '.join(texts) or 'nothing'


def _has_decrypted(held):
    """Whether CPython's answer must be completed; jynetty has to find it by itself."""
    try:
        return not ON_JAVA and hasattr(held, 'pending') and held.pending() > 0
    except Exception:
        return False  # closed, or before the handshake


@operation
def poller(machine, name, kind):
    made = select.poll() if kind == 'poll' else select.epoll()
    machine.slots[name] = Poller(made, POLL_EVENTS if kind == 'poll' else EPOLL_EVENTS, 1000 if kind == 'poll' else 1)
    return 'ok'


class Poller(object):
    """A poll or epoll object, with the unit of its timeouts."""

    def __init__(self, made, table, unit):
        self.made = made
        self.table = table
        self.unit = unit
        self.readers = {}  # the sockets that are watched for data, by number

    def watch(self, held, events):
        self.readers[held.fileno()] = held if 'in' in events.split(',') else None

    def close(self):
        if hasattr(self.made, 'close'):
            return self.made.close()


@operation
def register(machine, name, other, events):
    held = machine.held(name)
    result = _none(held.made.register(machine.held(other), events_of(events, held.table)))
    held.watch(machine.held(other), events)
    return result


@operation
def modify(machine, name, other, events):
    held = machine.held(name)
    result = _none(held.made.modify(machine.held(other), events_of(events, held.table)))
    held.watch(machine.held(other), events)
    return result


@operation
def unregister(machine, name, other):
    held = machine.held(name)
    result = _none(held.made.unregister(machine.held(other)))
    held.watch(machine.held(other), '')
    return result


@operation
def wait(machine, name, seconds):
    held = machine.held(name)
    limit = float(seconds) * held.unit
    decrypted = dict((number, 1) for number, each in held.readers.items() if _has_decrypted(each))
    found = dict(held.made.poll(0 if decrypted else int(limit) if held.unit == 1000 else limit))
    for number in decrypted:
        found[number] = found.get(number, 0) | 1
    return ' '.join(sorted('%s=%s' % (machine.name_of(number), events_text(events, held.table))
                           for number, events in found.items())) or 'nothing'


# ---- TLS

_CONTEXTS = {}


def _context(machine, role):
    import ssl
    if role not in _CONTEXTS:
        made = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
        if role == 'server':
            made.load_cert_chain(os.path.join(machine.certificates, 'keycert.pem'))
        _CONTEXTS[role] = made
    return _CONTEXTS[role]


def _tls(machine, held, role):
    wrapped = _context(machine, role).wrap_socket(
        held, server_side=role == 'server', do_handshake_on_connect=False)
    return wrapped


def _shake_hands(client, server):
    import ssl
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
    machine.replace(name, _tls(machine, machine.held(name), role))
    return 'ok'


@operation
def handshake(machine, name):
    return _none(machine.held(name).do_handshake())


@operation
def unwrap(machine, name):
    machine.replace(name, socket.socket(_sock=machine.held(name).unwrap()))
    return 'ok'


@operation
def pending(machine, name):
    return str(machine.held(name).pending())

"""Network sockets: what Python programs use over the built-in module _socket.

Everything of _socket is here too. The class socket (also SocketType) wraps the
built-in socket type and adds makefile(), dup() and a close() that lets the
connection live on for as long as a file made of it is open.

CPython closes a connection when nothing refers to it any more. There are no
reference counts here, so the users of a built-in socket are counted: each
socket and each file made of it takes a hold, its close() gives it back, and the
last one closes the connection.
"""

import errno
import os
import sys
import warnings
from cStringIO import StringIO
from errno import EBADF, EINTR
from functools import partial
from types import MethodType

import _socket
from _socket import *

# Programs find the modules that CPython's socket imports here too, and use socket.errno, for one. So all are imported,
# though not all are used; Jython has loaded them before anyway.

__all__ = ['getfqdn', 'create_connection']
__all__ += filter(lambda each: not each.startswith('_'), dir(_socket))

_realsocket = _socket.socket

# Methods that each socket object has as attributes of its own, for speed.
_delegate_methods = ('recv', 'recvfrom', 'recv_into', 'recvfrom_into', 'send', 'sendto')

_socketmethods = (
    'bind', 'connect', 'connect_ex', 'fileno', 'listen',
    'getpeername', 'getsockname', 'getsockopt', 'setsockopt',
    'sendall', 'setblocking', 'settimeout', 'gettimeout', 'shutdown')

_GLOBAL_DEFAULT_TIMEOUT = object()

# What programs of old take from here rather than from ssl.
_names_of_ssl = frozenset([
    'RAND_add', 'RAND_status', 'SSL_ERROR_EOF', 'SSL_ERROR_INVALID_ERROR_CODE',
    'SSL_ERROR_SSL', 'SSL_ERROR_SYSCALL', 'SSL_ERROR_WANT_CONNECT',
    'SSL_ERROR_WANT_READ', 'SSL_ERROR_WANT_WRITE', 'SSL_ERROR_WANT_X509_LOOKUP',
    'SSL_ERROR_ZERO_RETURN'])


def __getattr__(name):
    # For the module itself: these take as long to load as all the rest.
    if name == 'sslerror':
        from _ssl import SSLError as value
    elif name == '_ssl':
        import _ssl as value
    elif name in _names_of_ssl:
        import _ssl
        value = getattr(_ssl, name)
    else:
        raise AttributeError(name)
    globals()[name] = value
    return value


def ssl(sock, keyfile=None, certfile=None):
    """Deprecated: use ssl.wrap_socket() instead."""
    import ssl as module
    warnings.warn(
        'socket.ssl() is deprecated.  Use ssl.wrap_socket() instead.',
        DeprecationWarning, stacklevel=2)
    return module.sslwrap_simple(sock, keyfile, certfile)


def getfqdn(name=''):
    """Return the fully qualified name of a host, by default of this machine.

    It is the first of the host's names that has a dot in it; the canonical name
    when none has, and the name itself when the host is unknown.
    """
    name = name.strip()
    if not name or name == '0.0.0.0':
        name = gethostname()
    try:
        canonical, aliases, _ = gethostbyaddr(name)
    except error:
        return name
    for candidate in [canonical] + aliases:
        if '.' in candidate:
            return candidate
    return canonical


def _holds_on(sock):
    """Take a hold on a socket; return a list of what gives it back.

    A list, since taking the item out of it is atomic: two threads that close at
    once give the hold back once. It is empty for other objects than built-in
    sockets, which programs may use in their place.
    """
    hold = getattr(sock, '_hold', None)
    if hold is None:
        return []
    hold()
    return [sock._release]


def _give_back(holds):
    try:
        release = holds.pop()
    except IndexError:
        return
    release()


class _closedsocket(object):
    """Stands in for the built-in socket of a socket object that was closed."""

    __slots__ = []

    def _dummy(*args):
        raise error(EBADF, 'Bad file descriptor')

    send = recv = recv_into = sendto = recvfrom = recvfrom_into = _dummy
    __getattr__ = _dummy

    def _hold(self):
        pass

    def _release(self):
        pass


class _socketobject(object):

    __doc__ = _realsocket.__doc__

    __slots__ = ['_sock', '_holds', '__weakref__'] + list(_delegate_methods)

    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, _sock=None):
        if _sock is None:
            _sock = _realsocket(family, type, proto)
        self._holds = _holds_on(_sock)
        self._sock = _sock
        # One by one: a loop over _delegate_methods would take a tenth of the time of a short connection.
        self.recv = _sock.recv
        self.recvfrom = _sock.recvfrom
        self.recv_into = _sock.recv_into
        self.recvfrom_into = _sock.recvfrom_into
        self.send = _sock.send
        self.sendto = _sock.sendto

    def close(self):
        closed = _closedsocket()
        self._sock = closed
        self.recv = self.recvfrom = self.recv_into = self.recvfrom_into = self.send = self.sendto = closed._dummy
        _give_back(self._holds)

    close.__doc__ = _realsocket.close.__doc__

    def accept(self):
        sock, address = self._sock.accept()
        return _socketobject(_sock=sock), address

    accept.__doc__ = _realsocket.accept.__doc__

    def dup(self):
        """dup() -> socket object

        Return a new socket object for the same connection."""
        return _socketobject(_sock=self._sock)

    def makefile(self, mode='r', bufsize=-1):
        """makefile([mode[, bufsize]]) -> file object

        Return a regular file object for the socket. The mode and bufsize
        arguments are as for the built-in open() function."""
        return _fileobject(self._sock, mode, bufsize)

    family = property(lambda self: self._sock.family, doc='the socket family')
    type = property(lambda self: self._sock.type, doc='the socket type')
    proto = property(lambda self: self._sock.proto, doc='the socket protocol')


def meth(name):
    """Make the method of socket objects that calls the built-in socket's method of the same name."""
    def method(self, *args):
        return getattr(self._sock, name)(*args)

    method.__name__ = name
    method.__doc__ = getattr(_realsocket, name).__doc__
    return method


# The names that are left behind are those that CPython's module has, so that dir() is the same.
for _m in _socketmethods:
    m = p = meth(_m)
    setattr(_socketobject, _m, m)

socket = SocketType = _socketobject
_realsocket._wrapped_by(_socketobject)


class _fileobject(object):
    """A file over a socket, or over anything with its recv and sendall.

    The buffer size is as for open(): 0 is unbuffered, 1 line-buffered, a larger
    number the size, a negative one the default. Reading without a buffer takes
    no byte more from the socket than it returns.
    """

    default_bufsize = 8192
    name = '<socket>'

    __slots__ = [
        'mode', 'bufsize', 'softspace', '_sock', '_holds', '_close',
        '_rbufsize', '_rbuf', '_wbufsize', '_wbuf', '_wbuf_len']

    def __init__(self, sock, mode='rb', bufsize=-1, close=False):
        if bufsize < 0:
            bufsize = self.default_bufsize
        self.mode = mode
        self.bufsize = bufsize
        self.softspace = False
        # Line buffering is for writing only.
        self._rbufsize = {0: 1, 1: self.default_bufsize}.get(bufsize, bufsize)
        self._wbufsize = bufsize
        self._rbuf = ''     # received, but not read
        self._wbuf = []     # written, but not sent
        self._wbuf_len = 0
        self._close = close
        self._holds = _holds_on(sock)
        self._sock = sock

    def _getclosed(self):
        return self._sock is None

    closed = property(_getclosed, doc='True if the file is closed')

    def close(self):
        try:
            if self._sock is not None:
                self.flush()
        finally:
            sock = self._sock
            self._sock = None
            if self._close and sock is not None:
                sock.close()
            _give_back(self._holds)

    def fileno(self):
        return self._sock.fileno()

    def flush(self):
        data = ''.join(self._wbuf)
        self._wbuf = []
        self._wbuf_len = 0
        # In pieces, so that what is left after an error can be told.
        piece = max(self._rbufsize, self.default_bufsize)
        sent = 0
        try:
            while sent < len(data):
                self._sock.sendall(data[sent:sent + piece])
                sent += piece
        finally:
            if sent < len(data):
                self._wbuf = [data[sent:]]
                self._wbuf_len = len(data) - sent

    def write(self, data):
        data = str(data)
        if not data:
            return
        self._wbuf.append(data)
        self._wbuf_len += len(data)
        size = self._wbufsize
        if size == 0 or (size == 1 and '\n' in data) or 1 < size <= self._wbuf_len:
            self.flush()

    def writelines(self, list):
        lines = [line for line in map(str, list) if line]
        self._wbuf += lines
        self._wbuf_len += sum(map(len, lines))
        if self._wbufsize <= 1 or self._wbuf_len >= self._wbufsize:
            self.flush()

    def _recv(self, size, *flags):
        while True:
            try:
                return self._sock.recv(size, *flags)
            except error as e:
                if e.args[0] != EINTR:
                    raise

    def read(self, size=-1):
        pieces = [self._rbuf]
        length = len(self._rbuf)
        self._rbuf = ''
        try:
            while size < 0 or length < size:
                if size < 0:
                    data = self._recv(max(self._rbufsize, self.default_bufsize))
                else:
                    data = self._recv(size - length)
                if not data:
                    break
                pieces.append(data)
                length += len(data)
        except:
            self._rbuf = ''.join(pieces)
            raise
        data = ''.join(pieces)
        if 0 <= size < length:
            self._rbuf = data[size:]
            data = data[:size]
        return data

    def readline(self, size=-1):
        pieces = []
        length = 0
        data = self._rbuf
        self._rbuf = ''
        try:
            while True:
                end = data.find('\n') + 1 or len(data)
                if 0 <= size < length + end:
                    end = size - length
                pieces.append(data[:end])
                length += end
                self._rbuf = data[end:]
                if length == size or data[end - 1:end] == '\n':
                    break
                if self._rbufsize > 1:
                    data = self._recv(self._rbufsize)
                else:
                    data = self._recv_in_line(size - length)
                if not data:
                    break
        except:
            self._rbuf = ''.join(pieces)
            raise
        return ''.join(pieces)

    def _recv_in_line(self, limit):
        """Receive some bytes that do not reach beyond the end of the line.

        A call for each byte would do; looking ahead takes two calls for a line.
        No other kind of socket than this one can look ahead.
        """
        sock = self._sock
        if type(sock) is not _realsocket or sock.type != SOCK_STREAM:
            return self._recv(1)
        ahead = self.default_bufsize if limit < 0 else min(limit, self.default_bufsize)
        data = self._recv(ahead, MSG_PEEK)
        return self._recv(data.find('\n') + 1 or len(data)) if data else data

    def readlines(self, sizehint=0):
        lines = []
        length = 0
        for line in self:
            lines.append(line)
            length += len(line)
            if sizehint and length >= sizehint:
                break
        return lines

    def __iter__(self):
        return self

    def next(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None):
    """Connect to a service at a host and return the socket object.

    Each address of the host is tried in turn; when none works, the error of the
    last one is raised. The timeout, in seconds, is for each attempt and stays set
    on the socket; without one it is that of getdefaulttimeout(). source_address
    is a tuple (host, port) to connect from.
    """
    host, port = address
    failure = error('getaddrinfo returns an empty list')
    for family, kind, protocol, _, target in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, protocol)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(target)
            return sock
        except error as e:
            failure = e
            if sock is not None:
                sock.close()
    raise failure

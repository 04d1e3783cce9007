"""TLS for sockets: what Python programs use over the built-in module _ssl.

SSLContext holds settings: certificates, keys, ciphers, whom to trust. Its
wrap_socket(), or the function of that name, makes an SSLSocket of a socket: a
socket.socket whose send() and recv() go through TLS.

create_default_context() gives a context that is safe for clients: it verifies
the server's certificate and its host name.
"""

import base64
import errno
import os
import re
import sys
import textwrap
import warnings
from collections import namedtuple
from contextlib import closing

import _ssl
from _ssl import OPENSSL_VERSION_NUMBER, OPENSSL_VERSION_INFO, OPENSSL_VERSION
from _ssl import _OPENSSL_API_VERSION, _SSLContext
from _ssl import (
    SSLError, SSLZeroReturnError, SSLWantReadError, SSLWantWriteError,
    SSLSyscallError, SSLEOFError)
from _ssl import CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED
from _ssl import txt2obj as _txt2obj, nid2obj as _nid2obj
from _ssl import RAND_status, RAND_add
from _ssl import HAS_SNI, HAS_ECDH, HAS_NPN, HAS_ALPN, HAS_TLSv1_3

from socket import socket, _fileobject, _delegate_methods, error as socket_error
from socket import _give_back, _realsocket
from socket import AF_INET, SOCK_STREAM, SOL_SOCKET, SO_TYPE, create_connection


def _import_symbols(prefix):
    for name in dir(_ssl):
        if name.startswith(prefix):
            globals()[name] = getattr(_ssl, name)


for _prefix in 'OP_', 'ALERT_DESCRIPTION_', 'SSL_ERROR_', 'PROTOCOL_', 'VERIFY_':
    _import_symbols(_prefix)
del _prefix

# PROTOCOL_SSLv23 is the old name of PROTOCOL_TLS.
_PROTOCOL_NAMES = {
    getattr(_ssl, name): name for name in dir(_ssl)
    if name.startswith('PROTOCOL_') and name != 'PROTOCOL_SSLv23'}
_SSLv2_IF_EXISTS = None

CHANNEL_BINDING_TYPES = ['tls-unique'] if _ssl.HAS_TLS_UNIQUE else []

# Forward secrecy first, then authenticated encryption, then key size; nothing
# that is anonymous, in the clear, or broken.
_DEFAULT_CIPHERS = (
    'TLS13-AES-256-GCM-SHA384:TLS13-CHACHA20-POLY1305-SHA256:TLS13-AES-128-GCM-SHA256:'
    'ECDH+AESGCM:ECDH+CHACHA20:DH+AESGCM:DH+CHACHA20:'
    'ECDH+AES256:DH+AES256:ECDH+AES128:DH+AES:ECDH+HIGH:DH+HIGH:'
    'RSA+AESGCM:RSA+AES:RSA+HIGH:'
    '!aNULL:!eNULL:!MD5:!3DES')

# A server need not be compatible with everybody.
_RESTRICTED_SERVER_CIPHERS = _DEFAULT_CIPHERS.replace('!MD5:', '!MD5:!DSS:!RC4:')


class CertificateError(ValueError):
    """The certificate is not for the host that was asked for."""


def _dnsname_match(dn, hostname, max_wildcards=1):
    """Whether a name of a certificate fits a host, by RFC 6125 section 6.4.3."""
    if not dn:
        return False
    labels = dn.split('.')
    first = labels.pop(0)
    wildcards = first.count('*')
    if wildcards > max_wildcards:
        # Backtracking over many of them would take for ever.
        raise CertificateError('too many wildcards in certificate DNS name: ' + repr(dn))
    if not wildcards:
        return dn.lower() == hostname.lower()
    if first == '*':
        pattern = '[^.]+'
    elif first.startswith('xn--') or hostname.startswith('xn--'):
        # A wildcard within a part of an internationalised name is none.
        pattern = re.escape(first)
    else:
        pattern = re.escape(first).replace(r'\*', '[^.]*')
    pattern = r'\.'.join([pattern] + [re.escape(label) for label in labels])
    return re.match(r'\A%s\Z' % pattern, hostname, re.IGNORECASE)


def match_hostname(cert, hostname):
    """Check that a certificate, as getpeercert() returns it, is for a host.

    The rules are those of RFC 2818 and RFC 6125; IP addresses never match.
    CertificateError is raised if it is not.
    """
    if not cert:
        raise ValueError('empty or no certificate, match_hostname needs a SSL socket '
                         'or SSL context with either CERT_OPTIONAL or CERT_REQUIRED')
    names = [value for kind, value in cert.get('subjectAltName', ()) if kind == 'DNS']
    if not names:
        # The subject counts only where there is no DNS name beside it.
        names = [value for rdn in cert.get('subject', ())
                 for kind, value in rdn if kind == 'commonName']
    if any(_dnsname_match(name, hostname) for name in names):
        return
    if len(names) > 1:
        raise CertificateError("hostname %r doesn't match either of %s"
                               % (hostname, ', '.join(map(repr, names))))
    if names:
        raise CertificateError("hostname %r doesn't match %r" % (hostname, names[0]))
    raise CertificateError('no appropriate commonName or subjectAltName fields were found')


DefaultVerifyPaths = namedtuple(
    'DefaultVerifyPaths',
    'cafile capath openssl_cafile_env openssl_cafile openssl_capath_env openssl_capath')


def get_default_verify_paths():
    """Return where certificates that are trusted by default are looked for."""
    parts = _ssl.get_default_verify_paths()
    file_variable, file_default, directory_variable, directory_default = parts
    cafile = os.environ.get(file_variable, file_default)
    capath = os.environ.get(directory_variable, directory_default)
    return DefaultVerifyPaths(
        cafile if os.path.isfile(cafile) else None,
        capath if os.path.isdir(capath) else None,
        *parts)


class _ASN1Object(namedtuple('_ASN1Object', 'nid shortname longname oid')):
    """An object identifier, looked up by its OID."""

    __slots__ = ()

    def __new__(cls, oid):
        return super(_ASN1Object, cls).__new__(cls, *_txt2obj(oid, name=False))

    @classmethod
    def fromnid(cls, nid):
        """Look an object up by OpenSSL's number."""
        return super(_ASN1Object, cls).__new__(cls, *_nid2obj(nid))

    @classmethod
    def fromname(cls, name):
        """Look an object up by its short name, long name or OID."""
        return super(_ASN1Object, cls).__new__(cls, *_txt2obj(name, name=True))


class Purpose(_ASN1Object):
    """What a context is for, as an extended key usage of certificates."""


Purpose.SERVER_AUTH = Purpose('1.3.6.1.5.5.7.3.1')
Purpose.CLIENT_AUTH = Purpose('1.3.6.1.5.5.7.3.2')


def _check_purpose(purpose):
    if not isinstance(purpose, _ASN1Object):
        raise TypeError(purpose)


def _wire_format(kind, protocols):
    """The names of application protocols as TLS sends them, each with its length."""
    names = bytearray()
    for protocol in protocols:
        name = protocol.encode('ascii')
        if not 1 <= len(name) <= 255:
            raise SSLError(kind + ' protocols must be 1 to 255 in length')
        names.append(len(name))
        names.extend(name)
    return names


class SSLContext(_SSLContext):
    """The settings, certificates and keys of TLS connections."""

    __slots__ = ('protocol', '__weakref__')

    # Certificate stores that only Windows has.
    _windows_cert_stores = ('CA', 'ROOT')

    def __new__(cls, protocol, *args, **kwargs):
        self = _SSLContext.__new__(cls, protocol)
        self.set_ciphers(_DEFAULT_CIPHERS)
        return self

    def __init__(self, protocol):
        self.protocol = protocol

    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True,
                    suppress_ragged_eofs=True, server_hostname=None):
        return SSLSocket(
            sock=sock, server_side=server_side,
            do_handshake_on_connect=do_handshake_on_connect,
            suppress_ragged_eofs=suppress_ragged_eofs,
            server_hostname=server_hostname, _context=self)

    def set_npn_protocols(self, npn_protocols):
        self._set_npn_protocols(_wire_format('NPN', npn_protocols))

    def set_alpn_protocols(self, alpn_protocols):
        self._set_alpn_protocols(_wire_format('ALPN', alpn_protocols))

    def _load_windows_store_certs(self, storename, purpose):
        raise NotImplementedError('only Windows has certificate stores')

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        _check_purpose(purpose)
        self.set_default_verify_paths()


def _load_trusted(context, purpose, cafile, capath, cadata):
    """Trust what is given or, if that is nothing and trust matters, the defaults."""
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)


def create_default_context(purpose=Purpose.SERVER_AUTH, cafile=None, capath=None, cadata=None):
    """Create a context with settings that are safe today.

    For Purpose.SERVER_AUTH, a client's context, it verifies the server's
    certificate and host name.
    """
    _check_purpose(purpose)
    context = SSLContext(PROTOCOL_TLS)
    if purpose == Purpose.SERVER_AUTH:
        context.verify_mode = CERT_REQUIRED
        context.check_hostname = True
    elif purpose == Purpose.CLIENT_AUTH:
        context.set_ciphers(_RESTRICTED_SERVER_CIPHERS)
    _load_trusted(context, purpose, cafile, capath, cadata)
    return context


def _create_unverified_context(protocol=PROTOCOL_TLS, cert_reqs=None, check_hostname=False,
                               purpose=Purpose.SERVER_AUTH, certfile=None, keyfile=None,
                               cafile=None, capath=None, cadata=None):
    """Create a context for modules of the standard library.

    It is less strict than create_default_context(), for compatibility.
    """
    _check_purpose(purpose)
    context = SSLContext(protocol)
    if cert_reqs is not None:
        context.verify_mode = cert_reqs
    context.check_hostname = check_hostname
    if keyfile and not certfile:
        raise ValueError('certfile must be specified')
    if certfile or keyfile:
        context.load_cert_chain(certfile, keyfile)
    _load_trusted(context, purpose, cafile, capath, cadata)
    return context


_create_stdlib_context = _create_unverified_context

# PEP 493: HTTPS clients verify, unless this variable is 0.
_https_verify_envvar = 'PYTHONHTTPSVERIFY'


def _get_https_context_factory():
    # Jython's sys.flags may lack the attribute.
    if not getattr(sys.flags, 'ignore_environment', 0):
        if os.environ.get(_https_verify_envvar) == '0':
            return _create_unverified_context
    return create_default_context


_create_default_https_context = _get_https_context_factory()


def _https_verify_certificates(enable=True):
    """Say whether HTTPS clients verify certificates by default."""
    global _create_default_https_context
    _create_default_https_context = (
        create_default_context if enable else _create_unverified_context)


class SSLSocket(socket):
    """A socket whose data goes through TLS.

    It is a user of the connection of its own: the socket that it was made of can
    be closed, and closing this one closes the connection.
    """

    def __init__(self, sock=None, keyfile=None, certfile=None, server_side=False,
                 cert_reqs=CERT_NONE, ssl_version=PROTOCOL_TLS, ca_certs=None,
                 do_handshake_on_connect=True, family=AF_INET, type=SOCK_STREAM, proto=0,
                 fileno=None, suppress_ragged_eofs=True, npn_protocols=None, ciphers=None,
                 server_hostname=None, _context=None):
        self._makefile_refs = 0
        if _context:
            self._context = _context
        else:
            self._make_context(keyfile, certfile, server_side, cert_reqs, ssl_version,
                               ca_certs, npn_protocols, ciphers)
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError('only stream sockets are supported')
        socket.__init__(self, _sock=sock._sock)
        # They would hide the methods of this class.
        for name in _delegate_methods:
            self.__dict__.pop(name, None)
        try:
            self._wrap(server_side, server_hostname, do_handshake_on_connect,
                       suppress_ragged_eofs)
        except ValueError:
            self.close()
            raise
        except:
            # The connection is still that of the socket that was to be wrapped.
            self._drop_tls()
            _give_back(self._holds)
            raise

    def _make_context(self, keyfile, certfile, server_side, cert_reqs, ssl_version,
                      ca_certs, npn_protocols, ciphers):
        if server_side and not certfile:
            raise ValueError('certfile must be specified for server-side operations')
        if keyfile and not certfile:
            raise ValueError('certfile must be specified')
        if certfile and not keyfile:
            keyfile = certfile
        self._context = SSLContext(ssl_version)
        self._context.verify_mode = cert_reqs
        if ca_certs:
            self._context.load_verify_locations(ca_certs)
        if certfile:
            self._context.load_cert_chain(certfile, keyfile)
        if npn_protocols:
            self._context.set_npn_protocols(npn_protocols)
        if ciphers:
            self._context.set_ciphers(ciphers)
        self.keyfile = keyfile
        self.certfile = certfile
        self.cert_reqs = cert_reqs
        self.ssl_version = ssl_version
        self.ca_certs = ca_certs
        self.ciphers = ciphers

    def _wrap(self, server_side, server_hostname, do_handshake_on_connect,
              suppress_ragged_eofs):
        self._closed = False
        self._sslobj = None
        self._connected = False
        if server_side and server_hostname:
            raise ValueError('server_hostname can only be specified in client mode')
        if self._context.check_hostname and not server_hostname:
            raise ValueError('check_hostname requires server_hostname')
        self.server_side = server_side
        self.server_hostname = server_hostname
        self.do_handshake_on_connect = do_handshake_on_connect
        self.suppress_ragged_eofs = suppress_ragged_eofs
        try:
            self.getpeername()
        except socket_error as e:
            if e.errno != errno.ENOTCONN:
                raise
            self._refuse_early_data()
            return
        self._connected = True
        self._attach(server_side)
        if do_handshake_on_connect:
            if self.gettimeout() == 0.0:
                raise ValueError('do_handshake_on_connect should not be specified for '
                                 'non-blocking sockets')
            self.do_handshake()

    def _refuse_early_data(self):
        """Make sure that a socket that is not connected has received nothing.

        Else its peer has sent data and gone, and the program could take that data
        for something that came through TLS.
        """
        timeout = self.gettimeout()
        self.settimeout(0)
        try:
            early = self._sock.recv(1)
        except socket_error as e:
            if e.errno not in (errno.ENOTCONN, errno.EINVAL):
                raise
            early = b''
        self.settimeout(timeout)
        if early:
            reason = 'Closed before TLS handshake with data in recv buffer.'
            refusal = SSLError(errno.ENOTCONN, reason)
            refusal.reason = reason
            refusal.library = None
            self.close()
            raise refusal

    def _attach(self, server_side):
        self._sslobj = self._context._wrap_socket(
            self._sock, server_side, self.server_hostname, ssl_sock=self)

    @property
    def context(self):
        return self._context

    @context.setter
    def context(self, ctx):
        self._context = ctx
        self._sslobj.context = ctx

    def dup(self):
        raise NotImplementedError("Can't dup() %s instances" % self.__class__.__name__)

    def _checkClosed(self, msg=None):
        """Called before each operation, for subclasses to raise an exception."""

    def _check_connected(self):
        if not self._connected:
            # It may be connected nevertheless, if connect() has first failed
            # with EAGAIN; otherwise this raises ENOTCONN.
            self.getpeername()

    def _refuse_flags(self, flags, method):
        if flags != 0:
            raise ValueError('non-zero flags not allowed in calls to %s() on %s'
                             % (method, self.__class__))

    def _refuse(self, method):
        if self._sslobj:
            raise ValueError('%s not allowed on instances of %s' % (method, self.__class__))

    def read(self, len=1024, buffer=None):
        """Read up to len bytes and return them, or put them into buffer and
        return how many they are. At the end that is an empty string, or 0."""
        self._checkClosed()
        if not self._sslobj:
            raise ValueError('Read on closed or unwrapped SSL socket.')
        try:
            if buffer is None:
                return self._sslobj.read(len)
            return self._sslobj.read(len, buffer)
        except SSLError as e:
            if e.args[0] != SSL_ERROR_EOF or not self.suppress_ragged_eofs:
                raise
            return b'' if buffer is None else 0

    def write(self, data):
        """Write data and return how many bytes of it were written."""
        self._checkClosed()
        if not self._sslobj:
            raise ValueError('Write on closed or unwrapped SSL socket.')
        return self._sslobj.write(data)

    def getpeercert(self, binary_form=False):
        """Return the peer's certificate: as a dictionary, which is empty if the
        certificate was not verified, or in DER. None if it has none."""
        self._checkClosed()
        self._check_connected()
        return self._sslobj.peer_certificate(binary_form)

    def selected_npn_protocol(self):
        """NPN is not supported: return None."""
        self._checkClosed()
        return None

    def selected_alpn_protocol(self):
        """Return the application protocol that was agreed on, or None."""
        self._checkClosed()
        return self._sslobj.selected_alpn_protocol() if self._sslobj else None

    def cipher(self):
        """Return name, protocol version and bits of the cipher suite, or None."""
        self._checkClosed()
        return self._sslobj.cipher() if self._sslobj else None

    def compression(self):
        """Return the compression algorithm, or None."""
        self._checkClosed()
        return self._sslobj.compression() if self._sslobj else None

    def version(self):
        """Return the protocol version, such as 'TLSv1.3', or None."""
        return self._sslobj.version() if self._sslobj else None

    def pending(self):
        """Return how many bytes can be read without receiving more."""
        self._checkClosed()
        return self._sslobj.pending() if self._sslobj else 0

    def get_channel_binding(self, cb_type='tls-unique'):
        """Return the channel binding of this type, or None before the handshake."""
        if cb_type not in CHANNEL_BINDING_TYPES:
            raise ValueError('Unsupported channel binding type')
        return self._sslobj.tls_unique_cb() if self._sslobj else None

    def send(self, data, flags=0):
        self._checkClosed()
        if not self._sslobj:
            return self._sock.send(data, flags)
        self._refuse_flags(flags, 'send')
        try:
            return self._sslobj.write(data)
        except SSLError as e:
            if e.args[0] in (SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE):
                return 0
            raise

    def sendto(self, data, flags_or_addr, addr=None):
        self._checkClosed()
        self._refuse('sendto')
        if addr is None:
            return self._sock.sendto(data, flags_or_addr)
        return self._sock.sendto(data, flags_or_addr, addr)

    def sendall(self, data, flags=0):
        self._checkClosed()
        if not self._sslobj:
            return socket.sendall(self, data, flags)
        self._refuse_flags(flags, 'sendall')
        size = len(data)
        sent = 0
        while sent < size:
            sent += self.send(data[sent:] if sent else data)
        return size

    def recv(self, buflen=1024, flags=0):
        self._checkClosed()
        if not self._sslobj:
            return self._sock.recv(buflen, flags)
        self._refuse_flags(flags, 'recv')
        return self.read(buflen)

    def recv_into(self, buffer, nbytes=None, flags=0):
        self._checkClosed()
        if nbytes is None:
            nbytes = len(buffer) if buffer else 1024
        if not self._sslobj:
            return self._sock.recv_into(buffer, nbytes, flags)
        self._refuse_flags(flags, 'recv_into')
        return self.read(nbytes, buffer)

    def recvfrom(self, buflen=1024, flags=0):
        self._checkClosed()
        self._refuse('recvfrom')
        return self._sock.recvfrom(buflen, flags)

    def recvfrom_into(self, buffer, nbytes=None, flags=0):
        self._checkClosed()
        self._refuse('recvfrom_into')
        return self._sock.recvfrom_into(buffer, nbytes, flags)

    def shutdown(self, how):
        self._checkClosed()
        self._drop_tls()
        socket.shutdown(self, how)

    def _drop_tls(self):
        if self._sslobj:
            self._sslobj._detach()
            self._sslobj = None

    def close(self):
        """Close the connection, or let it go when the last file made of it is
        closed. The peer is not told of it by TLS: unwrap() does that."""
        if self._makefile_refs < 1:
            self._real_close()
        else:
            self._makefile_refs -= 1

    def _real_close(self):
        self._sslobj = None
        sock = self._sock
        socket.close(self)
        # Whoever else may have used the plain socket cannot go on in the middle
        # of a TLS connection.
        if isinstance(sock, _realsocket):
            sock.close()

    def unwrap(self):
        """End TLS, both ways, and return the built-in socket for plain data."""
        if not self._sslobj:
            raise ValueError('No SSL wrapper around ' + str(self))
        plain = self._sslobj.shutdown()
        self._sslobj = None
        return plain

    def do_handshake(self, block=False):
        """Perform the TLS handshake."""
        self._check_connected()
        timeout = self.gettimeout()
        try:
            if timeout == 0.0 and block:
                self.settimeout(None)
            self._sslobj.do_handshake()
        finally:
            self.settimeout(timeout)
        if self.context.check_hostname:
            if not self.server_hostname:
                raise ValueError('check_hostname needs server_hostname argument')
            match_hostname(self.getpeercert(), self.server_hostname)

    def _real_connect(self, addr, connect_ex):
        if self.server_side:
            raise ValueError("can't connect in server-side mode")
        if self._connected:
            raise ValueError('attempt to connect already-connected SSLSocket!')
        self._attach(False)
        try:
            if connect_ex:
                result = socket.connect_ex(self, addr)
            else:
                result = None
                socket.connect(self, addr)
            if not result:
                self._connected = True
                if self.do_handshake_on_connect:
                    self.do_handshake()
            return result
        except (OSError, ValueError):
            self._drop_tls()
            raise

    def connect(self, addr):
        """Connect to an address and do the handshake."""
        self._real_connect(addr, False)

    def connect_ex(self, addr):
        """The same, but return the errno of a connect that fails."""
        return self._real_connect(addr, True)

    def accept(self):
        """Accept a connection, do the handshake as a server, and return an
        SSLSocket and the address of the client."""
        plain, address = socket.accept(self)
        try:
            tls = self.context.wrap_socket(
                plain, server_side=True,
                do_handshake_on_connect=self.do_handshake_on_connect,
                suppress_ragged_eofs=self.suppress_ragged_eofs)
        except:
            plain.close()
            raise
        return tls, address

    def makefile(self, mode='r', bufsize=-1):
        """Return a file for the connection, as for a plain socket."""
        self._makefile_refs += 1
        # Closing the file gives back what was just taken.
        return _fileobject(self, mode, bufsize, close=True)


def wrap_socket(sock, keyfile=None, certfile=None, server_side=False, cert_reqs=CERT_NONE,
                ssl_version=PROTOCOL_TLS, ca_certs=None, do_handshake_on_connect=True,
                suppress_ragged_eofs=True, ciphers=None):
    """Make an SSLSocket of a socket, with a context of its own."""
    return SSLSocket(
        sock=sock, keyfile=keyfile, certfile=certfile, server_side=server_side,
        cert_reqs=cert_reqs, ssl_version=ssl_version, ca_certs=ca_certs,
        do_handshake_on_connect=do_handshake_on_connect,
        suppress_ragged_eofs=suppress_ragged_eofs, ciphers=ciphers)


def cert_time_to_seconds(cert_time):
    """Return the seconds since the epoch for a time of a certificate, such as
    'Jan  5 09:34:43 2018 GMT', whatever the locale."""
    # Loading them takes longer than importing all of ssl.
    from calendar import timegm
    from time import strptime
    months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
    time_format = ' %d %H:%M:%S %Y GMT'
    try:
        month = months.index(cert_time[:3].title()) + 1
    except ValueError:
        raise ValueError('time data %r does not match format "%%b%s"' % (cert_time, time_format))
    parsed = strptime(cert_time[3:], time_format)
    return timegm((parsed[0], month) + parsed[2:6])


PEM_HEADER = '-----BEGIN CERTIFICATE-----'
PEM_FOOTER = '-----END CERTIFICATE-----'


def DER_cert_to_PEM_cert(der_cert_bytes):
    """Return a certificate in PEM that is given in DER."""
    text = base64.standard_b64encode(der_cert_bytes).decode('ascii')
    return '\n'.join([PEM_HEADER, textwrap.fill(text, 64), PEM_FOOTER, ''])


def PEM_cert_to_DER_cert(pem_cert_string):
    """Return a certificate in DER that is given in PEM."""
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError('Invalid PEM encoding; must start with %s' % PEM_HEADER)
    text = pem_cert_string.strip()
    if not text.endswith(PEM_FOOTER):
        raise ValueError('Invalid PEM encoding; must end with %s' % PEM_FOOTER)
    return base64.decodestring(text[len(PEM_HEADER):-len(PEM_FOOTER)].encode('ASCII', 'strict'))


def get_server_certificate(addr, ssl_version=PROTOCOL_TLS, ca_certs=None):
    """Return the certificate of the server at an address, in PEM. It is verified
    if ca_certs says whom to trust."""
    context = _create_stdlib_context(
        ssl_version, cert_reqs=CERT_NONE if ca_certs is None else CERT_REQUIRED,
        cafile=ca_certs)
    with closing(create_connection(addr)) as sock:
        with closing(context.wrap_socket(sock)) as tls:
            return DER_cert_to_PEM_cert(tls.getpeercert(True))


def get_protocol_name(protocol_code):
    """Return the name of a PROTOCOL_ constant."""
    return _PROTOCOL_NAMES.get(protocol_code, '<unknown>')


def sslwrap_simple(sock, keyfile=None, certfile=None):
    """What socket.ssl() was in Python 2.5: a built-in TLS object for a socket."""
    if hasattr(sock, '_sock'):
        sock = sock._sock
    context = SSLContext(PROTOCOL_SSLv23)
    if keyfile or certfile:
        context.load_cert_chain(certfile, keyfile)
    tls = context._wrap_socket(sock, server_side=False)
    try:
        sock.getpeername()
    except socket_error:
        pass
    else:
        tls.do_handshake()
    return tls

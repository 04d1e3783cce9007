"""Suite `names`: what dir() of the modules and of their types has, with the type and the value of each name."""

import importlib
import inspect
import sys

import cases
import observe

MODULES = ('_socket', 'socket', 'select', '_ssl', 'ssl')
TYPES = (
    ('_socket', 'socket'), ('socket', 'socket'), ('socket', '_fileobject'), ('select', 'epoll'),
    ('ssl', 'SSLSocket'), ('ssl', 'SSLContext'), ('_ssl', '_SSLContext'),
)

# The private names of CPython's modules, which programs do use. Other private names are an implementation's own business.
PRIVATE = frozenset((
    '_ssl._OPENSSL_API_VERSION', '_ssl._SSLContext', '_ssl._SSLContext._set_alpn_protocols',
    '_ssl._SSLContext._set_npn_protocols', '_ssl._SSLContext._wrap_socket', '_ssl._SSLSocket',
    '_ssl._test_decode_cert', 'socket._GLOBAL_DEFAULT_TIMEOUT', 'socket._closedsocket',
    'socket._delegate_methods', 'socket._fileobject', 'socket._fileobject._close',
    'socket._fileobject._getclosed', 'socket._fileobject._rbuf', 'socket._fileobject._rbufsize',
    'socket._fileobject._sock', 'socket._fileobject._wbuf', 'socket._fileobject._wbuf_len',
    'socket._fileobject._wbufsize', 'socket._m', 'socket._realsocket', 'socket._socket',
    'socket._socketmethods', 'socket._socketobject', 'socket._ssl', 'socket.socket._sock',
    'ssl.SSLContext._load_windows_store_certs', 'ssl.SSLContext._set_alpn_protocols',
    'ssl.SSLContext._set_npn_protocols', 'ssl.SSLContext._windows_cert_stores', 'ssl.SSLContext._wrap_socket',
    'ssl.SSLSocket._checkClosed', 'ssl.SSLSocket._check_connected', 'ssl.SSLSocket._real_close',
    'ssl.SSLSocket._real_connect', 'ssl.SSLSocket._sock', 'ssl._ASN1Object', 'ssl._DEFAULT_CIPHERS',
    'ssl._OPENSSL_API_VERSION', 'ssl._PROTOCOL_NAMES', 'ssl._RESTRICTED_SERVER_CIPHERS', 'ssl._SSLContext',
    'ssl._SSLv2_IF_EXISTS', 'ssl._create_default_https_context', 'ssl._create_stdlib_context',
    'ssl._create_unverified_context', 'ssl._delegate_methods', 'ssl._dnsname_match', 'ssl._fileobject',
    'ssl._get_https_context_factory', 'ssl._https_verify_certificates', 'ssl._https_verify_envvar',
    'ssl._import_symbols', 'ssl._nid2obj', 'ssl._ssl', 'ssl._txt2obj',
))

# What CPython's socket has from _ssl. An implementation may find it when it is asked for, instead of when it is imported.
ASKED_FOR = {
    'socket': (
        'RAND_add', 'RAND_status', 'SSL_ERROR_EOF', 'SSL_ERROR_INVALID_ERROR_CODE', 'SSL_ERROR_SSL', 'SSL_ERROR_SYSCALL',
        'SSL_ERROR_WANT_CONNECT', 'SSL_ERROR_WANT_READ', 'SSL_ERROR_WANT_WRITE', 'SSL_ERROR_WANT_X509_LOOKUP',
        'SSL_ERROR_ZERO_RETURN', '_ssl', 'ssl', 'sslerror',
    ),
}


def serve(name, settings, channel, commands):
    found = {}
    order = []
    for label, holder in _holders():
        asked = [name for name in ASKED_FOR.get(label, ()) if hasattr(holder, name)]
        for attribute in sorted(set(dir(holder)).union(asked)):
            name = '%s.%s' % (label, attribute)
            if not attribute.startswith('_') or name in PRIVATE:
                order.append(name)
                found[name] = (holder, attribute)
    cases.serve(channel, commands, order, lambda each: describe(getattr(*found[each])))


def _holders():
    """Modules and types that exist here; the names of one that does not are absent."""
    for module in MODULES:
        try:
            yield module, importlib.import_module(module)
        except ImportError:
            pass
    for module, name in TYPES:
        try:
            yield '%s.%s' % (module, name), getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError):
            pass


def describe(value):
    """A value as far as programs may rely on it: numbers and texts themselves, of everything else the sort."""
    if isinstance(value, bool) or value is None or isinstance(value, (int, long, float, str, unicode)):
        return {'type': _plain_type(value), 'value': observe.stable_repr(value).rstrip('L')}
    if isinstance(value, (tuple, list, set, frozenset)):
        return {'type': type(value).__name__, 'value': sorted(observe.stable_repr(each) for each in value)}
    if _is_module(value):
        return {'type': 'module'}
    if inspect.isclass(value):
        if issubclass(value, BaseException):
            return {'type': 'exception', 'bases': [observe.type_name(base) for base in value.__mro__[:-1]]}
        return {'type': 'class'}
    return {'type': 'callable' if callable(value) else 'object'}


def _is_module(value):
    # On Jython some of the built-in modules are of other types.
    return inspect.ismodule(value) or any(value is module for module in sys.modules.values())


def _plain_type(value):
    # Whether a number is int or long depends on its size and on the platform, not on who defines it.
    return 'int' if isinstance(value, (int, long)) and not isinstance(value, bool) else type(value).__name__

"""Suite `field`: what people hit with Jython's sockets, each as a small program whose observations are compared.

A case is a module F03_half_close.py of this package (its id is F03-half-close) with run(see). It calls see(what, value)
for each observation, see.raised(what, function, *arguments) where an exception, or its absence, is the observation. What differs
from run to run (ports, timings, addresses of objects) is no observation.
"""

import importlib
import os
import re
import socket
import threading

import cases
import observe

CERTIFICATES = None  # the folder with the certificates of CPython's own tests
TEST_CA = None  # the folder with the files of the test CA
WAIT = 10  # seconds that a case waits at most for what must happen


def serve(name, settings, channel, commands):
    global CERTIFICATES, TEST_CA
    CERTIFICATES = os.path.join(settings['tests'], 'test')
    TEST_CA = settings['certificates']
    folder = os.path.dirname(os.path.abspath(__file__))
    modules = sorted(each[:-3] for each in os.listdir(folder) if each[0] == 'F' and each.endswith('.py'))
    by_name = dict((module.replace('_', '-'), module) for module in modules)
    cases.serve(channel, commands, sorted(by_name), lambda each: observe_case(by_name[each]))


def observe_case(module):
    see = Observations()
    importlib.import_module('field.' + module).run(see)
    return see.seen


def plain(value):
    """repr() without what no program relies on: lines of OpenSSL's module, whether an ASCII text is unicode."""
    return re.sub(r"\bu(?=['\"])", '', re.sub(r' \(_ssl\.c:\d+\)', '', observe.stable_repr(value)))


class Observations(object):

    def __init__(self):
        self.seen = {}

    def __call__(self, what, value):
        self.seen[what] = plain(value)

    def raised(self, what, function, *args, **keywords):
        """Observes the exception that a call raises: its class, errno and arguments; or what it returns."""
        try:
            value = function(*args, **keywords)
        except Exception as error:
            number = getattr(error, 'errno', None)
            self.seen[what] = '%s errno=%r %s' % (observe.type_name(error.__class__), number, plain(error.args))
        else:
            self(what, value)
            return value


class Background(threading.Thread):
    """A call in a thread of its own; result() is what it returned, or what it raised."""

    def __init__(self, function, *args):
        threading.Thread.__init__(self)
        self.setDaemon(True)
        self._call = function, args
        self._outcome = None
        self.start()

    def run(self):
        function, args = self._call
        try:
            self._outcome = function(*args), None
        except Exception as error:
            self._outcome = None, error

    def ended(self):
        """Whether the call comes to an end in time."""
        self.join(WAIT)
        return not self.isAlive()

    def result(self):
        if not self.ended():
            raise AssertionError('a thread did not end within %d s' % WAIT)
        value, error = self._outcome
        if error is not None:
            raise error
        return value


def listener(backlog=5, family=socket.AF_INET, host='127.0.0.1'):
    server = socket.socket(family, socket.SOCK_STREAM)
    server.settimeout(WAIT)
    server.bind((host, 0))
    server.listen(backlog)
    return server


def tcp_pair():
    """A connected client and the accepted socket, both of which give up waiting in time."""
    server = listener()
    client = socket.create_connection(server.getsockname()[:2], WAIT)
    accepted = server.accept()[0]
    accepted.settimeout(WAIT)
    server.close()
    return client, accepted


def receive_all(sock):
    """What arrives until the peer ends."""
    data = []
    while True:
        piece = sock.recv(65536)
        if not piece:
            return ''.join(data)
        data.append(piece)


def certificate(name):
    return os.path.join(CERTIFICATES, name)


def ca_file(name):
    return os.path.join(TEST_CA, name)


def tls_pair(client_context, server_context, **client_options):
    """A TLS client and server socket after their handshake."""
    client, accepted = tcp_pair()
    serving = Background(lambda: server_context.wrap_socket(accepted, server_side=True))
    wrapped = client_context.wrap_socket(client, **client_options)
    return wrapped, serving.result()


def tls_contexts():
    """A client context that trusts localhost's certificate of CPython's tests, and a server context that has it."""
    import ssl
    client = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    client.verify_mode = ssl.CERT_REQUIRED
    client.load_verify_locations(certificate('keycert.pem'))
    server = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    server.load_cert_chain(certificate('keycert.pem'))
    return client, server

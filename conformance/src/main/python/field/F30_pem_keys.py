"""Private keys in every dialect of PEM, with the right password, with a wrong one and with none."""

import os
import ssl

from field import Background, ca_file, tcp_pair

PASSWORD = 'jynetty'  # that of the test CA


def run(see):
    for name in sorted(os.listdir(ca_file('keys'))):
        owner, dialect = name.split('.')[:2]
        files = ca_file(owner + '.chain.pem'), ca_file(os.path.join('keys', name))
        see('%s %s' % (owner, dialect), used(files, PASSWORD))
        see('%s %s, password from a function' % (owner, dialect), loaded(files, lambda: PASSWORD))
        see('%s %s, wrong password' % (owner, dialect), loaded(files, 'wrong'))
    see('in one file', used((ca_file('server-rsa.pem'),), None))
    see('a key of somebody else', loaded((ca_file('server-rsa.chain.pem'), ca_file('server-rsa-1024.key.pem')), None))
    see('a key of another kind', loaded((ca_file('server-rsa.chain.pem'), ca_file('server-ec.key.pem')), None))
    see('a function that fails', loaded((ca_file('server-rsa.chain.pem'), encrypted()), fails))
    see('a function without a text', loaded((ca_file('server-rsa.chain.pem'), encrypted()), lambda: 3))
    see('a long password', loaded((ca_file('server-rsa.chain.pem'), encrypted()), 'x' * 1025))
    see('a password as unicode', loaded((ca_file('server-rsa.chain.pem'), encrypted()), unicode(PASSWORD)))
    see('a password as bytearray', loaded((ca_file('server-rsa.chain.pem'), encrypted()), bytearray(PASSWORD)))


def encrypted():
    return ca_file(os.path.join('keys', 'server-rsa.traditional-aes-256.pem'))


def fails():
    raise KeyError('no password')


def loaded(files, password):
    """How loading ends: None, or the exception."""
    try:
        return ssl.SSLContext(ssl.PROTOCOL_TLS).load_cert_chain(*files, password=password)
    except ssl.SSLError as error:
        return type(error).__name__, error.library, error.reason
    except Exception as error:
        return type(error).__name__, str(error)


def used(files, password):
    """The key in use: a client that trusts the CA and no other, and a server that has the key."""
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    try:
        server_context.load_cert_chain(*files, password=password)
    except ssl.SSLError as error:
        return error.library, error.reason
    client_context = ssl.create_default_context(cafile=ca_file('ca.pem'))
    one, other = tcp_pair()
    serving = Background(lambda: server_context.wrap_socket(other, server_side=True))
    try:
        wrapped = client_context.wrap_socket(one, server_hostname='localhost')
        return wrapped.version(), serving.result().version()
    finally:
        one.close()
        other.close()

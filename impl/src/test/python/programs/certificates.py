"""What both sides of a handshake make of each certificate of the test CA; its directory is the argument."""

import os
import socket
import ssl
import sys
import threading

import support

CERTS = sys.argv[1]
SERVERS = [
    'server-rsa', 'server-ec', 'server-ed25519', 'server-ec-p384', 'server-ec-p521', 'server-ec-chain',
    'server-ed25519-chain', 'server-direct', 'server-wildcard', 'server-wrong-host', 'server-expired',
    'server-not-yet-valid', 'server-self-signed', 'server-revoked', 'server-foreign-ca', 'server-impostor-ca',
    'server-expired-ca', 'server-revoked-ca', 'server-signed-by-server', 'server-path-too-long', 'server-permitted',
    'server-not-permitted', 'server-client-only', 'server-pss-signed', 'server-urls', 'server-long-lived',
    'server-large', 'host-nul-cn', 'host-nul-san', 'host-idna', 'host-idna-wildcard', 'host-partial-wildcard',
    'host-star', 'host-star-top', 'host-two-stars', 'host-inner-star', 'host-ip-in-cn', 'host-ip-in-dns',
    'host-ip-wildcard', 'host-ip-bad-length', 'host-trailing-dot', 'host-cn-only', 'host-cn-ignored', 'host-two-cns',
    'host-upper-case', 'host-email-only', 'host-empty-subject']
CLIENTS = [
    None, 'client-rsa', 'client-ec', 'client-ed25519', 'client-expired', 'client-revoked', 'client-self-signed',
    'client-foreign-ca', 'client-server-only']
CRLS = ['crl-root.pem', 'crl-intermediate.pem', 'crl-intermediate-revoked.pem']


def path(name):
    return os.path.join(CERTS, name)


def outcome(function):
    try:
        return function()
    except ssl.SSLError as error:
        return '%s %s %s' % (type(error).__name__, error.errno, error.reason)
    except ssl.CertificateError as error:
        return 'CertificateError: %s' % error
    except socket.error as error:
        return '%s %s' % (type(error).__name__, error.errno)


def talk(server, client, host):
    """Both outcomes; neither side closes its connection before the other is done."""
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    results = []
    both_done = threading.Event()

    def serve():
        connection = listener.accept()[0]
        wrapped = server.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)

        def exchange():
            wrapped.do_handshake()
            wrapped.sendall('hello')
            return 'ok'

        results.append(outcome(exchange))
        both_done.wait()
        wrapped.close()
        connection.close()

    with support.in_thread(serve):
        connection = socket.create_connection(listener.getsockname())
        wrapped = client.wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)

        def exchange():
            wrapped.do_handshake()
            return 'ok' if wrapped.recv(5) == 'hello' else 'no hello'

        seen = outcome(exchange)
        both_done.set()
    wrapped.close()
    connection.close()
    listener.close()
    return seen, results[0]


def verifying_client(crls=False):
    context = ssl.create_default_context(cafile=path('ca.pem'))
    if crls:
        for crl in CRLS:
            context.load_verify_locations(path(crl))
        context.verify_flags = ssl.VERIFY_CRL_CHECK_CHAIN
    return context


def server_with(name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.load_cert_chain(path(name + '.pem'))
    return context


def main():
    for name in SERVERS:
        seen, told = talk(server_with(name), verifying_client('revoked' in name), 'localhost')
        if seen.startswith('CertificateError'):
            # The client has gone when it finds the wrong name: what the server notices of it is a race.
            told = '-'
        print '%-24s client: %s; server: %s' % (name, seen, told)
    for option in (0, ssl.OP_NO_TLSv1_3):
        for name in CLIENTS:
            server = server_with('server-rsa')
            server.verify_mode = ssl.CERT_REQUIRED
            server.load_verify_locations(path('ca.pem'))
            if name == 'client-revoked':
                server.load_verify_locations(path('crl-intermediate.pem'))
                server.verify_flags = ssl.VERIFY_CRL_CHECK_LEAF
            client = verifying_client()
            client.options |= option
            if name:
                client.load_cert_chain(path(name + '.pem'))
            seen, told = talk(server, client, 'localhost')
            print '%-24s client: %s; server: %s' % (name, seen, told)
    try:
        server_with('server-key-mismatch')
    except ssl.SSLError as error:
        print 'mismatch:', error.reason
    for form in sorted(os.listdir(path('keys'))):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS)
        chain = path(form.split('.')[0] + '.chain.pem')
        print '%-44s' % form, outcome(lambda: context.load_cert_chain(chain, path('keys/' + form), 'jynetty')),
        print outcome(lambda: context.load_cert_chain(chain, path('keys/' + form), 'wrong'))


main()

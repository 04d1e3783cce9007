"""What goes wrong in TLS, and how each side hears of it: class, errno, library and reason of the exceptions.

The directory of the test CA is the argument.
"""

import os
import socket
import ssl
import struct
import sys
import threading

CERTS = sys.argv[1]


def path(name):
    return os.path.join(CERTS, name)


def context(protocol=ssl.PROTOCOL_TLS, certificate=None, trust=False, **settings):
    made = ssl.SSLContext(protocol)
    if certificate:
        made.load_cert_chain(path(certificate + '.pem'))
    if trust:
        made.load_verify_locations(path('ca.pem'))
        made.verify_mode = ssl.CERT_REQUIRED
    if 'ciphers' in settings:
        made.set_ciphers(settings.pop('ciphers'))
    for name, value in settings.items():
        setattr(made, name, value)
    return made


def connected():
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    near = socket.create_connection(listener.getsockname(), timeout=60)
    far, _ = listener.accept()
    far.settimeout(60)
    listener.close()
    return near, far


def outcome(operation):
    try:
        return operation()
    except Exception as e:
        facts = [type(e).__name__]
        if isinstance(e, ssl.CertificateError):
            facts.append(str(e))
        elif isinstance(e, ssl.SSLError):
            facts += [e.errno, getattr(e, 'library', None) and str(e.library),
                      getattr(e, 'reason', None) and str(e.reason)]
        else:
            facts.append(e.args[0])
        return tuple(facts)


def handshake(label, client, server, host=None, says=True):
    """A handshake and, over what comes of it, one byte each way."""
    near, far = connected()
    results = {}

    def serve():
        def operation():
            connection = server.wrap_socket(far, server_side=True)
            return connection.version(), connection.recv(1), connection.send('y'), connection.unwrap() and None
        results['server'] = outcome(operation)
        far.close()

    def talk():
        connection = client.wrap_socket(near, server_hostname=host)
        return connection.version(), connection.send('x'), connection.recv(1), connection.unwrap() and None

    thread = threading.Thread(target=serve)
    thread.start()
    results['client'] = outcome(talk)
    near.close()
    thread.join()
    print label
    print '    client', results['client']
    if says:
        print '    server', results['server']


SERVERS = sorted(
    name[:-len('.cert.pem')] for name in os.listdir(CERTS)
    if name.endswith('.cert.pem') and name.split('-')[0] in ('server', 'host'))
CLIENTS = [
    'client-rsa', 'client-ec', 'client-ed25519', 'client-expired', 'client-foreign-ca', 'client-self-signed',
    'client-server-only']

print '== servers, verified with the host name'
for name in SERVERS:
    try:
        server = context(certificate=name)
    except ssl.SSLError as e:
        print name, 'does not load:', e.reason
        continue
    verifying = context(trust=True)
    verifying.check_hostname = True
    # What a server hears when its client goes away depends on who is quicker.
    handshake(name, verifying, server, 'localhost', says=False)

print '== servers, verified, TLS 1.2'
for name in 'server-rsa', 'server-expired', 'server-not-yet-valid', 'server-self-signed', 'server-foreign-ca', \
        'server-client-only', 'server-path-too-long', 'server-not-permitted':
    handshake(name, context(ssl.PROTOCOL_TLSv1_2, trust=True), context(ssl.PROTOCOL_TLSv1_2, name))

print '== clients, TLS 1.2'
for name in CLIENTS + [None]:
    handshake(str(name), context(ssl.PROTOCOL_TLSv1_2, name),
              context(ssl.PROTOCOL_TLSv1_2, 'server-rsa', trust=True))

print '== revocation'
for crls, flags in [
        (['crl-intermediate.pem', 'crl-root.pem'], ssl.VERIFY_CRL_CHECK_CHAIN),
        (['crl-intermediate.pem'], ssl.VERIFY_CRL_CHECK_LEAF),
        (['crl-intermediate.pem'], ssl.VERIFY_CRL_CHECK_CHAIN),
        ([], ssl.VERIFY_CRL_CHECK_LEAF),
        (['crl-intermediate-empty.pem'], ssl.VERIFY_CRL_CHECK_LEAF),
        (['crl-intermediate-expired.pem'], ssl.VERIFY_CRL_CHECK_LEAF),
        (['crl-intermediate-future.pem'], ssl.VERIFY_CRL_CHECK_LEAF),
        (['crl-intermediate-forged.pem'], ssl.VERIFY_CRL_CHECK_LEAF)]:
    for name in 'server-rsa', 'server-revoked':
        client = context(ssl.PROTOCOL_TLSv1_2, trust=True, verify_flags=flags)
        for crl in crls:
            client.load_verify_locations(path(crl))
        handshake('%s %s %d' % (name, ' '.join(crls), flags), client, context(ssl.PROTOCOL_TLSv1_2, name))

print '== nothing in common'
handshake('cipher', context(ssl.PROTOCOL_TLSv1_2, ciphers='AES256-SHA'),
          context(ssl.PROTOCOL_TLSv1_2, 'server-rsa', ciphers='AES128-SHA'))
handshake('key', context(ssl.PROTOCOL_TLSv1_2, ciphers='aECDSA'), context(ssl.PROTOCOL_TLSv1_2, 'server-rsa'))
handshake('old client', context(ssl.PROTOCOL_TLSv1), context(ssl.PROTOCOL_TLSv1_2, 'server-rsa'))
handshake('old client, open server', context(ssl.PROTOCOL_TLSv1),
          context(certificate='server-rsa', options=ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1))
handshake('no certificate', context(), context())


def fed(label, data, server_side):
    """A side of which the peer is no TLS, or breaks off."""
    near, far = connected()
    near.sendall(data)
    near.shutdown(socket.SHUT_WR)
    made = context(certificate='server-rsa')
    print '   ', label, outcome(lambda: made.wrap_socket(far, server_side=server_side))
    far.close()
    near.close()


for server_side in True, False:
    print '== what is no TLS, to a', 'server' if server_side else 'client'
    fed('HTTP', 'GET / HTTP/1.0\r\n\r\n', server_side)
    fed('proxy', 'CONNECT a:1 HTTP/1.0\r\n\r\n', server_side)
    fed('words', 'hello world', server_side)
    fed('nothing', '', server_side)
    fed('half a header', '\x16\x03', server_side)
    fed('half a record', '\x16\x03\x01\x02\x00\x01', server_side)
    fed('huge record', '\x16\x03\x01\xff\xffhello', server_side)
    fed('strange message', '\x16\x03\x01\x00\x05hello', server_side)
    fed('data', '\x17\x03\x03\x00\x05hello', server_side)
    fed('alert', '\x15\x03\x01\x00\x02\x02\x28', server_side)


def reset(server_side):
    near, far = connected()
    made = context(certificate='server-rsa')
    results = []
    thread = threading.Thread(target=lambda: results.append(
        outcome(lambda: made.wrap_socket(far, server_side=server_side))))
    thread.start()
    if not server_side:
        near.recv(1)
    near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    near.close()
    thread.join()
    far.close()
    print '    reset', results[0]


print '== a peer that resets'
reset(False)

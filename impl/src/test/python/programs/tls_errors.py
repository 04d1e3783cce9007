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


def handshake(label, client, server, host=None, says=True, writes=True):
    """A handshake and, over what comes of it, one byte each way, or one only from the server."""
    near, far = connected()
    results = {}

    def serve():
        def operation():
            connection = server.wrap_socket(far, server_side=True)
            return connection.version(), writes and connection.recv(1), connection.send('y'), connection.unwrap() and None
        results['server'] = outcome(operation)
        far.close()

    def talk():
        connection = client.wrap_socket(near, server_hostname=host)
        return connection.version(), writes and connection.send('x'), connection.recv(1), connection.unwrap() and None

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


print '== clients, TLS 1.3: they hear of it when they read'
for name in CLIENTS + [None]:
    handshake(str(name), context(certificate=name), context(certificate='server-rsa', trust=True), writes=False)

print '== alerts that a server chooses'
for alert in (ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME, ssl.ALERT_DESCRIPTION_ACCESS_DENIED,
              ssl.ALERT_DESCRIPTION_INTERNAL_ERROR, ssl.ALERT_DESCRIPTION_USER_CANCELLED):
    for protocol in ssl.PROTOCOL_TLSv1_2, ssl.PROTOCOL_TLS:
        choosing = context(protocol, 'server-rsa')
        choosing.set_servername_callback(lambda sock, name, context: alert)
        handshake('%d %s' % (alert, ssl.get_protocol_name(protocol)), context(protocol), choosing, 'localhost')

print '== one protocol and another'
PROTOCOLS = ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1, ssl.PROTOCOL_TLSv1_2
for one in PROTOCOLS:
    for other in PROTOCOLS:
        if one != other:
            handshake('%s to %s' % (ssl.get_protocol_name(one), ssl.get_protocol_name(other)),
                      context(one), context(other, 'server-rsa'))
handshake('TLS 1.3 alone', context(ssl.PROTOCOL_TLSv1_2),
          context(certificate='server-rsa', options=ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1 | ssl.OP_NO_TLSv1_2))
handshake('all but TLS 1.3 forbidden', context(options=ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1 | ssl.OP_NO_TLSv1_2),
          context(ssl.PROTOCOL_TLSv1_2, 'server-rsa'))
handshake('weak parameters', context(ssl.PROTOCOL_TLSv1_2, ciphers='kRSA'),
          context(ssl.PROTOCOL_TLSv1_2, 'server-ec'))


def talking(protocol):
    """Both sides of a connection over which a byte went each way."""
    near, far = connected()
    sides = []
    thread = threading.Thread(target=lambda: sides.append(
        context(protocol, 'server-rsa').wrap_socket(far, server_side=True)))
    thread.start()
    client = context(protocol).wrap_socket(near)
    thread.join()
    server = sides[0]
    client.send('x')
    server.recv(1)
    server.send('y')
    client.recv(1)
    return client, server


def reset(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    sock.close()


def damaged(label, protocol, damage):
    """What a server says of a record that was changed on its way, or that is the last before the end."""
    client, server = talking(protocol)
    client.send('hello')
    # The record is taken from under the server and put back, changed, through the client's plain socket.
    record = damage(server._sock.recv(1000))
    if record:
        client._sock.send(record)
    else:
        socket.socket.shutdown(client, socket.SHUT_WR)
    print '   ', label, outcome(lambda: server.recv(10)), outcome(lambda: server.send('z'))
    if record:
        print '    and the client', outcome(lambda: client.recv(10))
    client.close()
    server.close()


for protocol in ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_2, ssl.PROTOCOL_TLS:
    print '== records that do not arrive as they were sent,', ssl.get_protocol_name(protocol)
    damaged('a flipped bit', protocol, lambda record: record[:-1] + chr(ord(record[-1]) ^ 1))
    damaged('another type', protocol, lambda record: '\x18' + record[1:])
    damaged('another version', protocol, lambda record: record[:1] + '\x02\x00' + record[3:])
    damaged('too short for its cipher', protocol, lambda record: record[:3] + '\x00\x05' + record[5:10])
    damaged('text', protocol, lambda record: 'GET / HTTP/1.0\r\n')
    damaged('none, but the end', protocol, lambda record: '')

    print '== after the handshake,', ssl.get_protocol_name(protocol)
    client, server = talking(protocol)
    reset(client)
    print '    reset, then read', [outcome(lambda: server.recv(1)) for _ in range(2)], outcome(lambda: server.send('x'))
    client, server = talking(protocol)
    reset(client)
    print '    reset, then write', [outcome(lambda: server.send('x')) for _ in range(2)]
    client, server = talking(protocol)
    reset(client)
    print '    reset, then unwrap', outcome(server.unwrap)
    client, server = talking(protocol)
    client.close()
    print '    closed, then read', [outcome(lambda: server.recv(1)) for _ in range(2)]
    client, server = talking(protocol)
    server.suppress_ragged_eofs = False
    client.close()
    print '    closed, then read strictly', [outcome(lambda: server.recv(1)) for _ in range(2)]
    client, server = talking(protocol)
    client.close()
    print '    closed, then unwrap', outcome(server.unwrap)
    client, server = talking(protocol)
    server.settimeout(0)
    print '    nothing to read', outcome(lambda: server.recv(1)), outcome(lambda: server.read(1)), outcome(server.unwrap)


def gone(label, server_side, before, stage):
    """A handshake whose peer resets at some stage."""
    near, far = connected()
    made = context(certificate='server-rsa')
    results = []
    if before:
        near.sendall(before)
    if stage == 'before':
        reset(near)
    thread = threading.Thread(target=lambda: results.append(
        outcome(lambda: made.wrap_socket(far, server_side=server_side))))
    thread.start()
    if stage == 'after a record':
        near.recv(1)
    if stage != 'before':
        reset(near)
    thread.join()
    far.close()
    print '   ', label, results[0]


print '== a peer that resets'
gone('before a client begins', False, '', 'before')
gone('before a server begins', True, '', 'before')
gone('before a client begins, having sent something', False, 'x', 'before')
gone('before a server begins, having sent something', True, 'x', 'before')
gone('in a client\'s handshake', False, '', 'after a record')

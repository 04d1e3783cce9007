"""Scenarios in which we are the client and the peer is the server."""

import smtplib
import socket
import ssl

from peers import faults, subject, talk, trusting_context, WAIT
from field import receive_all

MIDDLE = 100000  # bytes after which a transfer is in full swing
HUGE = 64 * 1024 * 1024  # bytes, more than the kernels of both sides hold


def tcp(port, limit=WAIT):
    return socket.create_connection(('127.0.0.1', port), limit)


def connect(cell, port, context=None, name='localhost'):
    context = context or trusting_context(cell)
    sock = tcp(port)
    try:
        return context.wrap_socket(sock, server_hostname=name)
    except BaseException:
        sock.close()
        raise


def see_session(see, sock):
    """What the handshake has agreed on, and with whom."""
    see('version', sock.version())
    see('cipher', sock.cipher())
    see('certificate', subject(sock.getpeercert()))
    see('compression', sock.compression())


def exchange(see, cell):
    peer = cell.start_server()
    sock = connect(cell, peer.port)
    see_session(see, sock)
    talk.talker(cell).small(see, sock)
    sock.close()


def large(see, cell):
    peer = cell.start_server()
    sock = connect(cell, peer.port)
    talker = talk.talker(cell)
    talker.large(see, sock)
    sock.close()
    if hasattr(talker, 'upload'):
        sock = connect(cell, peer.port)
        talker.upload(see, sock)
        sock.close()


def non_blocking(see, cell):
    """A client that only acts when select says so: handshake, one message, its answer."""
    peer = cell.start_server()
    sock = tcp(peer.port)
    sock.setblocking(False)
    wrapped = trusting_context(cell).wrap_socket(sock, server_hostname='localhost', do_handshake_on_connect=False)
    talk.in_loop(wrapped, wrapped.do_handshake)
    see_session(see, wrapped)
    talker = talk.talker(cell)
    talk.in_loop(wrapped, lambda: talker.request(wrapped))
    see('answered', len(talk.in_loop(wrapped, lambda: wrapped.recv(1))))
    wrapped.close()


def close_notify(see, cell):
    """We end TLS and wait for the peer to end it too."""
    peer = cell.start_server()
    sock = connect(cell, peer.port)
    if cell.speaks != 'http':
        talk.talker(cell).small(see, sock)
    plain_sock = see.raised('unwrap', lambda: type(sock.unwrap()).__name__)
    see('unwrapped', plain_sock)
    see.raised('version afterwards', sock.version)
    see.raised('recv', lambda: sock.recv(100))
    sock.close()


def half_close(see, cell):
    """We end our direction of TCP: what is read behind that is not decrypted any more, and it ends."""
    peer = cell.start_server()
    sock = connect(cell, peer.port)
    expected = talk.talker(cell).request(sock)
    see('answered', len(talk.receive_exactly(sock, expected)))
    sock.shutdown(socket.SHUT_WR)
    see.raised('pending', sock.pending)
    see.raised('cipher', sock.cipher)
    see.raised('send', lambda: sock.send('x'))
    see.raised('rest ends', lambda: receive_all(sock) is not None)
    sock.close()


def starttls(see, cell):
    """A conversation in plain text that goes over to TLS: SMTP with smtplib, IMAP by hand since imaplib cannot."""
    peer = cell.start_server()
    {'smtp': _smtp, 'imap': _imap}[cell.speaks](see, cell, peer.port)


def _smtp(see, cell, port):
    client = smtplib.SMTP('127.0.0.1', port, 'client.test', WAIT)
    see('ehlo', client.ehlo()[0])
    see('starttls is offered', client.has_extn('starttls'))
    see('starttls', client.starttls()[0])
    see('ehlo over TLS', client.ehlo()[0])
    see('starttls is offered again', client.has_extn('starttls'))
    see('version', client.sock.version())
    see('cipher', client.sock.cipher())
    see('noop', client.noop())
    see('quit', client.quit()[0])


def _imap(see, cell, port):
    sock = tcp(port)
    lines = sock.makefile('rb')
    see('greeting', lines.readline().startswith('* OK'))
    sock.sendall('a1 STARTTLS\r\n')
    see('starttls', lines.readline().split(' ')[:2])
    context = trusting_context(cell)
    if cell.version == '1.2':
        context.options |= ssl.OP_NO_TLSv1_3  # the peer can be told the lowest version only
    wrapped = context.wrap_socket(sock, server_hostname='localhost')
    see_session(see, wrapped)
    lines = wrapped.makefile('rb')
    wrapped.sendall('a2 CAPABILITY\r\n')
    see('capabilities', 'IMAP4rev1' in lines.readline())
    see('over', lines.readline().split(' ')[:2])
    wrapped.sendall('a3 LOGOUT\r\n')
    see('bye', lines.readline().startswith('* BYE'))
    wrapped.close()


def sni(see, cell):
    peer = cell.start_server()
    for name in ('localhost', 'www.example.test', 'unknown.example.org'):
        context = trusting_context(cell)
        context.check_hostname = False
        try:
            sock = connect(cell, peer.port, context, name)
        except (ssl.SSLError, socket.error) as error:
            see.raised(name, _raise, error)
        else:
            see(name, subject(sock.getpeercert()))
            sock.close()


def _raise(error):
    raise error


def alpn(see, cell):
    peer = cell.start_server()
    for offers in (['http/1.1'], ['http/1.0', 'http/1.1'], ['acme/1']):
        context = trusting_context(cell)
        context.set_alpn_protocols(offers)
        what = ' '.join(offers)
        try:
            sock = connect(cell, peer.port, context)
        except (ssl.SSLError, socket.error) as error:
            see.raised(what, _raise, error)
        else:
            see(what, sock.selected_alpn_protocol())
            sock.close()


def client_certificate(see, cell):
    peer = cell.start_server()
    context = trusting_context(cell)
    context.load_cert_chain(cell.file('client-%s.chain.pem' % cell.kind), cell.file('client-%s.key.pem' % cell.kind))
    sock = connect(cell, peer.port, context)
    talk.talker(cell).small(see, sock)
    sock.close()
    _see_refusal(see, 'none given', cell, peer, trusting_context(cell))
    context = trusting_context(cell)
    context.load_cert_chain(cell.file('client-foreign-ca.chain.pem'), cell.file('client-foreign-ca.key.pem'))
    _see_refusal(see, 'of a foreign CA', cell, peer, context)


def _see_refusal(see, what, cell, peer, context):
    """A refusal shows in the handshake up to TLS 1.2, in the first read with 1.3: a write might overtake the alert."""
    try:
        sock = connect(cell, peer.port, context)
    except (ssl.SSLError, socket.error) as error:
        see.raised(what, _raise, error)
        return
    try:
        if cell.stack == 'nginx':
            talk.talker(cell).request(sock)  # it refuses in words of HTTP
        see.raised(what, lambda: sock.recv(100).split('\r\n')[0])
    except (ssl.SSLError, socket.error) as error:
        see.raised(what, _raise, error)
    finally:
        sock.close()


def _refused(see, cell, certificate, context=None, feature='exchange'):
    peer = cell.start_server(certificate, feature)
    try:
        sock = connect(cell, peer.port, context)
    except (ssl.SSLError, ssl.CertificateError, socket.error) as error:
        see.raised('handshake', _raise, error)
    else:
        see('handshake', subject(sock.getpeercert()))
        sock.close()
    sock = None


def wrong_host(see, cell):
    _refused(see, cell, 'server-wrong-host')


def expired(see, cell):
    _refused(see, cell, 'server-expired')


def unknown_ca(see, cell):
    _refused(see, cell, 'server-foreign-ca')


def revoked(see, cell):
    context = trusting_context(cell)
    context.load_verify_locations(cell.file('crl-intermediate.pem'))
    context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    _refused(see, cell, 'server-revoked', context)


def no_common_version(see, cell):
    context = trusting_context(cell)
    context.options |= {'1.2': ssl.OP_NO_TLSv1_2, '1.3': ssl.OP_NO_TLSv1_3}[cell.version]
    _refused(see, cell, None, context)


def no_common_cipher(see, cell):
    context = trusting_context(cell)
    context.set_ciphers('AES128-SHA')
    context.options |= ssl.OP_NO_TLSv1_3
    _refused(see, cell, None, context, 'no-common-cipher')


def no_common_suite(see, cell):
    """As no_common_cipher for TLS 1.3, where it is the peer who has only what nobody else has."""
    _refused(see, cell, None, feature='no-common-suite')


def killed(see, cell):
    """The peer dies in the middle of what it sends: no more than it has sent comes, and no end of TLS."""
    peer = cell.start_server()
    sock = socket.socket()
    sock.settimeout(WAIT)
    # A small window, for the peer's kernel not to hold all the rest when the peer is dead.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
    sock.connect(('127.0.0.1', peer.port))
    sock = trusting_context(cell).wrap_socket(sock, server_hostname='localhost', suppress_ragged_eofs=False)
    sock.sendall('GET /huge HTTP/1.0\r\nHost: localhost\r\n\r\n')
    received = len(talk.receive_exactly(sock, MIDDLE))
    see('begins', received)
    peer.kill()
    try:
        while True:
            piece = sock.recv(65536)
            if not piece:
                see('end', 'EOF')
                break
            received += len(piece)
    except (ssl.SSLError, socket.error) as error:
        see.raised('end', _raise, error)
    see('incomplete', received < HUGE)
    sock.close()


def renegotiation(see, cell):
    """The server asks for a new handshake in the middle of the session."""
    peer = cell.start_server(feature='console')
    sock = connect(cell, peer.port)
    sock.sendall('before\n')
    peer.says('before')
    peer.send('r\n')
    peer.says('SSL_do_handshake')
    peer.send('after\n')
    see.raised('recv', lambda: sock.recv(100))
    see.raised('send', lambda: sock.send('and on\n'))
    see.raised('cipher', sock.cipher)
    sock.close()


def key_update(see, cell):
    """The server changes its keys, and asks for a change of ours."""
    peer = cell.start_server(feature='console')
    sock = connect(cell, peer.port)
    sock.sendall('before\n')
    peer.says('before')
    for command in ('k\n', 'K\n'):
        peer.send(command)
        peer.says('SSL_do_handshake' if command == 'k\n' else 'SSL_do_handshake(?s:.*)SSL_do_handshake')
        peer.send('after %s' % command)
        see.raised('recv after %s' % command.strip(), lambda: talk.receive_exactly(sock, len('after x\n')))
        sock.sendall('still here %s' % command)
        see('peer got', peer.says('still here %s' % command.strip()))
    sock.close()


def resumption(see, cell):
    """We come again with the same context. Python 2.7 offers no session, so that the second handshake is a full one too."""
    peer = cell.start_server()
    context = trusting_context(cell)
    for time in ('first', 'second'):
        sock = connect(cell, peer.port, context)
        see('resumed the %s time' % time, RESUMED[cell.speaks](sock, peer, time))
        sock.close()
    see('statistics', sorted(context.session_stats().items()))


def _page_says_resumed(sock, peer, time):
    """nginx puts its variable $ssl_session_reused into a page."""
    return talk.Http.page(sock, '/resumed')


def _console_says_resumed(sock, peer, time):
    """What openssl s_server prints of each handshake, before it prints what comes over it."""
    sock.sendall('%s time\n' % time)
    return 'Reused session-id' in peer.says('(?s)\\A.*%s time' % time)


RESUMED = {'http': _page_says_resumed, 'reversed': _console_says_resumed}


def fault(see, cell):
    """The network between us and the peer does what cell.scenario says, in the peer's stream, ours, or both."""
    peer = cell.start_server()
    for text in faults.of(cell, faults.WHERE_WE_ARE_CLIENT):
        _through(see, cell, peer, text)


def _through(see, cell, peer, text):
    """One conversation through a fault, as far as it comes."""
    sock = tcp(cell.proxy(peer.port, text), faults.patience(text))
    wrapped = trusting_context(cell).wrap_socket(
        sock, server_hostname='localhost', suppress_ragged_eofs=False, do_handshake_on_connect=False)
    try:
        wrapped.do_handshake()
    except (ssl.SSLError, socket.error) as error:
        see.raised(text + ' handshake', _raise, error)
    else:
        see(text + ' handshake', wrapped.version())
        see.raised(text + ' send', lambda: wrapped.sendall('hello, peer\n'))
        see.raised(text + ' recv', lambda: talk.receive_exactly(wrapped, 12))
    finally:
        wrapped.close()  # the peer serves one after the other


def plain_faults(see, cell):
    """The same faults without TLS."""
    peer = cell.start_server()
    for text in faults.PLAIN_WHERE_WE_ARE_CLIENT:
        sock = tcp(cell.proxy(peer.port, text), faults.patience(text))
        try:
            see.raised(text + ' send', lambda: sock.sendall('hello, peer\n'))
            see.raised(text + ' recv', lambda: talk.receive_exactly(sock, 12))
            see.raised(text + ' rest', lambda: sock.recv(100) if text.startswith(('truncate', 'reset')) else 'unread')
        finally:
            sock.close()

"""Scenarios in which we are the server and the peer is the client."""

import errno
import select
import socket
import ssl

from field import listener, receive_all
from peers import faults, subject, talk, WAIT

RESPONSE = 'HTTP/1.0 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n'  # and then so many bytes


def serving_context(cell, certificate=None):
    """A server's context with a certificate of the CA's catalogue, which leaves version and cipher to the peer."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3
    name = certificate or 'server-' + cell.kind
    context.load_cert_chain(cell.file(name + '.chain.pem'), cell.file(name + '.key.pem'))
    return context


class Conversation(object):
    """Our listening socket, the peer that connects to it, and what it has connected."""

    def __init__(self, cell, context, feature=None, fault=None):
        self._listener = listener()
        self._context = context
        port = self._listener.getsockname()[1]
        self.peer = cell.start_client(cell.proxy(port, fault) if fault else port, feature=feature)

    def accept(self):
        """The next connection, after its handshake."""
        return self.secured(self.accept_plain())

    def accept_when_ready(self):
        """The next connection, of TCP alone, which a listener that does not block has when select says so."""
        self._listener.setblocking(False)
        if select.select([self._listener], [], [], WAIT)[0] != [self._listener]:
            raise AssertionError('nobody comes within %d s' % WAIT)
        return self._listener.accept()[0]

    def accept_plain(self):
        """The next connection, of TCP alone."""
        sock = self._listener.accept()[0]
        sock.settimeout(WAIT)
        return sock

    def secured(self, sock, **options):
        """The connection after its handshake, unless the options put that off."""
        try:
            return self._context.wrap_socket(sock, server_side=True, **options)
        except BaseException:
            sock.close()
            raise

    def end(self, *socks):
        for sock in socks + (self._listener,):
            sock.close()


def exchange(see, cell):
    conversation = Conversation(cell, serving_context(cell))
    sock = conversation.accept()
    see('version', sock.version())
    see('cipher', sock.cipher())
    see('certificate', subject(sock.getpeercert()))
    _small(see, cell, conversation.peer, sock)
    conversation.end(sock)
    if cell.speaks == 'http':  # the others may wait for their input to end
        see('exit status', conversation.peer.wait()[0])


def _small(see, cell, peer, sock):
    """A word each way, and our end of TLS."""
    if cell.speaks == 'http':
        see('request', _request(sock))
        _respond(sock, 'hello, client\n')
    else:
        peer.send('hello, server\n')
        see('received', talk.receive_exactly(sock, 14))
        sock.sendall('hello, client\n')
    see('peer got', peer.says('hello, client'))
    if cell.stack == 'nss':
        sock.settimeout(0.1)  # it would go on waiting for its input, and never answers
    see('the end of TLS', _unwrap(sock))


def _request(sock):
    request = ''
    while '\r\n\r\n' not in request:
        piece = sock.recv(4096)
        if not piece:
            break
        request += piece
    return request.split('\r\n')[0]


def _respond(sock, body):
    sock.sendall(RESPONSE % len(body))
    sock.sendall(body)


def _unwrap(sock):
    """Whether the peer ends TLS when we do: some answer, some just go, and a reset may overtake what they say."""
    try:
        sock.unwrap()
        return True
    except (ssl.SSLError, socket.error) as error:
        return 'EOF' in str(error) or getattr(error, 'errno', None) in (32, 104, 0)


def large(see, cell):
    conversation = Conversation(cell, serving_context(cell))
    sock = conversation.accept()
    data = cell.large()
    if cell.speaks == 'http':
        head = _head(sock)
        see('request', head.split('\r\n')[0])
        see('uploaded', talk.digest(_body(sock, head)) == talk.digest(data))
        _respond(sock, 'BEGIN' + data)
    else:
        conversation.peer.send(data)
        see('received', talk.digest(talk.receive_exactly(sock, len(data))) == talk.digest(data))
        sock.sendall('BEGIN' + data)
    see('peer got', conversation.peer.digest_behind('BEGIN', len(data)) == talk.digest(data)[1])
    conversation.end(sock)


def _head(sock):
    """The head of a request, and what has come of its body; the client may wait to be told to go on."""
    request = ''
    while '\r\n\r\n' not in request:
        request += sock.recv(4096)
    if '100-continue' in request:
        sock.sendall('HTTP/1.1 100 Continue\r\n\r\n')
    return request


def _body(sock, request):
    head, _, begin = request.partition('\r\n\r\n')
    fields = dict(line.lower().split(': ', 1) for line in head.split('\r\n')[1:])
    return begin + talk.receive_exactly(sock, int(fields['content-length']) - len(begin))


def non_blocking(see, cell):
    """A server that only acts when select says so: the connection, its handshake, what the peer says, our answer."""
    conversation = Conversation(cell, serving_context(cell))
    sock = conversation.accept_when_ready()
    sock.setblocking(False)
    sock = conversation.secured(sock, do_handshake_on_connect=False)
    talk.in_loop(sock, sock.do_handshake)
    see('version', sock.version())
    see('cipher', sock.cipher())
    answer = 'hello, client\n'
    if cell.speaks == 'http':
        end = '\r\n\r\n'
        answer = RESPONSE % len(answer) + answer
    else:
        end = '\n'
        conversation.peer.send('hello, server\n')
    received = piece = talk.in_loop(sock, lambda: sock.recv(4))
    while piece and not received.endswith(end):
        piece = talk.in_loop(sock, lambda: sock.recv(4))
        received += piece
    see('received', received.split('\r\n')[0])
    see('sent', talk.in_loop(sock, lambda: sock.send(answer)) == len(answer))
    see('peer got', conversation.peer.says('hello, client'))
    conversation.end(sock)


def close_notify(see, cell):
    """The peer ends TLS: we see the end, and answer."""
    conversation = Conversation(cell, serving_context(cell))
    sock = conversation.accept()
    conversation.peer.send('last words\n')
    see('received', talk.receive_exactly(sock, 11))
    conversation.peer.send('Q\n')
    see.raised('recv', lambda: sock.recv(100))
    see.raised('unwrap', lambda: type(sock.unwrap()).__name__)
    conversation.end(sock)


def half_close(see, cell):
    """We end our direction of TCP: the peer finds TLS cut off, and what it still says is not decrypted any more."""
    conversation = Conversation(cell, serving_context(cell))
    sock = conversation.accept()
    conversation.peer.send('last words\n')
    see('received', talk.receive_exactly(sock, 11))
    sock.shutdown(socket.SHUT_WR)
    see.raised('pending', sock.pending)
    see.raised('cipher', sock.cipher)
    see.raised('rest ends', lambda: receive_all(sock) is not None)
    conversation.end(sock)


def starttls(see, cell):
    """A client of SMTP, which comes in plain text and goes over to TLS on the same connection."""
    conversation = Conversation(cell, serving_context(cell))
    sock = conversation.accept_plain()
    sock.sendall('220 localhost ESMTP\r\n')
    see('greeting', _line(sock).split(' ')[0].upper())
    sock.sendall('250-localhost\r\n250 STARTTLS\r\n')
    see('wish', _line(sock).upper())
    sock.sendall('220 go ahead\r\n')
    sock = conversation.secured(sock)
    see('version', sock.version())
    see('cipher', sock.cipher())
    _small(see, cell, conversation.peer, sock)
    conversation.end(sock)


def _line(sock):
    """A line of a peer that then waits for an answer."""
    line = ''
    while not line.endswith('\n'):
        piece = sock.recv(4096)
        if not piece:
            break
        line += piece
    return line.strip()


def sni(see, cell):
    context = serving_context(cell)
    other = serving_context(cell, 'server-wildcard')
    names = []

    def choose(sock, name, initial):
        names.append(name)
        sock.context = other

    context.set_servername_callback(choose)
    conversation = Conversation(cell, context)
    sock = conversation.accept()
    see('names', names)
    _small(see, cell, conversation.peer, sock)
    conversation.end(sock)


def alpn(see, cell):
    context = serving_context(cell)
    context.set_alpn_protocols(['acme/1', 'http/1.1'])
    conversation = Conversation(cell, context)
    sock = conversation.accept()
    see('selected', sock.selected_alpn_protocol())
    _small(see, cell, conversation.peer, sock)
    conversation.end(sock)


def client_certificate(see, cell):
    context = serving_context(cell)
    context.load_verify_locations(cell.file('ca.pem'))
    context.verify_mode = ssl.CERT_REQUIRED
    conversation = Conversation(cell, context)
    sock = conversation.accept()
    see('certificate', sorted(sock.getpeercert().items()))
    _small(see, cell, conversation.peer, sock)
    conversation.end(sock)
    conversation = Conversation(cell, context, 'exchange')
    see.raised('none given', conversation.accept)
    conversation.end()


def _refused(see, cell, context, feature=None):
    """The peer refuses us, or we it; with TLS 1.3 it does so behind its part of the handshake. What the peer says."""
    conversation = Conversation(cell, context, feature)
    try:
        sock = conversation.accept()
    except (ssl.SSLError, socket.error) as error:
        see.raised('handshake', _raise, error)
        conversation.end()
    else:
        see('handshake', 'done')
        if cell.speaks == 'lines':
            conversation.peer.send('hello, server\n')  # which only a peer that does not mind says
        see.raised('recv', lambda: _last_words(sock))
        conversation.end(sock)
    status, output = conversation.peer.wait()
    see('peer is content', status == 0)
    return output


def _last_words(sock):
    """What a peer says that goes. One that has not read our tickets goes with a reset, which is an end like any other."""
    try:
        return sock.recv(100)
    except socket.error as error:
        if error.errno != errno.ECONNRESET:
            raise
        return ''


def _raise(error):
    raise error


def wrong_host(see, cell):
    _refused(see, cell, serving_context(cell, 'server-wrong-host'))


def expired(see, cell):
    _refused(see, cell, serving_context(cell, 'server-expired'))


def unknown_ca(see, cell):
    _refused(see, cell, serving_context(cell, 'server-foreign-ca'))


def revoked(see, cell):
    output = _refused(see, cell, serving_context(cell, 'server-revoked'))
    see('peer says why', 'revoked' in output.lower())


def no_common_version(see, cell):
    context = serving_context(cell)
    context.options |= {'1.2': ssl.OP_NO_TLSv1_2, '1.3': ssl.OP_NO_TLSv1_3}[cell.version]
    _refused(see, cell, context)


def no_common_cipher(see, cell):
    context = serving_context(cell)
    context.set_ciphers('AES128-SHA')
    context.options |= ssl.OP_NO_TLSv1_3
    _refused(see, cell, context)


def no_common_suite(see, cell):
    """As no_common_cipher for TLS 1.3, where it is the peer who has only what nobody else has."""
    _refused(see, cell, serving_context(cell))


def killed(see, cell):
    """The peer dies in the middle of what we send."""
    conversation = Conversation(cell, serving_context(cell))
    sock = conversation.accept()
    if cell.speaks == 'http':
        _request(sock)
    conversation.peer.kill()
    see('send fails', _send_until_it_fails(sock, cell.large()))
    conversation.end(sock)


def _send_until_it_fails(sock, data):
    """The kernel takes some of it; the peer's reset makes the rest fail, as a broken pipe once it has come."""
    try:
        for _ in range(100):
            sock.sendall(data)
        return 'no'
    except (ssl.SSLError, socket.error) as error:
        return error.errno in (32, 104)


def renegotiation(see, cell):
    """The client asks for a new handshake in the middle of the session."""
    conversation = Conversation(cell, serving_context(cell), 'console')
    sock = conversation.accept()
    conversation.peer.send('before\n')
    see('received', talk.receive_exactly(sock, 7))
    conversation.peer.send('R\n')
    conversation.peer.says('RENEGOTIATING')
    conversation.peer.send('after\n')
    see.raised('recv', lambda: talk.receive_exactly(sock, 6))
    see.raised('cipher', sock.cipher)
    conversation.end(sock)


def key_update(see, cell):
    """The client changes its keys, and asks for a change of ours."""
    conversation = Conversation(cell, serving_context(cell), 'console')
    sock = conversation.accept()
    for command in ('k\n', 'K\n'):
        conversation.peer.send(command)
        conversation.peer.says('KEYUPDATE' if command == 'k\n' else 'KEYUPDATE(?s:.*)KEYUPDATE')
        conversation.peer.send('after %s' % command)
        see.raised('recv after %s' % command.strip(), lambda: talk.receive_exactly(sock, len('after x\n')))
        sock.sendall('still here %s' % command)
        see('peer got', conversation.peer.says('still here %s' % command.strip()))
    conversation.end(sock)


def resumption(see, cell):
    """The client comes again and offers its session."""
    context = serving_context(cell)
    conversation = Conversation(cell, context)
    first = conversation.accept()
    _unwrap(first)
    first.close()
    sock = conversation.accept()
    _small(see, cell, conversation.peer, sock)
    conversation.end(sock)
    status, output = conversation.peer.wait()
    see('exit status', status)
    see('peer has resumed', 'Reused, ' in output or 'This is a resumed session' in output)
    see('hits', context.session_stats()['hits'])


def fault(see, cell):
    """The network between the peer and us does what cell.scenario says, in the peer's stream, ours, or both."""
    for text in faults.of(cell, faults.WHERE_WE_ARE_SERVER):
        _through(see, cell, text)


def _through(see, cell, text):
    """One conversation through a fault, as far as it comes."""
    conversation = Conversation(cell, serving_context(cell), 'exchange', text)
    conversation.peer.send('hello, server\n')
    sock = conversation.accept_plain()
    sock.settimeout(faults.patience(text))
    wrapped = serving_context(cell).wrap_socket(
        sock, server_side=True, suppress_ragged_eofs=False, do_handshake_on_connect=False)
    try:
        wrapped.do_handshake()
    except (ssl.SSLError, socket.error) as error:
        see.raised(text + ' handshake', _raise, error)
    else:
        see(text + ' handshake', wrapped.version())
        see.raised(text + ' recv', lambda: talk.receive_exactly(wrapped, 14))
        see.raised(text + ' send', lambda: wrapped.sendall('hello, client\n'))
    finally:
        conversation.end(wrapped)
        conversation.peer.kill()


def plain_faults(see, cell):
    """The same faults without TLS."""
    for text in faults.PLAIN_WHERE_WE_ARE_SERVER:
        conversation = Conversation(cell, None, fault=text)
        conversation.peer.send('hello, server\n')
        sock = conversation.accept_plain()
        sock.settimeout(faults.patience(text))
        try:
            see.raised(text + ' recv', lambda: talk.receive_exactly(sock, 14))
            see.raised(text + ' rest', lambda: sock.recv(100) if ':up:' in text else 'unread')
            see.raised(text + ' send', lambda: sock.sendall('hello, client\n'))
            if text.startswith(faults.HARMLESS):
                see(text + ' peer got', conversation.peer.says('hello, client'))
        finally:
            conversation.end(sock)
            conversation.peer.kill()

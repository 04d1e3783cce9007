"""What is said over TLS when we are the client: each class knows what one sort of server answers."""

import hashlib
import select
import ssl

from field import WAIT, receive_all


def digest(data):
    return len(data), hashlib.sha256(data).hexdigest()


def receive_exactly(sock, length):
    data = []
    missing = length
    while missing:
        piece = sock.recv(min(missing, 65536))
        if not piece:
            break
        data.append(piece)
        missing -= len(piece)
    return ''.join(data)


def both_ways(sock, data):
    """Sends all and receives as much, in one thread, since OpenSSL's connections are not for two at once."""
    sock.setblocking(False)
    sent = 0
    received = []
    missing = len(data)
    while missing:
        waits = True
        if sent < len(data):
            try:
                sent += sock.send(data[sent:sent + 16384])
                waits = False
            except (ssl.SSLWantWriteError, ssl.SSLWantReadError):
                pass
        try:
            piece = sock.recv(min(missing, 65536))
            if not piece:
                break
            received.append(piece)
            missing -= len(piece)
            waits = False
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        if waits and select.select([sock], [sock] if sent < len(data) else [], [], WAIT) == ([], [], []):
            break
    sock.settimeout(WAIT)
    return ''.join(received)


def in_loop(sock, step):
    """Takes a step of a non-blocking TLS socket as a select loop does: again whenever what it waits for is there."""
    while True:
        try:
            return step()
        except ssl.SSLWantReadError:
            ready = select.select([sock], [], [], WAIT)
        except ssl.SSLWantWriteError:
            ready = select.select([], [sock], [], WAIT)
        if ready == ([], [], []):
            raise AssertionError('select sees nothing within %d s' % WAIT)


class Echo(object):
    """A server that sends back what it gets."""

    def __init__(self, large):
        self._large = large

    def small(self, see, sock):
        sock.sendall('hello, peer\n')
        see('echo', receive_exactly(sock, 12))

    def large(self, see, sock):
        data = self._large
        received = both_ways(sock, data)
        see('came back', digest(received) == digest(data))

    def request(self, sock):
        sock.sendall('last words\n')
        return 11


class Reversed(Echo):
    """A server that sends back each line reversed."""

    def small(self, see, sock):
        sock.sendall('hello, peer\n')
        see('reversed', receive_exactly(sock, 12))

    def large(self, see, sock):
        data = self._large
        received = both_ways(sock, data)
        turned = ''.join(line[::-1] + '\n' for line in received.split('\n')[:-1])
        see('came back', digest(turned) == digest(data))


class Http(object):
    """A web server: / is a page, /large the large file, and a POST to /upload.cgi gives the length of what came."""

    def __init__(self, large):
        self._large = large

    def small(self, see, sock):
        see('page', self.page(sock, '/'))

    def large(self, see, sock):
        status, body = self.page(sock, '/large')
        see('download', (status, digest(body) == digest(self._large)))

    def upload(self, see, sock):
        data = self._large
        sock.sendall('POST /upload.cgi HTTP/1.0\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n' % len(data))
        sock.sendall(data)
        status, body = _split(receive_all(sock))
        see('upload', (status, body.strip() == str(len(data))))

    def request(self, sock):
        sock.sendall('GET / HTTP/1.0\r\nHost: localhost\r\n\r\n')
        return 1

    @staticmethod
    def page(sock, path):
        """The status and the body of a page."""
        sock.sendall('GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' % path)
        return _split(receive_all(sock))


def _split(reply):
    head, _, body = reply.partition('\r\n\r\n')
    return head.split(' ')[1:2], body


def talker(cell):
    return {'echo': Echo, 'reversed': Reversed, 'http': Http}[cell.speaks](cell.large())

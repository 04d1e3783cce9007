"""STARTTLS on the server's side: plain lines, then TLS on the same connection, then, if the protocol says so, plain lines again."""

import SocketServer
import smtplib
import ssl

from field import Background, WAIT, certificate, tcp_pair, tls_contexts


class Mail(SocketServer.StreamRequestHandler):
    """As much of an SMTP server as a client needs to say EHLO, STARTTLS, EHLO, NOOP, QUIT."""

    timeout = WAIT

    def handle(self):
        self.reply('220 localhost')
        secure = False
        while True:
            command = self.rfile.readline().strip().upper().split(' ')[0]
            self.server.heard.append(command)
            if command == 'STARTTLS':
                self.reply('220 go ahead')
                self.rfile.close()
                self.wfile.close()
                self.request = ssl.wrap_socket(
                    self.request, certfile=certificate('keycert.pem'), server_side=True, ssl_version=ssl.PROTOCOL_TLSv1_2)
                self.rfile = self.request.makefile('rb', -1)
                self.wfile = self.request.makefile('wb', 0)
                secure = True
            elif command == 'EHLO':
                self.reply('250 secure' if secure else '250-localhost', *([] if secure else ['250 STARTTLS']))
            elif command in ('QUIT', ''):
                self.reply('221 bye')
                return
            else:
                self.reply('250 ok')

    def reply(self, *lines):
        self.wfile.write(''.join(line + '\r\n' for line in lines))


def run(see):
    by_a_mail_client(see)
    there_and_back(see)
    without_waiting(see)


def by_a_mail_client(see):
    server = SocketServer.TCPServer(('127.0.0.1', 0), Mail)
    server.heard = []
    serving = Background(server.handle_request)
    client = smtplib.SMTP('127.0.0.1', server.server_address[1], 'localhost', WAIT)
    see('before', (client.ehlo()[0], client.has_extn('starttls')))
    see('STARTTLS', client.starttls())
    see('after', (client.ehlo(), client.has_extn('starttls')))
    see('the client has', (isinstance(client.sock, ssl.SSLSocket), client.sock.version()))
    see('NOOP', client.noop())
    see('QUIT', client.quit())
    serving.result()
    see('the server heard', server.heard)
    server.server_close()


def there_and_back(see):
    client_context, server_context = tls_contexts()
    client, accepted = tcp_pair()

    def serve():
        heard = [accepted.recv(8)]
        accepted.sendall('ready')
        secure = server_context.wrap_socket(accepted, server_side=True)
        heard.append(secure.recv(6))
        plain = secure.unwrap()
        heard.append(plain.recv(5))
        plain.send('plain too')
        plain.close()
        return heard

    serving = Background(serve)
    client.sendall('STARTTLS')
    see('reply', client.recv(5))
    secure = client_context.wrap_socket(client)
    secure.sendall('secret')
    see('the end of TLS', secure.recv(10))
    plain = secure.unwrap()
    plain.send('plain')
    see('plain again', plain.recv(20))
    see('there and back, heard', serving.result())
    plain.close()


def without_waiting(see):
    """The client's first record is there already when the server begins with TLS."""
    client_context, server_context = tls_contexts()
    client, accepted = tcp_pair()
    client.sendall('STARTTLS\n')
    secure = client_context.wrap_socket(client, do_handshake_on_connect=False)
    secure.settimeout(0)
    see.raised('the first step', secure.do_handshake)
    secure.settimeout(WAIT)
    see('the plain line', accepted.recv(9))
    serving = Background(lambda: server_context.wrap_socket(accepted, server_side=True))
    secure.do_handshake()
    server = serving.result()
    server.sendall('hello')
    see('over TLS', secure.recv(10))
    secure.close()
    server.close()
